#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..-1, step = 0)]
fn set(pairs: Rest<(KeyName, &[u8])>) {}

fn main() {}
