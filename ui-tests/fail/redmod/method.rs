#![allow(unused)]
use redmod::prelude::*;

struct Board;

impl Board {
    #[command]
    fn add(&mut self, points: f64) {}
}

fn main() {}
