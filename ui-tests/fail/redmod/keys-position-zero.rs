#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 0..1)]
fn first(a: KeyName) {}

#[command(flags = "write", keys = 1..0)]
fn last(a: KeyName) {}

fn main() {}
