#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", step = 2)]
fn set() {}

fn main() {}
