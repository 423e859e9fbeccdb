#![allow(unused)]
use redmod::prelude::*;

#[command]
extern "C" fn set() {}

fn main() {}
