//! Decides how `#[derive(Args)]` takes fields: those without a token in order, then the others as
//! they come, each at most once unless its type says otherwise.

use super::{Args, Input};
use crate::Result;

/// Takes a field without a token, unless its type begins with one: such a field may stand anywhere.
#[doc(hidden)]
#[inline]
pub fn positional<'a, T: Args<'a>>(input: &mut Input<'a>) -> Result<Option<T>> {
    if const { T::SHAPE.is_led_by_token() } {
        Ok(None)
    } else {
        T::parse(input).map(Some)
    }
}

/// Takes the next argument if it is one of these tokens, whatever its case; which one it was.
#[doc(hidden)]
#[inline]
pub fn token(input: &mut Input<'_>, tokens: &[&str]) -> Option<usize> {
    let found = peek(input, tokens)?;
    input.taken += 1;
    Some(found)
}

/// Whether the next argument is one of these tokens.
#[doc(hidden)]
#[inline]
pub fn is_token(input: &Input<'_>, tokens: &[&str]) -> bool {
    peek(input, tokens).is_some()
}

fn peek(input: &Input<'_>, tokens: &[&str]) -> Option<usize> {
    // Where there are no tokens, the server is not asked for the bytes.
    let word = input.peek().filter(|_| !tokens.is_empty())?.as_bytes();
    tokens
        .iter()
        .position(|token| word.eq_ignore_ascii_case(token.as_bytes()))
}

/// Takes a field the token of which was just taken.
#[doc(hidden)]
#[inline]
pub fn option<'a, T: Args<'a>>(field: &mut Option<T>, input: &mut Input<'a>) -> Result<bool> {
    match field {
        Some(value) => value.again(input)?,
        None => *field = Some(T::parse_after_token(input)?),
    }
    Ok(true)
}

/// Takes a field the type of which begins with a token, if that is next; whether it was.
#[doc(hidden)]
#[inline]
pub fn led_by_token<'a, T: Args<'a>>(field: &mut Option<T>, input: &mut Input<'a>) -> Result<bool> {
    if const { !T::SHAPE.is_led_by_token() } || !T::accepts(input) {
        return Ok(false);
    }
    let before = input.len();
    match field {
        Some(value) => value.again(input)?,
        None => *field = Some(T::parse(input)?),
    }
    // A type that takes nothing after all must not be asked for ever.
    Ok(input.len() < before)
}

/// The field's value, or what it is where it was not given.
#[doc(hidden)]
#[inline]
pub fn or_absent<'a, T: Args<'a>>(field: Option<T>) -> Result<T> {
    match field {
        Some(value) => Ok(value),
        None => T::absent(),
    }
}
