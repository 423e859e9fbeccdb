#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 2..1)]
fn set(a: KeyName, b: KeyName) {}

#[command(flags = "write", keys = -1..-2)]
fn from_the_end(a: KeyName, b: KeyName) {}

fn main() {}
