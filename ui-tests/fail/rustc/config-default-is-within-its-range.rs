use std::time::Duration;

use redmod::config::{Flags, MemorySize};
use redmod::prelude::*;

#[config(default = 0, range = 1..=10)]
static BELOW: Config<i64>;

#[config(default = 1.5, range = ..=1.0)]
static ABOVE: Config<f64>;

#[config(default = 1, range = 10..=1)]
static EMPTY: Config<u8>;

#[config(default = "1kb", range = "1mb"..)]
static SMALL: Config<MemorySize>;

#[config(default = "1tb")]
static UNIT: Config<MemorySize>;

#[config(default = "5")]
static NO_UNIT: Config<Duration>;

#[config(default = "a\0b")]
static NUL: Config<String>;

#[derive(ConfigEnum, Clone, Copy)]
enum Flag {
    None,
}

#[config(default = [])]
static NONE: Config<Flags<Flag>>;

#[config(default = 300)]
static TOO_LARGE: Config<u8>;

fn main() {}
