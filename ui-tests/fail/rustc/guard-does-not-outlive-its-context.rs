#![allow(unused)]
use redmod::prelude::*;
use redmod::{DetachedContext, Locked};

fn locked(mut detached: DetachedContext) -> Locked<'static> {
    detached.lock()
}

fn main() {}
