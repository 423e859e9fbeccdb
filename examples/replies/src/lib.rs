//! Replies: from Rust's types to RESP2 and RESP3.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use redmod::prelude::*;
use redmod::reply::{self, Attributed, BigNumber, Bulk, Verbatim};

redmod::module! { name: "replies", version: 1 }

// ANCHOR: scalars
/// Replies `OK`.
#[command]
fn ok() {}

/// A simple string other than `OK`.
#[command]
fn status() -> Status<'static> {
    Status(c"QUEUED")
}

/// Null where nothing is found.
#[command]
fn find(text: &str, what: char) -> Option<usize> {
    text.find(what)
}

/// The bytes as they came: the server's own string, not copied.
#[command]
fn echo(bytes: &ServerStr) -> &ServerStr {
    bytes
}
// ANCHOR_END: scalars

// ANCHOR: derive
/// A map of its fields.
#[derive(Reply)]
struct Player {
    name: &'static str,
    #[reply(rename = "high-score")]
    score: u64,
    rank: Rank,
    #[reply(skip)]
    _seat: u32,
}

/// The name of the variant.
#[derive(Reply)]
enum Rank {
    Beginner,
    #[reply(rename = "grand master")]
    Master,
}

/// The best players.
#[command]
fn best() -> [Player; 2] {
    [
        Player {
            name: "Ada",
            score: 99,
            rank: Rank::Master,
            _seat: 1,
        },
        Player {
            name: "Bob",
            score: 7,
            rank: Rank::Beginner,
            _seat: 2,
        },
    ]
}
// ANCHOR_END: derive

// ANCHOR: collections
/// How often each letter is in a text.
#[command]
fn letters(text: &str) -> BTreeMap<char, u32> {
    let mut counts = BTreeMap::new();
    for letter in text.chars() {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}

/// The words of a text, none of them collected.
#[command]
fn words(text: &str) -> impl Reply {
    reply::array(text.split_whitespace())
}
// ANCHOR_END: collections

// ANCHOR: stream
/// The numbers from 1 to `n`, each with its square.
#[command]
fn squares(n: u16) -> impl Reply {
    reply::stream(move |out| {
        out.map(n.into(), |out| {
            for i in 1..=u64::from(n) {
                out.entry(i, i * i);
            }
        });
        Ok(())
    })
}
// ANCHOR_END: stream

// ANCHOR: wrappers
/// What Rust has no type for.
#[command]
fn wrappers() -> (
    Verbatim<&'static str>,
    BigNumber<&'static str>,
    Bulk<[u8; 2]>,
) {
    (
        Verbatim(b"mkd", "*hi*"),
        BigNumber("12345678901234567890123"),
        Bulk(*b"hi"),
    )
}

/// A value, and how popular it is for clients that ask over RESP3.
#[command]
fn popular() -> impl Reply {
    Attributed {
        attributes: [("popularity", 0.5)],
        value: "tea",
    }
}
// ANCHOR_END: wrappers
