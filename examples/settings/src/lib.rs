//! A module with arguments, a container command and a log.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

use redmod::args::Input;
use redmod::prelude::*;
use redmod::{Level, LoadContext};

// ANCHOR: module
redmod::module! {
    name: "settings",
    version: 1,
    init: init,
    unload: unload,
    containers: { "settings.limit": "Shows and changes the limit" },
}

static LIMIT: AtomicI64 = AtomicI64::new(100);

/// Takes `LIMIT number`, or nothing.
fn init(cx: &mut LoadContext, input: &mut Input) -> Result<()> {
    if input.token("LIMIT") {
        LIMIT.store(input.next()?, Relaxed);
    }
    cx.log(
        Level::Notice,
        format_args!("the limit is {}", LIMIT.load(Relaxed)),
    );
    Ok(())
}

fn unload(cx: &mut LoadContext) {
    cx.log(Level::Notice, "good bye");
}
// ANCHOR_END: module

// ANCHOR: container
/// The limit as it is.
#[command(name = "settings.limit get", flags = "fast")]
fn get() -> i64 {
    LIMIT.load(Relaxed)
}

/// Changes the limit and returns the old one.
#[command(name = "settings.limit set", flags = "admin", acl = "admin dangerous")]
fn set(limit: i64) -> i64 {
    redmod::notice!("the limit becomes {limit}");
    LIMIT.swap(limit, Relaxed)
}
// ANCHOR_END: container
