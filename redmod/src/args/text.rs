//! Decides how bytes, text, key names and yes-or-no words are taken.

use super::shape::KeyAccess;
use super::{ArgKind, Args, Input, Shape};
use crate::{Error, Result, ServerStr, ServerString};

const NOT_TEXT: Error = Error::fixed(c"ERR value is not valid UTF-8");
const NOT_A_BOOL: Error = Error::fixed(c"ERR value is not a boolean");
const NOT_A_CHAR: Error = Error::fixed(c"ERR value is not a single character");

impl<'a> Args<'a> for &'a ServerStr {
    const SHAPE: Shape = Shape::word(ArgKind::String);

    #[inline(always)]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        input.word()
    }
}

impl<'a> Args<'a> for &'a [u8] {
    const SHAPE: Shape = Shape::word(ArgKind::String);

    #[inline(always)]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        Ok(input.word()?.as_bytes())
    }
}

impl<'a> Args<'a> for &'a str {
    const SHAPE: Shape = Shape::word(ArgKind::String);

    #[inline]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        input.word()?.to_str().map_err(|_| NOT_TEXT)
    }
}

/// All arguments that are left, as the server holds them.
impl<'a> Args<'a> for &'a [&'a ServerStr] {
    const SHAPE: Shape = Shape::rest(&Shape::word(ArgKind::String), 0);

    #[inline(always)]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        Ok(input.rest())
    }
}

macro_rules! owned {
    ($($owned:ty = $borrowed:ty;)*) => {$(
        impl<'a> Args<'a> for $owned {
            const SHAPE: Shape = Shape::word(ArgKind::String);

            fn parse(input: &mut Input<'a>) -> Result<Self> {
                <$borrowed>::parse(input).map(ToOwned::to_owned)
            }
        }
    )*};
}

owned! {
    String = &'a str;
    Vec<u8> = &'a [u8];
    ServerString = &'a ServerStr;
}

impl<'a> Args<'a> for char {
    const SHAPE: Shape = Shape::word(ArgKind::String);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let mut chars = <&str>::parse(input)?.chars();
        match (chars.next(), chars.next()) {
            (Some(char), None) => Ok(char),
            _ => Err(NOT_A_CHAR),
        }
    }
}

/// `yes`, `true`, `on` and `1`, or `no`, `false`, `off` and `0`, in any case. As an option with a
/// token of its own: whether the token was given.
impl<'a> Args<'a> for bool {
    const SHAPE: Shape = Shape::word(ArgKind::String);
    const AFTER_TOKEN: Shape = Shape::FLAG;

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let word = input.word()?.as_bytes();
        let is = |words: [&str; 4]| {
            words
                .iter()
                .any(|w| word.eq_ignore_ascii_case(w.as_bytes()))
        };
        if is(["yes", "true", "on", "1"]) {
            Ok(true)
        } else if is(["no", "false", "off", "0"]) {
            Ok(false)
        } else {
            Err(NOT_A_BOOL)
        }
    }

    fn parse_after_token(_input: &mut Input<'a>) -> Result<Self> {
        Ok(true)
    }

    fn absent() -> Result<Self> {
        Ok(false)
    }
}

/// The name of a key that the command does not open.
///
/// The command's `keys` must cover it, so that the server can route, check and show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyName<'a>(&'a ServerStr);

impl<'a> KeyName<'a> {
    /// The name's bytes.
    #[must_use]
    #[inline]
    pub fn as_bytes(&self) -> &'a [u8] {
        self.0.as_bytes()
    }
}

impl std::ops::Deref for KeyName<'_> {
    type Target = ServerStr;

    fn deref(&self) -> &ServerStr {
        self.0
    }
}

impl<'a> Args<'a> for KeyName<'a> {
    const SHAPE: Shape = Shape::key(KeyAccess::Name);

    #[inline(always)]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        input.word().map(KeyName)
    }
}
