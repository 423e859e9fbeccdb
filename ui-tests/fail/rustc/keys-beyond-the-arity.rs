#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..2)]
fn set(key: KeyName) {}

#[command(flags = "write", keys = 1..2)]
fn not_in_every_call(key: KeyName, other: Option<KeyName>) {}

fn main() {}
