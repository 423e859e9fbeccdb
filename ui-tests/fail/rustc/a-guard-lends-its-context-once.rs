#![allow(unused)]
use redmod::{DetachedContext, ServerContext};

fn two(mut detached: DetachedContext) {
    let mut guard = detached.lock();
    let first: &mut ServerContext = &mut guard;
    let second: &mut ServerContext = &mut guard;
    let _ = first.select(1);
    let _ = second.select(2);
}

fn main() {}
