//! Decides how the server's radix tree is called: one function per question, whichever form a key
//! has, and no type of value.

use std::ffi::{CStr, c_int, c_void};
use std::ptr::{NonNull, null_mut};

use redmod_sys::{REDISMODULE_OK, RedisModuleDict, RedisModuleDictIter, RedisModuleString, api};

use super::key::Parts;
use crate::ServerString;

/// What an entry has for a value.
type Value = NonNull<c_void>;

/// The server's tree. Who has it sees to it that it lives; one of them frees it.
#[derive(Clone, Copy)]
pub(super) struct Tree(NonNull<RedisModuleDict>);

/// Calls the function for strings or the one for bytes.
macro_rules! call {
    ($key:expr, $string:ident, $bytes:ident($($before:expr),*; $($after:expr),*)) => {
        match $key {
            Parts::String(key) => (api().$string)($($before,)* key.as_ptr(), $($after),*),
            Parts::Bytes(key) => (api().$bytes)(
                $($before,)*
                key.as_ptr().cast_mut().cast(),
                key.len(),
                $($after),*
            ),
        }
    };
}

impl Tree {
    pub(super) fn new() -> Tree {
        assert!(
            redmod_sys::is_loaded(),
            "a server's dictionary needs a server"
        );
        // SAFETY: the table is loaded; without a context the tree is nobody's but ours; the server
        // ends the process rather than return null.
        Tree(unsafe { NonNull::new_unchecked((api().CreateDict)(null_mut())) })
    }

    // In what follows: a tree exists, so the table is loaded; it lives until `free`; keys are read
    // during the call only, up to their length.

    pub(super) fn as_ptr(&self) -> *mut RedisModuleDict {
        self.0.as_ptr()
    }

    /// Takes the new address of the tree, which the server has moved.
    ///
    /// # Safety
    /// It is this tree, and the old address is nobody's.
    pub(super) unsafe fn point_to(&mut self, moved: NonNull<RedisModuleDict>) {
        self.0 = moved;
    }

    pub(super) fn len(&self) -> usize {
        // SAFETY: as said above.
        unsafe { (api().DictSize)(self.0.as_ptr()) as usize }
    }

    pub(super) fn get(&self, key: Parts<'_>) -> Option<Value> {
        let mut is_absent: c_int = 0;
        // SAFETY: as said above; the server writes one number.
        let value = unsafe { call!(key, DictGet, DictGetC(self.0.as_ptr(); &raw mut is_absent)) };
        NonNull::new(value)
    }

    /// Sets a value unless there is one; whether it was set.
    pub(super) fn set<V>(&mut self, key: Parts<'_>, value: NonNull<V>) -> bool {
        let value = value.as_ptr().cast();
        // SAFETY: as said above.
        unsafe { call!(key, DictSet, DictSetC(self.0.as_ptr(); value)) == REDISMODULE_OK }
    }

    /// Sets a value, in place of the one that there may be.
    pub(super) fn replace<V>(&mut self, key: Parts<'_>, value: NonNull<V>) {
        let value = value.as_ptr().cast();
        // What it answers is whether the key is new.
        // SAFETY: as said above.
        unsafe { call!(key, DictReplace, DictReplaceC(self.0.as_ptr(); value)) };
    }

    /// Removes an entry; its value.
    pub(super) fn remove(&mut self, key: Parts<'_>) -> Option<Value> {
        let mut value: *mut c_void = null_mut();
        let place = (&raw mut value).cast();
        // SAFETY: as said above; the server writes one pointer.
        let status = unsafe { call!(key, DictDel, DictDelC(self.0.as_ptr(); place)) };
        NonNull::new(value).filter(|_| status == REDISMODULE_OK)
    }

    /// An iterator at the entry that is nearest to a key.
    pub(super) fn start(&self, operator: &'static CStr, key: Parts<'_>) -> RawIter {
        // SAFETY: as said above; the operator is one that the server knows.
        unsafe {
            let iter = call!(key, DictIteratorStart, DictIteratorStartC(self.0.as_ptr(), operator.as_ptr();));
            RawIter(NonNull::new_unchecked(iter))
        }
    }

    /// Frees the tree, which is not used any more, but none of its values (`RM_FreeDict`).
    pub(super) fn free(&mut self) {
        // SAFETY: as said above.
        unsafe { (api().FreeDict)(null_mut(), self.0.as_ptr()) };
    }
}

/// A place in a tree. Who has it sees to it that the tree lives, and that after a change of the
/// tree it seeks before anything else.
pub(super) struct RawIter(NonNull<RedisModuleDictIter>);

impl RawIter {
    pub(super) fn seek(&mut self, operator: &'static CStr, key: Parts<'_>) {
        // The only failure is an operator that the server does not know.
        // SAFETY: the iterator lives as long as `self`, and its tree.
        unsafe {
            call!(
                key,
                DictIteratorReseek,
                DictIteratorReseekC(self.0.as_ptr(), operator.as_ptr();)
            )
        };
    }

    /// Whether the key of the entry that was last returned is so to another one.
    pub(super) fn is(&self, operator: &'static CStr, key: Parts<'_>) -> bool {
        // SAFETY: as for `seek`; the key is compared with bytes of the iterator's own.
        unsafe {
            call!(key, DictCompare, DictCompareC(self.0.as_ptr(), operator.as_ptr();))
                == REDISMODULE_OK
        }
    }

    pub(super) fn next(&mut self) -> Option<(&[u8], Value)> {
        // SAFETY: the table is loaded.
        self.step(unsafe { api() }.DictNextC)
    }

    pub(super) fn prev(&mut self) -> Option<(&[u8], Value)> {
        // SAFETY: the table is loaded.
        self.step(unsafe { api() }.DictPrevC)
    }

    pub(super) fn next_string(&mut self) -> Option<(ServerString, Value)> {
        // SAFETY: the table is loaded.
        self.step_string(unsafe { api() }.DictNext)
    }

    pub(super) fn prev_string(&mut self) -> Option<(ServerString, Value)> {
        // SAFETY: the table is loaded.
        self.step_string(unsafe { api() }.DictPrev)
    }

    fn step(
        &mut self,
        step: unsafe extern "C" fn(
            *mut RedisModuleDictIter,
            *mut usize,
            *mut *mut c_void,
        ) -> *mut c_void,
    ) -> Option<(&[u8], Value)> {
        let (mut len, mut value) = (0, null_mut());
        // SAFETY: the iterator lives, and its tree is as it was when it was last sought in; the
        // server returns the iterator's own buffer, which stays until the next call with it.
        unsafe {
            let key = step(self.0.as_ptr(), &raw mut len, &raw mut value).cast::<u8>();
            let (key, value) = (NonNull::new(key)?, NonNull::new(value)?);
            Some((std::slice::from_raw_parts(key.as_ptr(), len), value))
        }
    }

    fn step_string(
        &mut self,
        step: unsafe extern "C" fn(
            *mut redmod_sys::RedisModuleCtx,
            *mut RedisModuleDictIter,
            *mut *mut c_void,
        ) -> *mut RedisModuleString,
    ) -> Option<(ServerString, Value)> {
        let mut value = null_mut();
        // SAFETY: as for `step`; without a context the string is nobody's but ours.
        unsafe {
            let key = step(null_mut(), self.0.as_ptr(), &raw mut value);
            let key = ServerString::from_raw(NonNull::new(key)?);
            Some((key, NonNull::new(value)?))
        }
    }
}

impl Drop for RawIter {
    fn drop(&mut self) {
        // SAFETY: stopped once, here.
        unsafe { (api().DictIteratorStop)(self.0.as_ptr()) }
    }
}
