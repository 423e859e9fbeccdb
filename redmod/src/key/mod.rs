//! Decides how keys are opened: as parameters, each by its type, for reading or for writing, and
//! never the same key twice.

mod string;

use std::ffi::c_int;
use std::marker::PhantomData;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_KEYTYPE_EMPTY, REDISMODULE_OK, REDISMODULE_READ, REDISMODULE_WRITE, RedisModuleKey,
    api,
};

pub use string::Str;

use crate::args::{Args, Input, KeyAccess, Shape};
use crate::{Error, Result, ServerStr, frame};

/// What a key can hold: the `T` of [`Key`] and [`KeyMut`].
pub trait KeyType: sealed::Sealed {
    /// The server's number for it (`RM_KeyType`).
    #[doc(hidden)]
    const NUMBER: c_int;
}

mod sealed {
    pub trait Sealed {}
}

/// A key that is open for reading; absent or a `T`.
///
/// A parameter of this type opens the key that it is given. The wrong type of value, and a key
/// that the command holds open already, are errors before the function is called.
pub struct Key<'a, T> {
    handle: Option<NonNull<RedisModuleKey>>,
    name: &'a ServerStr,
    _type: PhantomData<T>,
}

/// A key that is open for reading and writing; absent or a `T`.
///
/// Needs a command with the flag `write`.
pub struct KeyMut<'a, T>(Key<'a, T>);

const OPEN_TWICE: Error = Error::fixed(c"ERR the same key is given twice");

impl<'a, T: KeyType> Key<'a, T> {
    /// Opens a key (`RM_OpenKey`).
    #[doc(alias = "RM_OpenKey")]
    #[doc(alias = "RM_KeyType")]
    fn open(input: &mut Input<'a>, mode: i32) -> Result<Key<'a, T>> {
        let name = input.word()?;
        let context = input.share_context()?;
        // SAFETY: `share_context` gives a live context; the name is an argument, which outlives
        // the callback; no other handle of the key is open, as was just seen, and the handle is
        // noted before anything else can be opened.
        unsafe {
            let database = (api().GetSelectedDb)(context.as_ptr());
            if frame::is_open(database, name) {
                return Err(OPEN_TWICE);
            }
            let handle = (api().OpenKey)(context.as_ptr(), name.as_ptr(), mode);
            let handle = NonNull::new(handle.cast::<RedisModuleKey>());
            if let Some(handle) = handle {
                frame::note_open(handle.as_ptr(), database, name);
            }
            let key = Key {
                handle,
                name,
                _type: PhantomData,
            };
            match key.type_number() {
                REDISMODULE_KEYTYPE_EMPTY => Ok(key),
                number if number == T::NUMBER => Ok(key),
                _ => Err(Error::WRONG_TYPE),
            }
        }
    }

    fn type_number(&self) -> c_int {
        // SAFETY: the handle is open.
        self.handle
            .map_or(REDISMODULE_KEYTYPE_EMPTY, |handle| unsafe {
                (api().KeyType)(handle.as_ptr())
            })
    }

    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &'a ServerStr {
        self.name
    }

    /// Whether the key exists.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.type_number() != REDISMODULE_KEYTYPE_EMPTY
    }
}

impl<T> Drop for Key<'_, T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle {
            // SAFETY: noted by `open`, and this is the handle's owner.
            unsafe { frame::close(handle.as_ptr()) };
        }
    }
}

impl<'a, T: KeyType> KeyMut<'a, T> {
    fn handle(&self) -> NonNull<RedisModuleKey> {
        self.0
            .handle
            .expect("the server gives a handle to every key that is opened for writing")
    }

    /// Deletes the key (`RM_DeleteKey`); whether it existed.
    ///
    /// # Errors
    /// Where the server refuses.
    #[doc(alias = "RM_DeleteKey")]
    pub fn delete(&mut self) -> Result<bool> {
        let existed = self.exists();
        frame::note_write();
        // SAFETY: the handle is open for writing, and `&mut self` lets nothing into the value.
        match unsafe { (api().DeleteKey)(self.handle().as_ptr()) } {
            REDISMODULE_OK => Ok(existed),
            _ => Err(Error::fixed(c"ERR the key cannot be deleted")),
        }
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

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        Key::open(input, REDISMODULE_READ)
    }
}

impl<'a, T: KeyType> Args<'a> for KeyMut<'a, T> {
    const SHAPE: Shape = Shape::key(KeyAccess::Write);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        Key::open(input, REDISMODULE_READ | REDISMODULE_WRITE).map(KeyMut)
    }
}
