#![allow(unused)]
use redmod::prelude::*;

struct Player;

#[command]
fn own() -> Player {
    Player
}

#[command]
fn in_result() -> Result<Option<Player>> {
    Ok(None)
}

fn main() {}
