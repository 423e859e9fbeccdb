#![allow(unused)]
use redmod::ScanCursor;
use redmod::key::{ListIter, Scan, ZRange};
use redmod::prelude::*;

#[command(flags = "readonly", keys = 1..1)]
fn dropped(mut key: Key<Hash>) {
    let fields = key.iter();
    drop(key);
    fields.for_each(drop);
}

fn returned<'a>(mut key: Key<'a, ZSet>) -> Result<ZRange<'a>> {
    key.range_by_score(..)
}

#[command(flags = "readonly", keys = 1..1)]
fn cursor_is_the_scans(mut key: Key<Set>) {
    let mut cursor = ScanCursor::new();
    let scan = key.scan(&mut cursor);
    cursor.restart();
    scan.for_each(drop);
}

fn main() {}
