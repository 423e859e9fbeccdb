//! A data type in its second version; see `evolving3.rs` for the next.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "evolving" }

#[data_type(name = "evolving-", encver = 2)]
struct Document {
    title: String,
    #[persist(since = 2, default = nobody)]
    author: String,
    count: u32,
    parts: Vec<Part>,
}

fn nobody() -> String {
    "nobody".to_owned()
}

#[derive(Persist)]
struct Part {
    #[persist(since = 2)]
    weight: f64,
    name: String,
}

#[command(flags = "write", keys = 1..1)]
fn fill(mut key: KeyMut<Document>, title: String, count: u32) {
    let parts = ["a", "b"].map(|name| Part {
        weight: 0.5,
        name: name.to_owned(),
    });
    key.set(Document {
        title,
        author: "somebody".to_owned(),
        count,
        parts: parts.into(),
    });
}

#[command(flags = "readonly", keys = 1..1)]
fn show(key: Key<Document>) -> Option<String> {
    let Document {
        title,
        author,
        count,
        parts,
    } = key.get()?;
    let parts: String = parts
        .iter()
        .map(|part| format!("{}{}", part.name, part.weight))
        .collect();
    Some(format!("{title} {author} {count} {parts}"))
}
