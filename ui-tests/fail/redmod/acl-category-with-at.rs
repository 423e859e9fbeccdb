#![allow(unused)]
use redmod::prelude::*;

#[command(acl = "@read @mine")]
fn get() {}

fn main() {}
