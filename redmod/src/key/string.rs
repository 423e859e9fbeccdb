//! Decides how a string value is read and written.

use std::ffi::c_int;

use redmod_sys::{REDISMODULE_OK, REDISMODULE_READ, REDISMODULE_WRITE, RedisModuleKey, api};

use super::{Key, KeyMut, KeyType, Name, ValueType, sealed};
use crate::args::parse_i64;
use crate::{Error, Result, frame};

/// A string value: `KeyMut<Str>`.
pub enum Str {}

impl sealed::Sealed for Str {}

impl KeyType for Str {
    fn is(value: ValueType) -> bool {
        value == ValueType::String
    }
}

const REFUSED: Error = Error::fixed(c"ERR the server refuses to change the string");

impl Key<'_, Str> {
    /// The value's bytes, in place (`RM_StringDMA`).
    ///
    /// The server may rewrite how it keeps the value to make that possible, which is why this takes
    /// `&mut self` and why no key may be open twice.
    #[doc(alias = "RM_StringDMA")]
    pub fn get(&mut self) -> Option<&[u8]> {
        let (bytes, len) = in_place(self.existing()?, REDISMODULE_READ);
        // SAFETY: the server's bytes, unchanged while `self` is borrowed: this is the only handle.
        Some(unsafe { std::slice::from_raw_parts(bytes, len) })
    }

    /// The integer that the value is, as `INCR` reads it; `None` for an absent key (`RM_StringDMA`).
    ///
    /// # Errors
    /// [`Error::NOT_AN_INTEGER`], also for one that does not fit.
    pub fn integer(&mut self) -> Result<Option<i64>> {
        let parse = |bytes| parse_i64(bytes).ok_or(Error::NOT_AN_INTEGER);
        self.get().map(parse).transpose()
    }
}

impl KeyMut<'_, Str> {
    /// The value's bytes, in place (`RM_StringDMA`).
    pub fn get(&mut self) -> Option<&[u8]> {
        self.0.get()
    }

    /// The integer that the value is: [`Key::integer`].
    ///
    /// # Errors
    /// As there.
    pub fn integer(&mut self) -> Result<Option<i64>> {
        self.0.integer()
    }

    /// The value's bytes, in place and writable (`RM_StringDMA`).
    ///
    /// [`truncate`](KeyMut::truncate) makes the value longer or shorter.
    pub fn get_mut(&mut self) -> Option<&mut [u8]> {
        let handle = self.existing()?;
        frame::note_write();
        let (bytes, len) = in_place(handle, REDISMODULE_READ | REDISMODULE_WRITE);
        // SAFETY: as for `get`; for writing the server makes the value this key's alone.
        Some(unsafe { std::slice::from_raw_parts_mut(bytes, len) })
    }

    /// Sets the value; the key loses its time to live (`RM_StringSet`).
    ///
    /// # Errors
    /// Where the server refuses.
    #[doc(alias = "RM_StringSet")]
    pub fn set(&mut self, value: &(impl Name + ?Sized)) -> Result<()> {
        let handle = self.write();
        // SAFETY: the handle is open for writing, `&mut self` lets nothing into the value, and the
        // server takes a reference of its own to the string.
        let status = value.with(|value| unsafe { (api().StringSet)(handle, value.as_ptr()) });
        if status == REDISMODULE_OK {
            Ok(())
        } else {
            Err(REFUSED)
        }
    }

    /// Makes the value so many bytes long, with zeros at the end where it grows; an absent key
    /// becomes one of zeros (`RM_StringTruncate`).
    ///
    /// # Errors
    /// For more than 512 MB.
    #[doc(alias = "RM_StringTruncate")]
    pub fn truncate(&mut self, len: usize) -> Result<()> {
        // SAFETY: the handle is open for writing, and `&mut self` lets nothing into the value.
        match unsafe { (api().StringTruncate)(self.write(), len) } {
            REDISMODULE_OK => Ok(()),
            _ => Err(REFUSED),
        }
    }
}

/// The bytes of a string that exists. No bytes are somewhere too.
fn in_place(handle: *mut RedisModuleKey, mode: c_int) -> (*mut u8, usize) {
    let mut len = 0;
    // SAFETY: the handle is open, on a string as `open` has seen or `set` has made.
    let bytes = unsafe { (api().StringDMA)(handle, &raw mut len, mode) }.cast::<u8>();
    if bytes.is_null() {
        (std::ptr::dangling_mut(), 0)
    } else {
        (bytes, len)
    }
}
