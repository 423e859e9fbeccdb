#![forbid(unsafe_code)]
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use redmod::prelude::*;
use redmod::reply::{self, Attributed, BigNumber, NullArray, Verbatim};

#[command]
fn nothing() {}

#[command]
fn numbers() -> (u8, i8, u16, i16, u32, i32) {
    (0, 0, 0, 0, 0, 0)
}

#[command]
fn more_numbers() -> (u64, i64, u128, i128, f32, f64) {
    (0, 0, 0, 0, 0.0, 0.0)
}

#[command]
fn text<'a>(a: &'a str, b: &'a [u8], c: &'a ServerStr) -> (&'a str, &'a [u8], &'a ServerStr, String, Vec<u8>, char) {
    (a, b, c, String::new(), Vec::new(), 'a')
}

#[command]
fn protocol() -> (Status<'static>, Verbatim<&'static str>, BigNumber<&'static str>, NullArray, bool) {
    (Status(c"PONG"), Verbatim(b"txt", "a"), BigNumber("1"), NullArray, true)
}

#[command]
fn optional(n: i64) -> Result<Option<i64>> {
    if n < 0 { Err(Error::new("negative")) } else { Ok(Some(n)) }
}

#[command]
fn other_error(n: &str) -> std::result::Result<i64, std::num::ParseIntError> {
    n.parse()
}

#[command]
fn collections() -> (Vec<u64>, [u8; 2], HashMap<String, u8>, BTreeMap<u8, u8>, HashSet<u8>, BTreeSet<u8>) {
    Default::default()
}

#[command]
fn iterated() -> impl Reply {
    (reply::array(0..3), reply::set(["a"]), reply::map([("a", 1)]))
}

#[command]
fn streamed() -> impl Reply {
    reply::stream(|out| {
        out.null();
        Ok(())
    })
}

#[command]
fn attributed() -> impl Reply {
    let _ = |a: Attributed<u8, u8, 1, u8>| a;
}

#[derive(Reply)]
struct Stats<'a, T> {
    hits: u64,
    #[reply(rename = "key-name")]
    name: &'a str,
    #[reply(skip)]
    _internal: u8,
    value: Option<T>,
    r#type: State,
}

#[derive(Reply)]
struct Pair<T: Copy>(T, T)
where
    T: 'static;

#[derive(Reply)]
struct Wrapper(f64);

#[derive(Reply)]
enum State {
    Idle,
    NotFound,
    #[reply(rename = "RUN")]
    Running,
}

#[command]
fn derived(name: &str) -> (Stats<'_, Wrapper>, Pair<u8>, State, State) {
    let stats = Stats { hits: 0, name, _internal: 0, value: Some(Wrapper(0.5)), r#type: State::Idle };
    (stats, Pair(1, 2), State::NotFound, State::Running)
}

fn main() {}
