//! Decides how what was written is read: whatever is there, each step ends in a value or an error,
//! and after the first error there are only errors.

use std::cell::OnceCell;
use std::ops::Deref;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleIO, api};

use super::{Buffer, RdbIo, SPOILT};
use crate::data_type::loader::NOT_SAVED;
use crate::data_type::{Loader, Persist};
use crate::{Error, LongDouble, Result, ServerString};

const NOT_THERE: Error =
    Error::fixed(c"ERR its bytes end early, or something of another kind is there");

/// Where a function of `load` or `aux_load` reads from.
///
/// Each function reads what the one of the same name of [`RdbWriter`](super::RdbWriter) has written,
/// or answers with an error: where nothing more was written, or something of another kind (numbers
/// with a sign and without are of one). Then
/// nothing can be read any more, and whatever the author's function makes of it, the value is refused.
///
/// What is read may come from anybody: a client can send any bytes to `RESTORE`. So no number that is
/// read is to be trusted as a length.
pub struct RdbReader<'a> {
    io: RdbIo<'a>,
    encver: u16,
    /// The first error.
    failure: OnceCell<Error>,
}

impl<'a> Deref for RdbReader<'a> {
    type Target = RdbIo<'a>;

    fn deref(&self) -> &RdbIo<'a> {
        &self.io
    }
}

impl<'a> RdbReader<'a> {
    /// # Safety
    /// The callback that was given the IO lasts during `'a`.
    pub(in crate::data_type) unsafe fn from_raw(
        io: NonNull<RedisModuleIO>,
        encver: u16,
    ) -> RdbReader<'a> {
        RdbReader {
            // SAFETY: the caller's promise.
            io: unsafe { RdbIo::from_raw(io) },
            encver,
            failure: OnceCell::new(),
        }
    }

    /// The version in which it was saved: the `encver` of its data type at that time.
    #[must_use]
    pub fn encver(&self) -> u16 {
        self.encver
    }

    /// Reads a number without a sign (`RM_LoadUnsigned`).
    ///
    /// # Errors
    /// Where there is none.
    #[doc(alias = "RM_LoadUnsigned")]
    pub fn unsigned(&self) -> Result<u64> {
        // SAFETY: the callback that was given the IO runs; on an error the server returns some number,
        // since the module has said that it copes with errors.
        self.checked(unsafe { (api().LoadUnsigned)(self.io.io.as_ptr()) })
    }

    /// Reads a number (`RM_LoadSigned`).
    ///
    /// # Errors
    /// Where there is none.
    #[doc(alias = "RM_LoadSigned")]
    pub fn signed(&self) -> Result<i64> {
        // SAFETY: as for `unsigned`.
        self.checked(unsafe { (api().LoadSigned)(self.io.io.as_ptr()) })
    }

    /// Reads a float (`RM_LoadDouble`).
    ///
    /// # Errors
    /// Where there is none, and where a save has failed.
    #[doc(alias = "RM_LoadDouble")]
    pub fn double(&self) -> Result<f64> {
        // SAFETY: as for `unsigned`.
        let number = self.checked(unsafe { (api().LoadDouble)(self.io.io.as_ptr()) })?;
        if number.to_bits() == SPOILT {
            return Err(self.fail(NOT_SAVED));
        }
        Ok(number)
    }

    /// Reads a float (`RM_LoadFloat`).
    ///
    /// # Errors
    /// Where there is none.
    #[doc(alias = "RM_LoadFloat")]
    pub fn float(&self) -> Result<f32> {
        // SAFETY: as for `unsigned`.
        self.checked(unsafe { (api().LoadFloat)(self.io.io.as_ptr()) })
    }

    /// Reads a float that was written as text (`RM_LoadLongDouble`). For a string that is the text of
    /// no number, which nobody writes but who forges a payload, the server makes up some number.
    ///
    /// # Errors
    /// Where there is no string.
    #[doc(alias = "RM_LoadLongDouble")]
    pub fn long_double(&self) -> Result<LongDouble> {
        // SAFETY: as for `unsigned`.
        self.checked(unsafe { api().LoadLongDouble.call(self.io.io.as_ptr()) })
    }

    /// Reads a string, as the server's (`RM_LoadString`).
    ///
    /// # Errors
    /// Where there is none.
    #[doc(alias = "RM_LoadString")]
    pub fn string(&self) -> Result<ServerString> {
        self.readable()?;
        // SAFETY: the callback that was given the IO runs; on an error the server returns null. The
        // string is new, and nobody's but ours.
        let string = unsafe {
            let string = (api().LoadString)(self.io.io.as_ptr());
            NonNull::new(string).map(|string| ServerString::from_raw(string))
        };
        string.ok_or_else(|| self.fail(NOT_THERE))
    }

    /// Reads a string, as bytes (`RM_LoadStringBuffer`).
    ///
    /// # Errors
    /// Where there is none.
    #[doc(alias = "RM_LoadStringBuffer")]
    pub fn bytes(&self) -> Result<Buffer> {
        self.readable()?;
        // SAFETY: the callback that was given the IO runs.
        unsafe { Buffer::load(self.io.io) }.ok_or_else(|| self.fail(NOT_THERE))
    }

    /// Reads what [`RdbWriter::value`](super::RdbWriter::value) has written.
    ///
    /// # Errors
    /// Where there is no such value.
    pub fn value<T: Persist>(&self) -> Result<T> {
        self.readable()?;
        // SAFETY: the callback that was given the IO runs longer than the loader.
        let value = unsafe { Loader::from_io(self.io.io, self.encver) }.value(T::load);
        value.map_err(|error| self.fail(error))
    }

    /// What was read, unless reading has failed.
    fn checked<T>(&self, read: T) -> Result<T> {
        self.readable()?;
        Ok(read)
    }

    /// Nothing is to be made of what was read once reading has failed.
    pub(in crate::data_type) fn readable(&self) -> Result<()> {
        match self.failure.get() {
            Some(failure) => Err(failure.clone()),
            None if self.has_failed() => Err(self.fail(NOT_THERE)),
            None => Ok(()),
        }
    }

    #[cold]
    fn fail(&self, error: Error) -> Error {
        self.failure.get_or_init(|| error).clone()
    }
}
