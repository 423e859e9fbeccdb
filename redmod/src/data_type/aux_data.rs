//! Decides how what belongs to no key is saved and loaded: before or after the keys, for one type of
//! the module's, if its attribute says so.

use std::ffi::c_int;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_AUX_AFTER_RDB, REDISMODULE_AUX_BEFORE_RDB, REDISMODULE_ERR, REDISMODULE_OK,
    RedisModuleIO, RedisModuleTypeMethods,
};

use super::methods::{die_in_child, known_encver};
use super::{DataType, RdbReader, RdbWriter, When, rdb};
use crate::log::{Level, log_io};
use crate::{Error, panic};

/// The first version of the struct with `aux_save2`.
const SAVE2: u64 = 5;

/// Adds the callbacks for aux data, if the type has any.
pub(super) fn add<T: DataType>(methods: &mut RedisModuleTypeMethods) {
    let Some(aux) = T::HOOKS.aux else { return };
    let bit = |is_wanted, bit| if is_wanted { bit } else { 0 };
    methods.aux_save_triggers =
        bit(aux.before, REDISMODULE_AUX_BEFORE_RDB) | bit(aux.after, REDISMODULE_AUX_AFTER_RDB);
    methods.aux_load = Some(load::<T>);
    // The second one leaves no trace in the file where nothing is written.
    if methods.version >= SAVE2 {
        methods.aux_save2 = Some(save::<T>);
    } else {
        methods.aux_save = Some(save::<T>);
    }
}

impl When {
    fn from_bits(bits: c_int) -> When {
        if bits == REDISMODULE_AUX_BEFORE_RDB {
            When::Before
        } else {
            When::After
        }
    }
}

/// `aux_save`, `aux_save2`: after a panic the child dies, or what is written cannot be loaded.
///
/// # Safety
/// Only the server calls it, with an IO that lives for the call.
unsafe extern "C" fn save<T: DataType>(io: *mut RedisModuleIO, when: c_int) {
    let Some(aux) = T::HOOKS.aux else { return };
    // SAFETY: the server's promise.
    let io = unsafe { NonNull::new_unchecked(io) };
    // SAFETY: the call lasts.
    let writer = unsafe { RdbWriter::from_raw(io, T::META.encver) };
    if panic::boundary(|| (aux.save)(&writer, When::from_bits(when))).is_err() {
        // SAFETY: the call lasts.
        unsafe {
            report::<T>(io, "saved", &Error::new("saving it has panicked"));
            die_in_child();
            rdb::spoil(io);
        }
    }
}

/// `aux_load`
///
/// # Safety
/// Only the server calls it, with an IO that lives for the call.
unsafe extern "C" fn load<T: DataType>(
    io: *mut RedisModuleIO,
    encver: c_int,
    when: c_int,
) -> c_int {
    let Some(aux) = T::HOOKS.aux else {
        return REDISMODULE_ERR;
    };
    // SAFETY: the server's promise.
    let io = unsafe { NonNull::new_unchecked(io) };
    let loaded = panic::boundary(|| {
        let encver = known_encver::<T>(encver)?;
        // SAFETY: the call lasts.
        let reader = unsafe { RdbReader::from_raw(io, encver) };
        (aux.load)(&reader, When::from_bits(when))?;
        reader.readable()
    });
    let why = match loaded {
        Ok(Ok(())) => return REDISMODULE_OK,
        Ok(Err(error)) => error,
        Err(_) => Error::new("loading it has panicked"),
    };
    // SAFETY: the call lasts.
    unsafe { report::<T>(io, "loaded", &why) };
    REDISMODULE_ERR
}

/// Names the type in the log (`RM_LogIOError`).
///
/// # Safety
/// The callback that was given the IO runs.
#[cold]
unsafe fn report<T: DataType>(io: NonNull<RedisModuleIO>, done: &str, why: &Error) {
    let (name, why) = (T::META.name(), why.message());
    let message = format_args!("the aux data of type {name} cannot be {done}: {why}");
    // SAFETY: the caller's promise.
    unsafe { log_io(io, Level::Warning, message) };
}
