//! Decides what a failed call answers: one error reply, made of a code and a message.

use std::ffi::{CStr, CString};
use std::fmt;

use redmod_sys::Symbol;

/// What most functions of a module return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error reply: a code in capitals, a blank, a message.
///
/// Errors that are known in advance are constants and cost no allocation. Any
/// [`std::error::Error`] becomes an `ERR …` reply through `?`.
///
/// ```
/// use redmod::{Error, Result};
///
/// const NO_PLAYER: Error = Error::fixed(c"NOPLAYER no such player");
///
/// fn level(text: &str) -> Result<u8> {
///     if text.is_empty() {
///         return Err(NO_PLAYER);
///     }
///     Ok(text.parse()?)
/// }
///
/// assert_eq!(level("").unwrap_err().code(), "NOPLAYER");
/// assert_eq!(level("x").unwrap_err().to_string(), "ERR invalid digit found in string");
/// ```
///
/// `Error` itself does not implement [`std::error::Error`]: that is what makes `?` work on
/// every type that does.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Repr);

#[derive(Clone, PartialEq, Eq)]
enum Repr {
    Fixed(&'static CStr),
    Made(Box<CStr>),
    /// The server words this one, since it knows the command's full name.
    Arity,
}

impl Error {
    /// The wrong number of arguments; the server words the reply (`RM_WrongArity`).
    pub const WRONG_ARITY: Error = Error(Repr::Arity);
    /// The key holds a value of another type.
    pub const WRONG_TYPE: Error =
        Error::fixed(c"WRONGTYPE Operation against a key holding the wrong kind of value");
    /// Arguments in an order, or with a token, that the command does not have.
    pub const SYNTAX: Error = Error::fixed(c"ERR syntax error");
    /// An argument that should be an integer is none, or does not fit.
    pub const NOT_AN_INTEGER: Error = Error::fixed(c"ERR value is not an integer or out of range");
    /// An argument that should be a float is none, or is not a number.
    pub const NOT_A_FLOAT: Error = Error::fixed(c"ERR value is not a valid float");

    /// An error whose whole text, code included, is known in advance.
    #[must_use]
    pub const fn fixed(text: &'static CStr) -> Error {
        Error(Repr::Fixed(text))
    }

    /// `ERR` and a message.
    #[must_use]
    #[cold]
    pub fn new(message: impl fmt::Display) -> Error {
        Error::with_code("ERR", message)
    }

    /// A code, by convention one word in capitals, and a message.
    ///
    /// What would break the protocol is replaced by a blank: CR, LF and NUL anywhere.
    #[must_use]
    #[cold]
    pub fn with_code(code: &str, message: impl fmt::Display) -> Error {
        Error::made(format_args!("{code} {message}"))
    }

    #[cold]
    fn made(text: fmt::Arguments<'_>) -> Error {
        let text = one_line(fmt::format(text).into_bytes());
        Error(Repr::Made(text.into_boxed_c_str()))
    }

    /// The server lacks a function of its module API.
    #[must_use]
    #[cold]
    pub(crate) fn lacks(function: Symbol) -> Error {
        Error::new(format_args!("this server lacks RM_{}", function.function()))
    }

    /// An error reply of the server's, as it is.
    #[cold]
    pub(crate) fn replied(text: &[u8]) -> Error {
        let text = CString::new(text).unwrap_or_else(|error| {
            let mut bytes = error.into_vec();
            bytes.retain(|byte| *byte != 0);
            CString::new(bytes).unwrap_or_default()
        });
        Error(Repr::Made(text.into_boxed_c_str()))
    }

    /// The first word of the text.
    #[must_use]
    pub fn code(&self) -> &str {
        self.text().split(' ').next().unwrap_or_default()
    }

    /// The text after the code.
    #[must_use]
    pub fn message(&self) -> &str {
        self.text()
            .split_once(' ')
            .map_or("", |(_, message)| message)
    }

    /// The text as it is sent; `None` where the server words it.
    pub(crate) fn as_c_str(&self) -> Option<&CStr> {
        match &self.0 {
            Repr::Fixed(text) => Some(text),
            Repr::Made(text) => Some(text),
            Repr::Arity => None,
        }
    }

    fn text(&self) -> &str {
        let text = self.as_c_str().unwrap_or(c"ERR wrong number of arguments");
        text.to_str().unwrap_or("ERR")
    }
}

/// The text of a simple string or an error, which CR and LF would end early, and NUL too: blanks in their place.
#[cold]
pub(crate) fn one_line(mut text: Vec<u8>) -> CString {
    let breaks = |byte: &u8| matches!(byte, b'\r' | b'\n' | b'\0');
    let mut rest = text.as_mut_slice();
    while let Some(at) = rest.iter().position(breaks) {
        rest[at] = b' ';
        rest = &mut rest[at + 1..];
    }
    CString::new(text).unwrap_or_default()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text(), f)
    }
}

impl<E: std::error::Error> From<E> for Error {
    #[cold]
    fn from(error: E) -> Error {
        Error::new(error)
    }
}
