//! A module with a data type whose name another module has.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "taken_type" }

#[data_type(name = "all-kinds")]
struct Other(u64);
