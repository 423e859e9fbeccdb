#![allow(unused)]
use redmod::prelude::*;

#[command(name = "my.admin user add")]
fn three_words() {}

#[command(name = "my.admin  add")]
fn two_blanks() {}

#[command(name = "my.admin|add")]
fn bar() {}

fn main() {}
