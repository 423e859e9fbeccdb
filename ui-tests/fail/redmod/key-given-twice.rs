#![allow(unused)]
use redmod::prelude::*;

#[command(since = "1.0.0", since = "1.1.0")]
fn set() {}

fn main() {}
