//! Decides how a number of values is taken: parsed one at a time while the command iterates, so
//! that nothing is collected that the author did not collect.

use std::marker::PhantomData;

use super::{Args, Input, Shape, Words};
use crate::{Error, Result};

/// All arguments that are left, each a `T`: `ids: Rest<u64>`, `pairs: Rest<(&str, f64)>`.
///
/// An iterator that parses as it goes, so it yields `Result<T>`; collect it for a vector:
///
/// ```no_run
/// # use redmod::prelude::*;
/// fn sum(numbers: Rest<i64>) -> Result<i64> {
///     let mut sum = 0i64;
///     for n in numbers {
///         sum = sum.wrapping_add(n?);
///     }
///     Ok(sum)
/// }
/// ```
///
/// `Rest<T, 1>` asks for at least one. What a `T` takes must divide the number of arguments, or
/// the call has the wrong number of them.
#[derive(Clone)]
pub struct Rest<'a, T, const MIN: usize = 0> {
    words: Words<'a>,
    _item: PhantomData<fn() -> T>,
}

impl<'a, T: Args<'a>, const MIN: usize> Args<'a> for Rest<'a, T, MIN> {
    const SHAPE: Shape = Shape::rest(&T::SHAPE, MIN);

    #[inline]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let Shape { min, max, .. } = T::SHAPE;
        let len = input.len();
        // An item of a fixed size must fit a whole number of times.
        let uneven = min == max && min > 1 && !len.is_multiple_of(min);
        match input.split(len) {
            Some(words) if !uneven && len >= MIN * min => Ok(Rest {
                words,
                _item: PhantomData,
            }),
            _ => Err(Error::WRONG_ARITY),
        }
    }
}

impl<'a, T: Args<'a>, const MIN: usize> Iterator for Rest<'a, T, MIN> {
    type Item = Result<T>;

    #[inline]
    fn next(&mut self) -> Option<Result<T>> {
        self.words.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        size_hint(self.words.len(), &T::SHAPE)
    }
}

/// A count and then as many `T`: `keys: Counted<KeyName>` takes `2 one two`.
///
/// An iterator, as [`Rest`] is. The count is at least 1 and at most what is there. `COMMAND DOCS` calls it `numkeys` where
/// there are keys in a `T`, else `num` and the parameter's name: `fields: Counted<&str>` has `numfields`.
#[derive(Clone)]
pub struct Counted<'a, T> {
    words: Words<'a>,
    _item: PhantomData<fn() -> T>,
}

const NO_KEYS: Error = Error::fixed(c"ERR numkeys should be greater than 0");
const TOO_MANY_KEYS: Error =
    Error::fixed(c"ERR Number of keys can't be greater than number of args");
const NO_COUNT: Error = Error::fixed(c"ERR count should be greater than 0");
const COUNT_TOO_LARGE: Error = Error::fixed(c"ERR count can't be greater than number of args");

impl<'a, T: Args<'a>> Args<'a> for Counted<'a, T> {
    const SHAPE: Shape = Shape::counted(&T::SHAPE);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let (no_count, too_large) = match const { T::SHAPE.has_key() } {
            true => (NO_KEYS, TOO_MANY_KEYS),
            false => (NO_COUNT, COUNT_TOO_LARGE),
        };
        let count = i64::parse(input)?;
        let count = usize::try_from(count)
            .ok()
            .filter(|count| *count > 0)
            .ok_or(no_count)?;
        let words = count
            .checked_mul(T::SHAPE.min.max(1))
            .and_then(|len| input.split(len));
        let words = words.ok_or(too_large)?;
        Ok(Counted {
            words,
            _item: PhantomData,
        })
    }
}

impl<'a, T: Args<'a>> Iterator for Counted<'a, T> {
    type Item = Result<T>;

    #[inline]
    fn next(&mut self) -> Option<Result<T>> {
        self.words.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        size_hint(self.words.len(), &T::SHAPE)
    }
}

/// How many values some arguments hold; fewer where one of them fails to parse.
fn size_hint(words: usize, item: &Shape) -> (usize, Option<usize>) {
    (usize::from(words > 0), Some(words / item.min.max(1)))
}

/// An option that may be given more than once: `GET pattern [GET pattern …]`.
///
/// For a field with a token in a struct with `#[derive(Args)]`; the values are collected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeated<T>(pub Vec<T>);

impl<'a, T: Args<'a>> Args<'a> for Repeated<T> {
    const SHAPE: Shape = Shape::repeated(&T::SHAPE);
    const AFTER_TOKEN: Shape = Shape::repeated(&T::AFTER_TOKEN);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let mut items = Repeated(Vec::new());
        while T::accepts(input) {
            items.0.push(T::parse(input)?);
        }
        Ok(items)
    }

    fn accepts(input: &Input<'a>) -> bool {
        T::accepts(input)
    }

    fn parse_after_token(input: &mut Input<'a>) -> Result<Self> {
        Ok(Repeated(vec![T::parse_after_token(input)?]))
    }

    fn absent() -> Result<Self> {
        Ok(Repeated(Vec::new()))
    }

    fn again(&mut self, input: &mut Input<'a>) -> Result<()> {
        self.0.push(T::parse_after_token(input)?);
        Ok(())
    }
}
