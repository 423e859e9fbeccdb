#![allow(unused)]
use redmod::command;

#[command]
struct Structure;

#[command]
enum Enumeration {}

#[command]
impl Structure {}

#[command]
mod module {}

#[command]
const CONSTANT: u8 = 0;

trait Trait {
    #[command]
    fn without_body();
}

fn main() {}
