//! Decides what a module says of itself in `INFO`: how many panics its boundary has caught.

use std::ffi::c_int;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, RedisModuleInfoCtx, api};

use crate::panic;

/// Registers the section (`RM_RegisterInfoFunc`).
#[doc(alias = "RM_RegisterInfoFunc")]
pub(crate) fn register(context: NonNull<RedisModuleCtx>) -> Result<(), String> {
    // SAFETY: the context is that of `OnLoad`, and the function lives as long as the module.
    let status = unsafe { (api().RegisterInfoFunc)(context.as_ptr(), Some(report)) };
    if status == REDISMODULE_OK {
        Ok(())
    } else {
        Err("the server refuses its INFO section".into())
    }
}

/// Adds the section. It reads one number, so that it may run during a crash report as well.
#[doc(alias = "RM_InfoAddSection")]
#[doc(alias = "RM_InfoAddFieldULongLong")]
unsafe extern "C" fn report(info: *mut RedisModuleInfoCtx, _for_crash_report: c_int) {
    // SAFETY: only the server calls this, with a live info context; the names are static.
    unsafe {
        if (api().InfoAddSection)(info, c"redmod".as_ptr()) == REDISMODULE_OK {
            (api().InfoAddFieldULongLong)(info, c"panics".as_ptr(), panic::count());
        }
    }
}
