//! Decides how entries are read: one at a time, since the server keeps the place in the key's
//! handle, and reads an entry's fields only before the next one.

use std::ffi::{c_int, c_long};
use std::marker::PhantomData;
use std::ops::{Bound, RangeBounds};
use std::ptr::{NonNull, null_mut};

use redmod_sys::{
    REDISMODULE_OK, REDISMODULE_STREAM_ITERATOR_REVERSE, RedisModuleKey, RedisModuleString,
};

use super::{REFUSED, Stream, StreamId};
use crate::key::{Key, KeyMut, function};
use crate::{Result, ServerString};

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
pub(super) fn stop(handle: *mut RedisModuleKey) {
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
