#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write deny_oom")]
fn nearest() {}

#[command(flags = "readonly sparkling")]
fn not_near_to_any() {}

fn main() {}
