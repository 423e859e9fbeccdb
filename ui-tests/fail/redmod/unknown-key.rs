#![allow(unused)]
use redmod::prelude::*;

#[command(naem = "my.command")]
fn nearest() {}

#[command(colour = "green")]
fn not_near_to_any() {}

fn main() {}
