#![allow(unused)]
use redmod::prelude::*;

#[derive(Reply)]
struct Unit;

#[derive(Reply)]
struct Skipped {
    #[reply(skip)]
    value: u8,
}

#[derive(Reply)]
enum State {
    Idle,
    Running(u8),
}

#[derive(Reply)]
union Union {
    a: u8,
}

fn main() {}
