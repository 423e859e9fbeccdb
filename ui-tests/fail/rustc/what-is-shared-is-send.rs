#![allow(unused)]
use std::rc::Rc;

use redmod::prelude::*;
use redmod::{DetachedContext, Global};

static SHARED: Global<Rc<u64>> = Global::new(|| Rc::new(1));

static COUNT: Global<u64> = Global::new(|| 0);

fn on_a_thread_without_the_lock(detached: DetachedContext) -> Result<u64> {
    Ok(*COUNT.borrow(&detached)?)
}

fn what_is_borrowed_is_not_sent(cx: &Context) -> Result<()> {
    let count = COUNT.borrow_mut(cx)?;
    std::thread::scope(|scope| {
        scope.spawn(move || drop(count));
    });
    Ok(())
}

fn main() {}
