#![allow(unused)]
use std::cell::RefMut;

use redmod::prelude::*;
use redmod::{DetachedContext, Global};

static NAMES: Global<Vec<String>> = Global::new(Vec::new);

fn outlives_the_context(cx: &Context) -> Result<RefMut<'static, Vec<String>>> {
    NAMES.borrow_mut(cx)
}

fn outlives_the_lock(mut detached: DetachedContext) -> Result<usize> {
    let cx = detached.lock();
    let names = NAMES.borrow(&cx)?;
    drop(cx);
    Ok(names.len())
}

fn is_lent_during_a_call(cx: &mut Context) -> Result<usize> {
    let names = NAMES.borrow_mut(cx)?;
    cx.call::<()>("PING", ())?;
    Ok(names.len())
}

fn is_no_local_variable(cx: &Context) -> Result<usize> {
    let names: Global<Vec<String>> = Global::new(Vec::new);
    Ok(names.borrow(cx)?.len())
}

fn main() {}
