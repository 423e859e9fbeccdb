//! Decides how `#[derive(Args)]` takes fields: those without a token in order, then the others as
//! they come, each at most once unless its type says otherwise.

use super::{Args, Input};
use crate::Result;

/// A token, made ready by the compiler for being compared with few instructions.
#[doc(hidden)]
pub struct Token {
    text: &'static [u8],
    /// The first eight bytes as a number, in lower case.
    first: u64,
    /// What makes lower case of upper case in these: a bit for each letter.
    case: u64,
}

impl Token {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(text: &'static str) -> Token {
        let text = text.as_bytes();
        let (mut first, mut case, mut i) = (0, 0, 0);
        while i < text.len() && i < 8 {
            first |= (text[i].to_ascii_lowercase() as u64) << (8 * i);
            case |= (text[i].is_ascii_alphabetic() as u64 * 0x20) << (8 * i);
            i += 1;
        }
        Token { text, first, case }
    }

    /// Whether it is this word, whatever its case. The token's length is known when this is compiled, and so is then the word's.
    #[inline(always)]
    fn is(&self, word: &[u8]) -> bool {
        self.text.len() == word.len()
            && gather(&word[..word.len().min(8)]) | self.case == self.first
            && (word.len() <= 8 || word[8..].eq_ignore_ascii_case(&self.text[8..]))
    }
}

/// Up to eight bytes as a number, the first the lowest.
#[inline(always)]
fn gather(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        // Where the two overlap, they agree.
        let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
        return first | last << (8 * (bytes.len() - 4));
    }
    let shift_in = |number, byte: &u8| number << 8 | u64::from(*byte);
    bytes.iter().rev().fold(0, shift_in)
}

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
#[inline(always)]
pub fn token(input: &mut Input<'_>, tokens: &[Token]) -> Option<usize> {
    let rest = input.words.as_slice().get(1..)?;
    let found = peek(input, tokens)?;
    input.words = rest.iter();
    Some(found)
}

/// Whether the next argument is one of these tokens.
#[doc(hidden)]
#[inline]
pub fn is_token(input: &Input<'_>, tokens: &[Token]) -> bool {
    peek(input, tokens).is_some()
}

#[inline(always)]
fn peek(input: &Input<'_>, tokens: &[Token]) -> Option<usize> {
    // Where there are no tokens, the server is not asked for the bytes.
    let word = input.peek().filter(|_| !tokens.is_empty())?.as_bytes();
    tokens.iter().position(|token| token.is(word))
}

/// Takes a field the token of which was just taken.
#[doc(hidden)]
#[inline(always)]
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
