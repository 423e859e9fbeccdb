#![allow(unused)]
use redmod::prelude::*;

#[command("my.command")]
fn set() {}

redmod::module! { "mymodule", 1 }

fn main() {}
