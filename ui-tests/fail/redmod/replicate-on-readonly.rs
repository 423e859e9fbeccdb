#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "readonly", replicate = verbatim)]
fn get() {}

fn main() {}
