#![deny(warnings)]
#![allow(dead_code)]

/// Names that the expansion has as well.
struct Command;
struct Meta;
struct Module;
struct Item;
static ITEM: u8 = 0;

#[redmod::command]
fn add(add: u8, input: u8, out: u8, arg0: u8, _arg0: u8) -> u8 {
    add + input + out + arg0 + ITEM
}

#[redmod::command]
fn run(run: u8, meta: u8, r#fn: u8) -> u8 {
    run + meta + r#fn
}

#[derive(redmod::Args)]
struct Fields {
    input: u8,
    field0: u8,
    #[arg(token)]
    r#in: bool,
}

#[derive(redmod::Reply)]
struct Answer {
    out: u8,
    map: u8,
    array: u8,
}

fn main() {}
