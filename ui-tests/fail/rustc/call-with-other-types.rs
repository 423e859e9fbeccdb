#![allow(unused)]
use redmod::prelude::*;

struct Player;

#[command(flags = "write")]
fn argument(cx: &mut Context) -> Result<()> {
    cx.call::<()>("SET", ("a", true))?;
    cx.call::<()>("SET", Player)
}

#[command(flags = "readonly")]
fn reply(cx: &mut Context) -> Result<()> {
    let borrowed: &str = cx.call("GET", "a")?;
    let player: Player = cx.call("GET", "a")?;
    Ok(())
}

fn main() {}
