#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "write")]
fn nothing_said(key: KeyName) {}

#[command(flags = "write", keys = 1..1)]
fn not_covered(key: KeyName, other: KeyName) {}

fn main() {}
