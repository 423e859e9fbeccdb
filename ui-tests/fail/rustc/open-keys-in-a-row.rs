#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "readonly", keys = 1..-1)]
fn rest(keys: Rest<Key<Str>>) {}

#[command(flags = "write", keys = 1..-1, step = 2)]
fn pairs(pairs: Rest<(KeyMut<Str>, i64)>) {}

#[command(flags = "readonly")]
fn counted(keys: Counted<Key<Str>>) {}

fn main() {}
