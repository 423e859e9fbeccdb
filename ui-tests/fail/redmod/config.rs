#![allow(unused)]
use redmod::prelude::*;

#[config]
static WITHOUT_DEFAULT: Config<i64>;

#[config(defalt = 1)]
static MISSPELT: Config<i64>;

#[config(default = 1)]
static WITH_VALUE: Config<i64> = Config::undeclared();

#[config(default = 1)]
static mut CHANGING: Config<i64>;

#[config(default = 1)]
const CONSTANT: i64 = 1;

#[config(default = 1)]
fn function() {}

#[config(default = 1, range = 5)]
static NO_RANGE: Config<i64>;

#[config(default = 1, range = 1..10)]
static HALF_OPEN: Config<i64>;

#[config(default = 1, flags = "imutable hidden hidden")]
static FLAGS: Config<i64>;

#[config(default = 1, flags = "memory")]
static OF_THE_TYPE: Config<i64>;

#[config(default = 1, flags = "immutable deny-loading")]
static CONTRADICTION: Config<i64>;

#[config(default = 1, name = "two words")]
static NAME: Config<i64>;

#[config(default = 1, name = "")]
static EMPTY: Config<i64>;

#[config(default = 1, on_change = |new| Ok(()))]
static CLOSURE: Config<i64>;

#[derive(ConfigEnum, Clone, Copy)]
enum Fields {
    Some(u8),
}

#[derive(ConfigEnum, Clone, Copy)]
enum Nothing {}

#[derive(ConfigEnum, Clone, Copy)]
enum Twice {
    Fast,
    #[config(rename = "FAST")]
    Faster,
    #[config(rename = "two words")]
    Fastest,
    #[config(name = "x")]
    Other,
}

#[derive(ConfigEnum, Clone, Copy)]
struct Struct;

#[derive(ConfigEnum, Clone, Copy)]
enum Generic<T> {
    One,
}

/// A static beside an error is there all the same.
fn reads() -> i64 {
    HALF_OPEN.get() + FLAGS.get()
}

fn main() {}
