//! Decides how a value is kept outside of keys: as a string of the server's, without its type and
//! its version, which whoever keeps it knows.

use std::cell::Cell;
use std::ptr::{NonNull, null_mut};

use redmod_sys::api;

use super::DataType;
use crate::context::AnyContext;
use crate::{Error, Result, ServerStr, ServerString};

const NOT_SAVED: Error = Error::fixed(c"ERR the value cannot be saved");
const NOT_LOADED: Error = Error::fixed(c"ERR the string is no value of this type");

impl AnyContext {
    /// Saves a value of a data type to a string (`RM_SaveDataTypeToString`).
    ///
    /// # Errors
    /// Where saving it panics; the log says where.
    #[doc(alias = "RM_SaveDataTypeToString")]
    pub fn save_value<T: DataType>(&self, value: &T) -> Result<ServerString> {
        // SAFETY: there is a context, so that this is a callback or a thread that has the server's
        // lock.
        unsafe { save(value) }
    }

    /// Loads a value from a string that [`save_value`](AnyContext::save_value) has made when the data
    /// type had this `encver` (`RM_LoadDataTypeFromStringEncver`; `RM_LoadDataTypeFromString` on
    /// servers without it, before Redis 7.0).
    ///
    /// # Errors
    /// Where the string is no such value; the log says why.
    #[doc(alias = "RM_LoadDataTypeFromString")]
    #[doc(alias = "RM_LoadDataTypeFromStringEncver")]
    pub fn load_value<T: DataType>(&self, string: &ServerStr, encver: u16) -> Result<T> {
        // SAFETY: there is a context, as for `save_value`.
        unsafe { load(string, encver) }
    }
}

/// # Safety
/// The server's lock is held, or this is a child that saves.
pub(super) unsafe fn save<T: DataType>(value: &T) -> Result<ServerString> {
    let (value, server) = (std::ptr::from_ref(value), T::slot().get());
    if server.is_null() {
        return Err(NOT_SAVED);
    }
    let outer = OUTSIDE.replace(Outside::START);
    // SAFETY: the caller's promise; the value is one of the type, which is registered, and is only
    // read. Without a context the string is nobody's but ours.
    let string = unsafe {
        let value = value.cast_mut().cast();
        (api().SaveDataTypeToString)(null_mut(), value, server)
    };
    let failed = OUTSIDE.replace(outer).failed;
    // SAFETY: as above; it was just made.
    let string = NonNull::new(string).map(|string| unsafe { ServerString::from_raw(string) });
    string.filter(|_| !failed).ok_or(NOT_SAVED)
}

/// # Safety
/// The server's lock is held.
pub(super) unsafe fn load<T: DataType>(string: &ServerStr, encver: u16) -> Result<T> {
    let server = T::slot().get();
    if server.is_null() {
        return Err(NOT_LOADED);
    }
    let outer = OUTSIDE.replace(Outside {
        encver: Some(encver),
        ..Outside::START
    });
    // SAFETY: the caller's promise; the string lives, and the type is registered.
    let value = unsafe {
        match api().LoadDataTypeFromStringEncver {
            Some(load) => load(string.as_ptr(), server, encver.into()),
            None => (api().LoadDataTypeFromString)(string.as_ptr(), server),
        }
    };
    OUTSIDE.set(outer);
    // SAFETY: what was loaded is a box of `T`, by the type's own `rdb_load`, and is ours.
    let value = NonNull::new(value).map(|it| *unsafe { Box::from_raw(it.as_ptr().cast::<T>()) });
    value.ok_or(NOT_LOADED)
}

/// What a callback of a type and who has asked for it outside of keys tell each other, where the
/// server has no way.
#[derive(Clone, Copy, Default)]
pub(super) struct Outside {
    /// The version of what is loaded, which servers before Redis 7.0 do not pass on.
    pub(super) encver: Option<u16>,
    /// Whether saving has panicked.
    failed: bool,
}

impl Outside {
    const START: Outside = Outside {
        encver: None,
        failed: false,
    };
}

thread_local! {
    /// Of this thread, which calls the callback itself.
    static OUTSIDE: Cell<Outside> = const { Cell::new(Outside::START) };
}

/// What the callback that runs was told, if it was called outside of keys.
pub(super) fn told() -> Outside {
    OUTSIDE.get()
}

/// Tells that saving has panicked.
pub(super) fn fail() {
    OUTSIDE.set(Outside {
        failed: true,
        ..OUTSIDE.get()
    });
}
