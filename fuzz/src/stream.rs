//! Decides what a value is read from and written to: strings, one after the other, which may end early.

use std::collections::VecDeque;
use std::ffi::{c_int, c_void};

use redmod_sys::{RedisModuleDigest, RedisModuleIO, RedisModuleTypeMethods};

use crate::Host;

/// Where a value is read from or written to.
#[derive(Default)]
pub(crate) struct Stream {
    pub(crate) chunks: VecDeque<Vec<u8>>,
}

/// A value of a module's type.
pub struct Value<'h> {
    methods: &'h RedisModuleTypeMethods,
    it: *mut c_void,
}

impl Host {
    /// Reads a value of a type from strings; `None` where the module refuses them.
    ///
    /// # Panics
    /// Where there is no such type.
    pub fn read<'h>(&'h self, name: &str, encver: u16, chunks: &[&[u8]]) -> Option<Value<'h>> {
        let methods: *const RedisModuleTypeMethods = &**self
            .types
            .borrow()
            .get(name)
            .unwrap_or_else(|| panic!("no type `{name}`"));
        // SAFETY: types are registered while the module is loaded, and never removed.
        let methods = unsafe { &*methods };
        let mut stream = Stream {
            chunks: chunks.iter().map(|chunk| chunk.to_vec()).collect(),
        };
        let load = methods.rdb_load.expect("each type has one");
        // SAFETY: the stream lives for the call.
        let it = unsafe { load((&raw mut stream).cast::<RedisModuleIO>(), encver.into()) };
        (!it.is_null()).then_some(Value { methods, it })
    }
}

impl<'h> Value<'h> {
    /// What is written of it.
    ///
    /// # Panics
    /// Where the type has no way to do that, as for all below.
    #[must_use]
    pub fn write(&self) -> Vec<Vec<u8>> {
        let mut stream = Stream::default();
        let save = self.methods.rdb_save.expect("each type has one");
        // SAFETY: stream and value live for the call.
        unsafe { save((&raw mut stream).cast::<RedisModuleIO>(), self.it) };
        stream.chunks.into()
    }

    /// What tells it from others.
    #[must_use]
    pub fn digest(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = Vec::new();
        let digest = self.methods.digest.expect("each type has one");
        // SAFETY: bytes and value live for the call.
        unsafe { digest((&raw mut bytes).cast::<RedisModuleDigest>(), self.it) };
        bytes
    }

    /// A copy of it; `None` where the module refuses to make one.
    #[must_use]
    pub fn copy(&self) -> Option<Value<'h>> {
        let copy = self.methods.copy2.expect("each type has one");
        // SAFETY: the value lives for the call; the host has no function that would look at the place.
        let it = unsafe { copy(std::ptr::null_mut(), self.it) };
        let methods = self.methods;
        (!it.is_null()).then_some(Value { methods, it })
    }

    /// How many bytes it takes.
    #[must_use]
    pub fn memory(&self) -> usize {
        let usage = self.methods.mem_usage.expect("each type has one");
        // SAFETY: the value lives for the call.
        unsafe { usage(self.it) }
    }

    /// Into how many parts it falls when it is freed.
    #[must_use]
    pub fn free_effort(&self) -> usize {
        let effort = self.methods.free_effort.expect("each type has one");
        // SAFETY: the value lives for the call, and has no key.
        unsafe { effort(std::ptr::null_mut(), self.it) }
    }
}

impl Drop for Value<'_> {
    fn drop(&mut self) {
        let free = self.methods.free.expect("each type has one");
        // SAFETY: it is the module's own, and is freed once, here.
        unsafe { free(self.it) };
    }
}

/// `RM_LoadStringBuffer`
///
/// # Safety
/// Only the module calls it, with what the Module API says.
pub(crate) unsafe extern "C" fn load(io: *mut RedisModuleIO, len: *mut usize) -> *mut i8 {
    // SAFETY: what was given to a callback that runs is a stream; the module passes room for a length.
    let (stream, len) = unsafe { (&mut *io.cast::<Stream>(), &mut *len) };
    let Some(chunk) = stream.chunks.pop_front() else {
        return std::ptr::null_mut();
    };
    *len = chunk.len();
    // SAFETY: a block of that length, into which as many bytes are copied.
    unsafe {
        let block = crate::table::malloc(chunk.len()).cast::<u8>();
        block.copy_from_nonoverlapping(chunk.as_ptr(), chunk.len());
        block.cast()
    }
}

/// `RM_SaveStringBuffer`
///
/// # Safety
/// Only the module calls it, with what the Module API says.
pub(crate) unsafe extern "C" fn save(io: *mut RedisModuleIO, start: *const i8, len: usize) {
    // SAFETY: as for `load`; there are so many bytes.
    unsafe {
        let bytes = std::slice::from_raw_parts(start.cast::<u8>(), len);
        (*io.cast::<Stream>()).chunks.push_back(bytes.to_vec());
    }
}

/// `RM_DigestAddStringBuffer`
///
/// # Safety
/// Only the module calls it, with what the Module API says.
pub(crate) unsafe extern "C" fn add(digest: *mut RedisModuleDigest, start: *const i8, len: usize) {
    // SAFETY: what was given to the callback that runs is a vector; there are so many bytes.
    unsafe {
        let bytes = std::slice::from_raw_parts(start.cast::<u8>(), len);
        (*digest.cast::<Vec<u8>>()).extend_from_slice(bytes);
    }
}

/// `RM_DigestEndSequence`
///
/// # Safety
/// Only the module calls it, with what the Module API says.
pub(crate) unsafe extern "C" fn end(digest: *mut RedisModuleDigest) {
    // SAFETY: as for `add`.
    unsafe { (*digest.cast::<Vec<u8>>()).push(b'.') };
}

/// `RM_IsIOError`
///
/// # Safety
/// Only the module calls it, with what the Module API says.
pub(crate) unsafe extern "C" fn is_error(_io: *mut RedisModuleIO) -> c_int {
    0
}
