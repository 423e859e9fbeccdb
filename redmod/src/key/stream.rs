//! Decides how a stream is changed and read: entry by entry, since the server keeps the place in
//! the key's handle, and reads an entry's fields only before the next one.

use std::ffi::{c_int, c_long};
use std::fmt;
use std::fmt::Write as _;
use std::io;
use std::marker::PhantomData;
use std::ops::{Bound, RangeBounds};
use std::ptr::{NonNull, null_mut};
use std::str::FromStr;

use redmod_sys::{
    REDISMODULE_OK, REDISMODULE_STREAM_ADD_AUTOID, REDISMODULE_STREAM_ITERATOR_REVERSE,
    REDISMODULE_STREAM_TRIM_APPROX, RedisModuleKey, RedisModuleStreamID, RedisModuleString, api,
};

use super::{Fields, Key, KeyMut, KeyType, ValueType, function, sealed};
use crate::args::{ArgKind, Args, Input, Shape};
use crate::log::Line;
use crate::reply::{Reply, Writer};
use crate::{Error, Result, ServerStr, ServerString};

/// A stream: `KeyMut<Stream>`; since Redis 6.2.
///
/// While entries of it are read, the stream is theirs alone; one is deleted through the iteration
/// ([`EntryMut::delete`]) or not at all:
///
/// ```compile_fail,E0499
/// # use redmod::prelude::*;
/// fn clear(stream: &mut KeyMut<Stream>) -> Result<()> {
///     let mut entries = stream.range(..)?;
///     while let Some(entry) = entries.next() {
///         stream.delete_entry(entry.id())?;
///     }
///     Ok(())
/// }
/// ```
///
/// An entry does not outlive the step to the next:
///
/// ```compile_fail,E0499
/// # use redmod::prelude::*;
/// fn two(stream: &mut Key<Stream>) -> Result<()> {
///     let mut entries = stream.range(..)?;
///     let first = entries.next();
///     let second = entries.next();
///     first.into_iter().flatten().for_each(drop);
///     Ok(())
/// }
/// ```
pub enum Stream {}

impl sealed::Sealed for Stream {}

impl KeyType for Stream {
    fn is(value: ValueType) -> bool {
        value == ValueType::Stream
    }

    /// An iteration that was forgotten would still point into the value.
    unsafe fn settle(handle: *mut RedisModuleKey) {
        stop(handle);
    }
}

/// The id of a stream's entry: `1526919030474-55`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    /// The time in milliseconds since 1970, unless ids were given by hand.
    pub ms: u64,
    /// What tells entries of the same time apart.
    pub seq: u64,
}

const INVALID: Error = Error::fixed(c"ERR Invalid stream ID specified as stream command argument");
const NOT_LARGER: Error = Error::fixed(
    c"ERR The ID specified in XADD is equal or smaller than the target stream top item",
);
const EXHAUSTED: Error =
    Error::fixed(c"ERR The stream has exhausted the last possible ID, unable to add more items");
const TOO_LARGE: Error = Error::fixed(c"ERR Elements are too large to be stored");
const NO_FIELDS: Error = Error::fixed(c"ERR an entry of a stream needs fields in pairs");
const REFUSED: Error = Error::fixed(c"ERR the server refuses to change the stream");

const ERANGE: i32 = 34;
const EDOM: i32 = 33;
const EFBIG: i32 = 27;
const ENOENT: i32 = 2;

/// Why the last call of the server's failed.
fn errno() -> i32 {
    io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

impl StreamId {
    /// The least id; no entry has it.
    pub const MIN: StreamId = StreamId { ms: 0, seq: 0 };
    /// The greatest id.
    pub const MAX: StreamId = StreamId {
        ms: u64::MAX,
        seq: u64::MAX,
    };

    /// An id by its two parts.
    #[must_use]
    pub const fn new(ms: u64, seq: u64) -> StreamId {
        StreamId { ms, seq }
    }

    /// The id as a string of the server's (`RM_CreateStringFromStreamID`; made here on servers
    /// without it, before Redis 6.2).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateStringFromStreamID")]
    #[must_use]
    pub fn to_server_string(self) -> ServerString {
        assert!(redmod_sys::is_loaded(), "a server's string needs a server");
        let id = self.raw();
        // SAFETY: the table is loaded; without a context the string is nobody's but ours.
        let string = unsafe {
            api()
                .CreateStringFromStreamID
                .and_then(|create| NonNull::new(create(null_mut(), &raw const id)))
        };
        match string {
            // SAFETY: just made for us, without a context.
            Some(string) => unsafe { ServerString::from_raw(string) },
            None => self.with_text(ServerString::from_bytes),
        }
    }

    /// The id in a text, as the server reads it: `-` and `+` are the least and the greatest, and
    /// the second part is 0 if it is left out (`RM_StringToStreamID`; read here on servers without
    /// it, before Redis 6.2).
    ///
    /// # Errors
    /// For any other text.
    #[doc(alias = "RM_StringToStreamID")]
    pub fn from_server_str(text: &ServerStr) -> Result<StreamId> {
        // SAFETY: there is a string of the server's, so the table is loaded.
        let Some(parse) = (unsafe { api().StringToStreamID }) else {
            return text
                .to_str()
                .map_err(|_| INVALID)?
                .parse()
                .map_err(|_| INVALID);
        };
        let mut id = StreamId::MIN.raw();
        // SAFETY: the string lives, and the server writes one id.
        match unsafe { parse(text.as_ptr(), &raw mut id) } {
            REDISMODULE_OK => Ok(StreamId::from(id)),
            _ => Err(INVALID),
        }
    }

    fn raw(self) -> RedisModuleStreamID {
        RedisModuleStreamID {
            ms: self.ms,
            seq: self.seq,
        }
    }

    fn from(id: RedisModuleStreamID) -> StreamId {
        StreamId::new(id.ms, id.seq)
    }

    fn next(self) -> Option<StreamId> {
        match self.seq.checked_add(1) {
            Some(seq) => Some(StreamId { seq, ..self }),
            None => Some(StreamId::new(self.ms.checked_add(1)?, 0)),
        }
    }

    fn previous(self) -> Option<StreamId> {
        match self.seq.checked_sub(1) {
            Some(seq) => Some(StreamId { seq, ..self }),
            None => Some(StreamId::new(self.ms.checked_sub(1)?, u64::MAX)),
        }
    }

    fn with_text<R>(self, f: impl FnOnce(&[u8]) -> R) -> R {
        let mut line = Line::new();
        write!(line, "{self}").expect("41 characters at most");
        f(line.as_c_str().to_bytes())
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.ms, self.seq)
    }
}

/// A text that is no [`StreamId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidStreamId;

impl fmt::Display for InvalidStreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(INVALID.message())
    }
}

impl std::error::Error for InvalidStreamId {}

impl FromStr for StreamId {
    type Err = InvalidStreamId;

    fn from_str(text: &str) -> Result<StreamId, InvalidStreamId> {
        let part = |text: &str| text.parse().map_err(|_| InvalidStreamId);
        match text.split_once('-') {
            Some(("", "")) => Ok(StreamId::MIN),
            Some((ms, seq)) => Ok(StreamId::new(part(ms)?, part(seq)?)),
            None if text == "+" => Ok(StreamId::MAX),
            None => Ok(StreamId::new(part(text)?, 0)),
        }
    }
}

impl<'a> Args<'a> for StreamId {
    const SHAPE: Shape = Shape::word(ArgKind::String);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        StreamId::from_server_str(input.word()?)
    }
}

impl Reply for StreamId {
    fn reply(&self, out: &mut Writer<'_>) {
        self.with_text(|text| out.bulk(text));
    }
}

impl Key<'_, Stream> {
    /// The entries in the range, the oldest first (`RM_StreamIteratorStart`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// # fn f(stream: &mut Key<Stream>) -> Result<()> {
    /// let mut entries = stream.range(StreamId::new(5, 0)..)?;
    /// while let Some(entry) = entries.next() {
    ///     let id = entry.id();
    ///     for (field, value) in entry { /* … */ }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where the server has no such function.
    #[doc(alias = "RM_StreamIteratorStart")]
    pub fn range(&mut self, range: impl RangeBounds<StreamId>) -> Result<Entries<'_>> {
        self.start(inclusive(&range), 0)
    }

    /// The entries in the range, the newest first (`RM_StreamIteratorStart`).
    ///
    /// # Errors
    /// As [`range`](Key::range).
    pub fn rev_range(&mut self, range: impl RangeBounds<StreamId>) -> Result<Entries<'_>> {
        self.start(inclusive(&range), REDISMODULE_STREAM_ITERATOR_REVERSE)
    }

    /// Starts an iteration, or an empty one for an absent key or a range without ids.
    fn start(&mut self, range: Option<[StreamId; 2]>, flags: c_int) -> Result<Entries<'_>> {
        let start = function!(StreamIteratorStart, "Redis 6.2.0")?;
        let handle = match (range, self.existing()) {
            (Some(range), Some(handle)) => {
                stop(handle);
                let [mut first, mut last] = range.map(StreamId::raw);
                // SAFETY: the handle is open on a stream, as `open` has seen, and has no iteration,
                // which was just stopped. The server copies the ids.
                match unsafe { start(handle, flags, &raw mut first, &raw mut last) } {
                    REDISMODULE_OK => NonNull::new(handle),
                    _ => return Err(REFUSED),
                }
            }
            _ => None,
        };
        Ok(Entries {
            handle,
            _key: PhantomData,
        })
    }
}

impl KeyMut<'_, Stream> {
    /// Adds an entry with an id of the server's choice, and returns the id (`RM_StreamAdd`):
    /// `stream.add(&[("field", "value")])`.
    ///
    /// The id comes from the clock. Where the command is replicated as it was called, replicas
    /// choose ids of their own: give it one by [`add_at`](KeyMut::add_at) there.
    ///
    /// # Errors
    /// For no fields, or a field without a value; for more than the server stores; where the last
    /// possible id is taken, and where the server has no such function.
    #[doc(alias = "RM_StreamAdd")]
    pub fn add(&mut self, fields: &(impl Fields + ?Sized)) -> Result<StreamId> {
        fields.with(|fields| self.append(None, fields))
    }

    /// Adds an entry with this id (`RM_StreamAdd`).
    ///
    /// # Errors
    /// As [`add`](KeyMut::add), and for an id that is not larger than all that the stream has had.
    pub fn add_at(&mut self, id: StreamId, fields: &(impl Fields + ?Sized)) -> Result<StreamId> {
        fields.with(|fields| self.append(Some(id), fields))
    }

    fn append(&mut self, id: Option<StreamId>, fields: &[&ServerStr]) -> Result<StreamId> {
        let add = function!(StreamAdd, "Redis 6.2.0")?;
        let count = i64::try_from(fields.len() / 2).map_err(|_| TOO_LARGE)?;
        if fields.is_empty() || !fields.len().is_multiple_of(2) {
            return Err(NO_FIELDS);
        }
        if let Some(handle) = self.existing() {
            stop(handle);
        }
        let flags = if id.is_none() {
            REDISMODULE_STREAM_ADD_AUTOID
        } else {
            0
        };
        let (handle, mut id) = (self.write(), id.unwrap_or_default().raw());
        // A `&ServerStr` is the server's own pointer.
        let argv = fields.as_ptr().cast_mut().cast::<*mut RedisModuleString>();
        // SAFETY: the handle is open for writing, on a stream or on none, and `&mut self` lets no
        // iteration into it. There are twice as many live strings as `count`; the server copies
        // them, and writes one id.
        match unsafe { add(handle, flags, &raw mut id, argv, count) } {
            REDISMODULE_OK => Ok(StreamId::from(id)),
            _ => Err(match errno() {
                EDOM => NOT_LARGER,
                EFBIG => EXHAUSTED,
                ERANGE => TOO_LARGE,
                _ => REFUSED,
            }),
        }
    }

    /// Deletes an entry; whether it was there (`RM_StreamDelete`).
    ///
    /// # Errors
    /// Where the server refuses, or has no such function.
    #[doc(alias = "RM_StreamDelete")]
    pub fn delete_entry(&mut self, id: StreamId) -> Result<bool> {
        let delete = function!(StreamDelete, "Redis 6.2.0")?;
        let Some(handle) = self.existing() else {
            return Ok(false);
        };
        stop(handle);
        let (handle, mut id) = (self.write(), id.raw());
        // SAFETY: the handle is open for writing on a stream, without an iteration.
        match unsafe { delete(handle, &raw mut id) } {
            REDISMODULE_OK => Ok(true),
            _ if errno() == ENOENT => Ok(false),
            _ => Err(REFUSED),
        }
    }

    /// Deletes the oldest entries until so many are left; how many were deleted
    /// (`RM_StreamTrimByLength`). An approximate trim is cheaper and may leave some more.
    ///
    /// # Errors
    /// Where the server refuses, or has no such function.
    #[doc(alias = "RM_StreamTrimByLength")]
    pub fn trim_to_len(&mut self, len: usize, trim: Trim) -> Result<usize> {
        let by_length = function!(StreamTrimByLength, "Redis 6.2.0")?;
        let Some(handle) = self.existing() else {
            return Ok(0);
        };
        stop(handle);
        let len = i64::try_from(len).unwrap_or(i64::MAX);
        // SAFETY: the handle is open for writing on a stream, without an iteration.
        let deleted = unsafe { by_length(self.write(), trim as c_int, len) };
        usize::try_from(deleted).map_err(|_| REFUSED)
    }

    /// Deletes the entries with smaller ids than this; how many they were
    /// (`RM_StreamTrimByID`). An approximate trim is cheaper and may leave some of them.
    ///
    /// # Errors
    /// Where the server refuses, or has no such function.
    #[doc(alias = "RM_StreamTrimByID")]
    pub fn trim_before(&mut self, id: StreamId, trim: Trim) -> Result<usize> {
        let by_id = function!(StreamTrimByID, "Redis 6.2.0")?;
        let Some(handle) = self.existing() else {
            return Ok(0);
        };
        stop(handle);
        let mut id = id.raw();
        // SAFETY: the handle is open for writing on a stream, without an iteration.
        let deleted = unsafe { by_id(self.write(), trim as c_int, &raw mut id) };
        usize::try_from(deleted).map_err(|_| REFUSED)
    }

    /// As for a key that is open for reading: [`Key::range`].
    ///
    /// # Errors
    /// Where the server has no such function.
    pub fn range(&mut self, range: impl RangeBounds<StreamId>) -> Result<Entries<'_>> {
        self.0.range(range)
    }

    /// As for a key that is open for reading: [`Key::rev_range`].
    ///
    /// # Errors
    /// Where the server has no such function.
    pub fn rev_range(&mut self, range: impl RangeBounds<StreamId>) -> Result<Entries<'_>> {
        self.0.rev_range(range)
    }

    /// The entries in the range, the oldest first, of which each can be deleted.
    ///
    /// # Errors
    /// Where the server has no such function.
    pub fn range_mut(&mut self, range: impl RangeBounds<StreamId>) -> Result<EntriesMut<'_>> {
        self.0.range(range).map(EntriesMut)
    }

    /// The entries in the range, the newest first, of which each can be deleted.
    ///
    /// # Errors
    /// Where the server has no such function.
    pub fn rev_range_mut(&mut self, range: impl RangeBounds<StreamId>) -> Result<EntriesMut<'_>> {
        self.0.rev_range(range).map(EntriesMut)
    }
}

/// How exactly a stream is trimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum Trim {
    /// To the entry.
    Exact = 0,
    /// By whole nodes of the stream, which is cheaper: `~`.
    Approximate = REDISMODULE_STREAM_TRIM_APPROX,
}

/// Entries of a stream, one at a time: an entry is read before the next is asked for.
pub struct Entries<'k> {
    /// The key; `None` where there is nothing to iterate.
    handle: Option<NonNull<RedisModuleKey>>,
    _key: PhantomData<&'k mut Key<'k, Stream>>,
}

impl Entries<'_> {
    /// The next entry (`RM_StreamIteratorNextID`).
    // Not an iterator: an entry borrows from it.
    #[allow(clippy::should_implement_trait)]
    #[doc(alias = "RM_StreamIteratorNextID")]
    pub fn next(&mut self) -> Option<Entry<'_>> {
        let handle = self.handle?;
        let next = function!(StreamIteratorNextID, "Redis 6.2.0").ok()?;
        let (mut id, mut fields): (_, c_long) = (StreamId::MIN.raw(), 0);
        // The server takes fields that nobody has read for the next entry.
        while next_field(handle, null_mut(), null_mut()) {}
        // SAFETY: the handle is open on a stream, its iteration is this one, which holds the key
        // exclusively, and the last entry has no field left. The server writes an id and a number.
        let status = unsafe { next(handle.as_ptr(), &raw mut id, &raw mut fields) };
        (status == REDISMODULE_OK).then_some(Entry {
            handle,
            id: StreamId::from(id),
            fields: usize::try_from(fields).unwrap_or(0),
            _entries: PhantomData,
        })
    }

    /// The entries as an iterator, each with its fields in a vector.
    pub fn collected(
        mut self,
    ) -> impl Iterator<Item = (StreamId, Vec<(ServerString, ServerString)>)> {
        std::iter::from_fn(move || self.next().map(|entry| (entry.id(), entry.collect())))
    }
}

impl Drop for Entries<'_> {
    #[doc(alias = "RM_StreamIteratorStop")]
    fn drop(&mut self) {
        if let Some(handle) = self.handle {
            stop(handle.as_ptr());
        }
    }
}

/// Ends the iteration of a handle, if it has one (`RM_StreamIteratorStop`).
fn stop(handle: *mut RedisModuleKey) {
    if let Ok(stop) = function!(StreamIteratorStop, "Redis 6.2.0") {
        // SAFETY: the callers hold the handle, which is open on a stream. Without an iteration the
        // server does nothing.
        unsafe { stop(handle) };
    }
}

/// Reads a field of the current entry; whether there was one.
fn next_field(
    handle: NonNull<RedisModuleKey>,
    field: *mut *mut RedisModuleString,
    value: *mut *mut RedisModuleString,
) -> bool {
    let Ok(next) = function!(StreamIteratorNextField, "Redis 6.2.0") else {
        return false;
    };
    // SAFETY: the callers hold an iteration of the handle; the pointers are null or theirs. The
    // server counts the fields that are left.
    unsafe { next(handle.as_ptr(), field, value) == REDISMODULE_OK }
}

/// An entry of a stream: its id, and an iterator over its fields and their values
/// (`RM_StreamIteratorNextField`).
#[doc(alias = "RM_StreamIteratorNextField")]
pub struct Entry<'e> {
    handle: NonNull<RedisModuleKey>,
    id: StreamId,
    /// How many fields are left.
    fields: usize,
    _entries: PhantomData<&'e mut ()>,
}

impl Entry<'_> {
    /// The entry's id.
    #[must_use]
    pub fn id(&self) -> StreamId {
        self.id
    }
}

impl Iterator for Entry<'_> {
    type Item = (ServerString, ServerString);

    fn next(&mut self) -> Option<(ServerString, ServerString)> {
        self.fields = self.fields.checked_sub(1)?;
        let (mut field, mut value) = (null_mut(), null_mut());
        if !next_field(self.handle, &raw mut field, &raw mut value) {
            return None;
        }
        // SAFETY: the server has made two strings for us, which nobody else refers to.
        unsafe {
            Some((
                ServerString::from_raw(NonNull::new(field)?),
                ServerString::from_raw(NonNull::new(value)?),
            ))
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.fields, Some(self.fields))
    }
}

impl ExactSizeIterator for Entry<'_> {}

/// Entries of a stream, one at a time, of which each can be deleted.
pub struct EntriesMut<'k>(Entries<'k>);

impl EntriesMut<'_> {
    /// The next entry (`RM_StreamIteratorNextID`).
    // Not an iterator: an entry borrows from it.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Option<EntryMut<'_>> {
        self.0.next().map(EntryMut)
    }
}

/// An entry of a stream that can be deleted.
pub struct EntryMut<'e>(Entry<'e>);

impl EntryMut<'_> {
    /// The entry's id.
    #[must_use]
    pub fn id(&self) -> StreamId {
        self.0.id
    }

    /// Deletes the entry (`RM_StreamIteratorDelete`).
    ///
    /// # Errors
    /// Where the server refuses, or has no such function.
    #[doc(alias = "RM_StreamIteratorDelete")]
    pub fn delete(self) -> Result<()> {
        let delete = function!(StreamIteratorDelete, "Redis 6.2.0")?;
        crate::frame::note_write();
        // SAFETY: the handle is open for writing, and its iteration is at this entry, since the
        // entry borrows the iteration.
        match unsafe { delete(self.0.handle.as_ptr()) } {
            REDISMODULE_OK => Ok(()),
            _ => Err(REFUSED),
        }
    }
}

impl Iterator for EntryMut<'_> {
    type Item = (ServerString, ServerString);

    fn next(&mut self) -> Option<(ServerString, ServerString)> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for EntryMut<'_> {}

/// The first and the last id of a range; `None` for one without ids.
fn inclusive(range: &impl RangeBounds<StreamId>) -> Option<[StreamId; 2]> {
    let first = match range.start_bound() {
        Bound::Included(id) => *id,
        Bound::Excluded(id) => id.next()?,
        Bound::Unbounded => StreamId::MIN,
    };
    let last = match range.end_bound() {
        Bound::Included(id) => *id,
        Bound::Excluded(id) => id.previous()?,
        Bound::Unbounded => StreamId::MAX,
    };
    (first <= last).then_some([first, last])
}
