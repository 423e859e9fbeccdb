#![allow(unused)]
use redmod::prelude::*;

fn init(_: &mut Context) {}

redmod::module! { name: "mymodule", version: "1", init: init, unload: missing }

fn main() {}
