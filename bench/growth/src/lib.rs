//! A module with as many commands and sections of `INFO` as its features say: the same as `bench/c/growth.c`.

#![forbid(unsafe_code)]

use std::iter;
use std::sync::atomic::{AtomicUsize, Ordering};

use redmod::prelude::*;
use redmod::reply;

redmod::module! { name: "growth", version: 1 }

macro_rules! commands {
    ($($name:ident = $number:literal;)*) => {$(
        /// Adds a number to a count.
        #[command(flags = "readonly", keys = 1..1, since = "1.0.0", complexity = "O(1)")]
        fn $name(_key: KeyName, count: i64, note: Option<&[u8]>) -> i64 {
            count.wrapping_add($number + note.map_or(0, <[u8]>::len) as i64)
        }
    )*};
}

macro_rules! sections {
    ($($name:ident = $number:literal;)*) => {$(
        #[info_section]
        fn $name(info: &mut Info) {
            info.field("number", $number);
        }
    )*};
}

include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// Replies so many integers.
#[command]
fn reply(len: u32) -> impl Reply {
    reply::array(iter::repeat_n(1_234_567, len as usize))
}

/// How many fields the section `fields` has.
static FIELDS: AtomicUsize = AtomicUsize::new(0);

/// Sets how many fields the section `fields` has.
#[command]
fn fields(len: u32) {
    FIELDS.store(len as usize, Ordering::Relaxed);
}

#[info_section(name = "fields")]
fn many_fields(info: &mut Info) {
    for _ in 0..FIELDS.load(Ordering::Relaxed) {
        info.field("number", 1_234_567);
    }
}
