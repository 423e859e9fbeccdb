//! A module with what every module has: its twin in C is `plain.c`.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "plain" }

/// Adds two numbers.
#[command(flags = "fast")]
fn add(a: i64, b: i64) -> Result<i64> {
    a.checked_add(b).ok_or(Error::fixed(c"ERR overflow"))
}
