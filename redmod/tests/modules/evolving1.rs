//! A data type in its first version; see `evolving2.rs` for the next.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "evolving" }

#[data_type(name = "evolving-", encver = 1)]
struct Document {
    title: String,
    count: u32,
    parts: Vec<Part>,
}

#[derive(Persist)]
struct Part {
    name: String,
}

#[command(flags = "write", keys = 1..1)]
fn fill(mut key: KeyMut<Document>, title: String, count: u32) {
    let parts = ["a", "b"].map(|name| Part {
        name: name.to_owned(),
    });
    key.set(Document {
        title,
        count,
        parts: parts.into(),
    });
}

#[command(flags = "readonly", keys = 1..1)]
fn show(key: Key<Document>) -> Option<String> {
    let Document {
        title,
        count,
        parts,
    } = key.get()?;
    let parts: String = parts.iter().map(|part| &part.name[..]).collect();
    Some(format!("{title} {count} {parts}"))
}
