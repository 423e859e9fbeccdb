//! Decides which arguments of a call are which parameter's keys, as far as positions are certain:
//! what `keys = first..last` is checked against, while compiling.

use super::Meta;
use super::keys::Range;
use crate::args::shape::{Kind, Param, Shape};

/// Which parameter's key each argument is, as far as positions are certain.
pub(super) struct Layout {
    /// The first argument after the command's name.
    pub(super) start: usize,
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
    pub(super) const fn of(meta: &Meta) -> Layout {
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
            Kind::Context { .. } => true,
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

    pub(super) const fn is_key(&self, position: usize) -> bool {
        self.key_at(position) != 0
    }

    /// The position of the first key of a parameter.
    pub(super) const fn first_key(&self, param: usize) -> Option<usize> {
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
    pub(super) const fn end(&self) -> usize {
        self.start + self.len + self.repeats
    }

    /// Whether there are calls of this length.
    pub(super) const fn is_call(&self, meta: &Meta, argc: usize) -> bool {
        let fixed = self.start + self.len - self.repeats;
        let is_whole =
            self.repeats == 0 || argc < fixed || (argc - fixed).is_multiple_of(self.repeats);
        argc >= meta.min_argc() && argc <= meta.max_argc() && is_whole
    }

    /// Whether the range covers every key of a parameter, in every call.
    pub(super) const fn covers(&self, meta: &Meta, range: Range, param: usize) -> bool {
        let mut argc = self.start;
        while argc <= self.end() {
            let last = last_position(range, argc);
            let mut at = self.start;
            while at < argc && self.is_call(meta, argc) {
                let is_its_key = self.key_at(at) as usize == param + 1;
                let position = at as i32;
                let is_covered = position >= range.first
                    && position <= last
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

/// The last position of a range in a call with so many arguments.
pub(super) const fn last_position(range: Range, argc: usize) -> i32 {
    if range.last >= 0 {
        range.last
    } else {
        argc as i32 + range.last
    }
}
