#![allow(unused)]
use redmod::prelude::*;

#[command(keys = 1)]
fn number(a: KeyName) {}

#[command(keys = 1..=1)]
fn closed(a: KeyName) {}

#[command(keys = 1..)]
fn open(a: KeyName) {}

#[command(keys = FIRST..1)]
fn name(a: KeyName) {}

fn main() {}
