#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..1)]
fn across_a_command(mut key: KeyMut<Set>) -> Result<()> {
    // The key is closed for it and opened again.
    let name = key.name();
    key.add("member")?;
    drop(name);
    Ok(())
}

#[command(flags = "readonly", keys = 1..1)]
fn after_the_key(key: Key) -> usize {
    let name = key.name();
    drop(key);
    name.map_or(0, |name| name.as_bytes().len())
}

fn main() {}
