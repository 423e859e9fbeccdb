//! Scans of the keyspace: at once, in pauses, amid changes.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::sync::Mutex;

use redmod::key::Any;
use redmod::prelude::*;
use redmod::{Flush, ScanCursor};

redmod::module! { name: "scans", version: 1 }

/// All names, one after the other.
#[command(flags = "readonly")]
fn all(cx: &Context) -> Vec<ServerString> {
    cx.scan().collect()
}

// ANCHOR: paused
/// A scan that is under way.
static PAUSED: Mutex<Option<ScanCursor<ServerString>>> = Mutex::new(None);

/// The next names; none at the end, after which it begins anew.
#[command(flags = "readonly")]
fn next(cx: &Context, count: usize) -> Result<Vec<ServerString>> {
    let mut paused = PAUSED.lock()?;
    let cursor = paused.get_or_insert_default();
    let names: Vec<_> = cx.scan_from(&mut *cursor).take(count).collect();
    if cursor.is_done() && names.is_empty() {
        cursor.restart();
    }
    Ok(names)
}
// ANCHOR_END: paused

// ANCHOR: sweep
/// Deletes the keys whose names begin so.
#[command(flags = "write")]
fn sweep(cx: &mut Context, prefix: &[u8]) -> Result<usize> {
    let (mut cursor, mut deleted) = (ScanCursor::new(), 0);
    while let Some(name) = cursor.next_key(cx) {
        if name.as_bytes().starts_with(prefix) {
            deleted += usize::from(cx.key_mut::<Any>(&name)?.delete());
        }
    }
    Ok(deleted)
}
// ANCHOR_END: sweep

/// What is done between two steps of a scan.
#[derive(Args)]
enum Meanwhile {
    /// All keys are deleted by a call.
    Delete,
    Flush,
    /// Many keys are added, so that the server's table grows.
    Grow,
    /// The scan goes on in another database.
    Select,
}

/// Scans and does something after so many names; how many of the keys `key:…` were seen.
#[command(flags = "write")]
fn meanwhile(cx: &mut Context, after: usize, what: Meanwhile) -> Result<(usize, usize)> {
    let (mut cursor, mut seen, mut taken) = (ScanCursor::new(), BTreeSet::new(), 0);
    while let Some(name) = cursor.next_key(cx) {
        taken += 1;
        if name.as_bytes().starts_with(b"key:") {
            seen.insert(name.as_bytes().to_vec());
        }
        if taken == after {
            match what {
                Meanwhile::Delete => {
                    let names: Vec<_> = cx.scan().collect();
                    cx.call::<i64>("DEL", &names)?;
                }
                Meanwhile::Flush => cx.flush_all(Flush::default())?,
                Meanwhile::Select => cx.select(1)?,
                Meanwhile::Grow => {
                    for i in 0..5000 {
                        cx.key_mut::<Str>(&format!("new:{i}"))?.set("value")?;
                    }
                }
            }
        }
    }
    Ok((taken, seen.len()))
}

/// Opens each key while all the others that have been seen are open.
#[command(flags = "readonly")]
fn all_open(cx: &Context) -> Result<usize> {
    let mut open = Vec::new();
    for name in cx.scan() {
        // The server may tell a name twice, but a key is open once.
        open.extend(cx.key::<Any>(&name).ok().filter(|key| key.exists()));
    }
    Ok(open.len())
}

/// A scan of all keys for each of them.
#[command(flags = "readonly")]
fn nested(cx: &Context) -> usize {
    cx.scan().map(|_| cx.scan().count()).sum()
}
