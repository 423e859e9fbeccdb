#![allow(unused)]
use redmod::prelude::*;

#[derive(Args)]
struct Options<'a> {
    values: Rest<'a, u64>,
    #[arg(token)]
    sum: bool,
}

fn main() {}
