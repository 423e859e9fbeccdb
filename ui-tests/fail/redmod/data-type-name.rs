use redmod::prelude::*;

#[data_type(name = "short", encver = 1)]
struct Short;

#[data_type(name = "too-long-a-name")]
struct Long;

#[data_type(name = "my type 1")]
struct Blank;

#[data_type(name = "größen-01")]
struct Umlaut;

#[data_type(name = "AAAAAAAAA")]
struct Reserved;

#[data_type(encver = 1)]
struct Nameless;

#[data_type]
struct Bare;

fn main() {}
