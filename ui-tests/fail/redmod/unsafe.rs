#![allow(unused)]
use redmod::prelude::*;

#[command]
unsafe fn set() {}

fn main() {}
