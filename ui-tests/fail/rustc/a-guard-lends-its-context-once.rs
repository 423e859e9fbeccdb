#![allow(unused)]
use redmod::{Context, DetachedContext};

fn two(mut detached: DetachedContext) {
    let mut guard = detached.lock();
    let first: &mut Context = &mut guard;
    let second: &mut Context = &mut guard;
    let _ = first.select(1);
    let _ = second.select(2);
}

fn main() {}
