#![allow(unused)]
use redmod::prelude::*;

#[command]
fn ping() -> std::result::Result<(), String> {
    Ok(())
}

fn main() {}
