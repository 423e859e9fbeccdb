//! Decides what can name a command.

use std::ffi::{CStr, CString};

use crate::{Error, Result};

/// The name of a command: `"INCR"`, or `c"INCR"`, which need not be copied.
pub trait CommandName {
    /// The name as the server takes it.
    #[doc(hidden)]
    fn to_c<'n>(&'n self, buffer: &'n mut NameBuffer) -> Result<&'n CStr>;
}

/// Room for a command's name.
#[doc(hidden)]
pub struct NameBuffer {
    short: [u8; 48],
    long: Option<CString>,
}

impl NameBuffer {
    #[inline(always)]
    pub(crate) fn new() -> NameBuffer {
        NameBuffer {
            short: [0; 48],
            long: None,
        }
    }
}

impl CommandName for str {
    #[inline(always)]
    fn to_c<'n>(&'n self, buffer: &'n mut NameBuffer) -> Result<&'n CStr> {
        let Some(room) = buffer.short.get_mut(..=self.len()) else {
            let name = CString::new(self).map_err(|_| Error::UNKNOWN_COMMAND)?;
            return Ok(buffer.long.insert(name));
        };
        room[..self.len()].copy_from_slice(self.as_bytes());
        room[self.len()] = 0;
        CStr::from_bytes_with_nul(room).map_err(|_| Error::UNKNOWN_COMMAND)
    }
}

impl CommandName for String {
    fn to_c<'n>(&'n self, buffer: &'n mut NameBuffer) -> Result<&'n CStr> {
        self.as_str().to_c(buffer)
    }
}

impl CommandName for CStr {
    #[inline(always)]
    fn to_c<'n>(&'n self, _buffer: &'n mut NameBuffer) -> Result<&'n CStr> {
        Ok(self)
    }
}

impl<T: CommandName + ?Sized> CommandName for &T {
    #[inline(always)]
    fn to_c<'n>(&'n self, buffer: &'n mut NameBuffer) -> Result<&'n CStr> {
        (**self).to_c(buffer)
    }
}
