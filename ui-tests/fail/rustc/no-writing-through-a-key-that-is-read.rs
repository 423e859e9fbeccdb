#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..1)]
fn hash(mut key: Key<Hash>) {
    key.set("field", "value");
}

#[command(flags = "write", keys = 1..2)]
fn swapped(mut read: Key<Set>, mut written: KeyMut<Set>) {
    std::mem::swap(&mut read, &mut *written);
}

fn main() {}
