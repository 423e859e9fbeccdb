//! Decides how a value that the author saves and loads himself reaches the server: number by number
//! and string by string, each of which the server marks with its kind.
//!
//! What is written is what the author writes and nothing else, so that values of a module in C can
//! be read. A save that has panicked is ended by a number that no writer writes: whatever is read at
//! that place, it is refused, by the reader for what it is, or by the server for its kind, or since a
//! value should have ended there.

mod reader;
mod writer;

use std::ffi::c_void;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleIO, api};

use super::hooks::{bytes, known};
use crate::ContextFlags;
use crate::log::{Level, log_io};

pub use reader::RdbReader;
pub use writer::RdbWriter;

pub(super) use writer::{save_bytes, spoil};

/// The number that says that a save has failed: one of the many that are no number.
const SPOILT: u64 = 0x7FF8_7265_646D_6F64;

/// What can be asked while something is saved or loaded, by [`RdbWriter`] and [`RdbReader`], which
/// deref to it.
///
/// It lends what a [`Global`](crate::Global) keeps, as a context does: who saves or loads has the
/// server's lock, or is alone in a child. Keys it does not reach, nor commands: there is no client.
pub struct RdbIo<'a> {
    io: NonNull<RedisModuleIO>,
    _lives: PhantomData<&'a ()>,
}

impl<'a> RdbIo<'a> {
    /// # Safety
    /// The callback that was given the IO lasts during `'a`.
    unsafe fn from_raw(io: NonNull<RedisModuleIO>) -> RdbIo<'a> {
        RdbIo {
            io,
            _lives: PhantomData,
        }
    }

    /// The name of the value's key (`RM_GetKeyNameFromIO`); `None` for what is at no key, as aux data
    /// and what [`save_value`](crate::AnyContext::save_value) saves.
    #[doc(alias = "RM_GetKeyNameFromIO")]
    #[must_use]
    pub fn key(&self) -> Option<&'a [u8]> {
        // SAFETY: the callback that was given the IO runs during `'a`, and the name lives as long.
        unsafe {
            let key = (api().GetKeyNameFromIO)(self.io.as_ptr());
            (!key.is_null()).then(|| bytes(key))
        }
    }

    /// The number of the database (`RM_GetDbIdFromIO`); `None` for what is at no key, and before Redis
    /// 7.0, where the server does not say.
    #[doc(alias = "RM_GetDbIdFromIO")]
    #[must_use]
    pub fn database(&self) -> Option<i32> {
        // SAFETY: the callback that was given the IO runs.
        known(unsafe { api().GetDbIdFromIO.map(|f| f(self.io.as_ptr())) })
    }

    /// What is true of the server just now, as
    /// [`ContextFlag::Loading`](crate::ContextFlag::Loading) (`RM_GetContextFlags` of
    /// `RM_GetContextFromIO`).
    #[doc(alias = "RM_GetContextFromIO")]
    #[must_use]
    pub fn flags(&self) -> ContextFlags {
        // SAFETY: the callback that was given the IO runs, and its context lives as long.
        unsafe { ContextFlags::of((api().GetContextFromIO)(self.io.as_ptr())) }
    }

    /// Whether the server has failed to write or to read (`RM_IsIOError`): of what was written then
    /// nothing will be kept, and nothing more can be read.
    #[doc(alias = "RM_IsIOError")]
    #[must_use]
    pub fn has_failed(&self) -> bool {
        // SAFETY: the callback that was given the IO runs.
        unsafe { (api().IsIOError)(self.io.as_ptr()) != 0 }
    }

    /// Writes to the server's log (`RM_LogIOError`), under the module's name.
    #[doc(alias = "RM_LogIOError")]
    pub fn log(&self, level: Level, message: impl fmt::Display) {
        // SAFETY: the callback that was given the IO runs.
        unsafe { log_io(self.io, level, format_args!("{message}")) };
    }
}

/// A block of bytes that the server has made.
pub struct Buffer {
    start: NonNull<u8>,
    len: usize,
}

impl Buffer {
    /// `RM_LoadStringBuffer`; `None` where there is no string.
    ///
    /// # Safety
    /// The callback that was given the IO runs.
    pub(super) unsafe fn load(io: NonNull<RedisModuleIO>) -> Option<Buffer> {
        let mut len = 0;
        // SAFETY: the caller's promise; on an error the server returns null, since the module has said
        // that it copes with errors.
        let start = unsafe { (api().LoadStringBuffer)(io.as_ptr(), &raw mut len) };
        let start = NonNull::new(start.cast::<u8>())?;
        Some(Buffer { start, len })
    }
}

impl Deref for Buffer {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        // SAFETY: the server has made a block of so many bytes, which lives as long as this.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: made by `LoadStringBuffer`, to be freed so, and freed once, here.
        unsafe { (api().Free)(self.start.as_ptr().cast::<c_void>()) };
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.escape_ascii())
    }
}

/// What is called for what belongs to no key: before or after the keys of a file.
#[doc(hidden)]
pub struct Aux {
    pub before: bool,
    pub after: bool,
    pub save: fn(&RdbWriter<'_>, When),
    pub load: fn(&RdbReader<'_>, When) -> crate::Result<()>,
}

/// Where in a file aux data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Before the keys (`REDISMODULE_AUX_BEFORE_RDB`).
    Before,
    /// After the keys (`REDISMODULE_AUX_AFTER_RDB`).
    After,
}
