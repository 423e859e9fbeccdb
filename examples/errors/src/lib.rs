//! Errors: what a failed call answers.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "errors", version: 1 }

// ANCHOR: fixed
const NO_PLAYER: Error = Error::fixed(c"NOPLAYER there is no such player");

/// An error that is known in advance.
#[command]
fn score(player: &str) -> Result<u64> {
    match player {
        "Ada" => Ok(99),
        _ => Err(NO_PLAYER),
    }
}
// ANCHOR_END: fixed

// ANCHOR: made
/// An error that is made of what has happened.
#[command]
fn level(level: u8) -> Result<u8> {
    if level > 9 {
        return Err(Error::with_code(
            "NOLEVEL",
            format_args!("there is no level {level}"),
        ));
    }
    Ok(level)
}

/// Any error of Rust's, through `?`.
#[command]
fn hex(text: &str) -> Result<i64> {
    Ok(i64::from_str_radix(text, 16)?)
}
// ANCHOR_END: made

// ANCHOR: panic
/// A bug.
#[command]
fn nth(n: usize, words: Rest<String>) -> Result<String> {
    let words: Vec<_> = words.collect::<Result<_>>()?;
    Ok(words[n].clone())
}
// ANCHOR_END: panic
