//! A module with two data types of one name.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "same_type" }

#[data_type(name = "same-type")]
struct First(u64);

#[data_type(name = "same-type", encver = 1)]
struct Second(String);
