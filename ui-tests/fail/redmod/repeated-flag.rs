#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write fast write")]
fn set() {}

fn main() {}
