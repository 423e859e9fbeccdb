#![allow(unused)]
use redmod::prelude::*;

fn positions(_: &mut redmod::KeyPositions) {}

#[command(get_keys = positions)]
fn keys() {}

#[command(flags = "readonly getkeys-api", get_channels = positions)]
fn channels() {}

fn main() {}
