use redmod::prelude::*;

type K<'a> = KeyName<'a>;
type Bytes<'a> = &'a [u8];
type Answer<T> = Result<T>;

mod mine {
    pub struct Option;
    pub struct Context;
}

impl<'a> Args<'a> for mine::Option {
    const SHAPE: redmod::args::Shape = <u8 as Args<'a>>::SHAPE;

    fn parse(input: &mut redmod::args::Input<'a>) -> Result<Self> {
        input.next::<u8>().map(|_| mine::Option)
    }
}

impl<'a> Args<'a> for mine::Context {
    const SHAPE: redmod::args::Shape = <u8 as Args<'a>>::SHAPE;

    fn parse(input: &mut redmod::args::Input<'a>) -> Result<Self> {
        input.next::<u8>().map(|_| mine::Context)
    }
}

#[command(flags = "write", keys = 1..1)]
fn set<'a>(key: K<'a>, value: Bytes<'a>) -> Answer<Bytes<'a>> {
    let _ = key;
    Ok(value)
}

// A required one after an `Option`, and two contexts, if names were what counts.
#[command]
fn own(a: mine::Option, b: u8, c: mine::Context, d: mine::Context) -> u8 {
    let _ = (a, c, d);
    b
}

fn main() {}
