#![allow(unused)]
use redmod::Flush;
use redmod::prelude::*;

#[command(flags = "write", keys = 1..1)]
fn flush(cx: &Context, mut key: KeyMut<Str>) -> Result<()> {
    cx.flush_all(Flush::default())
}

#[command(flags = "readonly")]
fn random(cx: &mut Context) -> Result<()> {
    let key = cx.key::<Str>("a")?;
    cx.random_key();
    key.exists();
    Ok(())
}

#[command(flags = "write")]
fn scan(cx: &mut Context) -> Result<()> {
    for name in cx.scan() {
        cx.flush_all(Flush::default())?;
    }
    Ok(())
}

fn main() {}
