//! Decides how a stream is changed.

mod entries;
mod id;

use std::ffi::c_int;
use std::io;

use redmod_sys::{
    REDISMODULE_OK, REDISMODULE_STREAM_ADD_AUTOID, REDISMODULE_STREAM_TRIM_APPROX, RedisModuleKey,
    RedisModuleString,
};

pub use entries::{Entries, EntriesMut, Entry, EntryMut};
pub use id::{InvalidStreamId, StreamId};

use self::entries::stop;
use super::{Fields, KeyMut, KeyType, ValueType, function, sealed};
use crate::{Error, Result, ServerStr};

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
        let mut argv: Vec<*mut RedisModuleString> = fields.iter().map(|it| it.as_ptr()).collect();
        // SAFETY: the handle is open for writing, on a stream or on none, and `&mut self` lets no
        // iteration into it. There are twice as many live strings as `count`; the server copies
        // them, and writes one id.
        match unsafe { add(handle, flags, &raw mut id, argv.as_mut_ptr(), count) } {
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
