//! Decides how Rust values become the arguments of a call: borrowed where they are, written to the
//! stack, and handed to the server as its variadic functions take them.

use std::ffi::{c_char, c_void};
use std::fmt::{self, Write};
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};
use std::slice;

use redmod_sys::RedisModuleString;

use super::CallOptions;
use crate::{ServerStr, ServerString};

/// The arguments of a call: a value, or several as a tuple, an array, a slice or a vector.
///
/// Integers, floats, text, bytes and the server's strings are one argument each. A string that the
/// server holds already (an argument as [`ServerStr`] or [`KeyName`](crate::args::KeyName)) is used as it is; all
/// else is copied once, by the server. `None` and `()` are no argument, tuples and collections as many as are in them, so
/// that options are written as `replace.then_some("NX")`, and pairs as `&[("a", 1), ("b", 2)]`.
///
/// For a type of your own, push what it consists of:
///
/// ```
/// use redmod::call::{ArgList, CallArgs};
///
/// enum Expiry { Never, Seconds(u64) }
///
/// impl CallArgs for Expiry {
///     fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
///         match self {
///             Expiry::Never => args.push("PERSIST"),
///             Expiry::Seconds(seconds) => {
///                 args.push("EX");
///                 args.push(seconds);
///             }
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a call",
    label = "no `CallArgs` for this type",
    note = "arguments are numbers, text, bytes, the server's strings, and `Option`, tuples, arrays, slices and vectors of these",
    note = "`bool` has no one form: write `flag.then_some(\"TOKEN\")`, or `u8::from(flag)`"
)]
pub trait CallArgs {
    /// Adds the arguments to the list.
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>);

    /// Adds several; bytes are a string rather than numbers.
    #[doc(hidden)]
    fn push_slice<'a>(items: &'a [Self], args: &mut ArgList<'a>)
    where
        Self: Sized,
    {
        items.iter().for_each(|item| item.push_to(args));
    }
}

/// How many arguments fit on the stack. What comes after them goes to the heap.
const HEAD: usize = 16;
/// The most words that a format takes: two for a string that is given by address and length.
pub(crate) const WORDS: usize = 2 * HEAD + 2;
/// How many words are passed where more are not needed: so many as there are registers for, or some more.
const TINY: usize = 3;
const SHORT: usize = 8;
/// How long a format is at most: the arguments, the vector of the rest, all modifiers and a NUL.
const FORMAT: usize = 40;

/// The arguments of one call as they are gathered; see [`CallArgs`].
///
/// The server takes a string of letters and, for each, one word or two. All of them are addresses
/// or as wide as one, so that one array of words serves every call.
pub struct ArgList<'a> {
    format: [u8; FORMAT],
    format_len: usize,
    words: [MaybeUninit<*const c_void>; WORDS],
    words_len: usize,
    /// Strings that were made for the first arguments, and how many there are.
    made: [MaybeUninit<ServerString>; HEAD],
    made_len: usize,
    /// The arguments after those.
    tail: Option<Box<Tail>>,
    _borrowed: PhantomData<&'a [u8]>,
}

/// The arguments for which there is no room on the stack, and the strings that were made for them.
#[derive(Default)]
struct Tail {
    strings: Vec<*mut RedisModuleString>,
    made: Vec<ServerString>,
}

impl<'a> ArgList<'a> {
    #[inline(always)]
    pub(crate) fn new() -> ArgList<'a> {
        ArgList {
            format: [0; FORMAT],
            format_len: 0,
            words: [MaybeUninit::uninit(); WORDS],
            words_len: 0,
            made: [const { MaybeUninit::uninit() }; HEAD],
            made_len: 0,
            tail: None,
            _borrowed: PhantomData,
        }
    }

    /// Adds a value, which may be several arguments.
    #[inline(always)]
    pub fn push(&mut self, value: &'a (impl CallArgs + ?Sized)) {
        value.push_to(self);
    }

    /// Adds an argument that exists only as it is shown, such as a number.
    pub fn push_display(&mut self, value: impl fmt::Display) {
        let mut text = Text::new();
        let string = match write!(text, "{value}") {
            Ok(()) => ServerString::from_bytes(text.as_bytes()),
            Err(_) => ServerString::from_bytes(value.to_string().as_bytes()),
        };
        self.made(string);
    }

    #[inline(always)]
    pub(super) fn bytes(&mut self, bytes: &'a [u8]) {
        if self.has_room() {
            self.letter(b'b');
            self.word(bytes.as_ptr().cast());
            self.word(ptr::without_provenance(bytes.len()));
        } else {
            self.made(ServerString::from_bytes(bytes));
        }
    }

    #[inline(always)]
    pub(super) fn string(&mut self, string: &'a ServerStr) {
        if string.is_lent() {
            // What is called may keep the string.
            self.bytes(string.as_bytes());
        } else if self.has_room() {
            self.letter(b's');
            self.word(string.as_ptr().cast_const().cast());
        } else {
            self.tail().strings.push(string.as_ptr());
        }
    }

    #[inline(always)]
    pub(super) fn integer(&mut self, value: i64) {
        match usize::try_from(value.cast_unsigned()) {
            // As wide as an address, which it is not on a machine of 32 bits.
            Ok(word) if size_of::<usize>() == 8 && self.has_room() => {
                self.letter(b'l');
                self.word(ptr::without_provenance(word));
            }
            _ => self.push_display(value),
        }
    }

    /// Adds a string that lives as long as the list.
    #[cold]
    fn made(&mut self, string: ServerString) {
        let pointer = string.as_ptr();
        if self.has_room() {
            self.made[self.made_len].write(string);
            self.made_len += 1;
            self.letter(b's');
            self.word(pointer.cast_const().cast());
        } else {
            let tail = self.tail();
            tail.made.push(string);
            tail.strings.push(pointer);
        }
    }

    #[cold]
    fn tail(&mut self) -> &mut Tail {
        self.tail.get_or_insert_default()
    }

    #[inline(always)]
    fn has_room(&self) -> bool {
        self.format_len < HEAD
    }

    #[inline(always)]
    fn letter(&mut self, letter: u8) {
        self.format[self.format_len] = letter;
        self.format_len += 1;
    }

    #[inline(always)]
    fn word(&mut self, word: *const c_void) {
        self.words[self.words_len].write(word);
        self.words_len += 1;
    }

    /// Ends the list: no argument comes after it.
    #[inline(always)]
    pub(crate) fn finish(&mut self, modifiers: impl Iterator<Item = u8>) {
        if let Some(tail) = &self.tail {
            let (strings, len) = (tail.strings.as_ptr(), tail.strings.len());
            self.letter(b'v');
            self.word(strings.cast());
            self.word(ptr::without_provenance(len));
        }
        modifiers.for_each(|letter| self.letter(letter));
        let end = if self.is_short() { SHORT } else { WORDS };
        self.words[self.words_len..end].fill(MaybeUninit::new(ptr::null()));
    }

    /// Whether the first argument is one of these words, case aside.
    pub(super) fn starts_with(&self, words: &[&str]) -> bool {
        let [first, second, _] = self.tiny();
        let first = match self.format[0] {
            // SAFETY: the words are an address and a length, or a string, which are borrowed as long as the
            // list or are its own.
            b'b' => unsafe { slice::from_raw_parts(first.cast(), second.addr()) },
            b's' => NonNull::new(first.cast_mut().cast())
                // SAFETY: the same.
                .map_or(&[][..], |it| unsafe { ServerStr::from_raw(it) }.as_bytes()),
            _ => &[],
        };
        let mut words = words.iter();
        words.any(|word| first.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// The format, a C string: what comes after the letters is zero, and there are fewer of them than
    /// there is room.
    #[inline(always)]
    pub(crate) fn format(&self) -> *const c_char {
        const { assert!(HEAD + 1 + CallOptions::MOST < FORMAT) };
        self.format.as_ptr().cast()
    }

    /// What a finished list has: the first eight if it is short, else all.
    #[inline(always)]
    pub(crate) fn words(&self) -> &[MaybeUninit<*const c_void>; WORDS] {
        &self.words
    }

    /// The first words, or null.
    #[inline(always)]
    pub(crate) fn tiny(&self) -> [*const c_void; TINY] {
        let word = |i: usize| match i < self.words_len {
            // SAFETY: so many were written.
            true => unsafe { self.words[i].assume_init() },
            false => ptr::null(),
        };
        [word(0), word(1), word(2)]
    }

    /// Whether the first three words are all.
    #[inline(always)]
    pub(crate) fn is_tiny(&self) -> bool {
        self.words_len <= TINY
    }

    /// Whether the first eight words are all.
    #[inline(always)]
    pub(crate) fn is_short(&self) -> bool {
        self.words_len <= SHORT
    }
}

impl Drop for ArgList<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        if self.made_len > 0 {
            self.drop_made();
        }
    }
}

impl ArgList<'_> {
    #[cold]
    fn drop_made(&mut self) {
        for made in &mut self.made[..self.made_len] {
            // SAFETY: so many were written, and each is dropped once.
            unsafe { made.assume_init_drop() };
        }
    }
}

/// A number's text, on the stack.
struct Text {
    bytes: [u8; 48],
    len: usize,
}

impl Text {
    fn new() -> Text {
        Text {
            bytes: [0; 48],
            len: 0,
        }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        let room = self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// Calls one of the server's variadic functions with a finished list.
///
/// The server reads as many words as the format says. More are passed than it reads, which a
/// variadic function does not notice.
///
/// # Safety
/// The list is finished, unless it is tiny.
macro_rules! variadic {
    (@ $function:ident($($fixed:ident),*), $words:ident[$($i:literal)*]) => {
        $function($($fixed,)* $($words[$i].assume_init()),*)
    };
    ($function:expr, $context:expr, $command:expr, $args:expr) => {{
        let (function, words) = ($function, $args.words());
        let (context, command, format) = ($context, $command.as_ptr(), $args.format());
        if $args.is_tiny() {
            let [first, second, third] = $args.tiny();
            function(context, command, format, first, second, third)
        } else if $args.is_short() {
            variadic!(@ function(context, command, format), words[0 1 2 3 4 5 6 7])
        } else {
            variadic!(@ function(context, command, format), words[
                0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
                31 32 33
            ])
        }
    }};
}

pub(crate) use variadic;
