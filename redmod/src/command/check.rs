//! Decides what is wrong with a command that only its parameters' types can tell: run by the
//! compiler, once per parameter, so that an error stands on that parameter.

use super::layout::{Layout, last_position};
use super::{Command, Meta};
use crate::args::shape::{KeyAccess, Kind, Param, Shape};

/// Checks one parameter against those before it and against the attribute.
#[doc(hidden)]
#[track_caller]
pub const fn param<C: Command>(i: usize) {
    let meta = &C::META;
    let mut before = 0;
    while before < i {
        order(&meta.params[before], &meta.params[i]);
        before += 1;
    }
    let Param { name, shape, .. } = &meta.params[i];
    let name = text(name);
    if keys_in(shape, false) & WRITE != 0 && !meta.may_write() {
        fail(&[
            "`",
            name,
            "` opens a key for writing; write `flags = \"write\"`, or open it with `Key`",
        ]);
    }
    if keys_in(shape, false) & LATE != 0 {
        fail(&[
            "`",
            name,
            "` opens keys while the command runs; take them as `KeyName`",
        ]);
    }
    flags_of_key(name, shape);
    if meta.get_keys.is_none() {
        key(meta, i, name, shape);
    }
}

/// Checks one field of a struct against those before it.
#[doc(hidden)]
#[track_caller]
pub const fn field(shape: &Shape, i: usize) {
    let Kind::Fields(fields) = shape.kind else {
        return;
    };
    let mut before = 0;
    while before < i {
        let (first, then) = (&fields[before], &fields[i]);
        order(first, then);
        if first.is_option() && !then.is_option() {
            let (first, then) = (text(first.name), text(then.name));
            fail(&[
                "`",
                then,
                "` follows the option `",
                first,
                "`; options come last, since they may be given in any order",
            ]);
        }
        before += 1;
    }
    flags_of_key(text(fields[i].name), &fields[i].shape);
}

/// Checks that what is said of a key is said of a key.
#[track_caller]
const fn flags_of_key(name: &str, shape: &Shape) {
    if shape.key_flags.is_some() && keys_in(shape, false) == 0 {
        fail(&["`", name, "` is no key; remove its `key_flags`"]);
    }
}

/// Checks a parameter against one in front of it.
#[track_caller]
const fn order(first: &Param, then: &Param) {
    let (first_name, name) = (text(first.name), text(then.name));
    match (first.shape.kind, then.shape.kind) {
        (Kind::Context { .. }, Kind::Context { .. }) => {
            fail(&["`", name, "` is a second context; a command has one"]);
        }
        (Kind::Context { exclusive: true }, _) if opens(&then.shape) => {
            fail(&[
                "`",
                name,
                "` is an open key beside `&mut Context`; take `&Context`, or a `KeyName`",
            ]);
        }
        (_, Kind::Context { exclusive: true }) if opens(&first.shape) => {
            fail(&[
                "`",
                name,
                "` is `&mut Context` beside an open key; take `&Context`, or a `KeyName`",
            ]);
        }
        (_, Kind::Context { .. }) => {}
        _ if first.shape.is_rest() => fail(&[
            "`",
            name,
            "` follows `",
            first_name,
            "`, which takes all arguments that are left; move it in front",
        ]),
        _ if then.len(false) > 0 && first.shape.is_optional() && !first.is_option() => fail(&[
            "required parameter `",
            name,
            "` follows the optional `",
            first_name,
            "`; move it in front, or make it an `Option`",
        ]),
        _ => {}
    }
}

/// Checks that `keys = first..last` covers a key.
#[track_caller]
const fn key(meta: &Meta, i: usize, name: &str, shape: &Shape) {
    let layout = Layout::of(meta);
    match (layout.first_key(i), meta.keys) {
        (None, _) if has_plain_key(shape) => fail(&[
            "the key `",
            name,
            "` has no fixed position; move it in front of what is optional, or give it a token",
        ]),
        (Some(_), None) => {
            fail(&[
                "`",
                name,
                "` is a key; say where the command's keys are, such as `keys = 1..1`",
            ]);
        }
        (Some(_), Some(range)) if !layout.covers(meta, range, i) => {
            fail(&["`", name, "` is a key, but `keys` does not cover it"]);
        }
        _ => {}
    }
}

/// Checks `keys = first..last` against the parameters.
#[doc(hidden)]
#[track_caller]
pub const fn keys<C: Command>() {
    let meta = &C::META;
    let Some(range) = meta.keys else { return };
    let layout = Layout::of(meta);
    if range.first < layout.start as i32 {
        panic!("`keys` starts in front of the first argument of the subcommand, which is 2");
    }
    if range.last >= 0 && range.last as usize >= meta.max_argc() {
        panic!(
            "`keys` ends beyond the arity: no call has that argument; count from the end for the last key, as in `1..-1`"
        );
    }
    if !layout.is_key(range.first as usize) {
        panic!("`keys` starts on an argument that is no key");
    }
    let mut argc = layout.start;
    while argc <= layout.end() {
        if layout.is_call(meta, argc) {
            let last = last_position(range, argc);
            if range.last > 0 && !layout.is_key(last as usize) {
                panic!("`keys` ends on an argument that is no key");
            }
            let mut at = range.first;
            // An optional key is one where it is given.
            while at <= last && (at as usize) < argc {
                if !layout.is_key(at as usize) {
                    panic!("`keys` covers an argument that is no key");
                }
                at += range.step;
            }
        }
        argc += 1;
    }
}

/// Whether a parameter without a token is, or holds, a key that a range must cover.
const fn has_plain_key(shape: &Shape) -> bool {
    keys_in(shape, false) != 0
        && !matches!(
            shape.kind,
            Kind::Fields(_) | Kind::OneOf(_) | Kind::Counted(_) | Kind::Repeated(_)
        )
}

/// Whether a key is opened anywhere in it.
const fn opens(shape: &Shape) -> bool {
    keys_in(shape, false) & (READ | WRITE) != 0
}

const NAME: u8 = 1;
const READ: u8 = 2;
const WRITE: u8 = 4;
/// A key that is opened when an iterator comes to it.
const LATE: u8 = 8;

/// Whether a key is anywhere in a shape.
pub(super) const fn has_keys(shape: &Shape) -> bool {
    keys_in(shape, false) != 0
}

/// What keys are in a shape, and what is done with them.
const fn keys_in(shape: &Shape, late: bool) -> u8 {
    match shape.kind {
        Kind::Context { .. } | Kind::Word(_) | Kind::Flag => 0,
        Kind::Key(access) => match access {
            KeyAccess::Name => NAME,
            KeyAccess::Read => READ | if late { LATE } else { 0 },
            KeyAccess::Write => WRITE | if late { LATE } else { 0 },
        },
        Kind::Optional(inner) | Kind::Repeated(inner) | Kind::Array(inner, _) => {
            keys_in(inner, late)
        }
        Kind::Rest(inner) | Kind::Counted(inner) => keys_in(inner, true),
        Kind::Tuple(items) => {
            let (mut found, mut i) = (0, 0);
            while i < items.len() {
                found |= keys_in(&items[i], late);
                i += 1;
            }
            found
        }
        Kind::Fields(params) | Kind::OneOf(params) => {
            let (mut found, mut i) = (0, 0);
            while i < params.len() {
                found |= keys_in(&params[i].shape, late);
                i += 1;
            }
            found
        }
    }
}

const fn text(name: &'static std::ffi::CStr) -> &'static str {
    match name.to_str() {
        Ok(name) => name,
        Err(_) => "",
    }
}

/// Fails the compilation with a message made of parts.
#[track_caller]
const fn fail(parts: &[&str]) -> ! {
    panic!("{}", Message::new(parts).as_str())
}

/// A message made of parts while compiling, where nothing can be formatted.
struct Message {
    bytes: [u8; 256],
    len: usize,
}

impl Message {
    const fn new(parts: &[&str]) -> Message {
        let mut message = Message {
            bytes: [0; 256],
            len: 0,
        };
        let mut i = 0;
        while i < parts.len() {
            let part = parts[i].as_bytes();
            let mut j = 0;
            while j < part.len() && message.len < message.bytes.len() {
                message.bytes[message.len] = part[j];
                message.len += 1;
                j += 1;
            }
            i += 1;
        }
        message
    }

    const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "a message that was cut",
        }
    }
}
