//! Decides which numbers a client may send: exactly those that the server takes.

use redmod_sys::{REDISMODULE_OK, api};

use super::{ArgKind, Args, Input, Shape};
use crate::{Error, Result};

/// The integer that the server's own parser finds in the bytes: an optional `-`, then digits
/// without leading zeros; nothing else, and within 64 bits.
///
/// Reading the bytes here rather than through `RM_StringToLongLong` saves a call per number.
#[inline]
pub(crate) fn parse_i64(bytes: &[u8]) -> Option<i64> {
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let value = parse_digits(digits)?;
    if negative {
        // `-0` is no integer to the server.
        (value != 0).then_some(())?;
        0i64.checked_sub_unsigned(value)
    } else {
        value.try_into().ok()
    }
}

/// The same without a sign.
#[inline]
pub(crate) fn parse_digits(digits: &[u8]) -> Option<u64> {
    // Below 20 digits nothing overflows.
    if digits.len() > 19 || (digits.len() > 1 && digits[0] == b'0') {
        return parse_long(digits);
    }
    let mut value = 0u64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    (!digits.is_empty()).then_some(value)
}

/// Twenty digits may still fit; a leading zero never does.
#[cold]
fn parse_long(digits: &[u8]) -> Option<u64> {
    if digits.len() != 20 || digits[0] == b'0' {
        return None;
    }
    digits.iter().try_fold(0u64, |value, digit| {
        let digit = char::from(*digit).to_digit(10)?;
        value.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

macro_rules! integers {
    ($($parse:ident: $($int:ty)*;)*) => {$($(
        impl<'a> Args<'a> for $int {
            const SHAPE: Shape = Shape::word(ArgKind::Integer);

            #[inline]
            fn parse(input: &mut Input<'a>) -> Result<Self> {
                match $parse(input.word()?.as_bytes()).map(<$int>::try_from) {
                    Some(Ok(value)) => Ok(value),
                    _ => Err(Error::NOT_AN_INTEGER),
                }
            }
        }
    )*)*};
}

integers! {
    parse_i64: i8 i16 i32 i64 isize u8 u16 u32;
    parse_digits: u64 usize;
}

macro_rules! wide_integers {
    ($($int:ty)*) => {$(
        impl<'a> Args<'a> for $int {
            const SHAPE: Shape = Shape::word(ArgKind::Integer);

            fn parse(input: &mut Input<'a>) -> Result<Self> {
                let word = input.word()?.to_str().map_err(|_| Error::NOT_AN_INTEGER)?;
                let value: $int = word.parse().map_err(|_| Error::NOT_AN_INTEGER)?;
                // The same strictness as for the others: no `+`, no leading zeros, no `-0`.
                let digits = word.strip_prefix('-').unwrap_or(word);
                let strict = digits == "0" && digits == word
                    || digits.starts_with(|first: char| ('1'..='9').contains(&first));
                if strict { Ok(value) } else { Err(Error::NOT_AN_INTEGER) }
            }
        }
    )*};
}

wide_integers!(i128 u128);

impl<'a> Args<'a> for f64 {
    const SHAPE: Shape = Shape::word(ArgKind::Double);

    /// By the server's own rules (`RM_StringToDouble`): infinities are numbers, NaN is none.
    #[doc(alias = "RM_StringToDouble")]
    #[inline]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let word = input.word()?;
        let mut value = 0.0;
        // SAFETY: a parameter is parsed, so the table is loaded; the word lives for the call.
        let status = unsafe { (api().StringToDouble)(word.as_ptr(), &raw mut value) };
        if status == REDISMODULE_OK && !value.is_nan() {
            Ok(value)
        } else {
            Err(Error::NOT_A_FLOAT)
        }
    }
}

impl<'a> Args<'a> for f32 {
    const SHAPE: Shape = Shape::word(ArgKind::Double);

    /// As `f64`; a finite number that is too large for an `f32` is refused.
    #[inline]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let wide = f64::parse(input)?;
        let value = wide as f32;
        if value.is_finite() == wide.is_finite() {
            Ok(value)
        } else {
            Err(Error::NOT_A_FLOAT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_digits, parse_i64};

    #[test]
    fn integers_are_what_the_server_takes() {
        for (text, value) in [
            ("0", Some(0)),
            ("-1", Some(-1)),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("-9223372036854775809", None),
            ("18446744073709551616", None),
            ("", None),
            ("-", None),
            ("-0", None),
            ("+1", None),
            ("01", None),
            ("1 ", None),
            (" 1", None),
            ("1.0", None),
            ("00000000000000000000", None),
        ] {
            assert_eq!(parse_i64(text.as_bytes()), value, "{text:?}");
        }
        assert_eq!(parse_digits(b"18446744073709551615"), Some(u64::MAX));
        assert_eq!(parse_digits(b"18446744073709551616"), None);
        assert_eq!(parse_digits(b"99999999999999999999"), None);
    }
}
