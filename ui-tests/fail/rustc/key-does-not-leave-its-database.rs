#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "readonly")]
fn escape(cx: &mut Context) -> Result<()> {
    let key = cx.in_database(1, |cx| cx.key::<Str>("a"))?;
    Ok(())
}

#[command(flags = "readonly")]
fn beside(cx: &mut Context) -> Result<()> {
    let key = cx.key::<Str>("a")?;
    cx.select(1)?;
    key.exists();
    Ok(())
}

fn main() {}
