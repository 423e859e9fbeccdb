#![allow(unused)]
use std::rc::Rc;
use std::time::Duration;

use redmod::prelude::*;
use redmod::{ServerContext, Timer};

fn borrows_a_local(cx: &Context) {
    let name = "key".to_owned();
    cx.after(Duration::ZERO, |cx| drop(cx.call::<()>("DEL", &name))).detach();
}

fn borrows_an_argument(cx: &Context, name: &ServerStr) -> Timer {
    cx.every(Duration::ZERO, move |cx| drop(cx.call::<()>("DEL", name)))
}

fn takes_what_stays_on_its_thread(cx: &Context, shared: Rc<()>) -> Timer {
    cx.after(Duration::ZERO, move |_| drop(shared))
}

fn keeps_the_context(cx: &Context) {
    let mut kept: Option<&mut ServerContext> = None;
    cx.after(Duration::ZERO, move |cx| kept = Some(cx)).detach();
}

fn has_no_client(cx: &Context) -> Timer {
    cx.after(Duration::ZERO, |cx| drop(cx.client_id()))
}

fn main() {}
