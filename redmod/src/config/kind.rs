//! Decides which values a config takes: what its type and its range allow, how they are written, and as which of
//! the server's kinds of configs it is registered.

use std::borrow::Cow;
use std::ffi::CStr;
use std::fmt::Display;

use redmod_sys::api;

use super::{MemorySize, duration, size};
use crate::args::{parse_digits, parse_i64};

/// What a config's type and range allow.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Kind {
    /// An integer.
    Integer { min: i64, max: i64 },
    /// An integer without a sign, which may be beyond an `i64`.
    Unsigned { min: u64, max: u64 },
    /// A number of bytes.
    Memory { min: u64, max: u64 },
    /// A float, which is a number.
    Float {
        min: f64,
        max: f64,
        /// How it is read and written.
        text: &'static FloatText,
    },
    /// A number of nanoseconds.
    Duration { min: u64, max: u64 },
    /// `yes` or `no`.
    Bool,
    /// One of these; the bits are its place.
    Enum(&'static [&'static CStr]),
    /// Any of these; each has the bit of its place.
    Flags(&'static [&'static CStr]),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// How floats are read and written: code of 50 kB, which a module without such configs does not hold.
#[doc(hidden)]
pub struct FloatText {
    parse: ParseFloat,
    write: fn(f64) -> String,
}

/// Reads a float between two others.
type ParseFloat = fn(&[u8], f64, f64) -> Result<f64, Cow<'static, str>>;

static FLOAT_TEXT: FloatText = FloatText {
    parse: |text, min, max| within(parse_float(text)?, min, max, |n| write_float(*n)),
    write: write_float,
};

/// A value of a config, whatever its type.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// All that is not text.
    Bits(u64),
    /// Text or bytes.
    Text(&'a [u8]),
}

impl Value<'_> {
    pub(super) fn bits(self) -> u64 {
        match self {
            Value::Bits(bits) => bits,
            Value::Text(_) => 0,
        }
    }
}

/// The server's kinds of configs.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Numeric { min: i64, max: i64 },
    Unsigned { min: u64, max: u64 },
    Bool,
    Enum,
    Text,
}

/// The word for no flag.
pub(super) const NONE: &CStr = c"none";

impl Kind {
    /// A float between these.
    pub(super) const fn float(min: f64, max: f64) -> Kind {
        let text = &FLOAT_TEXT;
        Kind::Float { min, max, text }
    }

    /// How this server keeps it. Only Valkey 9.1 has numbers beyond an `i64`, none has floats or durations: these
    /// are text to it, which is checked here.
    pub(super) fn form(&self) -> Form {
        let signed = |min, max| Some((i64::try_from(min).ok()?, i64::try_from(max).ok()?));
        match *self {
            Kind::Integer { min, max } => Form::Numeric { min, max },
            Kind::Unsigned { min, max } | Kind::Memory { min, max } => match signed(min, max) {
                Some((min, max)) => Form::Numeric { min, max },
                // SAFETY: only asked while the module is loaded, so the table is.
                None if unsafe { api().RegisterUnsignedNumericConfig.is_some() } => {
                    Form::Unsigned { min, max }
                }
                None => Form::Text,
            },
            Kind::Bool => Form::Bool,
            Kind::Enum(_) | Kind::Flags(_) => Form::Enum,
            Kind::Float { .. } | Kind::Duration { .. } | Kind::Text | Kind::Bytes => Form::Text,
        }
    }

    /// Whether the value is kept as text as well.
    pub(super) fn is_text(&self) -> bool {
        self.form() == Form::Text
    }

    /// Reads a value, or says why it is none.
    pub(super) fn parse<'a>(&self, text: &'a [u8]) -> Result<Value<'a>, Cow<'static, str>> {
        Ok(Value::Bits(match *self {
            Kind::Text => {
                std::str::from_utf8(text).map_err(|_| "argument must be valid UTF-8")?;
                return Ok(Value::Text(text));
            }
            Kind::Bytes => return Ok(Value::Text(text)),
            Kind::Integer { min, max } => within(
                parse_i64(text).ok_or(NOT_AN_INTEGER)?,
                min,
                max,
                i64::to_string,
            )? as u64,
            Kind::Unsigned { min, max } => within(
                parse_digits(text).ok_or(NOT_AN_INTEGER)?,
                min,
                max,
                u64::to_string,
            )?,
            Kind::Memory { min, max } => within(
                size::parse(text).ok_or("argument must be a memory value")?,
                min,
                max,
                u64::to_string,
            )?,
            Kind::Float { min, max, text: it } => (it.parse)(text, min, max)?.to_bits(),
            Kind::Duration { min, max } => within(
                duration::parse(text).ok_or(duration::WANTED)?,
                min,
                max,
                |nanos| duration::write(*nanos),
            )?,
            Kind::Bool if text.eq_ignore_ascii_case(b"yes") => 1,
            Kind::Bool if text.eq_ignore_ascii_case(b"no") => 0,
            Kind::Bool => return Err("argument must be 'yes' or 'no'".into()),
            Kind::Enum(names) => place(names, text).ok_or_else(|| one_of(names))? as u64,
            Kind::Flags(names) => flags(names, text).ok_or_else(|| one_of(names))?,
        }))
    }

    /// The value as text, which `parse` reads.
    pub(super) fn write<'a>(&self, value: Value<'a>) -> Cow<'a, [u8]> {
        let bits = match value {
            Value::Text(text) => return Cow::Borrowed(text),
            Value::Bits(bits) => bits,
        };
        let text = match *self {
            Kind::Integer { .. } => (bits as i64).to_string(),
            Kind::Unsigned { .. } => bits.to_string(),
            Kind::Memory { .. } => MemorySize(bits).to_string(),
            Kind::Float { text, .. } => (text.write)(f64::from_bits(bits)),
            Kind::Duration { .. } => duration::write(bits),
            // The server writes these itself.
            Kind::Bool | Kind::Enum(_) | Kind::Flags(_) | Kind::Text | Kind::Bytes => String::new(),
        };
        Cow::Owned(text.into_bytes())
    }
}

const NOT_AN_INTEGER: &str = "argument couldn't be parsed into an integer";
const NOT_A_FLOAT: &str = "argument couldn't be parsed into a float";

/// The value, if it is within the range; the words are the server's own.
fn within<T: PartialOrd>(
    value: T,
    min: T,
    max: T,
    write: fn(&T) -> String,
) -> Result<T, Cow<'static, str>> {
    if min <= value && value <= max {
        return Ok(value);
    }
    let (min, max) = (write(&min), write(&max));
    Err(format!("argument must be between {min} and {max} inclusive").into())
}

fn parse_float(text: &[u8]) -> Result<f64, &'static str> {
    let text = std::str::from_utf8(text).map_err(|_| NOT_A_FLOAT)?;
    let value: f64 = text.parse().map_err(|_| NOT_A_FLOAT)?;
    if value.is_nan() {
        return Err(NOT_A_FLOAT);
    }
    // There is one zero.
    Ok(value + 0.0)
}

/// The shortest digits that are read as the same number, with an exponent where it would be long.
fn write_float(value: f64) -> String {
    let short = |value: &dyn Display| value.to_string();
    if value == 0.0 || (1e-6..1e17).contains(&value.abs()) {
        short(&value)
    } else {
        format!("{value:e}")
    }
}

fn place(names: &[&CStr], word: &[u8]) -> Option<usize> {
    names
        .iter()
        .position(|name| name.to_bytes().eq_ignore_ascii_case(word))
}

/// As the server takes them: with one blank between two, and none else.
fn flags(names: &[&CStr], text: &[u8]) -> Option<u64> {
    let mut words = text.split(|byte| *byte == b' ');
    words.try_fold(0, |all, word| match place(names, word) {
        Some(place) => Some(all | 1 << place),
        None if word.eq_ignore_ascii_case(NONE.to_bytes()) => Some(all),
        None => None,
    })
}

fn one_of(names: &[&CStr]) -> Cow<'static, str> {
    let names: Vec<_> = names.iter().map(|name| name.to_string_lossy()).collect();
    let names = names.join(", ");
    format!("argument(s) must be one of the following: {names}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(kind: Kind, text: &str) -> Result<u64, String> {
        match kind.parse(text.as_bytes()) {
            Ok(value) => Ok(value.bits()),
            Err(why) => Err(why.into_owned()),
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same_value() {
        let kind = Kind::float(f64::NEG_INFINITY, f64::INFINITY);
        for value in [
            0.0,
            0.1,
            -1.5,
            1e-7,
            1e16,
            1e17,
            f64::MIN_POSITIVE,
            5e-324,
            f64::MAX,
            f64::INFINITY,
        ] {
            let bits = value.to_bits();
            let text = kind.write(Value::Bits(bits)).into_owned();
            assert!(text.len() < 26, "{value} is {}", text.escape_ascii());
            let text = String::from_utf8(text).unwrap();
            assert_eq!(parsed(kind, &text), Ok(bits), "{text}");
        }
        assert_eq!(parsed(kind, "-0"), Ok(0));
        for text in ["", "nan", "-NaN", "1,5", " 1", "0x1"] {
            assert_eq!(parsed(kind, text), Err(NOT_A_FLOAT.to_owned()), "{text}");
        }
    }

    #[test]
    fn both_ends_of_a_range_are_within_it() {
        let between = |min, max| {
            Err(format!(
                "argument must be between {min} and {max} inclusive"
            ))
        };
        let kind = Kind::Integer { min: -1, max: 3 };
        assert_eq!(parsed(kind, "-1"), Ok(u64::MAX));
        assert_eq!(parsed(kind, "3"), Ok(3));
        assert_eq!(parsed(kind, "4"), between("-1", "3"));
        assert_eq!(parsed(kind, "-2"), between("-1", "3"));
        let kind = Kind::float(0.1, 1.0);
        assert_eq!(parsed(kind, "0.1"), Ok(0.1f64.to_bits()));
        assert_eq!(parsed(kind, "1.0001"), between("0.1", "1"));
        assert_eq!(parsed(kind, "inf"), between("0.1", "1"));
        let kind = Kind::Duration {
            min: 1_000_000,
            max: 5_000_000_000,
        };
        assert_eq!(parsed(kind, "5000ms"), Ok(5_000_000_000));
        assert_eq!(parsed(kind, "6s"), between("1ms", "5s"));
    }

    #[test]
    fn flags_are_words_in_any_order() {
        let kind = Kind::Flags(&[c"read", c"write"]);
        assert_eq!(parsed(kind, "write READ write"), Ok(3));
        assert_eq!(parsed(kind, "none"), Ok(0));
        for text in ["", " ", "read ", "read  write", "read,write", "readwrite"] {
            let why = "argument(s) must be one of the following: read, write";
            assert_eq!(parsed(kind, text), Err(why.to_owned()), "{text:?}");
        }
    }
}
