//! A module that names itself twice.

#![forbid(unsafe_code)]

redmod::module! { name: "first" }
redmod::module! { name: "second" }
