//! A data type in its third version; see `evolving1.rs` for the first.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "evolving" }

// ANCHOR: type
#[data_type(name = "evolving-", encver = 3, migrate = migrate)]
struct Document {
    title: String,
    #[persist(since = 2, default = nobody)]
    author: String,
    #[persist(until = 3)]
    count: u32,
    #[persist(since = 3)]
    count_of_all: u64,
    parts: Vec<Part>,
    #[persist(since = 3)]
    state: State,
}
// ANCHOR_END: type

fn nobody() -> String {
    "nobody".to_owned()
}

#[derive(Persist)]
struct Part {
    #[persist(since = 2, until = 3)]
    weight: f64,
    name: String,
}

#[derive(Debug, Default, Persist)]
enum State {
    #[default]
    New,
    Named {
        #[persist(since = 3)]
        name: String,
    },
}

// ANCHOR: migrate
/// The count was moved to a wider field, and the weights are counted there as well.
fn migrate(document: &mut Document, from: u16) -> Result<()> {
    if document.title == "refused" {
        return Err(Error::fixed(c"ERR nobody wants it"));
    }
    let weights: f64 = document.parts.iter().map(|part| part.weight).sum();
    document.count_of_all = u64::from(document.count) + 1000 * weights as u64;
    document.count = 0;
    document.state = State::Named {
        name: format!("from {from}"),
    };
    Ok(())
}
// ANCHOR_END: migrate

#[command(flags = "write", keys = 1..1)]
fn fill(mut key: KeyMut<Document>, title: String, count: u32) {
    let parts = ["a", "b"].map(|name| Part {
        weight: 0.0,
        name: name.to_owned(),
    });
    key.set(Document {
        title,
        author: "somebody".to_owned(),
        count,
        count_of_all: count.into(),
        parts: parts.into(),
        state: State::New,
    });
}

#[command(flags = "readonly", keys = 1..1)]
fn show(key: Key<Document>) -> Option<String> {
    let Document {
        title,
        author,
        count,
        count_of_all,
        parts,
        state,
    } = key.get()?;
    let parts: String = parts
        .iter()
        .map(|part| format!("{}{}", part.name, part.weight))
        .collect();
    Some(format!(
        "{title} {author} {count} {count_of_all} {parts} {state:?}"
    ))
}

/// Its part was changed in a version that the type does not have.
#[data_type(name = "forgotten", encver = 1)]
struct Forgotten {
    parts: Vec<Part>,
}

#[command(flags = "write", keys = 1..1)]
fn forget(mut key: KeyMut<Forgotten>) {
    let part = Part {
        weight: 0.0,
        name: String::new(),
    };
    key.set(Forgotten { parts: vec![part] });
}
