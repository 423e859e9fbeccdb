#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", replicate = explicitly)]
fn set() {}

fn main() {}
