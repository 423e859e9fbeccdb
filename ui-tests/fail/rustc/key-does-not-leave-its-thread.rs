#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..1)]
fn write(mut key: KeyMut<Str>) {
    std::thread::scope(|scope| {
        scope.spawn(|| key.set("from another thread"));
    });
}

#[command(flags = "readonly", keys = 1..1)]
fn give(key: Key<Str>) {
    std::thread::scope(|scope| {
        scope.spawn(move || drop(key));
    });
}

#[command(flags = "readonly", keys = 1..1)]
fn keep_bytes(mut key: Key<Str>) {
    let bytes = key.get();
    std::thread::spawn(move || drop(bytes));
}

fn main() {}
