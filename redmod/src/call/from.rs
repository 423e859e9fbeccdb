//! Decides which of Rust's types a reply can be read as.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::c_int;
use std::hash::{BuildHasher, Hash};

use super::reply::{CallReply, Node, Value};
use crate::{Error, Result, ServerString};

/// What the reply of a call can be read as.
///
/// | Rust | reply |
/// | --- | --- |
/// | `()` | anything |
/// | integers | integer; string or big number of digits |
/// | `f32`, `f64` | double; integer; string of a number |
/// | `bool` | boolean; integer 1 or 0 |
/// | `String`, `Vec<u8>` | string, status, verbatim string, big number |
/// | [`ServerString`] | the same; integer |
/// | `Option<T>` | null; `T` |
/// | `Vec<T>`, `HashSet<T>`, `BTreeSet<T>` | array; set |
/// | `Vec<(K, V)>`, `HashMap<K, V>`, `BTreeMap<K, V>` | map; array of pairs; array of keys and values in turn |
/// | tuples | array of as many |
///
/// An error is an error, also inside of an array. To look at each part by itself, take the whole
/// as a [`CallReply`].
///
/// ```
/// use redmod::call::{FromReply, Node};
/// use redmod::{Error, Result};
///
/// struct Role(String);
///
/// impl FromReply for Role {
///     fn from_reply(reply: &Node) -> Result<Role> {
///         let first = reply.nodes().and_then(|mut nodes| nodes.next());
///         Ok(Role(first.ok_or(Error::SYNTAX)?.to()?))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the reply of a call cannot be read as `{Self}`",
    label = "no `FromReply` for this type",
    note = "replies are read as `()`, numbers, `bool`, `String`, `Vec<u8>`, `ServerString`, and `Option`, `Vec`, tuples, maps and sets of these",
    note = "to borrow from a reply, or to look at it part by part, take it as a `redmod::CallReply`"
)]
pub trait FromReply: Sized {
    /// Reads a reply, or a part of one.
    ///
    /// # Errors
    /// Where it is something else.
    fn from_reply(reply: &Node) -> Result<Self>;

    /// Reads a reply of a type that is known.
    #[doc(hidden)]
    #[inline(always)]
    fn from_kind(reply: &Node, _kind: c_int) -> Result<Self> {
        Self::from_reply(reply)
    }

    /// Reads several; bytes are read from a string, and tuples also one after the other.
    #[doc(hidden)]
    fn collect<C: FromIterator<Self>>(reply: &Node) -> Result<C> {
        match reply.value() {
            Value::Array(nodes) | Value::Set(nodes) => nodes.map(Self::from_reply).collect(),
            other => Err(mismatch(other, "an array")),
        }
    }
}

/// What a call can return: all that a reply can be read as, or the [`CallReply`] itself.
#[diagnostic::on_unimplemented(
    message = "a call cannot return `{Self}`",
    label = "no `FromReply` for this type",
    note = "calls return `()`, numbers, `bool`, `String`, `Vec<u8>`, `ServerString`, `Option`, `Vec`, tuples, maps and sets of these, or `redmod::CallReply`"
)]
pub trait CallResult<'a>: Sized {
    /// Reads a reply of this type, which is no error.
    #[doc(hidden)]
    fn from_call(reply: CallReply<'a>, kind: c_int) -> Result<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: FromReply> CallResult<'_> for T {
    #[inline]
    fn from_call(reply: CallReply<'_>, kind: c_int) -> Result<T> {
        T::from_kind(&reply, kind)
    }
}

impl<'a> CallResult<'a> for CallReply<'a> {
    #[inline]
    fn from_call(reply: CallReply<'a>, _kind: c_int) -> Result<CallReply<'a>> {
        Ok(reply)
    }
}

/// The reply is something else than was wanted.
#[cold]
fn mismatch(seen: Value<'_>, wanted: &str) -> Error {
    match seen {
        Value::Error(text) => Error::replied(text),
        _ => Error::new(format_args!("a reply is {}, not {wanted}", seen.name())),
    }
}

impl FromReply for () {
    #[inline]
    fn from_reply(reply: &Node) -> Result<()> {
        match reply.value() {
            error @ Value::Error(_) => Err(mismatch(error, "")),
            _ => Ok(()),
        }
    }
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl FromReply for $int {
            #[inline]
            fn from_reply(reply: &Node) -> Result<$int> {
                Self::from_kind(reply, reply.type_number())
            }

            #[inline]
            fn from_kind(reply: &Node, kind: c_int) -> Result<$int> {
                let value = match reply.integer_of(kind) {
                    Some(integer) => integer.try_into().ok(),
                    None => digits(reply.value())?.parse().ok(),
                };
                value.ok_or_else(|| misfit(reply, stringify!($int)))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u16 u32 u64 u128 usize);

impl FromReply for u8 {
    fn from_reply(reply: &Node) -> Result<u8> {
        u16::from_reply(reply)?
            .try_into()
            .map_err(|_| misfit(reply, "u8"))
    }

    fn collect<C: FromIterator<u8>>(reply: &Node) -> Result<C> {
        Ok(text(reply.value())?.iter().copied().collect())
    }
}

/// The text of what may be a number.
fn digits(value: Value<'_>) -> Result<&str> {
    match value {
        Value::String(text) | Value::Status(text) | Value::BigNumber(text) => {
            Ok(std::str::from_utf8(text).unwrap_or_default())
        }
        other => Err(mismatch(other, "an integer")),
    }
}

/// It is of the right type, but no such value.
#[cold]
fn misfit(reply: &Node, wanted: &str) -> Error {
    match (reply.as_integer(), reply.as_bytes()) {
        (Some(integer), _) => Error::new(format_args!("a reply is {integer}, no {wanted}")),
        (_, Some(text)) => {
            let text = text.escape_ascii();
            Error::new(format_args!("a reply is '{text:.60}', no {wanted}"))
        }
        _ => mismatch(reply.value(), wanted),
    }
}

impl FromReply for f64 {
    fn from_reply(reply: &Node) -> Result<f64> {
        match reply.value() {
            Value::Double(double) => Ok(double),
            #[expect(clippy::cast_precision_loss, reason = "as the server itself does")]
            Value::Integer(integer) => Ok(integer as f64),
            Value::String(text) | Value::Status(text) | Value::BigNumber(text) => {
                let text = std::str::from_utf8(text).ok();
                text.and_then(|text| text.parse().ok())
                    .ok_or_else(|| misfit(reply, "float"))
            }
            other => Err(mismatch(other, "a float")),
        }
    }
}

impl FromReply for f32 {
    fn from_reply(reply: &Node) -> Result<f32> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is rounded, as asked for"
        )]
        f64::from_reply(reply).map(|double| double as f32)
    }
}

impl FromReply for bool {
    fn from_reply(reply: &Node) -> Result<bool> {
        match reply.value() {
            Value::Bool(bool) => Ok(bool),
            Value::Integer(0) => Ok(false),
            Value::Integer(1) => Ok(true),
            other => Err(mismatch(other, "a boolean")),
        }
    }
}

fn text(value: Value<'_>) -> Result<&[u8]> {
    match value {
        Value::String(text)
        | Value::Status(text)
        | Value::Verbatim { text, .. }
        | Value::BigNumber(text) => Ok(text),
        other => Err(mismatch(other, "a string")),
    }
}

impl FromReply for String {
    fn from_reply(reply: &Node) -> Result<String> {
        let text = text(reply.value())?.to_vec();
        String::from_utf8(text).map_err(|_| Error::new("a reply is not valid UTF-8"))
    }
}

impl FromReply for ServerString {
    fn from_reply(reply: &Node) -> Result<ServerString> {
        match reply.value() {
            Value::Integer(_) | Value::String(_) => reply
                .to_server_string()
                .ok_or_else(|| mismatch(reply.value(), "a string")),
            other => text(other).map(ServerString::from_bytes),
        }
    }
}

impl<T: FromReply> FromReply for Option<T> {
    fn from_reply(reply: &Node) -> Result<Option<T>> {
        if reply.is_null() {
            Ok(None)
        } else {
            T::from_reply(reply).map(Some)
        }
    }
}

impl<T: FromReply> FromReply for Vec<T> {
    fn from_reply(reply: &Node) -> Result<Vec<T>> {
        T::collect(reply)
    }
}

impl<T: FromReply + Eq + Hash, S: BuildHasher + Default> FromReply for HashSet<T, S> {
    fn from_reply(reply: &Node) -> Result<Self> {
        T::collect(reply)
    }
}

impl<T: FromReply + Ord> FromReply for BTreeSet<T> {
    fn from_reply(reply: &Node) -> Result<Self> {
        T::collect(reply)
    }
}

impl<K, V, S> FromReply for HashMap<K, V, S>
where
    K: FromReply + Eq + Hash,
    V: FromReply,
    S: BuildHasher + Default,
{
    fn from_reply(reply: &Node) -> Result<Self> {
        <(K, V)>::collect(reply)
    }
}

impl<K: FromReply + Ord, V: FromReply> FromReply for BTreeMap<K, V> {
    fn from_reply(reply: &Node) -> Result<Self> {
        <(K, V)>::collect(reply)
    }
}

/// An array is longer or shorter than a tuple.
#[cold]
fn length(seen: usize, wanted: usize) -> Error {
    Error::new(format_args!(
        "a reply is an array of {seen}, not of {wanted}"
    ))
}

macro_rules! tuples {
    ($len:literal $($name:ident)*) => {
        impl<$($name: FromReply),*> FromReply for ($($name,)*) {
            fn from_reply(reply: &Node) -> Result<Self> {
                match reply.value() {
                    Value::Array(mut nodes) if nodes.len() == $len => {
                        Ok(($(next::<$name>(&mut nodes)?,)*))
                    }
                    Value::Array(nodes) => Err(length(nodes.len(), $len)),
                    other => Err(mismatch(other, "an array")),
                }
            }

            fn collect<Items: FromIterator<Self>>(reply: &Node) -> Result<Items> {
                match reply.value() {
                    Value::Map(entries) if $len == 2 => entries
                        .map(|(key, value)| {
                            let mut nodes = [key, value].into_iter();
                            Ok(($(next::<$name>(&mut nodes)?,)*))
                        })
                        .collect(),
                    Value::Array(nodes) if nodes.get(0).is_some_and(is_array) => {
                        nodes.map(Self::from_reply).collect()
                    }
                    Value::Array(nodes) if !nodes.len().is_multiple_of($len) => {
                        Err(length(nodes.len(), $len))
                    }
                    Value::Array(mut nodes) => (0..nodes.len() / $len)
                        .map(|_| Ok(($(next::<$name>(&mut nodes)?,)*)))
                        .collect(),
                    other => Err(mismatch(other, "an array")),
                }
            }
        }
    };
}

fn is_array(node: &Node) -> bool {
    matches!(node.value(), Value::Array(_))
}

/// Reads the next of nodes that were counted before.
fn next<'r, T: FromReply>(nodes: &mut impl Iterator<Item = &'r Node>) -> Result<T> {
    nodes.next().ok_or(Error::REFUSED)?.to()
}

tuples!(1 A);
tuples!(2 A B);
tuples!(3 A B C);
tuples!(4 A B C D);
tuples!(5 A B C D E);
tuples!(6 A B C D E F);
tuples!(7 A B C D E F G);
tuples!(8 A B C D E F G H);
