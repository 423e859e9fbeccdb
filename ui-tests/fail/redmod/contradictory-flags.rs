#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write readonly")]
fn set() {}

fn main() {}
