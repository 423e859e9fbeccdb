#![allow(unused)]
use redmod::prelude::*;

fn literal() -> Context {
    Context {}
}

fn default() -> Context {
    Context::default()
}

fn copied(cx: &Context) -> Context {
    *cx
}

fn cloned(cx: &Context) -> Context {
    cx.clone()
}

fn swapped(a: &mut Context, b: &mut Context) {
    std::mem::swap(a, b);
    let _ = redmod::Context::from_raw(std::ptr::NonNull::dangling());
}

fn main() {}
