//! String values: each function in a command of its own, with replies like those of the server's
//! own commands.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "texts", version: 1 }

#[command(flags = "readonly", keys = 1..1)]
fn get(mut text: Key<Str>) -> Option<Vec<u8>> {
    text.get().map(<[u8]>::to_vec)
}

#[command(flags = "readonly", keys = 1..1)]
fn len(text: Key<Str>) -> usize {
    text.len()
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn set(mut text: KeyMut<Str>, value: &ServerStr) -> Result<()> {
    text.set(value)
}

/// As `SETRANGE`.
#[command(flags = "write deny-oom", keys = 1..1)]
fn set_range(mut text: KeyMut<Str>, offset: usize, bytes: &[u8]) -> Result<usize> {
    if bytes.is_empty() {
        return Ok(text.len());
    }
    let end = offset + bytes.len();
    if text.len() < end {
        text.truncate(end)?;
    }
    let value = text.get_mut().expect("it was made");
    value[offset..end].copy_from_slice(bytes);
    Ok(text.len())
}

/// As `APPEND`.
#[command(flags = "write deny-oom", keys = 1..1)]
fn append(mut text: KeyMut<Str>, bytes: &[u8]) -> Result<usize> {
    if !text.exists() {
        text.set(bytes)?;
        return Ok(bytes.len());
    }
    let len = text.len();
    set_range(text, len, bytes)
}

/// Keeps the first bytes; what is left of them.
#[command(flags = "write deny-oom", keys = 1..1)]
fn truncate(mut text: KeyMut<Str>, len: usize) -> Result<Option<Vec<u8>>> {
    text.truncate(len)?;
    Ok(text.get().map(<[u8]>::to_vec))
}

/// Several changes through one handle.
#[command(flags = "write deny-oom", keys = 1..1)]
fn rewrite(mut text: KeyMut<Str>, first: &ServerStr, second: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut seen = Vec::new();
    let mut see = |text: &mut KeyMut<Str>| seen.push(text.get().unwrap_or(b"none").to_vec());
    text.set(first)?;
    see(&mut text);
    if let Some(value) = text.get_mut() {
        value.reverse();
    }
    see(&mut text);
    text.delete();
    see(&mut text);
    text.set(second)?;
    text.truncate(3)?;
    see(&mut text);
    Ok(seen)
}
