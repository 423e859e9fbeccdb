//! Decides in which modes a key can be opened, and what is said where a server lacks one.

use std::ffi::c_int;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_OPEN_KEY_ACCESS_EXPIRED, REDISMODULE_OPEN_KEY_NOEFFECTS,
    REDISMODULE_OPEN_KEY_NOEXPIRE, REDISMODULE_OPEN_KEY_NONOTIFY, REDISMODULE_OPEN_KEY_NOSTATS,
    REDISMODULE_OPEN_KEY_NOTOUCH, REDISMODULE_READ, REDISMODULE_WRITE, api,
};

use super::{Key, KeyMut, KeyType, NOT_WRITING, Name};
use crate::context::ServerContext;
use crate::{Error, Result, frame};

/// How a key is opened, where [`ServerContext::key`] is not enough: the modes of `RM_OpenKey`.
///
/// ```no_run
/// # use redmod::prelude::*;
/// use redmod::key::OpenOptions;
///
/// /// Looks at a key without becoming its last user.
/// #[command(flags = "readonly", keys = 1..1)]
/// fn peek(cx: &Context, name: KeyName) -> Result<Option<u64>> {
///     let key: Key = OpenOptions::new().no_touch().open(cx, &name)?;
///     Ok(key.idle_time().map(|idle| idle.as_secs()))
/// }
/// # fn main() {}
/// ```
///
/// Opening fails where the server lacks a mode (`RM_GetOpenKeyModesAll`); `no_touch` is everywhere.
#[doc(alias = "RM_GetOpenKeyModesAll")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenOptions(c_int);

/// The modes that not every server has, and what is said where it lacks one.
const MODES: [(c_int, Error); 5] = [
    (
        REDISMODULE_OPEN_KEY_NONOTIFY,
        Error::fixed(
            c"ERR this server's RM_OpenKey has no mode NONOTIFY, which Redis has since 7.2",
        ),
    ),
    (
        REDISMODULE_OPEN_KEY_NOSTATS,
        Error::fixed(
            c"ERR this server's RM_OpenKey has no mode NOSTATS, which Redis has since 7.2",
        ),
    ),
    (
        REDISMODULE_OPEN_KEY_NOEXPIRE,
        Error::fixed(
            c"ERR this server's RM_OpenKey has no mode NOEXPIRE, which Redis has since 7.2",
        ),
    ),
    (
        REDISMODULE_OPEN_KEY_NOEFFECTS,
        Error::fixed(
            c"ERR this server's RM_OpenKey has no mode NOEFFECTS, which Redis has since 7.2",
        ),
    ),
    (
        REDISMODULE_OPEN_KEY_ACCESS_EXPIRED,
        Error::fixed(
            c"ERR this server's RM_OpenKey has no mode ACCESS_EXPIRED, which Redis has since 8.0",
        ),
    ),
];

/// With these a key that has expired is still in the database. A value that is written in its place
/// would be a second one under its name, which ends the server.
const FOR_READING: c_int = REDISMODULE_OPEN_KEY_NOEXPIRE
    | REDISMODULE_OPEN_KEY_NOEFFECTS
    | REDISMODULE_OPEN_KEY_ACCESS_EXPIRED;

const NOT_FOR_WRITING: Error =
    Error::fixed(c"ERR a key is only opened for reading where it is not to expire");

impl OpenOptions {
    /// As [`ServerContext::key`] opens.
    #[must_use]
    pub const fn new() -> OpenOptions {
        OpenOptions(0)
    }

    /// Does not count as a use of the key, for the eviction. Before Redis 7.2 a short string is touched
    /// all the same when it is read in place, since the server makes another one of it.
    #[must_use]
    pub const fn no_touch(self) -> OpenOptions {
        OpenOptions(self.0 | REDISMODULE_OPEN_KEY_NOTOUCH)
    }

    /// Sends no `keymiss` notification; since Redis 7.2.
    #[must_use]
    pub const fn no_notify(self) -> OpenOptions {
        OpenOptions(self.0 | REDISMODULE_OPEN_KEY_NONOTIFY)
    }

    /// Does not count as a hit or a miss; since Redis 7.2.
    #[must_use]
    pub const fn no_stats(self) -> OpenOptions {
        OpenOptions(self.0 | REDISMODULE_OPEN_KEY_NOSTATS)
    }

    /// Does not delete a key that has expired, which is absent all the same; for reading, since
    /// Redis 7.2.
    #[must_use]
    pub const fn no_expire(self) -> OpenOptions {
        OpenOptions(self.0 | REDISMODULE_OPEN_KEY_NOEXPIRE)
    }

    /// All of the above; for reading, since Redis 7.2.
    #[must_use]
    pub const fn no_effects(self) -> OpenOptions {
        OpenOptions(self.0 | REDISMODULE_OPEN_KEY_NOEFFECTS)
    }

    /// Sees keys and fields that have expired and are not deleted yet; for reading, since Redis
    /// 8.0, not on Valkey.
    #[must_use]
    pub const fn access_expired(self) -> OpenOptions {
        OpenOptions(self.0 | REDISMODULE_OPEN_KEY_ACCESS_EXPIRED)
    }

    /// Opens a key for reading (`RM_OpenKey`).
    ///
    /// # Errors
    /// As [`ServerContext::key`]; and where the server lacks a mode.
    pub fn open<'a, T: KeyType>(
        self,
        cx: &'a ServerContext,
        name: &(impl Name + ?Sized),
    ) -> Result<Key<'a, T>> {
        let mode = REDISMODULE_READ | self.modes()?;
        let context = NonNull::from(cx).cast();
        // SAFETY: the context is live; the handle borrows it, and so do all other handles.
        name.with(|name| unsafe { Key::open(context, name, mode) })
    }

    /// Opens a key for reading and writing (`RM_OpenKey`).
    ///
    /// # Errors
    /// As [`ServerContext::key_mut`]; where the server lacks a mode, and for modes that are for reading.
    pub fn open_mut<'a, T: KeyType>(
        self,
        cx: &'a ServerContext,
        name: &(impl Name + ?Sized),
    ) -> Result<KeyMut<'a, T>> {
        if !frame::may_write() {
            return Err(NOT_WRITING);
        }
        if self.0 & FOR_READING != 0 {
            return Err(NOT_FOR_WRITING);
        }
        let mode = REDISMODULE_READ | REDISMODULE_WRITE | self.modes()?;
        let context = NonNull::from(cx).cast();
        // SAFETY: as for `open`.
        name.with(|name| unsafe { Key::open(context, name, mode) })
            .map(KeyMut)
    }

    /// The modes, if the server has them all (`RM_GetOpenKeyModesAll`).
    fn modes(self) -> Result<c_int> {
        // SAFETY: there is a context, so the table is loaded.
        let known = match unsafe { api().GetOpenKeyModesAll } {
            // SAFETY: it takes nothing.
            Some(all) => unsafe { all() },
            None => REDISMODULE_OPEN_KEY_NOTOUCH,
        };
        let missing = |mode: &&(c_int, Error)| self.0 & mode.0 & !known != 0;
        match MODES.iter().find(missing) {
            Some((_, error)) => Err(error.clone()),
            None => Ok(self.0),
        }
    }
}
