//! A module with two commands whose names differ only in case, which no server takes.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "same" }

#[command(name = "same.name")]
fn lower() {}

#[command(name = "SAME.Name")]
fn upper() {}
