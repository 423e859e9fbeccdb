//! Decides how the server reaches what a module keeps outside of keys.

use std::ffi::c_int;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleCtx, RedisModuleDefragCtx, api};

use super::Defragmenter;
use crate::load::{self, Module};
use crate::{Result, panic};

/// A function that `module!` names for defragmentation.
#[doc(hidden)]
pub type ModuleFn = fn(&mut Defragmenter<'_>) -> Result<()>;

/// Registers the functions that `module!` names.
#[doc(hidden)]
pub type Register = unsafe fn(NonNull<RedisModuleCtx>, &Module);

/// Registers the functions that `module!` names (`RM_RegisterDefragFunc2`, which can pause, or
/// `RM_RegisterDefragFunc`; `RM_RegisterDefragCallbacks`). Servers that lack them do not call.
///
/// # Safety
/// The context is that of `OnLoad`.
pub(crate) unsafe fn register(context: NonNull<RedisModuleCtx>, module: &Module) {
    // SAFETY: the table is loaded, as there is a context, which the caller vouches for. The server
    // forgets the functions with the module.
    unsafe {
        let table = api();
        if module.defrag.is_some() {
            if let Some(register) = table.RegisterDefragFunc2 {
                register(context.as_ptr(), Some(defrag));
            } else if let Some(register) = table.RegisterDefragFunc {
                register(context.as_ptr(), Some(defrag_whole));
            }
        }
        if (module.defrag_start.is_some() || module.defrag_end.is_some())
            && let Some(register) = table.RegisterDefragCallbacks
        {
            register(context.as_ptr(), Some(start), Some(end));
        }
    }
}

/// Moves what the module has, and says whether it is to be called again.
///
/// # Safety
/// Only the server calls it, with a context that lives for the call.
unsafe extern "C" fn defrag(context: *mut RedisModuleDefragCtx) -> c_int {
    // SAFETY: the server's promise.
    let defrag = unsafe { Defragmenter::resumed(NonNull::new_unchecked(context)) };
    run(|module| module.defrag, defrag)
}

/// The same, of servers that call once.
///
/// # Safety
/// As [`defrag`].
unsafe extern "C" fn defrag_whole(context: *mut RedisModuleDefragCtx) {
    // SAFETY: the server's promise.
    let defrag = unsafe { Defragmenter::from_raw(NonNull::new_unchecked(context)) };
    run(|module| module.defrag, defrag);
}

/// # Safety
/// As [`defrag`].
unsafe extern "C" fn start(context: *mut RedisModuleDefragCtx) {
    // SAFETY: the server's promise.
    let defrag = unsafe { Defragmenter::from_raw(NonNull::new_unchecked(context)) };
    run(|module| module.defrag_start, defrag);
}

/// # Safety
/// As [`defrag`].
unsafe extern "C" fn end(context: *mut RedisModuleDefragCtx) {
    // SAFETY: the server's promise.
    let defrag = unsafe { Defragmenter::from_raw(NonNull::new_unchecked(context)) };
    run(|module| module.defrag_end, defrag);
}

/// Calls one of the author's functions; whether it is to be called again. Its error is logged, as a
/// panic is.
fn run(function: fn(&Module) -> Option<ModuleFn>, mut defrag: Defragmenter<'_>) -> c_int {
    if let Some(function) = load::module().and_then(function)
        && let Ok(Err(error)) = panic::boundary(|| function(&mut defrag))
    {
        warning!("it cannot defragment what it keeps: {error}");
    }
    defrag.finish()
}
