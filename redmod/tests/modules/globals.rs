//! State that callbacks share: commands, threads, sections of `INFO`, loading and unloading.

#![forbid(unsafe_code)]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use redmod::args::Input;
use redmod::prelude::*;
use redmod::{Global, LoadContext};

redmod::module! { name: "globals", init: init, unload: unload }

// ANCHOR: hits
static HITS: Global<BTreeMap<String, u64>> = Global::new(BTreeMap::new);

/// Counts a hit of a page.
#[command]
fn hit(cx: &Context, page: &str) -> Result<u64> {
    let mut hits = HITS.borrow_mut(cx)?;
    let count = hits.entry(page.to_owned()).or_default();
    *count += 1;
    Ok(*count)
}
// ANCHOR_END: hits

/// How many pages there are.
#[command]
fn pages(cx: &Context) -> Result<usize> {
    Ok(HITS.borrow(cx)?.len())
}

/// Counts hits on a thread, each under the lock anew.
#[command]
fn hit_on_a_thread(cx: &Context, page: String, times: u64) -> Result<()> {
    let mut detached = cx.detached()?;
    thread::Builder::new().spawn(move || {
        for _ in 0..times {
            let cx = detached.lock();
            let mut hits = HITS.borrow_mut(&cx).expect("nobody else is at it");
            *hits.entry(page.clone()).or_default() += 1;
        }
    })?;
    Ok(())
}

// ANCHOR: with
/// Sets a key for each page, and forgets them.
#[command(flags = "write", replicate = explicit)]
fn flush(cx: &mut Context) -> Result<usize> {
    HITS.with(cx, |hits, cx| {
        for (page, count) in hits.iter() {
            cx.call::<()>("SET", (page, *count))?;
            cx.replicate("SET", (page, *count))?;
        }
        Ok(std::mem::take(hits).len())
    })?
}
// ANCHOR_END: with

/// Calls a command of this module, with the pages borrowed.
#[command]
fn nested(cx: &mut Context, command: &str) -> Result<String> {
    HITS.with(cx, |hits, cx| {
        hits.insert("nested".to_owned(), 0);
        let outcome: Result<u64> = cx.call(command, "nested");
        format!("{outcome:?}")
    })
}

/// Borrows what is borrowed, in each way.
#[command]
fn twice(cx: &mut Context) -> Result<String> {
    let reading = HITS.borrow(cx)?;
    let beside_reading = (HITS.borrow(cx).is_ok(), HITS.borrow_mut(cx).is_ok());
    drop(reading);
    let writing = HITS.borrow_mut(cx)?;
    let beside_writing = (HITS.borrow(cx).is_ok(), HITS.borrow_mut(cx).is_ok());
    drop(writing);
    Ok(format!("{beside_reading:?} {beside_writing:?}"))
}

/// Panics amid a change.
#[command]
fn panics(cx: &Context) -> Result<()> {
    let mut hits = HITS.borrow_mut(cx)?;
    hits.insert("before".to_owned(), 1);
    panic!("amid a change");
}

static FORGOTTEN: Global<Noisy> = Global::new(|| Noisy("forgotten"));

/// Forgets that it has borrowed.
#[command]
fn forget(cx: &Context) -> Result<()> {
    std::mem::forget(FORGOTTEN.borrow_mut(cx)?);
    Ok(())
}

static IS_READY: AtomicBool = AtomicBool::new(false);

static LATE: Global<u64> = Global::new(|| {
    assert!(IS_READY.swap(true, Ordering::Relaxed), "not ready");
    7
});

/// Asks for what can be made only when it is asked for the second time.
#[command]
fn late(cx: &Context) -> Result<u64> {
    LATE.borrow(cx).map(|late| *late)
}

/// Says so when it is dropped.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        redmod::notice!("dropped {}", self.0);
        assert_ne!(self.0, "second", "a panic while it is dropped");
    }
}

// What may go to another thread need not be shared by threads.
static FIRST: Global<(Noisy, Cell<u64>)> = Global::new(|| (Noisy("first"), Cell::new(0)));
static SECOND: Global<Option<Noisy>> = Global::new(|| None);

/// Makes all of them, and with `fail` is not loaded.
fn init(cx: &mut LoadContext, input: &mut Input<'_>) -> Result<()> {
    FIRST.borrow(cx)?;
    FIRST.with(cx, |first, _| first.1.set(1))?;
    *SECOND.borrow_mut(cx)? = Some(Noisy("second"));
    if input.token("fail") {
        return Err(Error::new("as asked"));
    }
    Ok(())
}

/// Still has it.
fn unload(cx: &mut LoadContext) {
    let first = FIRST.borrow(cx).expect("nobody else is at it");
    redmod::notice!("unloads with {} and {}", first.0.0, first.1.get());
}

/// What there is before anything was borrowed.
#[command]
fn loads(cx: &Context) -> Result<u64> {
    let first = FIRST.borrow(cx)?;
    first.1.set(first.1.get() + 1);
    Ok(first.1.get())
}

// ANCHOR: info
#[info_section]
fn hits(info: &mut Info) {
    let pages = HITS.borrow(info).map(|hits| hits.len());
    info.field("pages", pages.ok());
}
// ANCHOR_END: info

#[info_section(crash_safe)]
fn crash(info: &mut Info) {
    let is_lent = HITS.borrow(info).is_ok();
    info.field("is_lent", is_lent);
}
