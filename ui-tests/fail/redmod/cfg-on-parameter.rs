#![allow(unused)]
use redmod::prelude::*;

#[command]
fn set(#[cfg(unix)] value: u8) {}

fn main() {}
