#![allow(unused)]
use redmod::prelude::*;

#[command]
async fn set() {}

fn main() {}
