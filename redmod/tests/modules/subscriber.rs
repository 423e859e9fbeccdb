//! The only function on notifications, which takes nothing.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU64, Ordering};

use redmod::prelude::*;

redmod::module! { name: "subscriber", version: 1 }

static CALLS: AtomicU64 = AtomicU64::new(0);

#[on_keyspace(string | list, events = "set rpush")]
fn on_change() {
    if CALLS.fetch_add(1, Ordering::Relaxed) == 2 {
        panic!("the third change");
    }
}

#[command]
fn calls() -> u64 {
    CALLS.load(Ordering::Relaxed)
}
