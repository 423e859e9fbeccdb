#![allow(unused)]
use redmod::prelude::*;

#[command(
    flags = "write",
    keys = 1..2,
    key_flags(form = "RO", to = "RO OW", to = "OW CREATE", to = "UPDATE"),
)]
fn copy(from: KeyName, to: KeyName) {}

fn main() {}
