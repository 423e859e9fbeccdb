//! A type of value of the module's own. Its callbacks are written by hand, so that this file cannot forbid `unsafe`.

use redis_module::{native_types::RedisType, raw};
use std::{
    os::raw::{c_int, c_void},
    ptr,
};

pub struct Note {
    pub count: u64,
    pub text: Box<[u8]>,
}

pub static NOTE: RedisType = RedisType::new(
    "benchnote",
    0,
    raw::RedisModuleTypeMethods {
        version: raw::REDISMODULE_TYPE_METHOD_VERSION as u64,
        rdb_load: Some(load),
        rdb_save: Some(save),
        aof_rewrite: None,
        mem_usage: Some(mem_usage),
        digest: None,
        free: Some(free),
        aux_load: None,
        aux_save: None,
        aux_save2: None,
        aux_save_triggers: 0,
        free_effort: None,
        unlink: None,
        copy: None,
        defrag: None,
        free_effort2: None,
        unlink2: None,
        copy2: None,
        mem_usage2: None,
    },
);

/// # Safety
/// The server gives `value` up, which `load` or `set_value` has made.
unsafe extern "C" fn free(value: *mut c_void) {
    // SAFETY: what both make comes from `Box::into_raw`, and is given up once, by the caller.
    drop(unsafe { Box::from_raw(value.cast::<Note>()) });
}

/// # Safety
/// `value` is one of this type, and nothing writes to it meanwhile.
unsafe extern "C" fn save(rdb: *mut raw::RedisModuleIO, value: *mut c_void) {
    // SAFETY: by the caller.
    let note = unsafe { &*value.cast::<Note>() };
    raw::save_unsigned(rdb, note.count);
    raw::save_slice(rdb, &note.text);
}

/// # Safety
/// `rdb` is what the server loads from.
unsafe extern "C" fn load(rdb: *mut raw::RedisModuleIO, encver: c_int) -> *mut c_void {
    if encver != 0 {
        return ptr::null_mut();
    }
    let (Ok(count), Ok(text)) = (raw::load_unsigned(rdb), raw::load_string_buffer(rdb)) else {
        return ptr::null_mut();
    };
    let text = text.as_ref().into();
    Box::into_raw(Box::new(Note { count, text })).cast()
}

/// # Safety
/// As for `save`.
unsafe extern "C" fn mem_usage(value: *const c_void) -> usize {
    // SAFETY: by the caller.
    let note = unsafe { &*value.cast::<Note>() };
    size_of::<Note>() + note.text.len()
}
