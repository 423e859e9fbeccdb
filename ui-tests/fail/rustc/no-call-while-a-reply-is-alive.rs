#![allow(unused)]
use redmod::prelude::*;

use redmod::CallReply;

#[command]
fn two(cx: &mut Context) -> Result<()> {
    let first = cx.call::<CallReply>("TIME", ())?;
    let second = cx.call::<CallReply>("TIME", ())?;
    drop((first, second));
    Ok(())
}

#[command]
fn key(cx: &mut Context) -> Result<()> {
    let reply = cx.call::<CallReply>("TIME", ())?;
    let key = cx.key::<Str>("a")?;
    drop((reply, key));
    Ok(())
}

fn main() {}
