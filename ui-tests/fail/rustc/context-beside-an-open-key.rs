#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..1)]
fn set(cx: &mut Context, key: KeyMut<Str>) {}

fn main() {}
