#![allow(unused)]
use redmod::defrag::Defragmenter;
use redmod::prelude::*;

fn start(_: &mut Context) -> Result<()> {
    Ok(())
}

redmod::module! { name: "mymodule", defrag: missing, defrag_start: start }

#[data_type(name = "mytype-01", defrag = look)]
struct Visits(u64);

fn look(_: &Visits, _: &mut Defragmenter<'_>) {}

fn main() {}
