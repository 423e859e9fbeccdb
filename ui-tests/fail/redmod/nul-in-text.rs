#![allow(unused)]
use redmod::prelude::*;

#[command(summary = "a\0b", complexity = "O(\0)", since = "1\0", tips = "a\0", acl = "read\0", history(("1\0", "a\0b")))]
fn set() {}

#[doc = "a\0b"]
#[command]
fn documented() {}

fn main() {}
