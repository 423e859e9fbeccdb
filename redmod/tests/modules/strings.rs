//! The server's strings: made of numbers, read as numbers, compared, changed and kept.

#![forbid(unsafe_code)]

use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt::Write;

use redmod::prelude::*;
use redmod::{HeldString, LongDouble, MallocSize};

redmod::module! { name: "strings", version: 1 }

#[command]
fn to_i64(text: &ServerStr) -> Result<i64> {
    text.to_i64()
}

/// As text, since a reply has a sign.
#[command]
fn to_u64(text: &ServerStr) -> Result<String> {
    Ok(text.to_u64()?.to_string())
}

#[command]
fn to_f64(text: &ServerStr) -> Result<f64> {
    text.to_f64()
}

#[command]
fn from_i64(value: i64) -> ServerString {
    ServerString::from_i64(value)
}

#[command]
fn from_u64(value: u64) -> ServerString {
    ServerString::from_u64(value)
}

#[command]
fn from_f64(value: f64) -> ServerString {
    ServerString::from_f64(value)
}

/// To a `long double` and back, with the nearest `f64` beside it.
#[command]
fn long_double(text: &ServerStr, for_humans: bool) -> Result<(ServerString, f64)> {
    let value: LongDouble = text.to_long_double()?;
    let text = ServerString::from_long_double(value, for_humans);
    Ok((text, value.to_f64()))
}

#[command]
fn compare(a: &ServerStr, b: &ServerStr) -> i64 {
    match a.cmp(b) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }
}

/// A copy, with bytes and text at its end, while the argument stays as it is.
#[command]
fn append(text: &ServerStr, bytes: &[u8]) -> Result<(ServerString, Vec<u8>)> {
    let mut longer = text.to_owned();
    longer.append(bytes);
    write!(longer, "/{}", bytes.len())?;
    Ok((longer, text.as_bytes().to_vec()))
}

#[command]
fn c_string() -> ServerString {
    ServerString::from(c"100% C")
}

/// What a string takes with room to spare, and without.
#[command]
fn shrink(len: usize) -> (usize, usize, usize) {
    let mut string = ServerString::from_bytes(b"x");
    string.append(&vec![b'x'; len]);
    let before = string.malloc_size();
    string.shrink_to_fit();
    (string.as_bytes().len(), before, string.malloc_size())
}

// ANCHOR: hold
thread_local! {
    static HELD: RefCell<Vec<HeldString>> = const { RefCell::new(Vec::new()) };
}

/// Keeps an argument, and a second reference to it.
#[command]
fn hold(text: HeldString) -> usize {
    HELD.with_borrow_mut(|held| {
        held.push(text.clone());
        held.push(text);
        held.len()
    })
}
// ANCHOR_END: hold

/// What is kept.
#[command]
fn held() -> Vec<Vec<u8>> {
    HELD.with_borrow(|held| held.iter().map(|it| it.as_bytes().to_vec()).collect())
}

/// Lets the older half of it go.
#[command]
fn release() -> usize {
    HELD.with_borrow_mut(|held| {
        held.drain(..held.len().div_ceil(2));
        held.len()
    })
}
