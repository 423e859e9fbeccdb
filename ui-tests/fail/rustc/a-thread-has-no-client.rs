#![allow(unused)]
use redmod::DetachedContext;
use redmod::prelude::*;

fn late(mut detached: DetachedContext) -> Result<()> {
    let cx = detached.lock();
    cx.redact(1)?;
    cx.client_id();
    cx.user_name()?;
    Ok(())
}

fn main() {}
