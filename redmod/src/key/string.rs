//! Decides how a string value is read and written.

use std::ffi::c_int;

use redmod_sys::{REDISMODULE_KEYTYPE_STRING, REDISMODULE_OK, REDISMODULE_READ, api};

use super::{Key, KeyMut, KeyType, sealed};
use crate::{Error, Result, ServerString, frame};

/// A string value: `KeyMut<Str>`.
pub enum Str {}

impl sealed::Sealed for Str {}

impl KeyType for Str {
    const NUMBER: c_int = REDISMODULE_KEYTYPE_STRING;
}

impl Key<'_, Str> {
    /// The value's bytes, in place (`RM_StringDMA`).
    ///
    /// The server may rewrite how it keeps the value to make that possible, which is why this takes
    /// `&mut self` and why no key may be open twice.
    #[doc(alias = "RM_StringDMA")]
    pub fn get(&mut self) -> Option<&[u8]> {
        let handle = self.handle.filter(|_| self.exists())?;
        let mut len = 0;
        // SAFETY: the handle is open, on a string as `open` has seen or `set` has made, and is
        // the only one of this key; the borrow of `self` keeps the value as it is meanwhile.
        unsafe {
            let bytes = (api().StringDMA)(handle.as_ptr(), &raw mut len, REDISMODULE_READ);
            Some(std::slice::from_raw_parts(bytes.cast(), len))
        }
    }
}

impl KeyMut<'_, Str> {
    /// The value's bytes, in place (`RM_StringDMA`).
    pub fn get(&mut self) -> Option<&[u8]> {
        self.0.get()
    }

    /// Sets the value; the key loses its time to live (`RM_StringSet`).
    ///
    /// # Errors
    /// Where the server refuses.
    #[doc(alias = "RM_StringSet")]
    pub fn set(&mut self, value: &[u8]) -> Result<()> {
        let value = ServerString::from_bytes(value);
        frame::note_write();
        // SAFETY: the handle is open for writing, `&mut self` lets nothing into the value, and the
        // server takes a reference of its own to the string.
        match unsafe { (api().StringSet)(self.handle().as_ptr(), value.as_ptr()) } {
            REDISMODULE_OK => Ok(()),
            _ => Err(Error::fixed(c"ERR the value cannot be set")),
        }
    }
}
