//! Decides how a reply is written so that the protocol stays in step: every collection gets as
//! many values as it announced, whatever happens while it is written.

use std::ffi::{CStr, c_long};
use std::marker::PhantomData;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_OK, REDISMODULE_POSTPONED_LEN, RedisModuleCtx, api};

use super::Reply;
use crate::call::{CallReply, Node};
use crate::error::one_line;
use crate::{Error, LongDouble, ServerStr};

/// Writes the reply of one call.
///
/// The writer knows how many values are still owed. A value too many is dropped and logged; values
/// that are missing when a collection ends, be it by a panic, are filled with nulls.
///
/// ```no_run
/// # use redmod::reply::Writer;
/// # fn write(out: &mut Writer<'_>) {
/// out.map(2, |out| {
///     out.entry("name", "ada");
///     out.push("scores");
///     out.array(2, |out| (1..=2).for_each(|i| out.push(i)));
/// });
/// # }
/// ```
pub struct Writer<'a> {
    context: NonNull<RedisModuleCtx>,
    /// How many values the innermost open collection, or the call, still waits for.
    owed: usize,
    /// What is written here lasts for the call.
    _call: PhantomData<&'a mut RedisModuleCtx>,
}

/// Calls a function of the table that every server has, with the writer's context.
macro_rules! write {
    ($self:ident, $function:ident $(, $argument:expr)*) => {
        if $self.pay() {
            // SAFETY: `Writer::new` promises a live context, hence a loaded table; pointers come
            // with the length of live memory, or to live C strings and server strings.
            unsafe { (api().$function)($self.context.as_ptr() $(, $argument)*) };
        }
    };
}

impl<'a> Writer<'a> {
    /// # Safety
    /// `context` is the context of a call that lasts for `'a` and has not replied yet.
    #[inline(always)]
    pub(crate) unsafe fn new(context: NonNull<RedisModuleCtx>) -> Writer<'a> {
        Writer {
            context,
            owed: 1,
            _call: PhantomData,
        }
    }

    /// Whether everything that is owed was written.
    #[inline(always)]
    pub(crate) fn is_done(&self) -> bool {
        self.owed == 0
    }

    /// Whether nothing was written yet.
    pub(crate) fn is_untouched(&self) -> bool {
        self.owed == 1
    }

    /// Fills what is still owed.
    pub(crate) fn fill(&mut self) {
        while self.owed > 0 {
            self.null();
        }
    }

    /// Lets `write` write one value, and fills it if it does not.
    pub(crate) fn one(&mut self, write: impl FnOnce(&mut Writer<'a>)) {
        if self.pay() {
            write(Collection::new(self, 1).out);
        }
    }

    /// Accounts for one value; false where none is owed.
    #[inline(always)]
    fn pay(&mut self) -> bool {
        if self.owed == 0 {
            return too_many();
        }
        self.owed -= 1;
        true
    }

    /// An integer (`RM_ReplyWithLongLong`).
    #[doc(alias = "RM_ReplyWithLongLong")]
    #[inline]
    pub fn integer(&mut self, value: i64) {
        write!(self, ReplyWithLongLong, value);
    }

    /// A double (`RM_ReplyWithDouble`); NaN loses its sign.
    #[doc(alias = "RM_ReplyWithDouble")]
    #[inline]
    pub fn double(&mut self, value: f64) {
        let value = if value.is_nan() { f64::NAN } else { value };
        write!(self, ReplyWithDouble, value);
    }

    /// A double with the precision of `INCRBYFLOAT` (`RM_ReplyWithLongDouble`); on RESP2, and before
    /// Redis 7.0, a bulk string.
    #[doc(alias = "RM_ReplyWithLongDouble")]
    pub fn long_double(&mut self, value: LongDouble) {
        write!(self, ReplyWithLongDouble, value.arg());
    }

    /// A bulk string (`RM_ReplyWithStringBuffer`).
    #[doc(alias = "RM_ReplyWithStringBuffer")]
    #[inline]
    pub fn bulk(&mut self, bytes: &[u8]) {
        write!(
            self,
            ReplyWithStringBuffer,
            bytes.as_ptr().cast(),
            bytes.len()
        );
    }

    /// A bulk string that ends at its NUL (`RM_ReplyWithCString`).
    #[doc(alias = "RM_ReplyWithCString")]
    pub fn c_string(&mut self, text: &CStr) {
        write!(self, ReplyWithCString, text.as_ptr());
    }

    /// An empty bulk string (`RM_ReplyWithEmptyString`).
    #[doc(alias = "RM_ReplyWithEmptyString")]
    pub fn empty_bulk(&mut self) {
        write!(self, ReplyWithEmptyString);
    }

    /// An empty array (`RM_ReplyWithEmptyArray`).
    #[doc(alias = "RM_ReplyWithEmptyArray")]
    pub fn empty_array(&mut self) {
        write!(self, ReplyWithEmptyArray);
    }

    /// A bulk string that the server already holds (`RM_ReplyWithString`).
    #[doc(alias = "RM_ReplyWithString")]
    #[inline]
    pub fn string(&mut self, string: &ServerStr) {
        if string.is_lent() {
            // Valkey 9 may refer to a long string until the client has it.
            return self.bulk(string.as_bytes());
        }
        write!(self, ReplyWithString, string.as_ptr());
    }

    /// A simple string (`RM_ReplyWithSimpleString`). CR and LF, which would end it early, become
    /// blanks.
    #[doc(alias = "RM_ReplyWithSimpleString")]
    #[inline]
    pub fn status(&mut self, text: &CStr) {
        if breaks_line(text) {
            return self.status(&one_line(text.to_bytes().to_vec()));
        }
        write!(self, ReplyWithSimpleString, text.as_ptr());
    }

    /// The status `OK`, which need not be looked through.
    #[inline]
    pub(super) fn ok(&mut self) {
        write!(self, ReplyWithSimpleString, c"OK".as_ptr());
    }

    /// Null (`RM_ReplyWithNull`).
    #[doc(alias = "RM_ReplyWithNull")]
    #[inline]
    pub fn null(&mut self) {
        write!(self, ReplyWithNull);
    }

    /// The null array of RESP2; null on RESP3 (`RM_ReplyWithNullArray`).
    #[doc(alias = "RM_ReplyWithNullArray")]
    pub fn null_array(&mut self) {
        write!(self, ReplyWithNullArray);
    }

    /// A boolean (`RM_ReplyWithBool`); before Redis 7.0 the integer 1 or 0.
    #[doc(alias = "RM_ReplyWithBool")]
    pub fn bool(&mut self, value: bool) {
        if !self.pay() {
            return;
        }
        let context = self.context.as_ptr();
        // SAFETY: the context is live, hence the table loaded.
        unsafe {
            match api().ReplyWithBool {
                Some(reply) => reply(context, value.into()),
                None => (api().ReplyWithLongLong)(context, value.into()),
            }
        };
    }

    /// A big number, given by its decimal digits (`RM_ReplyWithBigNumber`); before Redis 7.0, and
    /// where the text is no integer, a bulk string.
    #[doc(alias = "RM_ReplyWithBigNumber")]
    pub fn big_number(&mut self, digits: &str) {
        if !self.pay() {
            return;
        }
        let (context, text, len) = (self.context.as_ptr(), digits.as_ptr().cast(), digits.len());
        // SAFETY: the context is live, hence the table loaded; the text is live.
        unsafe {
            match api().ReplyWithBigNumber {
                Some(reply) if is_integer(digits) => reply(context, text, len),
                _ => (api().ReplyWithStringBuffer)(context, text, len),
            }
        };
    }

    /// A verbatim string with its format, three characters such as `txt` or `mkd`
    /// (`RM_ReplyWithVerbatimStringType`); before Redis 7.0 always `txt`.
    #[doc(alias = "RM_ReplyWithVerbatimStringType")]
    #[doc(alias = "RM_ReplyWithVerbatimString")]
    pub fn verbatim(&mut self, format: &[u8; 3], text: &[u8]) {
        if !self.pay() {
            return;
        }
        let (context, bytes, len) = (self.context.as_ptr(), text.as_ptr().cast(), text.len());
        // What would shift the protocol is no format.
        let plain = format.iter().all(u8::is_ascii_alphanumeric);
        let format = [format[0], format[1], format[2], 0];
        // SAFETY: as above; the format ends with a NUL.
        unsafe {
            match api().ReplyWithVerbatimStringType {
                Some(reply) if plain => reply(context, bytes, len, format.as_ptr().cast()),
                _ => (api().ReplyWithVerbatimString)(context, bytes, len),
            }
        };
    }

    /// An error (`RM_ReplyWithError`, `RM_WrongArity`).
    #[doc(alias = "RM_ReplyWithError")]
    #[doc(alias = "RM_WrongArity")]
    #[cold]
    pub fn error(&mut self, error: &Error) {
        let Some(text) = error.as_c_str() else {
            write!(self, WrongArity);
            return;
        };
        if breaks_line(text) {
            let text = one_line(text.to_bytes().to_vec());
            write!(self, ReplyWithError, text.as_ptr());
        } else {
            write!(self, ReplyWithError, text.as_ptr());
        }
    }

    /// The reply of a called command, as it is (`RM_ReplyWithCallReply`). A client that speaks
    /// RESP2 cannot be told the types of RESP3, and gets an error.
    #[doc(alias = "RM_ReplyWithCallReply")]
    pub fn call_reply(&mut self, reply: &CallReply<'_>) {
        self.node(reply);
    }

    /// A reply, or a part of one where the server knows how long parts are.
    pub(crate) fn node(&mut self, node: &Node) {
        if !self.pay() {
            return;
        }
        let context = self.context.as_ptr();
        // SAFETY: the context is live, hence the table loaded, and so is the reply. A reply is
        // parsed before it is seen here, so that the server knows of its types.
        if unsafe { (api().ReplyWithCallReply)(context, node.as_ptr()) } != REDISMODULE_OK {
            self.owed += 1;
            self.error(&RESP3_REPLY);
        }
    }

    /// Writes any value.
    #[inline(always)]
    pub fn push(&mut self, value: impl Reply) {
        value.reply(self);
    }

    /// Writes a key and a value of a map.
    #[inline]
    pub fn entry(&mut self, key: impl Reply, value: impl Reply) {
        self.push(key);
        self.push(value);
    }

    /// An array of `len` values, which `write` writes (`RM_ReplyWithArray`).
    #[doc(alias = "RM_ReplyWithArray")]
    #[inline]
    pub fn array(&mut self, len: usize, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: a writer exists, hence the table is loaded.
        let begin = || unsafe { api().ReplyWithArray };
        self.collection(begin, len, len, write);
    }

    /// A set of `len` values, which `write` writes (`RM_ReplyWithSet`); before Redis 7.0 an array.
    #[doc(alias = "RM_ReplyWithSet")]
    pub fn set(&mut self, len: usize, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: as for `array`.
        let begin = || unsafe { api().ReplyWithSet.unwrap_or(api().ReplyWithArray) };
        self.collection(begin, len, len, write);
    }

    /// A map of `len` entries, which `write` writes (`RM_ReplyWithMap`); before Redis 7.0 a flat
    /// array.
    #[doc(alias = "RM_ReplyWithMap")]
    pub fn map(&mut self, len: usize, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: as for `array`.
        match unsafe { api().ReplyWithMap } {
            Some(begin) => self.collection(|| begin, len, len * 2, write),
            None => self.array(len * 2, write),
        }
    }

    #[inline(always)]
    fn collection(
        &mut self,
        begin: impl FnOnce() -> Begin,
        len: usize,
        values: usize,
        write: impl FnOnce(&mut Writer<'a>),
    ) {
        if self.pay() {
            // SAFETY: the context is live, hence the table loaded.
            unsafe { begin()(self.context.as_ptr(), long(len)) };
            write(Collection::new(self, values).out);
        }
    }

    /// An array whose length is known when it ends (`RM_ReplySetArrayLength`).
    #[doc(alias = "RM_ReplySetArrayLength")]
    pub fn open_array(&mut self, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: a writer exists, hence the table is loaded.
        let api = unsafe { api() };
        self.open(api.ReplyWithArray, api.ReplySetArrayLength, 1, write);
    }

    /// A set whose length is known when it ends (`RM_ReplySetSetLength`); before Redis 7.0 an
    /// array.
    #[doc(alias = "RM_ReplySetSetLength")]
    pub fn open_set(&mut self, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: as for `open_array`.
        let api = unsafe { api() };
        match (api.ReplyWithSet, api.ReplySetSetLength) {
            (Some(begin), Some(set_length)) => self.open(begin, set_length, 1, write),
            _ => self.open_array(write),
        }
    }

    /// A map whose length is known when it ends (`RM_ReplySetMapLength`); before Redis 7.0 a flat
    /// array.
    #[doc(alias = "RM_ReplySetMapLength")]
    pub fn open_map(&mut self, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: as for `open_array`.
        let api = unsafe { api() };
        match (api.ReplyWithMap, api.ReplySetMapLength) {
            (Some(begin), Some(set_length)) => self.open(begin, set_length, 2, write),
            _ => self.open_array(write),
        }
    }

    fn open(
        &mut self,
        begin: Begin,
        set_length: SetLength,
        per_item: usize,
        write: impl FnOnce(&mut Writer<'a>),
    ) {
        if self.pay() {
            // SAFETY: the context is live, hence the table loaded.
            unsafe { begin(self.context.as_ptr(), REDISMODULE_POSTPONED_LEN.into()) };
            let mut collection = Collection::new(self, OPEN);
            collection.set_length = Some((set_length, per_item));
            write(collection.out);
        }
    }

    /// A value with `len` attributes in front of it, which are written as the entries of a map are
    /// (`RM_ReplyWithAttribute`). A client that cannot be told any (RESP2, or before Redis 7.0) is told
    /// none.
    #[doc(alias = "RM_ReplyWithAttribute")]
    pub fn attributed(
        &mut self,
        len: usize,
        attributes: impl FnOnce(&mut Writer<'a>),
        value: impl FnOnce(&mut Writer<'a>),
    ) {
        self.one(|out| {
            // SAFETY: a writer exists, hence the table is loaded, and its context is live.
            let begun = unsafe {
                let begin = api().ReplyWithAttribute;
                begin.is_some_and(|begin| begin(out.context.as_ptr(), long(len)) == REDISMODULE_OK)
            };
            if begun {
                attributes(Collection::new(out, len * 2).out);
            }
            value(out);
        });
    }
}

const RESP3_REPLY: Error =
    Error::fixed(c"ERR a reply of RESP3 cannot be passed on to a client that speaks RESP2");

type Begin = unsafe extern "C" fn(*mut RedisModuleCtx, c_long) -> i32;
type SetLength = unsafe extern "C" fn(*mut RedisModuleCtx, c_long);

/// What a collection of unknown length owes: as much as comes.
const OPEN: usize = usize::MAX;

/// A collection that is being written. Authors only see the writer, so that it ends when it must,
/// also in a panic.
struct Collection<'w, 'a> {
    out: &'w mut Writer<'a>,
    /// What is owed once this has ended.
    outer: usize,
    /// How its length is told in the end, and how many values count as one, if it is open.
    set_length: Option<(SetLength, usize)>,
}

impl<'w, 'a> Collection<'w, 'a> {
    #[inline(always)]
    fn new(out: &'w mut Writer<'a>, len: usize) -> Collection<'w, 'a> {
        let outer = std::mem::replace(&mut out.owed, len);
        Collection {
            out,
            outer,
            set_length: None,
        }
    }
}

impl Drop for Collection<'_, '_> {
    #[inline(always)]
    fn drop(&mut self) {
        match self.set_length {
            None if self.out.owed == 0 => {}
            None => self.out.fill(),
            Some((set_length, per_item)) => end_open(self.out, set_length, per_item),
        }
        self.out.owed = self.outer;
    }
}

#[cold]
fn end_open(out: &mut Writer<'_>, set_length: SetLength, per_item: usize) {
    let written = OPEN - out.owed;
    if !written.is_multiple_of(per_item) {
        out.null();
    }
    // SAFETY: the context is live, hence the table loaded, and an open collection is the
    // innermost one, since it holds the writer.
    unsafe { set_length(out.context.as_ptr(), long(written.div_ceil(per_item))) };
}

/// A length as the server takes it; no collection in memory is longer.
#[inline(always)]
fn long(len: usize) -> c_long {
    len.try_into().unwrap_or(c_long::MAX)
}

#[cold]
fn too_many() -> bool {
    warning!("a command writes more values than it announced; the rest is dropped");
    false
}

/// What else the server would write as it is, a line's end as well.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn breaks_line(text: &CStr) -> bool {
    text.to_bytes()
        .iter()
        .any(|byte| matches!(byte, b'\r' | b'\n'))
}
