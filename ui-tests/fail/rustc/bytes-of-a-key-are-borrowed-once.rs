#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "readonly", keys = 1..1)]
fn twice(mut key: Key<Str>) {
    let (first, second) = (key.get(), key.get());
    drop((first, second));
}

#[command(flags = "write", keys = 1..1)]
fn writable(mut key: KeyMut<Str>) {
    let bytes = key.get_mut();
    key.truncate(5);
    drop(bytes);
}

#[command(flags = "readonly", keys = 1..1)]
fn after_the_key(mut key: Key<Str>) {
    let bytes = key.get();
    drop(key);
    drop(bytes);
}

fn main() {}
