//! Decides how a returned value becomes a reply: one trait, [`Reply`], written through a [`Writer`].

mod collection;
mod scalar;
mod stream;
mod wrapper;
mod writer;

pub use stream::{Stream, array, map, set, stream};
pub use wrapper::{Attributed, BigNumber, Bulk, NullArray, Status, Verbatim};
pub use writer::Writer;

use crate::Error;

/// What a command can return.
///
/// Implemented for `()` (which answers `OK`), integers, floats, `bool`, text, bytes, the server's
/// strings, [`Option`] (`None` is null), [`Result`], tuples, arrays, slices and vectors, maps and
/// sets of the standard library, and the types of this module; `#[derive(Reply)]` implements it
/// for a struct as a map of its fields.
///
/// | Rust | RESP3 | RESP2 |
/// | --- | --- | --- |
/// | `()` | `+OK` | `+OK` |
/// | `i8` … `i64`, `u8` … `u32`, `u64` up to `i64::MAX` | integer | integer |
/// | larger `u64`, `i128`, `u128`, [`BigNumber`] | big number | bulk string |
/// | `f32`, `f64` | double | bulk string |
/// | `bool` | boolean | integer 1 or 0 |
/// | `&str`, `String`, `&[u8]`, `Vec<u8>`, `char`, [`ServerStr`](crate::ServerStr) | bulk string | bulk string |
/// | [`Status`] | simple string | simple string |
/// | [`Verbatim`] | verbatim string | bulk string |
/// | `None` | null | null bulk string |
/// | tuples, arrays, slices, `Vec`, [`array()`] | array | array |
/// | `HashMap`, `BTreeMap`, [`map`] | map | flat array |
/// | `HashSet`, `BTreeSet`, [`set`] | set | array |
/// | [`Attributed`] | attribute, value | value |
/// | `Err` | error | error |
///
/// A value is written after the function has returned.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the reply of a command",
    label = "no `Reply` for this type",
    note = "replies are `()`, numbers, `bool`, text, bytes, and `Option`, `Result`, `Vec`, tuples, maps and sets of these",
    note = "an iterator is replied with `redmod::reply::array(iterator)`",
    note = "for a struct of your own: `#[derive(Reply)]`, or implement `redmod::reply::Reply`"
)]
pub trait Reply {
    /// Writes the value: one value to the writer, no more and no less.
    fn reply(&self, out: &mut Writer<'_>);

    /// Writes the value as the whole reply of a call, which may come later.
    #[doc(hidden)]
    #[inline(always)]
    fn reply_call(&self, out: &mut Writer<'_>) {
        self.reply(out);
    }

    /// Writes several of these; bytes are a string rather than an array.
    #[doc(hidden)]
    fn reply_slice(items: &[Self], out: &mut Writer<'_>)
    where
        Self: Sized,
    {
        out.array(items.len(), |out| out.each(items));
    }
}

/// What can stand in the `Err` of a command's result: [`Error`], and every
/// [`std::error::Error`], which answers `ERR` and its message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a command",
    note = "return `redmod::Error`, or a type that implements `std::error::Error`"
)]
pub trait ReplyError {
    /// Writes the error reply.
    fn reply_error(&self, out: &mut Writer<'_>);
}

impl ReplyError for Error {
    #[inline]
    fn reply_error(&self, out: &mut Writer<'_>) {
        out.error(self);
    }
}

// A type that is neither is told so in the words of `ReplyError`.
#[diagnostic::do_not_recommend]
impl<E: std::error::Error> ReplyError for E {
    #[cold]
    fn reply_error(&self, out: &mut Writer<'_>) {
        out.error(&Error::new(self));
    }
}

impl<T: Reply, E: ReplyError> Reply for Result<T, E> {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        match self {
            Ok(value) => value.reply(out),
            Err(error) => error.reply_error(out),
        }
    }

    #[inline]
    fn reply_call(&self, out: &mut Writer<'_>) {
        match self {
            Ok(value) => value.reply_call(out),
            Err(error) => error.reply_error(out),
        }
    }
}
