#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "writ")]
fn set(value: u8) -> u8 {
    value
}

fn other() -> u8 {
    set(1)
}

fn main() {
    other();
}
