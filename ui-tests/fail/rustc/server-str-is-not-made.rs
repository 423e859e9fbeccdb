#![allow(unused)]
use redmod::prelude::*;

fn literal() -> ServerStr {
    ServerStr {}
}

fn default() -> &'static ServerStr {
    Default::default()
}

fn from_bytes(bytes: &[u8]) -> &ServerStr {
    bytes.into()
}

fn copied(string: &ServerStr) -> ServerStr {
    *string
}

fn owned() -> ServerString {
    ServerString(std::ptr::NonNull::dangling())
}

fn main() {}
