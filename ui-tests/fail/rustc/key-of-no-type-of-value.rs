#![allow(unused)]
use redmod::prelude::*;

redmod::module! { name: "visits" }

struct Visits {
    total: u64,
}

#[command(flags = "readonly", keys = 1..1)]
fn total(visits: Key<Visits>) -> u64 {
    0
}

#[command(flags = "readonly")]
fn opened(cx: &Context) -> Result<bool> {
    cx.key::<Visits>("visits").map(|_| true)
}

fn main() {}
