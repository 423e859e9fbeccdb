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

    /// Whether nothing was written yet.
    pub(crate) fn is_untouched(&self) -> bool {
        self.owed == 1
    }

    /// Leaves the call without a reply: its client waits for one.
    pub(crate) fn leave(&mut self) {
        self.owed = 0;
    }

    /// The client that gets the reply (`RM_GetClientId`).
    pub(crate) fn client_id(&self) -> Option<u64> {
        // SAFETY: the context is live, hence the table loaded.
        match unsafe { (api().GetClientId)(self.context.as_ptr()) } {
            0 => None,
            id => Some(id),
        }
    }

    /// Fills what is still owed.
    #[inline(always)]
    pub(crate) fn fill(self) {
        if self.owed > 0 {
            fill(self);
        }
    }

    /// Lets `write` write one value, and fills it if it does not.
    #[inline]
    pub(crate) fn one(&mut self, write: impl FnOnce(&mut Writer<'a>)) {
        if self.pay() {
            write(&mut Collection::new(self.context, 1).out);
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
    #[inline]
    pub fn c_string(&mut self, text: &CStr) {
        write!(self, ReplyWithCString, text.as_ptr());
    }

    /// An empty bulk string (`RM_ReplyWithEmptyString`).
    #[doc(alias = "RM_ReplyWithEmptyString")]
    #[inline]
    pub fn empty_bulk(&mut self) {
        write!(self, ReplyWithEmptyString);
    }

    /// An empty array (`RM_ReplyWithEmptyArray`).
    #[doc(alias = "RM_ReplyWithEmptyArray")]
    #[inline]
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
    #[inline]
    pub fn null_array(&mut self) {
        write!(self, ReplyWithNullArray);
    }

    /// A boolean (`RM_ReplyWithBool`); before Redis 7.0 the integer 1 or 0.
    #[doc(alias = "RM_ReplyWithBool")]
    #[inline]
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
    #[inline]
    pub fn error(&mut self, error: &Error) {
        if self.pay() {
            write_error(Writer { ..*self }, error);
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

    /// Writes each of some values, as many as are owed.
    #[inline(always)]
    pub(super) fn each<T: Reply>(&mut self, values: impl IntoIterator<Item = T>) {
        for value in values {
            if self.owed == 0 {
                too_many();
                break;
            }
            self.push(value);
        }
    }

    /// Writes a key and a value of a map.
    #[inline]
    pub fn entry(&mut self, key: impl Reply, value: impl Reply) {
        self.push(key);
        self.push(value);
    }

    /// An array of `len` values, which `write` writes (`RM_ReplyWithArray`).
    #[doc(alias = "RM_ReplyWithArray")]
    #[inline(always)]
    pub fn array(&mut self, len: usize, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: a writer exists, hence the table is loaded.
        self.collection(unsafe { api().ReplyWithArray }, len, len, write);
    }

    /// A set of `len` values, which `write` writes (`RM_ReplyWithSet`); before Redis 7.0 an array.
    #[doc(alias = "RM_ReplyWithSet")]
    #[inline(always)]
    pub fn set(&mut self, len: usize, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: as for `array`.
        let begin = unsafe { api().ReplyWithSet.unwrap_or(api().ReplyWithArray) };
        self.collection(begin, len, len, write);
    }

    /// A map of `len` entries, which `write` writes (`RM_ReplyWithMap`); before Redis 7.0 a flat
    /// array.
    #[doc(alias = "RM_ReplyWithMap")]
    #[inline(always)]
    pub fn map(&mut self, len: usize, write: impl FnOnce(&mut Writer<'a>)) {
        // SAFETY: as for `array`.
        let api = unsafe { api() };
        let (begin, announced) = match api.ReplyWithMap {
            Some(begin) => (begin, len),
            None => (api.ReplyWithArray, len * 2),
        };
        self.collection(begin, announced, len * 2, write);
    }

    #[inline(always)]
    fn collection(
        &mut self,
        begin: Begin,
        len: usize,
        values: usize,
        write: impl FnOnce(&mut Writer<'a>),
    ) {
        if self.pay() {
            // SAFETY: the context is live, hence the table loaded.
            unsafe { begin(self.context.as_ptr(), long(len)) };
            write(&mut Collection::new(self.context, values).out);
        }
    }

    /// An array whose length is known when it ends (`RM_ReplySetArrayLength`).
    #[doc(alias = "RM_ReplySetArrayLength")]
    #[inline]
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
            let mut collection = Collection::new(self.context, OPEN);
            collection.set_length = Some((set_length, per_item));
            write(&mut collection.out);
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
                attributes(&mut Collection::new(out.context, len * 2).out);
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

/// A collection that is being written, with a writer of its own, which the compiler can keep in registers. Authors see the
/// writer alone, so that the collection ends when it must, also in a panic.
struct Collection<'a> {
    out: Writer<'a>,
    /// How its length is told in the end, and how many values count as one, if it is open.
    set_length: Option<(SetLength, usize)>,
}

impl Collection<'_> {
    #[inline(always)]
    fn new(context: NonNull<RedisModuleCtx>, len: usize) -> Self {
        let out = Writer {
            context,
            owed: len,
            _call: PhantomData,
        };
        Collection {
            out,
            set_length: None,
        }
    }
}

impl Drop for Collection<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        let out = Writer { ..self.out };
        match self.set_length {
            None => out.fill(),
            Some((set_length, per_item)) => end_open(out, set_length, per_item),
        }
    }
}

#[cold]
fn fill(mut out: Writer<'_>) {
    while out.owed > 0 {
        out.null();
    }
}

fn end_open(mut out: Writer<'_>, set_length: SetLength, per_item: usize) {
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

/// Writes an error that is accounted for.
#[cold]
fn write_error(out: Writer<'_>, error: &Error) {
    let context = out.context.as_ptr();
    let reply = |text: &CStr| {
        // SAFETY: the context is live, hence the table loaded, and so is the text.
        unsafe { (api().ReplyWithError)(context, text.as_ptr()) };
    };
    match error.as_c_str() {
        Some(text) if breaks_line(text) => reply(&one_line(text.to_bytes().to_vec())),
        Some(text) => reply(text),
        // SAFETY: as above.
        None => unsafe { _ = (api().WrongArity)(context) },
    }
}

/// Of an ABI that does not unwind, so that no counter is kept in memory for the case that it does.
#[cold]
extern "C" fn too_many() -> bool {
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
