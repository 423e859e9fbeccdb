#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "readonly", keys = 1..1)]
fn get(key: KeyMut<Str>) {}

#[command(keys = 1..1)]
fn without_flags(key: KeyMut<Str>) {}

#[command(flags = "may-replicate", keys = 1..1)]
fn without_write(key: Option<KeyMut<Str>>) {}

fn main() {}
