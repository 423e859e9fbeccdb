//! Decides how a dictionary is moved: by the server, which knows its nodes, entry by entry.

use std::cell::Cell;
use std::ffi::{c_int, c_uchar, c_void};
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::{NonNull, null_mut};

use redmod_sys::{
    RedisModuleDefragCtx, RedisModuleDefragDictValueCallback, RedisModuleDict, RedisModuleString,
    api,
};

use super::Dict;
use crate::ServerString;
use crate::defrag::Defragmenter;

impl Defragmenter<'_> {
    /// Moves a dictionary, its nodes and the blocks of its values (`RM_DefragRedisModuleDict`), and calls
    /// the function with each value. It pauses between two entries.
    ///
    /// On servers before Redis 8.0 and Valkey the function alone is called, all in one go.
    #[doc(alias = "RM_DefragRedisModuleDict")]
    pub fn dict<V>(&mut self, dict: &mut Dict<V>, mut defrag: impl FnMut(&mut V, &mut Self)) {
        // All of it counts as one element, which comes again until the server is through.
        if self.enter(1).is_none() {
            return;
        }
        // SAFETY: there is a context, so the table is loaded.
        match unsafe { api() }.DefragRedisModuleDict {
            Some(function) => self.entries(function, dict, &mut defrag),
            None => self.whole(|it| dict.iter_mut().for_each(|(_, value)| defrag(value, it))),
        }
        self.go_on();
        self.leave();
    }

    /// Lets the server go through a dictionary, from where it has paused.
    fn entries<V>(
        &mut self,
        function: DefragDict,
        dict: &mut Dict<V>,
        defrag: &mut impl FnMut(&mut V, &mut Self),
    ) {
        let pause = dict.pause.take();
        let done = pause.as_ref().filter(|it| it.is_done);
        // The last entry that had its turn; the server may stop before one as well as after.
        let mut last = done.map_or_else(Vec::new, |it| it.key.as_bytes().to_vec());
        let (mut is_done, mut panicked) = (done.is_some(), None);
        let context = self.as_ptr();
        let mut entry = |key: &[u8], value: NonNull<c_void>, moved: &mut *mut c_void| {
            if is_done && last == key {
                return false;
            }
            last.clear();
            last.extend_from_slice(key);
            // SAFETY: a `Box<V>` of this dictionary's, which is borrowed exclusively; the server puts the
            // new address in its place.
            let mut value = ManuallyDrop::new(unsafe { Box::from_raw(value.cast::<V>().as_ptr()) });
            if self.block(&mut *value) {
                *moved = (&raw mut **value).cast();
            }
            let look = AssertUnwindSafe(|| self.whole(|it| defrag(&mut value, it)));
            panicked = catch_unwind(look).err();
            is_done = !self.is_paused();
            panicked.is_some() || self.pause_if_late()
        };
        let mut entry: Entry<'_> = &mut entry;
        let outer = RUNNING.0.replace((&raw mut entry).cast());
        let mut key = pause.map_or(null_mut(), |it| it.key.into_raw().as_ptr());
        // SAFETY: the callback that was given the context runs; the dictionary is borrowed exclusively,
        // and nothing changes it meanwhile but the server; that takes the key, and gives one of its own.
        unsafe {
            let tree = function(context, dict.as_ptr(), Some(each), &raw mut key);
            RUNNING.0.set(outer);
            if let Some(tree) = NonNull::new(tree) {
                dict.tree.point_to(tree);
            }
            if let Some(key) = NonNull::new(key) {
                let key = ServerString::from_raw(key);
                let is_done = is_done && last == key.as_bytes();
                dict.pause = Some(Pause { key, is_done });
                self.pause();
            }
        }
        if let Some(panic) = panicked {
            resume_unwind(panic);
        }
    }
}

/// Where a pass has paused.
pub(super) struct Pause {
    key: ServerString,
    /// Whether the entry had its turn, or the pass has paused amid it.
    is_done: bool,
}

/// The server's function.
type DefragDict = unsafe extern "C" fn(
    *mut RedisModuleDefragCtx,
    *mut RedisModuleDict,
    RedisModuleDefragDictValueCallback,
    *mut *mut RedisModuleString,
) -> *mut RedisModuleDict;

/// What is called with each entry, and writes the address to which its value was moved; whether the
/// server is to stop there.
type Entry<'e> = &'e mut dyn FnMut(&[u8], NonNull<c_void>, &mut *mut c_void) -> bool;

/// The [`Entry`] of the innermost pass that runs: the server passes nothing on.
struct Running(Cell<*mut c_void>);

// SAFETY: touched under the server's lock only.
unsafe impl Sync for Running {}

static RUNNING: Running = Running(Cell::new(null_mut()));

/// # Safety
/// Only the server calls it, with a key and a value of the dictionary that a pass goes through.
unsafe extern "C" fn each(
    _context: *mut RedisModuleDefragCtx,
    value: *mut c_void,
    key: *mut c_uchar,
    len: usize,
    moved: *mut *mut c_void,
) -> c_int {
    // SAFETY: the server's promise; `entries` has set it, and waits for the server. Nothing unwinds out
    // of it.
    unsafe {
        let entry = &mut *RUNNING.0.get().cast::<Entry<'_>>();
        let key = std::slice::from_raw_parts(key, len);
        entry(key, NonNull::new_unchecked(value), &mut *moved).into()
    }
}
