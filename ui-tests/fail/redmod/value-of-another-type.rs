#![allow(unused)]
use redmod::prelude::*;

#[command(name = 5, flags = write, summary = true, since = 1.0, tips, acl = [])]
fn words() {}

#[command(replicate = "none", history("1.0", "new"), get_keys = |positions| ())]
fn others() {}

fn main() {}
