//! Decides what an author may put in the place of what comes from the fields: a function for each
//! of the server's callbacks. None of them gets a context, since there is no client: what they get
//! is where the value is, and where to write.

use std::marker::PhantomData;
use std::ptr::{NonNull, null};

use redmod_sys::{RedisModuleDigest, RedisModuleIO, RedisModuleKeyOptCtx, RedisModuleString, api};

use super::rdb::Aux;
use crate::call::{ArgList, CallArgs, CommandName, NameBuffer, variadic};
use crate::defrag::Defragmenter;
use crate::{Error, Result, ServerStr};

const NOT_WRITTEN: Error = Error::fixed(c"ERR the server cannot write the command");

/// What `#[data_type]` says is called in the place of what comes from the fields.
#[doc(hidden)]
pub struct Hooks<T> {
    pub aof_rewrite: Option<fn(&T, &mut Aof<'_>) -> Result<()>>,
    pub mem_usage: Option<fn(&T, Sample<'_>) -> usize>,
    pub free_effort: Option<fn(&T) -> usize>,
    pub digest: Option<fn(&T, &mut Digest<'_>)>,
    pub copy: Option<Copied<T>>,
    pub unlink: Option<fn(&T, Place<'_>)>,
    pub aux: Option<Aux>,
    pub defrag: Option<fn(&mut T, &mut Defragmenter<'_>)>,
}

/// Makes a copy of a value that goes from one place to another.
type Copied<T> = fn(&T, Place<'_>, Place<'_>) -> Result<T>;

impl<T> Hooks<T> {
    /// All comes from the fields.
    pub const NONE: Hooks<T> = Hooks {
        aof_rewrite: None,
        mem_usage: None,
        free_effort: None,
        digest: None,
        copy: None,
        unlink: None,
        aux: None,
        defrag: None,
    };
}

/// Where a value is: what the functions of a data type get instead of a context.
///
/// It has no client and calls no commands. That the database is known takes Redis 7.0 or Valkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    key: &'a [u8],
    database: Option<i32>,
}

impl<'a> Place<'a> {
    /// The key's name (`RM_GetKeyNameFromOptCtx`, `RM_GetToKeyNameFromOptCtx`).
    #[doc(alias = "RM_GetKeyNameFromOptCtx")]
    #[doc(alias = "RM_GetToKeyNameFromOptCtx")]
    #[must_use]
    pub fn key(&self) -> &'a [u8] {
        self.key
    }

    /// The number of the database (`RM_GetDbIdFromOptCtx`, `RM_GetToDbIdFromOptCtx`); `None` before
    /// Redis 7.0, where the server does not say.
    #[doc(alias = "RM_GetDbIdFromOptCtx")]
    #[doc(alias = "RM_GetToDbIdFromOptCtx")]
    #[must_use]
    pub fn database(&self) -> Option<i32> {
        self.database
    }

    /// # Safety
    /// The name is null or lives during `'a`.
    pub(super) unsafe fn of_key(key: *const RedisModuleString) -> Place<'a> {
        // SAFETY: the caller's promise.
        let key = unsafe { bytes(key) };
        Place {
            key,
            database: None,
        }
    }

    /// Where the value is that a callback is about.
    ///
    /// # Safety
    /// The callback that was given this lasts during `'a`.
    pub(super) unsafe fn from(at: *mut RedisModuleKeyOptCtx) -> Place<'a> {
        // SAFETY: the caller's promise.
        unsafe {
            Place {
                key: bytes(api().GetKeyNameFromOptCtx.map_or(null(), |f| f(at))),
                database: known(api().GetDbIdFromOptCtx.map(|f| f(at))),
            }
        }
    }

    /// Where the copy goes.
    ///
    /// # Safety
    /// As [`from`](Place::from).
    pub(super) unsafe fn to(at: *mut RedisModuleKeyOptCtx) -> Place<'a> {
        // SAFETY: the caller's promise.
        unsafe {
            let key = api().GetToKeyNameFromOptCtx;
            Place {
                key: bytes(key.map_or(null(), |f| f(at))),
                database: known(api().GetToDbIdFromOptCtx.map(|f| f(at))),
            }
        }
    }
}

/// What `MEMORY USAGE` asks for: how exactly, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample<'a> {
    pub(super) elements: Option<usize>,
    pub(super) place: Option<Place<'a>>,
}

impl<'a> Sample<'a> {
    /// From the size of how many elements that of all is to be guessed: 5 unless the client says
    /// otherwise with `SAMPLES`; `None` if all are to be counted, and before Redis 7.0, where the server
    /// does not say.
    #[must_use]
    pub fn elements(&self) -> Option<usize> {
        self.elements
    }

    /// Where the value is; `None` before Redis 7.0, where the server does not say.
    #[must_use]
    pub fn place(&self) -> Option<Place<'a>> {
        self.place
    }
}

/// The bytes of a name. They are not lent as a string of the server's, as it may be one that cannot
/// be retained.
///
/// # Safety
/// The name is null or lives during `'a`.
pub(super) unsafe fn bytes<'a>(key: *const RedisModuleString) -> &'a [u8] {
    let key = NonNull::new(key.cast_mut());
    // SAFETY: the caller's promise.
    key.map_or(&[], |key| unsafe { ServerStr::from_raw(key) }.as_bytes())
}

/// A database's number, as the server says it: -1 for one that it does not know.
pub(super) fn known(database: Option<i32>) -> Option<i32> {
    database.filter(|number| *number >= 0)
}

/// Where the commands go that make a value again: what the function of `aof_rewrite` writes to.
pub struct Aof<'a> {
    io: NonNull<RedisModuleIO>,
    key: &'a [u8],
}

impl<'a> Aof<'a> {
    /// # Safety
    /// The callback that was given the IO and the key lasts during `'a`.
    pub(super) unsafe fn from_raw(
        io: NonNull<RedisModuleIO>,
        key: *const RedisModuleString,
    ) -> Aof<'a> {
        // SAFETY: the caller's promise.
        let key = unsafe { bytes(key) };
        Aof { io, key }
    }

    /// The name of the value's key.
    #[must_use]
    pub fn key(&self) -> &'a [u8] {
        self.key
    }

    /// The number of the database (`RM_GetDbIdFromIO`); `None` before Redis 7.0, where the server
    /// does not say. It selects the database itself.
    #[doc(alias = "RM_GetDbIdFromIO")]
    #[must_use]
    pub fn database(&self) -> Option<i32> {
        // SAFETY: the callback that was given the IO runs.
        known(unsafe { api().GetDbIdFromIO.map(|f| f(self.io.as_ptr())) })
    }

    /// Writes a command, with arguments as for a [call](crate::ServerContext::call) (`RM_EmitAOF`,
    /// `RM_IsIOError`). It is called when the file is loaded; when the key expires is added by the server.
    ///
    /// # Errors
    /// For a command that no server or module has, and where the file cannot be written.
    #[doc(alias = "RM_EmitAOF")]
    #[doc(alias = "RM_IsIOError")]
    pub fn emit(&mut self, command: impl CommandName, args: impl CallArgs) -> Result<()> {
        let mut buffer = NameBuffer::new();
        let command = command.to_c(&mut buffer)?;
        let mut list = ArgList::new();
        list.push(&args);
        list.finish(std::iter::empty());
        // SAFETY: the callback that was given the IO runs; the words are what the format says, and
        // live as long as the list.
        let failed = unsafe {
            variadic!(api().EmitAOF, self.io.as_ptr(), command, list);
            (api().IsIOError)(self.io.as_ptr()) != 0
        };
        if failed { Err(NOT_WRITTEN) } else { Ok(()) }
    }
}

/// A digest as it is made: what the function of `digest` adds to.
///
/// Equal values have to add the same.
pub struct Digest<'a> {
    digest: NonNull<RedisModuleDigest>,
    _lives: PhantomData<&'a ()>,
}

impl<'a> Digest<'a> {
    /// # Safety
    /// The callback that was given the digest lasts during `'a`.
    pub(super) unsafe fn from_raw(digest: NonNull<RedisModuleDigest>) -> Digest<'a> {
        Digest {
            digest,
            _lives: PhantomData,
        }
    }

    /// Adds bytes (`RM_DigestAddStringBuffer`).
    #[doc(alias = "RM_DigestAddStringBuffer")]
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        // SAFETY: the callback that was given the digest runs.
        unsafe {
            (api().DigestAddStringBuffer)(self.digest.as_ptr(), bytes.as_ptr().cast(), bytes.len());
        }
        self
    }

    /// Adds a number (`RM_DigestAddLongLong`).
    #[doc(alias = "RM_DigestAddLongLong")]
    pub fn number(&mut self, number: i64) -> &mut Self {
        // SAFETY: the callback that was given the digest runs.
        unsafe { (api().DigestAddLongLong)(self.digest.as_ptr(), number) };
        self
    }

    /// Ends what stands in an order (`RM_DigestEndSequence`): what is added between two ends counts in
    /// its order, and the order of such sequences does not. The last one ends by itself.
    #[doc(alias = "RM_DigestEndSequence")]
    pub fn end_sequence(&mut self) -> &mut Self {
        // SAFETY: the callback that was given the digest runs.
        unsafe { (api().DigestEndSequence)(self.digest.as_ptr()) };
        self
    }

    /// Where the value is (`RM_GetKeyNameFromDigest`, `RM_GetDbIdFromDigest`); `None` before Redis
    /// 7.0, where the server does not say.
    #[doc(alias = "RM_GetKeyNameFromDigest")]
    #[doc(alias = "RM_GetDbIdFromDigest")]
    #[must_use]
    pub fn place(&self) -> Option<Place<'a>> {
        // SAFETY: the callback that was given the digest runs during `'a`, and the name lives as long.
        unsafe {
            let (key, database) = (api().GetKeyNameFromDigest?, api().GetDbIdFromDigest?);
            let key = NonNull::new(key(self.digest.as_ptr()).cast_mut())?;
            Some(Place {
                key: bytes(key.as_ptr()),
                database: known(Some(database(self.digest.as_ptr()))),
            })
        }
    }
}
