#![allow(unused)]
use redmod::DetachedContext;

fn twice(mut detached: DetachedContext) {
    let first = detached.lock();
    let second = detached.lock();
    drop((first, second));
}

fn main() {}
