#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..1)]
fn argument(mut key: KeyMut<Hash>, value: &[u8]) -> Result<()> {
    key.set_static("field", value)
}

#[command(flags = "write", keys = 1..1)]
fn local(mut key: KeyMut<Hash>) -> Result<()> {
    let value = String::from("value");
    key.set_static("field", value.as_bytes())
}

fn main() {}
