#![allow(unused)]
use std::time::Duration;

use redmod::Blocked;
use redmod::prelude::*;

fn takes_an_open_key(cx: &Context, mut list: KeyMut<List>, key: KeyName) -> Result<Blocked<bool>> {
    cx.block_on_key(&key, Duration::ZERO, move |_, _| {
        Ok(list.pop_front().map(|_| true))
    })
}

fn takes_the_context(cx: &Context, key: KeyName) -> Result<Blocked<bool>> {
    cx.block_on_key(&key, Duration::ZERO, |_, name| cx.exists(name).map(Some))
}

fn calls_a_command(cx: &Context, key: KeyName) -> Result<Blocked<u64>> {
    cx.block_on_key(&key, Duration::ZERO, |cx, name| {
        cx.call("LLEN", name).map(Some)
    })
}

fn main() {}
