#![allow(unused)]
use redmod::prelude::*;

fn positions(_: &str) {}

#[command(flags = "readonly getkeys-api", get_keys = positions)]
fn get(key: &str) {}

fn main() {}
