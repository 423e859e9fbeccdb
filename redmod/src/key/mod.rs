//! Decides how keys are opened: by the type of their value, for reading or for writing, and never
//! the same key twice.

mod data_type;
mod fields;
mod hash;
mod list;
mod metadata;
mod name;
mod open;
mod scan;
mod set;
mod signal;
mod stream;
mod string;
mod zset;

use std::ffi::c_int;
use std::marker::PhantomData;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_KEYTYPE_EMPTY, REDISMODULE_KEYTYPE_HASH, REDISMODULE_KEYTYPE_LIST,
    REDISMODULE_KEYTYPE_MODULE, REDISMODULE_KEYTYPE_SET, REDISMODULE_KEYTYPE_STREAM,
    REDISMODULE_KEYTYPE_STRING, REDISMODULE_KEYTYPE_ZSET, REDISMODULE_READ, REDISMODULE_WRITE,
    RedisModuleCtx, RedisModuleKey, api,
};

pub use fields::Fields;
pub use hash::{HSetIf, Hash};
pub use list::{Iter as ListIter, List};
pub use name::Name;
pub use open::OpenOptions;
pub(crate) use scan::keep;
pub use scan::{Elements, Scan};
pub use set::Set;
pub use stream::{Entries, EntriesMut, Entry, EntryMut, InvalidStreamId, Stream, StreamId, Trim};
pub use string::Str;
pub use zset::{LexRange, ZAddIf, ZAdded, ZRange, ZSet};

use crate::args::{Args, Input, KeyAccess, Shape};
use crate::context::ServerContext;
use crate::{Error, Result, ServerStr, frame};

/// What a key can hold: the `T` of [`Key`] and [`KeyMut`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of value",
    label = "no type of value",
    note = "a key is a `Key<T>` or `KeyMut<T>` of `Str`, `List`, `Hash`, `Set`, `ZSet`, `Stream` or `Any`, or of a \
            struct with `#[data_type]`"
)]
pub trait KeyType: sealed::Sealed {
    /// Whether a value of this type is such a value.
    #[doc(hidden)]
    fn is(value: ValueType) -> bool;

    /// What the key holds, seen from this type.
    ///
    /// # Safety
    /// The handle is open.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn found(handle: NonNull<RedisModuleKey>) -> Found {
        // SAFETY: the caller's promise.
        match unsafe { ValueType::at(handle) } {
            None => Found::Nothing,
            Some(value) if Self::is(value) => Found::Such,
            Some(_) => Found::Other,
        }
    }

    /// Lets the handle forget where in the value it is, before the value goes or moves.
    ///
    /// # Safety
    /// The handle is open for writing, on a value of this type.
    #[doc(hidden)]
    unsafe fn settle(_: *mut RedisModuleKey) {}
}

/// What a key holds: such a value as it is opened for, or another one.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Found {
    Nothing,
    Such,
    Other,
}

mod sealed {
    pub trait Sealed {}
}

/// A function that not every server has, or an error that names it and its first release.
macro_rules! function {
    ($name:ident, $release:literal) => {
        // SAFETY: a key is open or a parameter parsed, so the table is loaded.
        unsafe { redmod_sys::api().$name }.ok_or_else(|| {
            const TEXT: &str = concat!(
                "ERR this server has no RM_",
                stringify!($name),
                ", which came with ",
                $release,
                "\0"
            );
            const MISSING: $crate::Error =
                $crate::Error::fixed(match std::ffi::CStr::from_bytes_with_nul(TEXT.as_bytes()) {
                    Ok(text) => text,
                    Err(_) => panic!("one NUL, at the end"),
                });
            MISSING
        })
    };
}
pub(crate) use function;

/// A value of any type.
pub enum Any {}

impl sealed::Sealed for Any {}

impl KeyType for Any {
    fn is(_: ValueType) -> bool {
        true
    }
}

/// The type of a value (`RM_KeyType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueType {
    /// A string.
    String,
    /// A list.
    List,
    /// A hash.
    Hash,
    /// A set.
    Set,
    /// A sorted set.
    ZSet,
    /// A stream.
    Stream,
    /// A value of a module's own type.
    Module,
    /// A type that this release of redmod does not know.
    Unknown,
}

impl ValueType {
    /// The type of the value at a handle; `None` for an absent key.
    ///
    /// # Safety
    /// The handle is open.
    #[inline]
    pub(crate) unsafe fn at(handle: NonNull<RedisModuleKey>) -> Option<ValueType> {
        // SAFETY: the caller's promise.
        let number = unsafe { (api().KeyType)(handle.as_ptr()) };
        match number {
            REDISMODULE_KEYTYPE_EMPTY => None,
            REDISMODULE_KEYTYPE_STRING => Some(ValueType::String),
            REDISMODULE_KEYTYPE_LIST => Some(ValueType::List),
            REDISMODULE_KEYTYPE_HASH => Some(ValueType::Hash),
            REDISMODULE_KEYTYPE_SET => Some(ValueType::Set),
            REDISMODULE_KEYTYPE_ZSET => Some(ValueType::ZSet),
            REDISMODULE_KEYTYPE_MODULE => Some(ValueType::Module),
            REDISMODULE_KEYTYPE_STREAM => Some(ValueType::Stream),
            _ => Some(ValueType::Unknown),
        }
    }
}

/// A key that is open for reading; absent, or a `T`.
///
/// As a parameter it is the key that the call names; [`ServerContext::key`] opens any other. The wrong
/// type of value, and a key that the command holds open already, are errors.
pub struct Key<'a, T = Any> {
    handle: Option<NonNull<RedisModuleKey>>,
    /// What it was opened with, should it have to be opened again.
    context: &'a ServerContext,
    mode: c_int,
    _type: PhantomData<T>,
}

/// A key that is open for reading and writing; absent, or a `T`.
///
/// As a parameter it is the key that the call names; [`ServerContext::key_mut`] opens any other. Only in
/// commands with the flag `write`.
pub struct KeyMut<'a, T = Any>(Key<'a, T>);

pub(crate) const OPEN_TWICE: Error = Error::fixed(c"ERR the same key is given twice");
const NOT_WRITING: Error =
    Error::fixed(c"ERR a command without the flag `write` opens a key for writing");

impl ServerContext {
    /// Opens a key for reading (`RM_OpenKey`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// #[command(flags = "readonly")]
    /// fn first_of(cx: &Context, prefix: &str) -> Result<Option<Vec<u8>>> {
    ///     let mut key = cx.key::<Str>(&format!("{prefix}:1"))?;
    ///     Ok(key.get().map(<[u8]>::to_vec))
    /// }
    /// ```
    ///
    /// # Errors
    /// `WRONGTYPE` where the key holds another type of value; an error where it is open already.
    #[doc(alias = "RM_OpenKey")]
    pub fn key<T: KeyType>(&self, name: &(impl Name + ?Sized)) -> Result<Key<'_, T>> {
        OpenOptions::new().open(self, name)
    }

    /// Opens a key for reading and writing (`RM_OpenKey`).
    ///
    /// # Errors
    /// As [`key`](ServerContext::key); and in a command without the flag `write`. For an absent key also on a
    /// replica that only reads, and while writing is paused, unless the server has called a command with that
    /// flag: where it has not asked, a key that it has not deleted yet would be written over.
    pub fn key_mut<T: KeyType>(&self, name: &(impl Name + ?Sized)) -> Result<KeyMut<'_, T>> {
        OpenOptions::new().open_mut(self, name)
    }
}

impl<'a, T: KeyType> Key<'a, T> {
    /// Opens a key, if nothing else has it open.
    ///
    /// To look a key up may expire it and let modules know. That frees no value but this key's,
    /// which nobody has open, since callbacks that are told of it may not write.
    ///
    /// # Safety
    /// The context is live during `'a`, and not used exclusively.
    #[inline(always)]
    unsafe fn open(
        context: NonNull<RedisModuleCtx>,
        name: &ServerStr,
        mode: c_int,
    ) -> Result<Key<'a, T>> {
        // SAFETY: the caller's promise, and that nothing has the key open.
        let key = unsafe {
            if frame::is_open(context, name) {
                return Err(OPEN_TWICE);
            }
            Key {
                handle: frame::open(context, name, mode),
                context: context.cast::<ServerContext>().as_ref(),
                mode,
                _type: PhantomData,
            }
        };
        let Some(handle) = key.handle else {
            return Ok(key);
        };
        // SAFETY: it was just opened.
        match unsafe { T::found(handle) } {
            Found::Such => Ok(key),
            Found::Nothing => key.context.refuses_writes().map_or(Ok(key), Err),
            Found::Other => Err(Error::WRONG_TYPE),
        }
    }

    /// The type of the value; `None` for an absent key (`RM_KeyType`).
    #[doc(alias = "RM_KeyType")]
    #[must_use]
    pub fn value_type(&self) -> Option<ValueType> {
        // SAFETY: the handle is open.
        unsafe { ValueType::at(self.handle?) }
    }

    /// Whether the key exists.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.value_type().is_some()
    }

    /// The handle of a key that exists.
    fn existing(&self) -> Option<*mut RedisModuleKey> {
        self.handle.filter(|_| self.exists()).map(NonNull::as_ptr)
    }
}

impl<T> Drop for Key<'_, T> {
    #[doc(alias = "RM_CloseKey")]
    #[inline]
    fn drop(&mut self) {
        if let Some(handle) = self.handle {
            // SAFETY: `frame::open` has returned it, and this is the handle's owner.
            unsafe { frame::close(handle) };
        }
    }
}

impl<T: KeyType> KeyMut<'_, T> {
    pub(crate) fn context(&self) -> &ServerContext {
        self.0.context
    }

    /// The handle, for a call that writes.
    fn write(&mut self) -> *mut RedisModuleKey {
        frame::note_write();
        let handle = self
            .0
            .handle
            .expect("the server opens every key for writing, absent or not");
        handle.as_ptr()
    }
}

impl<'a, T> std::ops::Deref for KeyMut<'a, T> {
    type Target = Key<'a, T>;

    fn deref(&self) -> &Key<'a, T> {
        &self.0
    }
}

impl<'a, T: KeyType> Args<'a> for Key<'a, T> {
    const SHAPE: Shape = Shape::key(KeyAccess::Read);

    #[inline]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let (name, context) = (input.word()?, input.share_context()?);
        // SAFETY: the context of a call is live during the call, and it is shared now.
        unsafe { Key::open(context, name, REDISMODULE_READ) }
    }
}

impl<'a, T: KeyType> Args<'a> for KeyMut<'a, T> {
    const SHAPE: Shape = Shape::key(KeyAccess::Write);

    #[inline]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let (name, context) = (input.word()?, input.share_context()?);
        // SAFETY: as for `Key`.
        unsafe { Key::open(context, name, REDISMODULE_READ | REDISMODULE_WRITE).map(KeyMut) }
    }
}
