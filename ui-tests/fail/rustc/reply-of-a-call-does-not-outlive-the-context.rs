#![allow(unused)]
use redmod::prelude::*;

use redmod::CallReply;
use std::cell::RefCell;

thread_local! {
    static KEPT: RefCell<Option<CallReply<'static>>> = const { RefCell::new(None) };
}

#[command]
fn keep(cx: &mut Context) -> Result<()> {
    KEPT.set(Some(cx.call::<CallReply>("TIME", ())?));
    Ok(())
}

#[command]
fn send(cx: &mut Context) -> Result<()> {
    let reply = cx.call::<CallReply>("TIME", ())?;
    std::thread::scope(|scope| {
        scope.spawn(|| reply.as_integer());
    });
    Ok(())
}

fn outlive(cx: &mut Context) -> CallReply<'static> {
    cx.call::<CallReply>("TIME", ()).unwrap()
}

fn bytes_outlive(cx: &mut Context) -> Option<&[u8]> {
    let reply = cx.call::<CallReply>("TIME", ()).ok()?;
    reply.as_bytes()
}

fn main() {}
