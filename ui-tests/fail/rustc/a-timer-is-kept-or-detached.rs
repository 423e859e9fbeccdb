#![deny(unused_must_use)]
use std::time::Duration;

use redmod::prelude::*;

#[command]
fn later(cx: &Context) {
    cx.every(Duration::ZERO, |_| ());
}

fn main() {}
