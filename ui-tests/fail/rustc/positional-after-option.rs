#![allow(unused)]
use redmod::prelude::*;

#[derive(Args)]
struct Options<'a> {
    #[arg(token = "EX")]
    seconds: Option<u64>,
    value: &'a [u8],
}

#[derive(Args)]
enum Order {
    Limit {
        #[arg(token)]
        desc: bool,
        count: u64,
    },
}

fn main() {}
