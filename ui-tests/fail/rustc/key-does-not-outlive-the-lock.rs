#![allow(unused)]
use redmod::DetachedContext;
use redmod::prelude::*;

fn late(mut detached: DetachedContext) -> Result<()> {
    let cx = detached.lock();
    let key = cx.key::<Str>("a")?;
    drop(cx);
    key.exists();
    Ok(())
}

fn main() {}
