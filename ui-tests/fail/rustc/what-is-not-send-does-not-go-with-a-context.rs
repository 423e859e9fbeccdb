#![allow(unused)]
use std::rc::Rc;

use redmod::DetachedContext;

fn with(mut detached: DetachedContext, shared: Rc<()>) {
    std::thread::spawn(move || {
        let guard = detached.lock();
        drop(shared);
    });
}

fn main() {}
