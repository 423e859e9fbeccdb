//! A module with a command for other nodes of a cluster only.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "internal" }

#[command(flags = "internal")]
fn secret() -> i64 {
    1
}

#[command]
fn open() -> i64 {
    2
}
