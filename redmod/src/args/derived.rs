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

/// Takes a field with a token, if that is next; whether it was.
#[doc(hidden)]
#[inline]
pub fn option<'a, T: Args<'a>>(
    field: &mut Option<T>,
    token: &str,
    input: &mut Input<'a>,
) -> Result<bool> {
    if !input.token(token) {
        return Ok(false);
    }
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
