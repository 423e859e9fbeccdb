#![allow(unused)]
use redmod::prelude::*;

#[derive(Args)]
struct Options {
    #[arg(token = "EX")]
    seconds: Option<u64>,
    #[arg(token = "ex")]
    expiry: Option<u64>,
}

#[derive(Args)]
enum Condition {
    Nx,
    #[arg(token = "nx")]
    Other,
}

fn main() {}
