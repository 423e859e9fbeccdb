//! Decides how the server's strings become numbers, and numbers such strings: by the server's own
//! rules, which are those of its commands.

use std::fmt::Write;
use std::ptr::{NonNull, null_mut};

use redmod_sys::{REDISMODULE_OK, RedisModuleString, api};

use super::{ServerStr, ServerString, loaded};
use crate::args::parse_digits;
use crate::{Error, LongDouble, Result};

impl ServerStr {
    /// The integer that the text is (`RM_StringToLongLong`).
    ///
    /// # Errors
    /// [`Error::NOT_AN_INTEGER`], also for one that does not fit.
    #[doc(alias = "RM_StringToLongLong")]
    pub fn to_i64(&self) -> Result<i64> {
        let mut value = 0;
        // SAFETY: the string is alive, so the table is loaded; the server writes one number.
        let status = unsafe { (api().StringToLongLong)(self.as_ptr(), &raw mut value) };
        parsed(status, value, Error::NOT_AN_INTEGER)
    }

    /// The integer without a sign that the text is: digits, zeros in front of them too
    /// (`RM_StringToULongLong`, Redis 7.0.3; read here on servers without it).
    ///
    /// # Errors
    /// [`Error::NOT_AN_INTEGER`], also for one that does not fit.
    #[doc(alias = "RM_StringToULongLong")]
    pub fn to_u64(&self) -> Result<u64> {
        let digits = self.as_bytes();
        // The server skips blanks, and takes signs.
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(Error::NOT_AN_INTEGER);
        }
        // SAFETY: the string is alive, so the table is loaded.
        let Some(parse) = (unsafe { api().StringToULongLong }) else {
            let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
            let digits = &digits[zeros.min(digits.len().saturating_sub(1))..];
            return parse_digits(digits).ok_or(Error::NOT_AN_INTEGER);
        };
        let mut value = 0;
        // SAFETY: the string is alive; the server writes one number.
        let status = unsafe { parse(self.as_ptr(), &raw mut value) };
        parsed(status, value, Error::NOT_AN_INTEGER)
    }

    /// The number that the text is (`RM_StringToDouble`). Infinities are numbers.
    ///
    /// # Errors
    /// [`Error::NOT_A_FLOAT`].
    #[doc(alias = "RM_StringToDouble")]
    pub fn to_f64(&self) -> Result<f64> {
        let mut value = 0.0;
        // SAFETY: the string is alive, so the table is loaded; the server writes one number.
        let status = unsafe { (api().StringToDouble)(self.as_ptr(), &raw mut value) };
        parsed(status, value, Error::NOT_A_FLOAT)
    }

    /// The number that the text is, with the precision of `INCRBYFLOAT` (`RM_StringToLongDouble`).
    ///
    /// # Errors
    /// [`Error::NOT_A_FLOAT`].
    #[doc(alias = "RM_StringToLongDouble")]
    pub fn to_long_double(&self) -> Result<LongDouble> {
        let mut value = LongDouble::from_f64(0.0);
        // SAFETY: the string is alive, so the table is loaded; the server writes one number.
        let status = unsafe { (api().StringToLongDouble)(self.as_ptr(), &raw mut value) };
        parsed(status, value, Error::NOT_A_FLOAT)
    }
}

fn parsed<T>(status: std::ffi::c_int, value: T, error: Error) -> Result<T> {
    if status == REDISMODULE_OK {
        Ok(value)
    } else {
        Err(error)
    }
}

impl ServerString {
    /// An integer in decimal (`RM_CreateStringFromLongLong`).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateStringFromLongLong")]
    #[must_use]
    pub fn from_i64(value: i64) -> ServerString {
        loaded();
        // SAFETY: the table is loaded; without a context the string is nobody's but ours.
        unsafe { made((api().CreateStringFromLongLong)(null_mut(), value)) }
    }

    /// An integer in decimal (`RM_CreateStringFromULongLong`, Redis 7.0.3; written here on servers
    /// without it).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateStringFromULongLong")]
    #[must_use]
    pub fn from_u64(value: u64) -> ServerString {
        loaded();
        // SAFETY: the table is loaded.
        if let Some(create) = unsafe { api().CreateStringFromULongLong } {
            // SAFETY: without a context the string is nobody's but ours.
            return unsafe { made(create(null_mut(), value)) };
        }
        let mut string = ServerString::from_bytes(b"");
        let _ = write!(string, "{value}");
        string
    }

    /// A number as the server writes it in its replies (`RM_CreateStringFromDouble`).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateStringFromDouble")]
    #[must_use]
    pub fn from_f64(value: f64) -> ServerString {
        loaded();
        // SAFETY: the table is loaded; without a context the string is nobody's but ours.
        unsafe { made((api().CreateStringFromDouble)(null_mut(), value)) }
    }

    /// A number with up to 17 digits after the point and no exponent, as `INCRBYFLOAT` writes it; or,
    /// if not `for_humans`, with 17 digits and an exponent where it needs one
    /// (`RM_CreateStringFromLongDouble`).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateStringFromLongDouble")]
    #[must_use]
    pub fn from_long_double(value: LongDouble, for_humans: bool) -> ServerString {
        loaded();
        let (value, for_humans) = (value.arg(), for_humans.into());
        // SAFETY: the table is loaded; without a context the string is nobody's but ours.
        unsafe {
            made((api().CreateStringFromLongDouble)(
                null_mut(),
                value,
                for_humans,
            ))
        }
    }
}

/// # Safety
/// The server has just made the string, without a context.
unsafe fn made(string: *mut RedisModuleString) -> ServerString {
    // SAFETY: nobody else refers to it; the server ends the process rather than return null.
    unsafe { ServerString::from_raw(NonNull::new_unchecked(string)) }
}
