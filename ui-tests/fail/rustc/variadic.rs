#![allow(unused)]
use redmod::prelude::*;

#[command]
unsafe extern "C" fn set(values: ...) {}

fn main() {}
