#![allow(unused)]
use redmod::prelude::*;
use redmod::{FilterArgs, command_filter};

#[command_filter]
fn nothing() {}

#[command_filter(noself)]
fn misspelt(args: &mut FilterArgs) {}

#[command_filter(no_self = true, name = 10)]
fn other_forms(args: &mut FilterArgs) {}

#[command_filter]
fn two(args: &mut FilterArgs, cx: &Context) {}

#[command_filter]
fn generic<T>(args: &mut FilterArgs) {}

#[command_filter]
struct Stats;

struct Audit;

impl Audit {
    #[command_filter]
    fn filter(&self) {}
}

fn main() {}
