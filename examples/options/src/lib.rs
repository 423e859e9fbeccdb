//! Options: tokens in any order, parsed into a struct.

#![forbid(unsafe_code)]

use redmod::args::{ArgKind, Input, Shape};
use redmod::prelude::*;

redmod::module! { name: "options", version: 1 }

// ANCHOR: options
/// What may follow the text of a note.
#[derive(Args)]
struct NoteOptions<'a> {
    /// Only where there is no such note, or only where there is one
    condition: Option<Condition>,
    /// When the note goes
    expiry: Option<Expiry>,
    /// Whether to reply the old text
    #[arg(token)]
    get: bool,
    /// A word to find it by
    #[arg(token = "TAG")]
    tags: Repeated<&'a str>,
}

#[derive(Args)]
enum Condition {
    Nx,
    Xx,
}

#[derive(Args)]
enum Expiry {
    #[arg(name = "seconds")]
    Ex(Seconds),
    #[arg(name = "milliseconds")]
    Px(Millis),
    KeepTtl,
}

/// Replies what it has understood.
#[command]
fn note(text: &str, options: NoteOptions) -> String {
    let condition = match options.condition {
        Some(Condition::Nx) => "if new",
        Some(Condition::Xx) => "if old",
        None => "always",
    };
    let expiry = match options.expiry {
        Some(Expiry::Ex(Seconds(time)) | Expiry::Px(Millis(time))) => format!("for {time:?}"),
        Some(Expiry::KeepTtl) => "as long as before".to_owned(),
        None => "for ever".to_owned(),
    };
    let (get, Repeated(tags)) = (options.get, options.tags);
    format!("{text}: {condition}, {expiry}, get: {get}, tags: {tags:?}")
}
// ANCHOR_END: options

// ANCHOR: rest
/// Adds up any number of integers, one at least.
#[command]
fn sum(numbers: Rest<i64, 1>) -> Result<i64> {
    let mut sum = 0i64;
    for n in numbers {
        sum = sum.saturating_add(n?);
    }
    Ok(sum)
}
// ANCHOR_END: rest

// ANCHOR: tuple
/// The distance of two points.
#[command]
fn distance((ax, ay): (f64, f64), (bx, by): (f64, f64)) -> f64 {
    (ax - bx).hypot(ay - by)
}
// ANCHOR_END: tuple

// ANCHOR: own
/// A number from 0 to 100.
struct Percent(u8);

const NO_PERCENTAGE: Error = Error::fixed(c"ERR a percentage is 0 to 100");

impl<'a> Args<'a> for Percent {
    const SHAPE: Shape = Shape::word(ArgKind::Integer);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        match input.next::<u8>() {
            Ok(n @ 0..=100) => Ok(Percent(n)),
            _ => Err(NO_PERCENTAGE),
        }
    }
}

/// A share of a number.
#[command]
fn share(of: f64, share: Percent) -> f64 {
    of * f64::from(share.0) / 100.0
}
// ANCHOR_END: own
