#![allow(unused)]
use redmod::prelude::*;

#[command(name = "")]
fn empty() {}

#[command(name = "my.\0command")]
fn nul() {}

#[command(name = "my.\ncommand")]
fn newline() {}

#[command(name = "my.größe")]
fn umlaut() {}

fn main() {}
