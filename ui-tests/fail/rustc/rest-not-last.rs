#![allow(unused)]
use redmod::prelude::*;

#[command]
fn sum(numbers: Rest<i64>, scale: Option<f64>) {}

fn main() {}
