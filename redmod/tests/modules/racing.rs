//! A race on purpose, by which `.ci/threads` knows that races are found: the one module that is unsound, and is meant to be.

use std::sync::Barrier;
use std::thread;

use redmod::prelude::*;

redmod::module! { name: "racing", version: 1 }

static mut COUNT: u64 = 0;

/// Counts on two threads at once, and nothing is in the way of either.
#[command]
fn race() {
    let start = Barrier::new(2);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                start.wait();
                count();
            });
        }
    });
}

/// Of one name in reports.
#[inline(never)]
fn count() {
    // SAFETY: it is not sound, as the other thread does the same. Nobody loads this module but for that.
    unsafe { COUNT += 1 };
}
