//! Decides how a sorted set is changed.

mod bounds;
mod range;

use std::ffi::c_int;

use redmod_sys::{
    REDISMODULE_OK, REDISMODULE_ZADD_ADDED, REDISMODULE_ZADD_GT, REDISMODULE_ZADD_LT,
    REDISMODULE_ZADD_NOP, REDISMODULE_ZADD_NX, REDISMODULE_ZADD_UPDATED, REDISMODULE_ZADD_XX,
    RedisModuleKey, api,
};

pub use bounds::LexRange;
pub use range::ZRange;

use self::range::stop;
use super::{Key, KeyMut, KeyType, Name, ValueType, sealed};
use crate::{Error, Result};

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
const REFUSED: Error = Error::fixed(c"ERR the server refuses to change the sorted set");

impl Key<'_, ZSet> {
    /// The member's score (`RM_ZsetScore`).
    #[doc(alias = "RM_ZsetScore")]
    #[must_use]
    pub fn score(&self, member: &(impl Name + ?Sized)) -> Option<f64> {
        let (handle, mut score) = (self.handle?.as_ptr(), 0.0);
        // SAFETY: the handle is open, on a sorted set as `open` has seen, or on nothing, where there is no score; the
        // server copies nothing of the member, and writes one number.
        let status = member
            .with(|member| unsafe { (api().ZsetScore)(handle, member.as_ptr(), &raw mut score) });
        (status == REDISMODULE_OK).then_some(score)
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
}
