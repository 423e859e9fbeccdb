#![allow(unused)]
use redmod::prelude::*;

use std::cell::RefCell;

thread_local! {
    static KEPT: RefCell<Option<Key<'static, Str>>> = const { RefCell::new(None) };
    static BYTES: RefCell<&'static [u8]> = const { RefCell::new(b"") };
}

#[command(flags = "readonly", keys = 1..1)]
fn keep(key: Key<Str>) {
    KEPT.set(Some(key));
}

#[command(flags = "readonly")]
fn keep_opened(cx: &Context) {
    KEPT.set(cx.key("other").ok());
}

#[command(flags = "readonly", keys = 1..1)]
fn keep_bytes(mut key: Key<Str>) {
    BYTES.set(key.get().unwrap_or(b""));
}

fn main() {}
