#![allow(unused)]
use redmod::prelude::*;

fn is_send<T: Send>(_: T) {}

#[command(flags = "write", keys = 1..1)]
fn demand(key: KeyMut<'static, Str>) {}

#[command(flags = "write", keys = 1..1)]
fn send(key: KeyMut<Str>) {
    is_send(key);
}

fn copied(key: Key<Str>) -> (Key<Str>, Key<Str>) {
    (key.clone(), key)
}

fn main() {}
