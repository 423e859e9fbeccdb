//! Decides how a sorted set is changed, and how ranges of it are read: one at a time, since the
//! server keeps the place in the key's handle.

use std::ffi::c_int;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::ops::{
    Bound, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive,
};
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_OK, REDISMODULE_ZADD_ADDED, REDISMODULE_ZADD_GT, REDISMODULE_ZADD_LT,
    REDISMODULE_ZADD_NOP, REDISMODULE_ZADD_NX, REDISMODULE_ZADD_UPDATED, REDISMODULE_ZADD_XX,
    RedisModuleKey, api,
};

use super::{Key, KeyMut, KeyType, Name, ValueType, sealed};
use crate::{Error, Result, ServerString};

/// A sorted set: `KeyMut<ZSet>`.
///
/// While a range of it is read, the sorted set is that range's alone: a change would leave the
/// server's place in it dangling, and does not compile.
///
/// ```compile_fail,E0499
/// # use redmod::prelude::*;
/// fn halve(board: &mut KeyMut<ZSet>) -> Result<()> {
///     for (player, score) in board.range_by_score(..)? {
///         board.add(&*player, score / 2.0)?;
///     }
///     Ok(())
/// }
/// ```
///
/// Nor does a removal:
///
/// ```compile_fail,E0499
/// # use redmod::prelude::*;
/// fn remove_below(board: &mut KeyMut<ZSet>, score: f64) -> Result<()> {
///     for (player, _) in board.range_by_score(..score)? {
///         board.remove(&*player)?;
///     }
///     Ok(())
/// }
/// ```
///
/// Or two ranges at a time:
///
/// ```compile_fail,E0499
/// # use redmod::prelude::*;
/// fn from_both_ends(board: &mut Key<ZSet>) -> Result<()> {
///     let worst = board.range_by_score(..)?;
///     let best = board.rev_range_by_score(..)?;
///     worst.zip(best).for_each(drop);
///     Ok(())
/// }
/// ```
///
/// What is to be changed is collected first:
///
/// ```no_run
/// # use redmod::prelude::*;
/// fn remove_below(board: &mut KeyMut<ZSet>, score: f64) -> Result<()> {
///     let players: Vec<_> = board.range_by_score(..score)?.collect();
///     for (player, _) in players {
///         board.remove(&*player)?;
///     }
///     Ok(())
/// }
/// ```
pub enum ZSet {}

impl sealed::Sealed for ZSet {}

impl KeyType for ZSet {
    fn is(value: ValueType) -> bool {
        value == ValueType::ZSet
    }

    /// An iteration that was forgotten would still point into the value.
    unsafe fn settle(handle: *mut RedisModuleKey) {
        stop(handle);
    }
}

/// On which condition a member is added or changed: the options of `ZADD`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ZAddIf {
    /// On none.
    #[default]
    Always,
    /// If it is not yet there: `NX`.
    Absent,
    /// If it is there: `XX`.
    Present,
    /// If it is not yet there, or its score grows: `GT`, since Redis 6.2.
    Greater,
    /// If it is not yet there, or its score shrinks: `LT`, since Redis 6.2.
    Less,
    /// If it is there and its score grows: `XX GT`, since Redis 6.2.
    PresentAndGreater,
    /// If it is there and its score shrinks: `XX LT`, since Redis 6.2.
    PresentAndLess,
}

impl ZAddIf {
    /// The server's flags; an error if it does not know them.
    fn flags(self) -> Result<c_int> {
        let flags = match self {
            ZAddIf::Always => return Ok(0),
            ZAddIf::Absent => return Ok(REDISMODULE_ZADD_NX),
            ZAddIf::Present => return Ok(REDISMODULE_ZADD_XX),
            ZAddIf::Greater => REDISMODULE_ZADD_GT,
            ZAddIf::Less => REDISMODULE_ZADD_LT,
            ZAddIf::PresentAndGreater => REDISMODULE_ZADD_XX | REDISMODULE_ZADD_GT,
            ZAddIf::PresentAndLess => REDISMODULE_ZADD_XX | REDISMODULE_ZADD_LT,
        };
        // A server before 6.2 ignores the flags silently; `RM_StreamAdd` came with that release.
        // SAFETY: a key is open, so the table is loaded.
        match unsafe { api().StreamAdd } {
            Some(_) => Ok(flags),
            None => Err(NO_COMPARISON),
        }
    }

    /// Whether nothing can be added.
    fn needs_member(self) -> bool {
        matches!(
            self,
            ZAddIf::Present | ZAddIf::PresentAndGreater | ZAddIf::PresentAndLess
        )
    }
}

/// What became of a member that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZAdded {
    /// It is new.
    Added,
    /// It was there, and has another score now.
    Updated,
    /// Nothing changed: it has that score already, or the condition does not hold.
    Unchanged,
}

const NO_COMPARISON: Error =
    Error::fixed(c"ERR this server's RM_ZsetAdd has no GT and LT, which came with Redis 6.2.0");
const NAN: Error = Error::fixed(c"ERR resulting score is not a number (NaN)");
const NAN_BOUND: Error = Error::fixed(c"ERR min or max is not a float");
const REFUSED: Error = Error::fixed(c"ERR the server refuses to change the sorted set");

impl Key<'_, ZSet> {
    /// The member's score (`RM_ZsetScore`).
    #[doc(alias = "RM_ZsetScore")]
    #[must_use]
    pub fn score(&self, member: &(impl Name + ?Sized)) -> Option<f64> {
        let (handle, mut score) = (self.existing()?, 0.0);
        // SAFETY: the handle is open on a sorted set, as `open` has seen; the server copies nothing
        // of the member, and writes one number.
        let status = member
            .with(|member| unsafe { (api().ZsetScore)(handle, member.as_ptr(), &raw mut score) });
        (status == REDISMODULE_OK).then_some(score)
    }

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
    /// Adds a member, or gives it another score (`RM_ZsetAdd`).
    ///
    /// # Errors
    /// For NaN.
    #[doc(alias = "RM_ZsetAdd")]
    pub fn add(&mut self, member: &(impl Name + ?Sized), score: f64) -> Result<ZAdded> {
        self.add_if(ZAddIf::Always, member, score)
    }

    /// Adds a member, or gives it another score, on a condition (`RM_ZsetAdd`).
    ///
    /// # Errors
    /// For NaN, and for a condition that the server does not know.
    pub fn add_if(
        &mut self,
        condition: ZAddIf,
        member: &(impl Name + ?Sized),
        score: f64,
    ) -> Result<ZAdded> {
        let mut flags = condition.flags()?;
        if score.is_nan() {
            return Err(Error::NOT_A_FLOAT);
        }
        // For an absent key a server would leave an empty sorted set.
        if condition.needs_member() && !self.exists() {
            return Ok(ZAdded::Unchanged);
        }
        let handle = self.write();
        // SAFETY: the handle is open for writing, on a sorted set or on none; `&mut self` lets no
        // range into it; the server copies the member.
        let status = member.with(|member| unsafe {
            (api().ZsetAdd)(handle, score, member.as_ptr(), &raw mut flags)
        });
        match status {
            REDISMODULE_OK if flags & REDISMODULE_ZADD_ADDED != 0 => Ok(ZAdded::Added),
            REDISMODULE_OK if flags & REDISMODULE_ZADD_UPDATED != 0 => Ok(ZAdded::Updated),
            REDISMODULE_OK => Ok(ZAdded::Unchanged),
            _ => Err(REFUSED),
        }
    }

    /// Adds to a member's score, which is 0 before there is one; the new score
    /// (`RM_ZsetIncrby`).
    ///
    /// # Errors
    /// For NaN, given or as the sum of two infinities.
    #[doc(alias = "RM_ZsetIncrby")]
    pub fn incr(&mut self, member: &(impl Name + ?Sized), by: f64) -> Result<f64> {
        let score = self.incr_if(ZAddIf::Always, member, by)?;
        score.ok_or(REFUSED)
    }

    /// Adds to a member's score on a condition; the new score, or `None` where the condition does
    /// not hold (`RM_ZsetIncrby`).
    ///
    /// # Errors
    /// As [`incr`](KeyMut::incr), and for a condition that the server does not know.
    pub fn incr_if(
        &mut self,
        condition: ZAddIf,
        member: &(impl Name + ?Sized),
        by: f64,
    ) -> Result<Option<f64>> {
        let (mut flags, mut score) = (condition.flags()?, 0.0);
        if by.is_nan() {
            return Err(Error::NOT_A_FLOAT);
        }
        if condition.needs_member() && !self.exists() {
            return Ok(None);
        }
        let handle = self.write();
        // SAFETY: as for `add_if`; the server writes one number.
        let status = member.with(|member| unsafe {
            let (flags, score) = (&raw mut flags, &raw mut score);
            (api().ZsetIncrby)(handle, by, member.as_ptr(), flags, score)
        });
        match status {
            REDISMODULE_OK if flags & REDISMODULE_ZADD_NOP != 0 => Ok(None),
            REDISMODULE_OK => Ok(Some(score)),
            _ => Err(NAN),
        }
    }

    /// Removes a member, and with the last one the key; whether it was there (`RM_ZsetRem`).
    ///
    /// # Errors
    /// Where the server refuses.
    #[doc(alias = "RM_ZsetRem")]
    pub fn remove(&mut self, member: &(impl Name + ?Sized)) -> Result<bool> {
        if !self.exists() {
            return Ok(false);
        }
        let (handle, mut removed) = (self.write(), 0);
        // SAFETY: as for `add_if`; the server writes one number.
        let status = member
            .with(|member| unsafe { (api().ZsetRem)(handle, member.as_ptr(), &raw mut removed) });
        match status {
            REDISMODULE_OK => Ok(removed != 0),
            _ => Err(REFUSED),
        }
    }

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
fn stop(handle: *mut RedisModuleKey) {
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

/// The bounds of scores as the server takes them: both, and whether each is excluded.
struct Scores(f64, f64, c_int, c_int);

impl Scores {
    fn new(range: &impl RangeBounds<f64>) -> Result<Scores> {
        let bound = |bound: Bound<&f64>, infinite| match bound {
            Bound::Included(score) => (*score, 0),
            Bound::Excluded(score) => (*score, 1),
            Bound::Unbounded => (infinite, 0),
        };
        let (min, no_min) = bound(range.start_bound(), f64::NEG_INFINITY);
        let (max, no_max) = bound(range.end_bound(), f64::INFINITY);
        if min.is_nan() || max.is_nan() {
            return Err(NAN_BOUND);
        }
        Ok(Scores(min, max, no_min, no_max))
    }
}

/// A range of bytes: `..`, `"a".."b"`, `b"a"..=b"b"`, or a pair of [`Bound`]s.
pub trait LexRange: sealed::Sealed {
    /// Where it starts.
    #[doc(hidden)]
    fn min(&self) -> Bound<&[u8]>;
    /// Where it ends.
    #[doc(hidden)]
    fn max(&self) -> Bound<&[u8]>;
}

impl sealed::Sealed for RangeFull {}

impl LexRange for RangeFull {
    fn min(&self) -> Bound<&[u8]> {
        Bound::Unbounded
    }

    fn max(&self) -> Bound<&[u8]> {
        Bound::Unbounded
    }
}

macro_rules! lex_ranges {
    ($($range:ty)*) => {$(
        impl<B: AsRef<[u8]>> sealed::Sealed for $range {}

        impl<B: AsRef<[u8]>> LexRange for $range {
            fn min(&self) -> Bound<&[u8]> {
                self.start_bound().map(AsRef::as_ref)
            }

            fn max(&self) -> Bound<&[u8]> {
                self.end_bound().map(AsRef::as_ref)
            }
        }
    )*};
}

lex_ranges! {
    Range<B> RangeInclusive<B> RangeFrom<B> RangeTo<B> RangeToInclusive<B> (Bound<B>, Bound<B>)
}

/// The bounds as the server takes them: `[a`, `(a`, `-` and `+`.
fn lex_bounds(range: &impl LexRange) -> (ServerString, ServerString) {
    let bound = |bound: Bound<&[u8]>, infinite: &[u8]| match bound {
        Bound::Included(bytes) => ServerString::from_bytes(&[b"[", bytes].concat()),
        Bound::Excluded(bytes) => ServerString::from_bytes(&[b"(", bytes].concat()),
        Bound::Unbounded => ServerString::from_bytes(infinite),
    };
    (bound(range.min(), b"-"), bound(range.max(), b"+"))
}
