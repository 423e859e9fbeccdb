//! A module with a command whose name is the server's own.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "taken" }

/// Registered before `get`, since it comes first in the alphabet.
#[command(name = "a.taken")]
fn before() {}

#[command(name = "Get")]
fn get() {}
