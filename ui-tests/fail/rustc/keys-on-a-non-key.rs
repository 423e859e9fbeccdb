#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 2..2)]
fn starts(key: KeyName, value: &[u8]) {}

#[command(flags = "write", keys = 1..2)]
fn ends(key: KeyName, value: &[u8]) {}

#[command(flags = "write", keys = 1..-1)]
fn covers(pairs: Rest<(KeyName, &[u8])>) {}

fn main() {}
