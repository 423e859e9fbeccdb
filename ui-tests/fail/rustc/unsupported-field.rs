#![allow(unused)]
use redmod::prelude::*;

struct Player;

#[derive(Args)]
struct Options {
    #[arg(token = "PLAYER")]
    player: Option<Player>,
}

#[derive(Args)]
enum Choice {
    Player(Player),
}

#[derive(Args)]
struct Newtype(Player);

fn main() {}
