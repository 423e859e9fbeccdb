#![allow(unused)]
use redmod::prelude::*;

#[derive(Args)]
struct Unit;

#[derive(Args)]
enum Never {}

#[derive(Args)]
union Union {
    a: u8,
}

#[derive(Args)]
struct Generic<T> {
    value: T,
}

#[derive(Args)]
struct Unnamed(u8, #[arg(token)] u8);

fn main() {}
