#![allow(unused)]
use redmod::prelude::*;

use redmod::call::CallOptions;
use std::rc::Rc;

#[command(flags = "write")]
fn shared(cx: &mut Context) -> Result<()> {
    let shared = Rc::new(1);
    cx.call_blocking(CallOptions::new(), "BLPOP", ("a", 0), move |_, _| drop(shared))?;
    Ok(())
}

#[command(flags = "write")]
fn borrowed(cx: &mut Context, name: &str) -> Result<()> {
    cx.call_blocking(CallOptions::new(), "BLPOP", ("a", 0), move |cx, _| cx.call("DEL", name).unwrap())?;
    Ok(())
}

fn main() {}
