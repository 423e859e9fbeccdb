#![allow(unused)]
use redmod::prelude::*;

use redmod::{LoadContext, args::Input};

fn init(cx: &mut LoadContext, input: &mut Input) -> Result<()> {
    let cx: &mut Context = cx;
    Ok(())
}

redmod::module! { name: "mymodule", version: 1, init: init }

fn main() {}
