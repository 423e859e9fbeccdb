#![allow(unused)]
use redmod::prelude::*;

#[command]
fn of_type<T: Send>(value: Option<&str>) {}

#[command]
fn of_length<const N: usize>(value: [u8; N]) {}

#[command]
fn of_trait(value: impl for<'a> Args<'a>) {}

fn main() {}
