#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write", keys = 1..1)]
fn list(mut key: KeyMut<List>) -> Result<()> {
    for element in key.iter()? {
        key.push_back(&*element)?;
    }
    Ok(())
}

#[command(flags = "write", keys = 1..1)]
fn hash(mut key: KeyMut<Hash>) {
    for (field, _) in key.iter() {
        key.remove(&*field);
    }
}

#[command(flags = "write", keys = 1..1)]
fn set(mut key: KeyMut<Set>) -> Result<()> {
    for member in key.iter() {
        key.remove(&*member)?;
    }
    Ok(())
}

#[command(flags = "write", keys = 1..1)]
fn sorted_set(mut key: KeyMut<ZSet>) -> Result<()> {
    for (member, _) in key.range_by_score(..)? {
        key.remove(&*member)?;
    }
    Ok(())
}

#[command(flags = "write", keys = 1..1)]
fn stream(mut key: KeyMut<Stream>) -> Result<()> {
    let mut entries = key.range(..)?;
    while let Some(entry) = entries.next() {
        key.delete_entry(entry.id())?;
    }
    Ok(())
}

#[command(flags = "write", keys = 1..1)]
fn the_key_itself(mut key: KeyMut<ZSet>) {
    let members = key.iter();
    key.delete();
    members.for_each(drop);
}

fn main() {}
