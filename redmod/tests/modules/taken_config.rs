//! A config with the name of one of the server's own, where it has no prefix; and no init function.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "taken_config", version: 1 }

#[config(default = 1, name = "maxmemory", flags = "unprefixed")]
static LIMIT: Config<i64>;
