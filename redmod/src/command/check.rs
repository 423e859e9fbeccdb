//! Decides what is wrong with a command that only its parameters' types can tell: run by the
//! compiler, once per parameter, so that an error stands on that parameter.

use super::Meta;
use super::keys::Range;
use crate::args::shape::{KeyAccess, Kind, Param, Shape};

/// Checks one parameter against those before it and against the attribute.
#[doc(hidden)]
#[track_caller]
pub const fn param(meta: &Meta, i: usize) {
    let param = &meta.params[i];
    let name = text(param.name);
    let mut before = 0;
    while before < i {
        let other = &meta.params[before];
        let is_context = matches!(param.shape.kind, Kind::Context);
        if is_context && matches!(other.shape.kind, Kind::Context) {
            panic!(
                "{}",
                Message::new(&["`", name, "` is a second context; a command has one"]).as_str()
            );
        }
        if !is_context && other.shape.is_rest() {
            let rest = text(other.name);
            panic!(
                "{}",
                Message::new(&[
                    "`",
                    name,
                    "` follows `",
                    rest,
                    "`, which takes all arguments that are left; move it in front"
                ])
                .as_str()
            );
        }
        if param.len(false) > 0 && other.shape.is_optional() && !other.is_option() {
            let optional = text(other.name);
            panic!(
                "{}",
                Message::new(&[
                    "required parameter `",
                    name,
                    "` follows the optional `",
                    optional,
                    "`; move it in front, or make it an `Option`"
                ])
                .as_str()
            );
        }
        before += 1;
    }
    if meta.get_keys.is_some() {
        return;
    }
    let layout = Layout::of(meta);
    if writes(&param.shape) && meta_has_flag(meta, "readonly") {
        panic!("{}", Message::new(&["`", name, "` opens a key for writing in a `readonly` command; write `flags = \"write\"`, or open it with `Key`"]).as_str());
    }
    match (layout.first_key(i), meta.keys) {
        (None, _) if has_plain_key(&param.shape) => {
            panic!("{}", Message::new(&["the key `", name, "` has no fixed position; move it in front of what is optional, or give it a token"]).as_str());
        }
        (Some(_), None) => {
            panic!(
                "{}",
                Message::new(&[
                    "`",
                    name,
                    "` is a key; say where the command's keys are, such as `keys = 1..1`"
                ])
                .as_str()
            );
        }
        (Some(_), Some(range)) => {
            if !layout.covers(range, i) {
                panic!(
                    "{}",
                    Message::new(&["`", name, "` is a key, but `keys` does not cover it"]).as_str()
                );
            }
        }
        (None, _) => {}
    }
}

/// Checks `keys = first..last` against the parameters.
#[doc(hidden)]
#[track_caller]
pub const fn keys(meta: &Meta) {
    let Some(range) = meta.keys else { return };
    let layout = Layout::of(meta);
    if range.first < layout.start as i32 {
        panic!("`keys` starts in front of the first argument of the subcommand, which is 2");
    }
    if range.last >= 0 && range.last as usize >= meta.min_argc() {
        panic!(
            "`keys` ends beyond the arity: not every call has that argument; use a negative position for the last key"
        );
    }
    if !layout.is_key(range.first as usize) {
        panic!("`keys` starts on an argument that is no key");
    }
    let mut argc = layout.start;
    while argc <= layout.end() {
        if layout.is_call(meta, argc) {
            let last = last_position(range, argc);
            let mut at = range.first;
            while at <= last {
                if !layout.is_key(at as usize) {
                    panic!("`keys` covers an argument that is no key");
                }
                at += range.step;
            }
            if range.last > 0 && !layout.is_key(last as usize) {
                panic!("`keys` ends on an argument that is no key");
            }
        }
        argc += 1;
    }
}

const fn last_position(range: Range, argc: usize) -> i32 {
    if range.last >= 0 {
        range.last
    } else {
        argc as i32 + range.last
    }
}

/// Which parameter's key each argument is, as far as positions are certain.
struct Layout {
    /// The first argument after the command's name.
    start: usize,
    /// For each argument from `start` on: one more than the index of the parameter whose key it
    /// is, or 0 for no key.
    words: [u8; MAX_WORDS],
    len: usize,
    /// The length of the items that repeat up to the end, the first of which is in `words`; 0 for
    /// none.
    repeats: usize,
}

/// More arguments than this before the repeated ones are not looked at.
const MAX_WORDS: usize = 96;

impl Layout {
    const fn of(meta: &Meta) -> Layout {
        let mut layout = Layout {
            start: meta.name_len(),
            words: [0; MAX_WORDS],
            len: 0,
            repeats: 0,
        };
        let mut i = 0;
        while i < meta.params.len() {
            if !layout.add_param(&meta.params[i], i) {
                break;
            }
            i += 1;
        }
        layout
    }

    /// Adds a parameter's arguments; false where what follows has no certain position.
    const fn add_param(&mut self, param: &Param, i: usize) -> bool {
        param.token.is_none() && self.add(&param.shape, i)
    }

    const fn add(&mut self, shape: &Shape, i: usize) -> bool {
        match shape.kind {
            Kind::Context => true,
            Kind::Word(_) => self.add_word(0),
            Kind::Key(_) => self.add_word(i as u8 + 1),
            Kind::Optional(inner) => !inner.is_led_by_token() && self.add(inner, i),
            Kind::Rest(item) => {
                let before = self.len;
                let is_certain = self.add(item, i);
                self.repeats = if is_certain { self.len - before } else { 0 };
                false
            }
            Kind::Array(item, n) => {
                let mut left = n;
                while left > 0 {
                    if !self.add(item, i) {
                        return false;
                    }
                    left -= 1;
                }
                true
            }
            Kind::Tuple(items) => {
                let mut at = 0;
                while at < items.len() {
                    if !self.add(&items[at], i) {
                        return false;
                    }
                    at += 1;
                }
                true
            }
            Kind::Fields(params) => {
                let mut at = 0;
                while at < params.len() {
                    if !self.add_param(&params[at], i) {
                        return false;
                    }
                    at += 1;
                }
                true
            }
            Kind::OneOf(_) | Kind::Flag | Kind::Repeated(_) | Kind::Counted(_) => false,
        }
    }

    const fn add_word(&mut self, key: u8) -> bool {
        if self.len == MAX_WORDS {
            return false;
        }
        self.words[self.len] = key;
        self.len += 1;
        true
    }

    /// One more than the index of the parameter whose key stands at a position, or 0.
    const fn key_at(&self, position: usize) -> u8 {
        if position < self.start {
            return 0;
        }
        let mut at = position - self.start;
        if at >= self.len && self.repeats > 0 {
            let first = self.len - self.repeats;
            at = first + (at - first) % self.repeats;
        }
        if at < self.len { self.words[at] } else { 0 }
    }

    const fn is_key(&self, position: usize) -> bool {
        self.key_at(position) != 0
    }

    /// The position of the first key of a parameter.
    const fn first_key(&self, param: usize) -> Option<usize> {
        let mut at = 0;
        while at < self.len {
            if self.words[at] as usize == param + 1 {
                return Some(self.start + at);
            }
            at += 1;
        }
        None
    }

    /// The longest call that is looked at: one more item than is in `words`.
    const fn end(&self) -> usize {
        self.start + self.len + self.repeats
    }

    /// Whether there are calls of this length.
    const fn is_call(&self, meta: &Meta, argc: usize) -> bool {
        let fixed = self.start + self.len - self.repeats;
        let is_whole = self.repeats == 0 || argc < fixed || (argc - fixed) % self.repeats == 0;
        argc >= meta.min_argc() && argc <= meta.max_argc() && is_whole
    }

    /// Whether the range covers every key of a parameter.
    const fn covers(&self, range: Range, param: usize) -> bool {
        let mut argc = self.start;
        while argc <= self.end() {
            let mut at = self.start;
            while at < argc {
                let is_its_key = self.key_at(at) as usize == param + 1;
                let position = at as i32;
                let is_covered = position >= range.first
                    && position <= last_position(range, self.end())
                    && (position - range.first) % range.step == 0;
                if is_its_key && !is_covered {
                    return false;
                }
                at += 1;
            }
            argc += 1;
        }
        true
    }
}

/// Whether a parameter without a token is, or holds, a key that a range must cover.
const fn has_plain_key(shape: &Shape) -> bool {
    match shape.kind {
        Kind::Key(_) => true,
        Kind::Optional(inner) | Kind::Rest(inner) | Kind::Array(inner, _) => has_plain_key(inner),
        Kind::Tuple(items) => {
            let mut i = 0;
            while i < items.len() {
                if has_plain_key(&items[i]) {
                    return true;
                }
                i += 1;
            }
            false
        }
        _ => false,
    }
}

/// Whether a key is opened for writing anywhere in it.
const fn writes(shape: &Shape) -> bool {
    match shape.kind {
        Kind::Key(access) => matches!(access, KeyAccess::Write),
        Kind::Context | Kind::Word(_) | Kind::Flag => false,
        Kind::Optional(inner)
        | Kind::Rest(inner)
        | Kind::Counted(inner)
        | Kind::Repeated(inner)
        | Kind::Array(inner, _) => writes(inner),
        Kind::Tuple(items) => {
            let mut i = 0;
            while i < items.len() {
                if writes(&items[i]) {
                    return true;
                }
                i += 1;
            }
            false
        }
        Kind::Fields(params) | Kind::OneOf(params) => {
            let mut i = 0;
            while i < params.len() {
                if writes(&params[i].shape) {
                    return true;
                }
                i += 1;
            }
            false
        }
    }
}

const fn meta_has_flag(meta: &Meta, flag: &str) -> bool {
    let mut i = 0;
    while i < meta.flags.len() {
        if equal(meta.flags[i].as_bytes(), flag.as_bytes()) {
            return true;
        }
        i += 1;
    }
    false
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

const fn text(name: &'static std::ffi::CStr) -> &'static str {
    match name.to_str() {
        Ok(name) => name,
        Err(_) => "",
    }
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
