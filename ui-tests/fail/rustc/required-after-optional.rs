#![allow(unused)]
use redmod::prelude::*;

#[command]
fn ping(message: Option<&str>, count: u64) {}

fn main() {}
