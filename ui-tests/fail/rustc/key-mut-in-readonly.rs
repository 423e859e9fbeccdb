#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "readonly", keys = 1..1)]
fn get(key: KeyMut<Str>) {}

fn main() {}
