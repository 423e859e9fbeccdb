//! Decides what the arguments are: the options of valkey-bloom, which may come more than once, and its errors.

use std::str::FromStr;

use redmod::args::{ArgKind, Input, Shape as ArgShape};
use redmod::prelude::*;

use crate::hash::Seed as Bytes;
use crate::settings::is_share;
use crate::shape::{BAD_CAPACITY, Shape};

const NO_CAPACITY: Error = Error::fixed(c"ERR (capacity should be larger than 0)");
const BAD_RATE: Error = Error::fixed(c"ERR bad error rate");
pub const RATE_RANGE: Error = Error::fixed(c"ERR (0 < error rate range < 1)");
const BAD_TIGHTENING: Error = Error::fixed(c"ERR bad tightening ratio");
pub const TIGHTENING_RANGE: Error = Error::fixed(c"ERR (0 < tightening ratio range < 1)");
const BAD_EXPANSION: Error = Error::fixed(c"ERR bad expansion");
const BAD_SEED: Error = Error::fixed(c"ERR invalid seed");
const UNKNOWN: Error = Error::fixed(c"ERR unknown argument received");
/// In these words, without a code.
const NO_GROWTH: Error = Error::fixed(c"ERROR");

// ANCHOR: insert
/// What may follow the key in `BF.INSERT`.
#[derive(Args)]
pub struct Insert<'a> {
    /// How many items the first layer takes
    #[arg(token)]
    capacity: Last<Capacity>,
    /// The share of strangers that may be taken for items
    #[arg(token)]
    error: Last<Rate>,
    growth: Last<Growth>,
    /// Only where there is a filter
    #[arg(token = "NOCREATE")]
    no_create: Last<bool>,
    /// 32 bytes on which the bits depend
    #[arg(token)]
    seed: Last<Seed>,
    /// What the error rate is multiplied with from layer to layer
    #[arg(token)]
    tightening: Last<Tightening>,
    /// Only if the filter can grow until it takes so many items
    #[arg(token = "VALIDATESCALETO")]
    scale_to: Last<Capacity>,
    /// What is added
    #[arg(token)]
    items: Option<Items<'a>>,
}
// ANCHOR_END: insert

impl<'a> Insert<'a> {
    pub fn items(&self) -> &'a [&'a ServerStr] {
        self.items.as_ref().map_or(&[], |items| items.0)
    }

    pub fn creates(&self) -> bool {
        self.no_create.0.is_none()
    }

    /// With what is not said as it is elsewhere.
    pub fn shape(&self, or: Shape) -> Shape {
        Shape {
            rate: self.error.0.as_ref().map_or(or.rate, |it| it.0),
            capacity: self.capacity.0.as_ref().map_or(or.capacity, |it| it.0),
            expansion: self
                .growth
                .0
                .as_ref()
                .map_or(or.expansion, Growth::expansion),
            tightening: self.tightening.0.as_ref().map_or(or.tightening, |it| it.0),
        }
    }

    pub fn seed(&self) -> Option<Bytes> {
        self.seed.0.as_ref().map(|it| it.0)
    }

    pub fn scale_to(&self) -> Option<u64> {
        self.scale_to.0.as_ref().map(|it| it.0)
    }
}

/// Whether a filter has further layers, and how large they are.
#[derive(Args)]
pub enum Growth {
    NonScaling,
    Expansion(Expansion),
}

impl Growth {
    pub fn expansion(&self) -> u32 {
        match self {
            Growth::NonScaling => 0,
            Growth::Expansion(times) => times.0,
        }
    }
}

/// The growth that `BF.RESERVE` takes, and nothing after it.
pub struct OnlyGrowth(pub Option<Growth>);

impl<'a> Args<'a> for OnlyGrowth {
    const SHAPE: ArgShape = Option::<Growth>::SHAPE;

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let words = match input.len() {
            0 => return Ok(OnlyGrowth(None)),
            words => words,
        };
        let takes = if input.peek_token("EXPANSION") { 2 } else { 1 };
        if !Growth::accepts(input) || words != takes {
            return Err(NO_GROWTH);
        }
        Growth::parse(input).map(|it| OnlyGrowth(Some(it)))
    }
}

/// Number of items.
pub struct Capacity(pub u64);

impl<'a> Args<'a> for Capacity {
    const SHAPE: ArgShape = ArgShape::word(ArgKind::Integer);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        match number::<i64>(input)? {
            Some(0) => Err(NO_CAPACITY),
            Some(n) => u64::try_from(n).map(Capacity).map_err(|_| BAD_CAPACITY),
            None => Err(BAD_CAPACITY),
        }
    }
}

pub struct Rate(pub f64);

impl<'a> Args<'a> for Rate {
    const SHAPE: ArgShape = ArgShape::word(ArgKind::Double);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        share(input, BAD_RATE, RATE_RANGE).map(Rate)
    }
}

pub struct Tightening(f64);

impl<'a> Args<'a> for Tightening {
    const SHAPE: ArgShape = ArgShape::word(ArgKind::Double);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        share(input, BAD_TIGHTENING, TIGHTENING_RANGE).map(Tightening)
    }
}

pub struct Expansion(u32);

impl<'a> Args<'a> for Expansion {
    const SHAPE: ArgShape = ArgShape::word(ArgKind::Integer);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let times = number(input)?.filter(|times| *times > 0);
        times.map(Expansion).ok_or(BAD_EXPANSION)
    }
}

pub struct Seed(Bytes);

impl<'a> Args<'a> for Seed {
    const SHAPE: ArgShape = ArgShape::word(ArgKind::String);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let bytes = word(input)?.as_bytes();
        bytes.try_into().map(Seed).map_err(|_| BAD_SEED)
    }
}

/// One item at least.
pub struct Items<'a>(pub &'a [&'a ServerStr]);

impl<'a> Args<'a> for Items<'a> {
    const SHAPE: ArgShape = Rest::<&ServerStr, 1>::SHAPE;

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        match input.rest() {
            [] => Err(Error::WRONG_ARITY),
            items => Ok(Items(items)),
        }
    }
}

// ANCHOR: last
/// An option that may be given more than once, of which the last counts.
pub struct Last<T>(Option<T>);

impl<'a, T: Args<'a>> Args<'a> for Last<T> {
    const SHAPE: ArgShape = Option::<T>::SHAPE;
    const AFTER_TOKEN: ArgShape = Option::<T>::AFTER_TOKEN;

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        Option::parse(input).map(Last)
    }

    fn accepts(input: &Input<'a>) -> bool {
        T::accepts(input)
    }

    fn parse_after_token(input: &mut Input<'a>) -> Result<Self> {
        Option::parse_after_token(input).map(Last)
    }

    fn absent() -> Result<Self> {
        Ok(Last(None))
    }

    fn again(&mut self, input: &mut Input<'a>) -> Result<()> {
        *self = Last::parse_after_token(input)?;
        Ok(())
    }
}
// ANCHOR_END: last

/// Options with nothing after them: what is left is one that is unknown.
pub struct Known<T>(pub T);

impl<'a, T: Args<'a>> Args<'a> for Known<T> {
    const SHAPE: ArgShape = T::SHAPE;

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let options = T::parse(input)?;
        input.is_empty().then_some(Known(options)).ok_or(UNKNOWN)
    }
}

/// A share between 0 and 1.
fn share(input: &mut Input<'_>, bad: Error, range: Error) -> Result<f64> {
    let share: f64 = number(input)?.ok_or(bad)?;
    is_share(share).then_some(share).ok_or(range)
}

/// The next argument as Rust reads a number, as valkey-bloom does: `+5` and `1e-3` are numbers.
fn number<N: FromStr>(input: &mut Input<'_>) -> Result<Option<N>> {
    let word = word(input)?.to_str().ok();
    Ok(word.and_then(|word| word.parse().ok()))
}

/// The next argument; a call without it has too few.
fn word<'a>(input: &mut Input<'a>) -> Result<&'a ServerStr> {
    input.word().map_err(|_| Error::WRONG_ARITY)
}
