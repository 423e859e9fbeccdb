#![allow(unused)]
use redmod::prelude::*;

struct Board;

impl Board {
    #[command]
    fn add(points: f64) {}
}

fn main() {}
