use redmod::prelude::*;

struct Holder<'a>(&'a str);

impl<'a> Args<'a> for Holder<'a> {
    const SHAPE: redmod::args::Shape = <&'a str as Args<'a>>::SHAPE;

    fn parse(input: &mut redmod::args::Input<'a>) -> Result<Self> {
        input.next().map(Holder)
    }
}

#[command]
fn same<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a > b { a } else { b }
}

#[command]
fn bounded<'a, 'b: 'a>(a: Holder<'a>, b: Holder<'b>, rest: Rest<'a, &'a str>) -> &'a str
where
    'b: 'a,
{
    let _ = (a, rest);
    b.0
}

#[command]
fn of_context<'cx>(cx: &'cx Context, name: &'cx str) -> &'cx str {
    let _ = cx;
    name
}

fn main() {}
