//! The commands of the comparison in redmod: the same as in `bench/c/bench.c`, to the reply and the error.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU64, Ordering};

use redmod::prelude::*;
use redmod::reply;

redmod::module! { name: "bench", version: 1 }

/// Replies `OK`.
#[command(flags = "fast")]
fn noop() {}

/// Replies the text.
#[command(flags = "fast")]
fn echo(text: &[u8]) -> &[u8] {
    text
}

/// Adds two integers.
#[command(flags = "fast")]
fn add(a: i64, b: i64) -> Result<i64> {
    a.checked_add(b).ok_or(Error::NOT_AN_INTEGER)
}

/// Adds any number of integers.
#[command]
fn sum(numbers: Rest<i64>) -> Result<i64> {
    let mut sum = 0i64;
    for n in numbers {
        sum = sum.checked_add(n?).ok_or(Error::NOT_AN_INTEGER)?;
    }
    Ok(sum)
}

/// Three tokens with values.
#[derive(Args)]
struct Tokens<'a> {
    /// A time.
    #[arg(token)]
    ex: Option<Seconds>,
    /// A number.
    #[arg(token)]
    count: Option<u32>,
    /// A pattern.
    #[arg(token = "MATCH")]
    pattern: Option<&'a [u8]>,
}

/// Adds up what it has understood.
#[command(flags = "readonly", keys = 1..1)]
fn options(key: KeyName, tokens: Tokens) -> u64 {
    let seconds = tokens.ex.map_or(0, |time| time.as_secs());
    let pattern = tokens.pattern.map_or(0, <[u8]>::len);
    (key.as_bytes().len() + pattern) as u64 + seconds + u64::from(tokens.count.unwrap_or(0))
}

/// Replies so many integers.
#[command]
fn range(len: u32) -> impl Reply {
    reply::array(0..len)
}

/// Four fields.
#[derive(Reply)]
struct Fields<'a> {
    id: i64,
    name: &'a [u8],
    ratio: f64,
    ready: bool,
}

/// Replies a struct of four fields.
#[command]
fn fields(name: &[u8]) -> Fields<'_> {
    let (id, ratio, ready) = (7, 0.5, true);
    Fields {
        id,
        name,
        ratio,
        ready,
    }
}

/// Increments the integer that a string is.
#[command(flags = "write deny-oom", keys = 1..1)]
fn incr(mut key: KeyMut<Str>) -> Result<i64> {
    let value = key.integer()?.unwrap_or(0);
    let value = value.checked_add(1).ok_or(Error::NOT_AN_INTEGER)?;
    key.set(&value)?;
    Ok(value)
}

/// Adds to a sorted set, and replies the score that the member has then.
#[command(flags = "write deny-oom", keys = 1..1)]
fn score(mut key: KeyMut<ZSet>, score: f64, member: &ServerStr) -> Result<Option<f64>> {
    key.add(member, score)?;
    Ok(key.score(member))
}

/// Calls `INCR`.
#[command(flags = "write deny-oom", keys = 1..1)]
fn call(cx: &mut Context, key: KeyName) -> Result<i64> {
    cx.call("INCR", key)
}

/// A value of a type of its own.
#[data_type(name = "benchnote")]
struct Note {
    count: u64,
    text: Box<[u8]>,
}

/// Sets a value of the type.
#[command(flags = "write deny-oom", keys = 1..1)]
fn set(mut key: KeyMut<Note>, count: u64, text: &[u8]) {
    let text = text.into();
    key.set(Note { count, text });
}

/// Reads a value of the type.
#[command(flags = "readonly", keys = 1..1)]
fn get(key: Key<Note>) -> u64 {
    key.get()
        .map_or(0, |note| note.count + note.text.len() as u64)
}

static SEEN: AtomicU64 = AtomicU64::new(0);

/// Counts a notification.
#[on_keyspace(string, events = "set")]
fn on_set() {
    SEEN.fetch_add(1, Ordering::Relaxed);
}
