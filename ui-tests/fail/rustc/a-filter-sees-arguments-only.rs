#![allow(unused)]
use redmod::prelude::*;
use redmod::{FilterArgs, ServerStr, command_filter};

#[command_filter]
fn takes_a_context(cx: &mut Context) {}

#[command_filter]
fn refuses(args: &mut FilterArgs) -> Result<()> {
    Ok(())
}

#[command_filter]
fn looks_at_what_was_replaced(args: &mut FilterArgs) {
    let name = args.get(0);
    args.replace(0, "SET");
    drop(name);
}

#[command_filter]
fn copies_within(args: &mut FilterArgs) {
    args.insert(1, args.get(0).unwrap());
}

fn keeps_an_argument<'a>(args: &'a mut FilterArgs) -> &'static ServerStr {
    args.get(0).unwrap()
}

fn main() {}
