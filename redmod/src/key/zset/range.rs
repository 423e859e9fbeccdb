//! Decides how ranges are read: one at a time, since the server keeps the place in the key's handle.

use std::ffi::c_int;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::ops::RangeBounds;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_OK, RedisModuleKey, api};

use super::ZSet;
use super::bounds::{LexRange, Scores, lex_bounds};
use crate::key::{Key, KeyMut};
use crate::{Result, ServerString};

impl Key<'_, ZSet> {
    /// The members with a score in the range, the lowest first: `range_by_score(1.0..=5.0)`
    /// (`RM_ZsetFirstInScoreRange`).
    ///
    /// # Errors
    /// For NaN.
    #[doc(alias = "RM_ZsetFirstInScoreRange")]
    pub fn range_by_score(&mut self, range: impl RangeBounds<f64>) -> Result<ZRange<'_>> {
        let Scores(min, max, no_min, no_max) = Scores::new(&range)?;
        Ok(self.start(FORWARD, |handle| {
            // SAFETY: the handle is open on a sorted set, and `start` has ended the last range.
            unsafe { (api().ZsetFirstInScoreRange)(handle, min, max, no_min, no_max) }
        }))
    }

    /// The members with a score in the range, the highest first (`RM_ZsetLastInScoreRange`).
    ///
    /// # Errors
    /// For NaN.
    #[doc(alias = "RM_ZsetLastInScoreRange")]
    pub fn rev_range_by_score(&mut self, range: impl RangeBounds<f64>) -> Result<ZRange<'_>> {
        let Scores(min, max, no_min, no_max) = Scores::new(&range)?;
        Ok(self.start(BACKWARD, |handle| {
            // SAFETY: as for `range_by_score`.
            unsafe { (api().ZsetLastInScoreRange)(handle, min, max, no_min, no_max) }
        }))
    }

    /// The members in the range, byte by byte, the lowest first: `range_by_lex("a".."b")`
    /// (`RM_ZsetFirstInLexRange`).
    ///
    /// As with `ZRANGEBYLEX`, all members should have the same score.
    #[doc(alias = "RM_ZsetFirstInLexRange")]
    pub fn range_by_lex(&mut self, range: impl LexRange) -> ZRange<'_> {
        let (min, max) = lex_bounds(&range);
        self.start(FORWARD, |handle| {
            // SAFETY: as for `range_by_score`; the server copies the bounds.
            unsafe { (api().ZsetFirstInLexRange)(handle, min.as_ptr(), max.as_ptr()) }
        })
    }

    /// The members in the range, byte by byte, the highest first (`RM_ZsetLastInLexRange`).
    #[doc(alias = "RM_ZsetLastInLexRange")]
    pub fn rev_range_by_lex(&mut self, range: impl LexRange) -> ZRange<'_> {
        let (min, max) = lex_bounds(&range);
        self.start(BACKWARD, |handle| {
            // SAFETY: as for `range_by_lex`.
            unsafe { (api().ZsetLastInLexRange)(handle, min.as_ptr(), max.as_ptr()) }
        })
    }

    /// Starts a range, or an empty one for an absent key.
    fn start(
        &mut self,
        step: Step,
        first: impl FnOnce(*mut RedisModuleKey) -> c_int,
    ) -> ZRange<'_> {
        let handle = self.existing().filter(|handle| {
            // One that was forgotten would keep its bounds.
            stop(*handle);
            first(*handle) == REDISMODULE_OK
        });
        ZRange {
            handle: handle.and_then(NonNull::new),
            step,
            is_started: false,
            _key: PhantomData,
        }
    }
}

impl KeyMut<'_, ZSet> {
    /// As for a key that is open for reading: [`Key::range_by_score`].
    ///
    /// # Errors
    /// For NaN.
    pub fn range_by_score(&mut self, range: impl RangeBounds<f64>) -> Result<ZRange<'_>> {
        self.0.range_by_score(range)
    }

    /// As for a key that is open for reading: [`Key::rev_range_by_score`].
    ///
    /// # Errors
    /// For NaN.
    pub fn rev_range_by_score(&mut self, range: impl RangeBounds<f64>) -> Result<ZRange<'_>> {
        self.0.rev_range_by_score(range)
    }

    /// As for a key that is open for reading: [`Key::range_by_lex`].
    pub fn range_by_lex(&mut self, range: impl LexRange) -> ZRange<'_> {
        self.0.range_by_lex(range)
    }

    /// As for a key that is open for reading: [`Key::rev_range_by_lex`].
    pub fn rev_range_by_lex(&mut self, range: impl LexRange) -> ZRange<'_> {
        self.0.rev_range_by_lex(range)
    }
}

/// A range of a sorted set: members and their scores (`RM_ZsetRangeCurrentElement`).
///
/// Each member is a string of its own, as the server makes one; `count`, `nth` and `skip` make none
/// of those that they pass.
pub struct ZRange<'k> {
    /// The key; `None` once the end is reached.
    handle: Option<NonNull<RedisModuleKey>>,
    step: Step,
    is_started: bool,
    _key: PhantomData<&'k mut Key<'k, ZSet>>,
}

/// Which way a range goes.
type Step = fn(*mut RedisModuleKey);

/// Upwards (`RM_ZsetRangeNext`).
const FORWARD: Step = |handle| {
    // SAFETY: a `ZRange` holds the handle, which is open on a sorted set and at an element.
    unsafe { (api().ZsetRangeNext)(handle) };
};

/// Downwards (`RM_ZsetRangePrev`).
const BACKWARD: Step = |handle| {
    // SAFETY: as for `FORWARD`.
    unsafe { (api().ZsetRangePrev)(handle) };
};

/// Ends the range of a handle, if it has one (`RM_ZsetRangeStop`).
pub(super) fn stop(handle: *mut RedisModuleKey) {
    // SAFETY: the callers hold the handle, which is open on a sorted set.
    unsafe { (api().ZsetRangeStop)(handle) };
}

impl ZRange<'_> {
    /// Goes to the next element; `None` at the end.
    fn advance(&mut self) -> Option<*mut RedisModuleKey> {
        let handle = self.handle?.as_ptr();
        if std::mem::replace(&mut self.is_started, true) {
            (self.step)(handle);
        }
        // SAFETY: the handle is open on a sorted set, and its range is this one: it holds the key
        // exclusively.
        if unsafe { (api().ZsetRangeEndReached)(handle) } != 0 {
            stop(handle);
            self.handle = None;
        }
        self.handle.map(NonNull::as_ptr)
    }
}

impl Iterator for ZRange<'_> {
    type Item = (ServerString, f64);

    #[doc(alias = "RM_ZsetRangeNext")]
    #[doc(alias = "RM_ZsetRangePrev")]
    #[doc(alias = "RM_ZsetRangeEndReached")]
    #[doc(alias = "RM_ZsetRangeCurrentElement")]
    fn next(&mut self) -> Option<(ServerString, f64)> {
        let (handle, mut score) = (self.advance()?, 0.0);
        // SAFETY: the range is at an element, which nothing has removed since it holds the key
        // exclusively. The server makes a string for us, which nobody else refers to.
        let member = unsafe {
            let member = (api().ZsetRangeCurrentElement)(handle, &raw mut score);
            ServerString::from_raw(NonNull::new(member)?)
        };
        Some((member, score))
    }

    fn nth(&mut self, n: usize) -> Option<(ServerString, f64)> {
        for _ in 0..n {
            self.advance()?;
        }
        self.next()
    }

    fn count(mut self) -> usize {
        std::iter::from_fn(|| self.advance()).count()
    }
}

impl FusedIterator for ZRange<'_> {}

impl Drop for ZRange<'_> {
    #[doc(alias = "RM_ZsetRangeStop")]
    fn drop(&mut self) {
        if let Some(handle) = self.handle {
            stop(handle.as_ptr());
        }
    }
}
