//! A module that reads the arguments of `MODULE LOAD`, and fails at will.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicI64, Ordering};

use redmod::LoadContext;
use redmod::args::Input;
use redmod::prelude::*;

redmod::module! {
    name: "loaded",
    version: 7,
    init: init,
    options: [handle_io_errors, allow_nested_keyspace_notifications, handle_atomic_slot_migration],
    containers: { "loaded.box": "Holds one number." },
}

static START: AtomicI64 = AtomicI64::new(0);

/// `[START n]` first; then `FAIL`, `PANIC`, `THREAD`, or nothing.
fn init(cx: &mut LoadContext, input: &mut Input<'_>) -> Result<()> {
    if input.token("start") {
        START.store(input.next()?, Ordering::Relaxed);
    }
    cx.log(
        redmod::Level::Notice,
        format_args!("{} arguments are left", input.len()),
    );
    if input.token("fail") {
        return Err(Error::new("no such luck"));
    }
    if input.token("panic") {
        panic!("no such luck either");
    }
    if input.token("thread") {
        std::thread::spawn(|| std::thread::sleep(std::time::Duration::from_millis(500)));
        return Err(Error::new("a thread is left behind"));
    }
    Ok(())
}

/// What `START` said.
#[command(flags = "readonly fast")]
fn start() -> i64 {
    START.load(Ordering::Relaxed)
}

/// Every flag that only newer servers know, `internal` aside.
#[command(
    flags = "readonly may-replicate blocking no-mandatory-keys allow-busy no-commandlog all-dbs"
)]
fn flagged() -> &'static str {
    "flagged"
}

#[command(name = "loaded.box put", flags = "fast")]
fn put(n: i64) -> i64 {
    START.swap(n, Ordering::Relaxed)
}

#[command(name = "loaded.box get", flags = "readonly fast")]
fn get() -> i64 {
    START.load(Ordering::Relaxed)
}
