//! Decides what can be written, and what no author can.

use std::ops::Deref;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleIO, api};

use super::{RdbIo, SPOILT};
use crate::data_type::saver::To;
use crate::data_type::{Persist, Saver};
use crate::{LongDouble, ServerStr};

/// Where a function of `save` or `aux_save` writes to: a file, a replica, a client, or memory.
///
/// What is written is read in the same order, each by the function of the same name of
/// [`RdbReader`](super::RdbReader). That writing fails is the server's to handle; who writes much may
/// ask [`has_failed`](RdbIo::has_failed).
pub struct RdbWriter<'a> {
    io: RdbIo<'a>,
    encver: u16,
}

impl<'a> Deref for RdbWriter<'a> {
    type Target = RdbIo<'a>;

    fn deref(&self) -> &RdbIo<'a> {
        &self.io
    }
}

impl<'a> RdbWriter<'a> {
    /// # Safety
    /// The callback that was given the IO lasts during `'a`.
    pub(in crate::data_type) unsafe fn from_raw(
        io: NonNull<RedisModuleIO>,
        encver: u16,
    ) -> RdbWriter<'a> {
        RdbWriter {
            // SAFETY: the caller's promise.
            io: unsafe { RdbIo::from_raw(io) },
            encver,
        }
    }

    /// Writes a number without a sign (`RM_SaveUnsigned`).
    #[doc(alias = "RM_SaveUnsigned")]
    pub fn unsigned(&self, number: u64) -> &Self {
        // SAFETY: the callback that was given the IO runs.
        unsafe { (api().SaveUnsigned)(self.io.io.as_ptr(), number) };
        self
    }

    /// Writes a number (`RM_SaveSigned`).
    #[doc(alias = "RM_SaveSigned")]
    pub fn signed(&self, number: i64) -> &Self {
        // SAFETY: the callback that was given the IO runs.
        unsafe { (api().SaveSigned)(self.io.io.as_ptr(), number) };
        self
    }

    /// Writes a float as it is (`RM_SaveDouble`); of those that are no number one is written as
    /// another one, since it says that a save has failed.
    #[doc(alias = "RM_SaveDouble")]
    pub fn double(&self, number: f64) -> &Self {
        let is_spoilt = number.to_bits() == SPOILT;
        let number = if is_spoilt { f64::NAN } else { number };
        // SAFETY: the callback that was given the IO runs.
        unsafe { (api().SaveDouble)(self.io.io.as_ptr(), number) };
        self
    }

    /// Writes a float as it is (`RM_SaveFloat`).
    #[doc(alias = "RM_SaveFloat")]
    pub fn float(&self, number: f32) -> &Self {
        // SAFETY: the callback that was given the IO runs.
        unsafe { (api().SaveFloat)(self.io.io.as_ptr(), number) };
        self
    }

    /// Writes a float as text, without losing a bit (`RM_SaveLongDouble`).
    ///
    /// # Panics
    /// For what is no number: the server could not read it.
    #[doc(alias = "RM_SaveLongDouble")]
    pub fn long_double(&self, number: LongDouble) -> &Self {
        assert!(!number.to_f64().is_nan(), "a long double is no number");
        // SAFETY: the callback that was given the IO runs.
        unsafe { (api().SaveLongDouble)(self.io.io.as_ptr(), number.arg()) };
        self
    }

    /// Writes a string of the server's (`RM_SaveString`).
    #[doc(alias = "RM_SaveString")]
    pub fn string(&self, string: &ServerStr) -> &Self {
        // SAFETY: the callback that was given the IO runs; the string is only read.
        unsafe { (api().SaveString)(self.io.io.as_ptr(), string.as_ptr()) };
        self
    }

    /// Writes bytes, as a string (`RM_SaveStringBuffer`).
    #[doc(alias = "RM_SaveStringBuffer")]
    pub fn bytes(&self, bytes: &[u8]) -> &Self {
        // SAFETY: the callback that was given the IO runs.
        unsafe { save_bytes(self.io.io, bytes) };
        self
    }

    /// Writes what can be a field, as strings of redmod's own format.
    ///
    /// # Panics
    /// Where it is nested too deep, or its parts have a newer version than the data type.
    pub fn value(&self, value: &impl Persist) -> &Self {
        Saver::new(To::Io(self.io.io), self.encver).value(|out| value.save(out));
        self
    }
}

/// Up to this length the server tries whether a string is a number, and Redis before 7.0 reads on
/// until a NUL then.
const MAYBE_NUMBER: usize = 11;

/// `RM_SaveStringBuffer`
///
/// # Safety
/// The callback that was given the IO runs.
pub(in crate::data_type) unsafe fn save_bytes(io: NonNull<RedisModuleIO>, bytes: &[u8]) {
    let mut short = [0; MAYBE_NUMBER + 1];
    let ended = if bytes.len() <= MAYBE_NUMBER {
        short[..bytes.len()].copy_from_slice(bytes);
        &short
    } else {
        bytes
    };
    // SAFETY: the caller's promise; the bytes are copied, and those among which the server looks for a
    // number are followed by a NUL.
    unsafe { (api().SaveStringBuffer)(io.as_ptr(), ended.as_ptr().cast(), bytes.len()) };
}

/// Says in place of the rest that the save has failed: what was written is never loaded.
///
/// # Safety
/// The callback that was given the IO runs.
pub(in crate::data_type) unsafe fn spoil(io: NonNull<RedisModuleIO>) {
    // SAFETY: the caller's promise.
    unsafe { (api().SaveDouble)(io.as_ptr(), f64::from_bits(SPOILT)) };
}
