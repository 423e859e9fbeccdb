#![allow(unused)]
use redmod::prelude::*;

use redmod::args::{ArgKind, Input, Shape};

struct Late<'a>(&'a mut Input<'a>);

impl<'a> Args<'a> for Late<'a> {
    const SHAPE: Shape = Shape::word(ArgKind::String);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        Ok(Late(input))
    }
}

fn made<'a>() -> Input<'a> {
    Input {}
}

fn copied<'a>(input: &Input<'a>) -> Input<'a> {
    input.clone()
}

fn main() {}
