#![allow(unused)]
use redmod::prelude::*;

struct Player;

#[derive(Reply)]
struct Answer {
    player: Player,
}

#[derive(Reply)]
struct Pair(u8, Player);

#[derive(Reply)]
struct Newtype(Player);

fn main() {}
