#![allow(unused)]
use redmod::prelude::*;

#[derive(Args)]
#[arg(krate = redmod)]
struct Options {
    #[arg(tokne = "EX")]
    seconds: Option<u64>,
    #[arg]
    expiry: Option<u64>,
    #[arg(token = 5, name)]
    keep: bool,
}

fn main() {}
