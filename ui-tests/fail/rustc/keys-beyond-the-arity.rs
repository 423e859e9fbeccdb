#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..2)]
fn of_one(key: KeyName) {}

#[command(flags = "write", keys = 1..3)]
fn of_an_optional_one(key: KeyName, other: Option<KeyName>) {}

#[command(flags = "write", keys = 1..2)]
fn not_in_every_call(key: KeyName, other: Option<KeyName>) {}

fn main() {}
