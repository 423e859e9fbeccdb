#![forbid(unsafe_code)]
use redmod::args::{Counted, Millis, Seconds, UnixMillis, UnixSeconds};
use redmod::prelude::*;

#[command]
fn numbers(a: u8, b: i8, c: u16, d: i16, e: u32, f: i32, g: u64, h: i64, i: usize, j: isize, k: f32, l: f64) {
    let _ = (a, b, c, d, e, f, g, h, i, j, k, l);
}

#[command]
fn text(a: &str, b: &[u8], c: &ServerStr, d: String, e: Vec<u8>, f: ServerString, g: char, h: bool) {
    let _ = (a, b, c, d, e, f, g, h);
}

#[command]
fn times(a: Seconds, b: Millis, c: UnixSeconds, d: UnixMillis) {
    let _ = (a, b, c, d);
}

#[command]
fn several(cx: &mut Context, a: (u8, &str), b: [i64; 2], c: Option<&str>, d: Option<u64>) {
    let _ = (cx, a, b, c, d);
}

#[command]
fn rest(cx: &Context, a: Rest<(&str, f64), 1>) -> Result<usize> {
    let _ = cx;
    a.map(|pair| pair.map(|_| 1)).sum()
}

#[command]
fn slice(a: &[&ServerStr]) -> usize {
    a.len()
}

#[command(flags = "readonly")]
fn counted(keys: Counted<KeyName>) -> usize {
    keys.count()
}

#[command(flags = "write", keys = 1..2)]
fn open(from: Key<Str>, mut to: KeyMut<Str>) {
    let _ = (from, &mut to);
}

#[command]
fn patterns(_: u8, _name: u8, mut d: u8, (a, b): (u8, u8), [c, ..]: [u8; 3]) -> u8 {
    d += a + b + c;
    d
}

/// Options as they come.
#[derive(Args)]
struct Options<'a> {
    /// What is set.
    value: &'a [u8],
    /// When it expires.
    #[arg(token = "EX", name = "seconds")]
    ex: Option<u64>,
    #[arg(token)]
    keep_ttl: bool,
    #[arg(token = "GET")]
    patterns: Repeated<&'a str>,
    condition: Option<Condition<'a>>,
}

#[derive(Args)]
enum Condition<'a> {
    /// Only where there is nothing yet.
    Nx,
    #[arg(token = "IFEQ", name = "equal")]
    Equal(&'a [u8]),
    Between(i64, i64),
    Limit {
        offset: u64,
        #[arg(token)]
        count: Option<u64>,
    },
}

#[derive(Args)]
struct Name<'x>(&'x str)
where
    'x: 'x;

#[derive(Args)]
struct Point(f64, f64);

#[command]
fn derived(name: Name, point: Point, condition: Condition<'_>, options: Options) -> usize {
    let (Condition::Between(..) | Condition::Equal(_) | Condition::Nx | Condition::Limit { .. }) = &condition;
    if let Condition::Equal(bytes) = condition {
        return bytes.len();
    }
    if let Condition::Between(a, b) = condition {
        return (a - b) as usize;
    }
    if let Condition::Limit { offset, count } = condition {
        return (offset + count.unwrap_or(0)) as usize;
    }
    let Options { value, ex, keep_ttl, patterns, condition } = options;
    name.0.len() + value.len() + patterns.0.len() + usize::from(keep_ttl) + usize::from(condition.is_some())
        + (point.0 + point.1) as usize + ex.unwrap_or(0) as usize
}

#[command]
fn optional_block(options: Option<Switches>) -> bool {
    options.is_some_and(|options| options.on || options.off)
}

#[derive(Args)]
struct Switches {
    #[arg(token)]
    on: bool,
    #[arg(token)]
    off: bool,
}

impl<'a> Args<'a> for Percent {
    const SHAPE: redmod::args::Shape = redmod::args::Shape::word(redmod::args::ArgKind::Integer);

    fn parse(input: &mut redmod::args::Input<'a>) -> Result<Self> {
        input.next().map(Percent)
    }
}

struct Percent(u8);

#[command]
fn own(percent: Percent) -> u8 {
    percent.0
}

fn main() {}
