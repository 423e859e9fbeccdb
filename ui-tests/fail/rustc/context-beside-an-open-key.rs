#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..1)]
fn after(cx: &mut Context, key: KeyMut<Str>) {}

#[command(flags = "readonly", keys = 1..1)]
fn before(key: Key<Str>, cx: &mut Context) {}

#[command(flags = "readonly", keys = 1..1)]
fn optional(cx: &mut Context, key: Option<Key<Str>>) {}

fn main() {}
