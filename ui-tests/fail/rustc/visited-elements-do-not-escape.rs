#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "readonly", keys = 1..1)]
fn members(mut key: Key<Set>) {
    let mut kept = Vec::new();
    key.for_each(|member| kept.push(member));
}

#[command(flags = "readonly", keys = 1..1)]
fn fields(mut key: Key<Hash>) {
    let mut last = None;
    key.for_each(|(field, value)| last = Some(value.as_bytes()));
}

#[command(flags = "write", keys = 1..1)]
fn the_key_meanwhile(mut key: KeyMut<Hash>) {
    key.for_each(|(field, _)| {
        key.remove(field);
    });
}

fn main() {}
