//! A module that does not name itself.

#![forbid(unsafe_code)]

use redmod::prelude::*;

#[command(name = "nobody.ping")]
fn ping() {}
