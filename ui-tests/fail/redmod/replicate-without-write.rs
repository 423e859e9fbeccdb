#![allow(unused)]
use redmod::prelude::*;

#[command(replicate = explicit)]
fn ping() {}

fn main() {}
