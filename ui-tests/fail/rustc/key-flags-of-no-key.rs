#![allow(unused)]
use redmod::prelude::*;

#[derive(Args)]
struct Options<'a> {
    #[arg(token = "EX", key_flags = "RO ACCESS")]
    seconds: u64,
    #[arg(token = "STORE", key_flags = "OW UPDATE")]
    store: Option<KeyName<'a>>,
}

#[command(key_flags(value = "RO ACCESS"))]
fn set(value: &str) {}

fn main() {}
