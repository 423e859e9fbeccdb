#![allow(unused)]
use redmod::prelude::*;

#[command]
fn two(cx: &mut Context) -> Result<()> {
    let first = cx.call::<&str>(c"TIME", &[])?;
    let second = cx.call::<&str>(c"TIME", &[])?;
    drop((first, second));
    Ok(())
}

#[command]
fn key(cx: &mut Context) -> Result<()> {
    let reply = cx.call::<&str>(c"TIME", &[])?;
    let key = cx.key::<Str>("a")?;
    drop((reply, key));
    Ok(())
}

fn main() {}
