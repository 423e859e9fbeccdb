#![allow(unused)]
use redmod::prelude::*;

use std::cell::Cell;

thread_local! {
    static KEPT: Cell<Option<&'static Context>> = const { Cell::new(None) };
}

#[command]
fn keep(cx: &Context) {
    KEPT.set(Some(cx));
}

#[command]
fn demand(cx: &'static mut Context) {}

struct Kept<'a>(&'a mut Context);

#[command]
fn in_a_box(cx: &mut Context) {
    let _: Box<dyn std::any::Any> = Box::new(Kept(cx));
}

fn main() {}
