#![allow(unused)]
use redmod::prelude::*;

#[command(name = "my.admin add", flags = "write", keys = 1..1)]
fn add(key: KeyName) {}

fn main() {}
