#![allow(unused)]
use redmod::prelude::*;

#[derive(Reply)]
#[reply(crat = redmod)]
struct Answer {
    #[reply(renmae = "value")]
    a: u8,
    #[reply(skip = true)]
    b: u8,
    #[reply]
    c: u8,
}

#[derive(Reply)]
struct Tuple(#[reply(rename = "a")] u8);

fn main() {}
