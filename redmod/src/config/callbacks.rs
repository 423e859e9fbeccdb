//! Decides what the server's callbacks for configs do. Each is called with the config's place in the registry.

use std::ffi::{c_char, c_int, c_longlong, c_ulonglong, c_void};
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::Ordering;

use redmod_sys::{REDISMODULE_ERR, REDISMODULE_OK, RedisModuleCtx, RedisModuleString, api};

use super::kind::NONE;
use super::register::Registered;
use super::{Kind, Value};
use crate::ServerStr;
use crate::context::ConfigContext;

/// What the server is given for each config, and gives back.
pub(super) fn data(config: &'static Registered) -> *mut c_void {
    std::ptr::from_ref(config).cast_mut().cast()
}

/// # Safety
/// The server passes what `data` has made.
unsafe fn config(data: *mut c_void) -> &'static Registered {
    // SAFETY: the caller's promise.
    unsafe { &*data.cast_const().cast() }
}

/// # Safety
/// As [`config`].
unsafe fn bits(data: *mut c_void) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { config(data) }.core().bits.load(Ordering::Relaxed)
}

/// # Safety
/// As [`config`]; `error` is null or where the server looks for a string.
unsafe fn set(data: *mut c_void, value: Value<'_>, error: *mut *mut RedisModuleString) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { answer(config(data).set(value), error) }
}

/// Tells the server whether it went well, or why it did not.
///
/// # Safety
/// As [`set`].
unsafe fn answer<W: AsRef<str>>(
    outcome: Result<(), W>,
    error: *mut *mut RedisModuleString,
) -> c_int {
    let Err(why) = outcome else {
        return REDISMODULE_OK;
    };
    let why = why.as_ref();
    // SAFETY: only called by the server's callbacks, so the table is loaded. The string is the server's, which frees
    // it.
    unsafe {
        if !error.is_null() {
            *error = (api().CreateString)(null_mut(), why.as_ptr().cast(), why.len());
        }
    }
    REDISMODULE_ERR
}

macro_rules! numbers {
    ($($get:ident, $set:ident: $number:ty, $from_bits:expr, $to_bits:expr;)*) => {$(
        /// # Safety
        /// Only the server calls it, with what `data` has made.
        pub(super) unsafe extern "C" fn $get(_: *const c_char, data: *mut c_void) -> $number {
            // SAFETY: the server's promise.
            $from_bits(unsafe { bits(data) })
        }

        /// # Safety
        /// Only the server calls it, with what `data` has made, and a place for a string.
        pub(super) unsafe extern "C" fn $set(
            _: *const c_char,
            value: $number,
            data: *mut c_void,
            error: *mut *mut RedisModuleString,
        ) -> c_int {
            // SAFETY: the server's promise.
            unsafe { set(data, Value::Bits($to_bits(value)), error) }
        }
    )*};
}

numbers! {
    get_numeric, set_numeric: c_longlong, |bits| bits as c_longlong, |value| value as u64;
    get_unsigned, set_unsigned: c_ulonglong, |bits| bits, |value| value;
    // What the server knows of an enum are numbers that fit.
    get_int, set_int: c_int, |bits| bits as c_int, |value| value as u64;
}

/// # Safety
/// Only the server calls it, with what `data` has made. It copies the string at once.
pub(super) unsafe extern "C" fn get_string(
    _: *const c_char,
    data: *mut c_void,
) -> *mut RedisModuleString {
    // SAFETY: the server's promise.
    let core = unsafe { config(data) }.core();
    let text = core.text.try_borrow();
    // It is there once the config is registered.
    text.map_or(null_mut(), |text| {
        text.as_ref().map_or(null_mut(), |text| text.as_ptr())
    })
}

/// # Safety
/// Only the server calls it, with a live string, what `data` has made, and a place for a string.
pub(super) unsafe extern "C" fn set_string(
    _: *const c_char,
    value: *mut RedisModuleString,
    data: *mut c_void,
    error: *mut *mut RedisModuleString,
) -> c_int {
    // SAFETY: the server's promise; the string lives for the call.
    unsafe {
        let text = ServerStr::from_raw(NonNull::new_unchecked(value)).as_bytes();
        match config(data).core().kind.parse(text) {
            Ok(value) => set(data, value, error),
            Err(why) => answer(Err(why), error),
        }
    }
}

/// # Safety
/// Only the server calls it, with a live context, what `data` has made, and a place for a string.
pub(super) unsafe extern "C" fn apply(
    context: *mut RedisModuleCtx,
    data: *mut c_void,
    error: *mut *mut RedisModuleString,
) -> c_int {
    // SAFETY: the server's promise; no other reference is made of the context.
    unsafe {
        let cx = ConfigContext::from_raw(NonNull::new_unchecked(context));
        answer(config(data).apply(cx), error)
    }
}

/// An enum's words and the numbers by which the server knows them, flags' with that for none.
pub(super) fn words(kind: &Kind) -> impl Iterator<Item = (*const c_char, c_int)> {
    let (names, is_flags) = match *kind {
        Kind::Enum(names) => (names, false),
        Kind::Flags(names) => (names, true),
        _ => (&[][..], false),
    };
    let none = is_flags.then_some((NONE.as_ptr(), 0));
    let number = move |place| if is_flags { 1 << place } else { place };
    let words = (0..).zip(names);
    none.into_iter()
        .chain(words.map(move |(place, name)| (name.as_ptr(), number(place))))
}
