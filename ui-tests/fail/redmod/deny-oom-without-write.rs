#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "deny-oom fast")]
fn set() {}

fn main() {}
