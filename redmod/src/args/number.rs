//! Decides which numbers a client may send: exactly those that the server takes.

use redmod_sys::{REDISMODULE_OK, api};

use super::{ArgKind, Args, Input, Shape};
use crate::{Error, Result};

/// The integer that the server's own parser finds in the bytes: an optional `-`, then digits
/// without leading zeros; nothing else, and within 64 bits.
///
/// Reading the bytes here rather than through `RM_StringToLongLong` saves a call per number.
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
pub(crate) fn parse_digits(digits: &[u8]) -> Option<u64> {
    match digits {
        [b'0'] => Some(0),
        [] | [b'0', ..] => None,
        _ if digits.len() <= 8 => parse_eight(digits).map(u64::from),
        _ => parse_long(digits),
    }
}

/// What most numbers are: those of one to eight digits without a sign, except for zero.
#[inline(always)]
fn parse_usual(digits: &[u8]) -> Option<u32> {
    match digits {
        [first, ..] if *first > b'0' && digits.len() <= 8 => parse_eight(digits),
        _ => None,
    }
}

/// The value of one to eight digits.
#[inline(always)]
fn parse_eight(digits: &[u8]) -> Option<u32> {
    if let (Some(first), Some(last)) = (digits.first_chunk(), digits.last_chunk()) {
        return parse_halves(*first, *last, digits.len() as u32);
    }
    let mut value = 0;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = 10 * value + u32::from(digit);
    }
    Some(value)
}

/// The value of four to eight digits, by the first and the last four of them, which overlap where there are fewer than eight. They
/// are taken all at once: each step adds up neighbours, first digits, then pairs, then fours.
#[inline(always)]
fn parse_halves(first: [u8; 4], last: [u8; 4], len: u32) -> Option<u32> {
    // What is left of a digit is its value; of all else, more than nine.
    let values = |half: [u8; 4]| u64::from(u32::from_le_bytes(half) ^ 0x3030_3030);
    // The last digit is in the highest byte; those that are missing, in the lowest, are zero.
    let digits = values(last) << 32 | values(first).wrapping_shl(8 * (8 - len));
    // Six more than nine is beyond the lower half of a byte.
    let beyond = digits | digits.wrapping_add(0x0606_0606_0606_0606);
    if beyond & 0xf0f0_f0f0_f0f0_f0f0 != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10 << 8 | 1) >> 8 & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_ffff_0000_ffff;
    Some((fours.wrapping_mul(10_000 << 32 | 1) >> 32) as u32)
}

/// More than eight digits, the first of them no zero; of twenty some fit.
fn parse_long(digits: &[u8]) -> Option<u64> {
    if digits.len() > 20 {
        return None;
    }
    let (first, eights) = digits.split_at((digits.len() - 1) % 8 + 1);
    let mut value = parse_eight(first)?.into();
    for eight in eights.chunks_exact(8) {
        value = u64::checked_mul(value, 100_000_000)?.checked_add(parse_eight(eight)?.into())?;
    }
    Some(value)
}

/// A number that is long, zero or negative, or none.
fn unusual<T: TryFrom<N>, N>(number: Option<N>) -> Result<T> {
    let number = number.and_then(|number| number.try_into().ok());
    number.ok_or(Error::NOT_AN_INTEGER)
}

macro_rules! integers {
    ($($parse:ident: $($int:ty)*;)*) => {$($(
        impl<'a> Args<'a> for $int {
            const SHAPE: Shape = Shape::word(ArgKind::Integer);

            #[inline(always)]
            fn parse(input: &mut Input<'a>) -> Result<Self> {
                let bytes = input.word()?.as_bytes();
                if let Some(value) = parse_usual(bytes)
                    && let Ok(value) = value.try_into()
                {
                    return Ok(value);
                }
                unusual($parse(bytes))
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
    use super::{parse_digits, parse_i64, parse_usual};

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
        for len in 1..=19 {
            let number = 9_876_543_210_123_456_789 / 10u64.pow(19 - len);
            let text = number.to_string();
            assert_eq!(parse_digits(text.as_bytes()), Some(number));
            // Whatever else stands at any place is no digit.
            for (at, byte) in (0..text.len()).flat_map(|at| (0..=255).map(move |byte| (at, byte))) {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = byte;
                let expected = std::str::from_utf8(&bytes)
                    .ok()
                    .filter(|text| !text.starts_with(['+', '0']) || *text == "0");
                let expected = expected.and_then(|text| text.parse().ok());
                assert_eq!(parse_digits(&bytes), expected, "{bytes:?}");
                let usual = expected.filter(|number| len <= 8 && *number != 0);
                assert_eq!(parse_usual(&bytes).map(u64::from), usual, "{bytes:?}");
            }
        }
        assert_eq!(parse_digits(b"18446744073709551615"), Some(u64::MAX));
        assert_eq!(parse_digits(b"18446744073709551616"), None);
        assert_eq!(parse_digits(b"99999999999999999999"), None);
    }
}
