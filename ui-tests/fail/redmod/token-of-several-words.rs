#![allow(unused)]
use redmod::prelude::*;

#[derive(Args)]
enum Order {
    #[arg(token = "BY SCORE")]
    ByScore,
    #[arg(token = "")]
    None,
}

fn main() {}
