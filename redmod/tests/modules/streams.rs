//! Every function of a stream, each in a command of its own.

#![forbid(unsafe_code)]

use std::ops::Bound;

use redmod::key::{StreamId, Trim};
use redmod::prelude::*;

redmod::module! { name: "streams", version: 1 }

/// `(1-1`, `1-1`, `-` and `+`.
fn bound(word: &str) -> Result<Bound<StreamId>> {
    Ok(match word.strip_prefix('(') {
        Some(id) => Bound::Excluded(id.parse()?),
        None if word == "-" || word == "+" => Bound::Unbounded,
        None => Bound::Included(word.parse()?),
    })
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn add(mut stream: KeyMut<Stream>, words: &[&ServerStr]) -> Result<StreamId> {
    stream.add(words)
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn add_at(mut stream: KeyMut<Stream>, id: StreamId, words: &[&ServerStr]) -> Result<StreamId> {
    stream.add_at(id, words)
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn add_pairs(mut stream: KeyMut<Stream>, id: StreamId) -> Result<StreamId> {
    stream.add_at(id, &[("a", "1"), ("b\0", "2")])
}

#[command(flags = "write", keys = 1..1)]
fn delete(mut stream: KeyMut<Stream>, id: StreamId) -> Result<bool> {
    stream.delete_entry(id)
}

#[command(flags = "write", keys = 1..1)]
fn trim(mut stream: KeyMut<Stream>, len: usize, about: bool) -> Result<usize> {
    stream.trim_to_len(len, how(about))
}

#[command(flags = "write", keys = 1..1)]
fn trim_before(mut stream: KeyMut<Stream>, id: StreamId, about: bool) -> Result<usize> {
    stream.trim_before(id, how(about))
}

fn how(about: bool) -> Trim {
    if about {
        Trim::Approximate
    } else {
        Trim::Exact
    }
}

type Collected = Vec<(StreamId, Vec<ServerString>)>;

#[command(flags = "readonly", keys = 1..1)]
fn range(mut stream: Key<Stream>, down: bool, min: &str, max: &str) -> Result<Collected> {
    let range = (bound(min)?, bound(max)?);
    let entries = if down {
        stream.rev_range(range)?
    } else {
        stream.range(range)?
    };
    let flat = entries.collected().map(|(id, fields)| {
        let fields = fields.into_iter().flat_map(|(field, value)| [field, value]);
        (id, fields.collect())
    });
    Ok(flat.collect())
}

/// Reads as many fields of each entry; the ids.
#[command(flags = "readonly", keys = 1..1)]
fn partly(mut stream: Key<Stream>, down: bool, fields: usize) -> Result<Vec<StreamId>> {
    let mut entries = if down {
        stream.rev_range(..)?
    } else {
        stream.range(..)?
    };
    let mut ids = Vec::new();
    while let Some(mut entry) = entries.next() {
        ids.push(entry.id());
        entry.by_ref().take(fields).for_each(drop);
    }
    Ok(ids)
}

/// Deletes every so manyth entry while it reads them; the ids that it has seen.
#[command(flags = "write", keys = 1..1)]
fn thin(mut stream: KeyMut<Stream>, down: bool, every: usize) -> Result<Vec<StreamId>> {
    let mut ids = Vec::new();
    let mut entries = if down {
        stream.rev_range_mut(..)?
    } else {
        stream.range_mut(..)?
    };
    while let Some(mut entry) = entries.next() {
        ids.push(entry.id());
        if ids.len().is_multiple_of(every) {
            entry.next();
            entry.delete()?;
        }
    }
    Ok(ids)
}

/// Leaves iterations behind, changes the stream, and goes on.
#[command(flags = "write", keys = 1..1)]
fn forgets(mut stream: KeyMut<Stream>) -> Result<usize> {
    let mut entries = stream.range_mut(..)?;
    let first = entries.next().map(|entry| entry.id());
    std::mem::forget(entries);
    if let Some(first) = first {
        stream.delete_entry(first)?;
    }
    std::mem::forget(stream.range(..)?);
    stream.add(&[("f", "v")])?;
    std::mem::forget(stream.range(..)?);
    stream.trim_to_len(2, Trim::Exact)?;
    std::mem::forget(stream.range(..)?);
    stream.delete();
    stream.add(&[("f", "v")])?;
    std::mem::forget(stream.rev_range(..)?);
    Ok(stream.range(..)?.collected().count())
}

#[command]
fn id(text: &ServerStr) -> Result<(StreamId, ServerString)> {
    let id = StreamId::from_server_str(text)?;
    Ok((id, id.to_server_string()))
}
