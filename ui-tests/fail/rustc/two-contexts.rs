#![allow(unused)]
use redmod::prelude::*;

#[command]
fn ping(first: &Context, second: &Context) {}

fn main() {}
