#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write")]
fn set(cx: &mut Context) -> Result<()> {
    let mut key = cx.key_mut::<Str>("a")?;
    let bytes = key.get();
    cx.call::<()>("DEL", "a")?;
    drop(bytes);
    Ok(())
}

#[command(flags = "write", keys = 1..1)]
fn shared(cx: &Context, key: KeyMut<Str>) -> Result<()> {
    cx.call::<()>("DEL", "a")?;
    Ok(())
}

fn main() {}
