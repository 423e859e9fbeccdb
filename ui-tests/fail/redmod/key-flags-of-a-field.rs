#![allow(unused)]
use redmod::prelude::*;

#[derive(Args)]
struct Options<'a> {
    #[arg(token = "STORE", key_flags = "OW CREATE")]
    store: Option<KeyName<'a>>,
    #[arg(token = "FROM", key_flags = RO)]
    from: Option<KeyName<'a>>,
}

#[derive(Args)]
struct Newtype<'a>(#[arg(key_flags = "UPDATE")] KeyName<'a>);

#[derive(Args)]
enum Source<'a> {
    Key(#[arg(key_flags = "RW INSERT DELETE")] KeyName<'a>),
    #[arg(key_flags = "RO")]
    Other(KeyName<'a>),
}

fn main() {}
