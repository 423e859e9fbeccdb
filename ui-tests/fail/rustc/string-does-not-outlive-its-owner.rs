#![allow(unused)]
use redmod::prelude::*;

fn bytes() -> &'static [u8] {
    let string = ServerString::from_bytes(b"gone");
    string.as_bytes()
}

fn dropped() {
    let string = ServerString::from_bytes(b"gone");
    let borrowed: &ServerStr = &string;
    drop(string);
    let _ = borrowed.as_bytes();
}

fn of_a_key_name<'a>(key: KeyName<'a>) -> &'static [u8] {
    key.as_bytes()
}

fn main() {}
