//! Decides what is known of the callbacks that are running: how deep they are nested, what they
//! have written, and which keys they hold open.
//!
//! Only the thread that holds the server's lock runs callbacks, so that plain loads and stores do.

use std::cell::Cell;

use redmod_sys::{RedisModuleKey, RedisModuleString, api};

use crate::ServerStr;

/// The state of all running callbacks, the outermost first.
struct Frames {
    depth: Cell<usize>,
    /// Whether the innermost callback has written to the keyspace.
    written: Cell<bool>,
    /// The keys that are open, those of the outermost callback first.
    open: Cell<Vec<OpenKey>>,
    /// How many of them there are, so that a callback without keys need not look.
    open_len: Cell<usize>,
}

// SAFETY: reached by callbacks only, and these run one at a time, under the server's lock.
unsafe impl Sync for Frames {}

static FRAMES: Frames = Frames {
    depth: Cell::new(0),
    written: Cell::new(false),
    open: Cell::new(Vec::new()),
    open_len: Cell::new(0),
};

/// A key that a callback holds open.
struct OpenKey {
    handle: *mut RedisModuleKey,
    database: i32,
    name: *mut RedisModuleString,
}

/// A running callback: from its entry to the end of its scope, also after a panic.
pub(crate) struct Frame {
    outer_written: bool,
    outer_open: usize,
}

/// Notes that a callback runs, until the frame is dropped.
#[inline(always)]
pub(crate) fn enter() -> Frame {
    FRAMES.depth.set(FRAMES.depth.get() + 1);
    Frame {
        outer_written: FRAMES.written.replace(false),
        outer_open: FRAMES.open_len.get(),
    }
}

impl Frame {
    /// Whether this callback has written to the keyspace.
    #[inline(always)]
    pub(crate) fn has_written(&self) -> bool {
        FRAMES.written.get()
    }
}

impl Drop for Frame {
    #[inline(always)]
    fn drop(&mut self) {
        if FRAMES.open_len.get() > self.outer_open {
            close_forgotten(self.outer_open);
        }
        FRAMES.written.set(self.outer_written);
        FRAMES.depth.set(FRAMES.depth.get() - 1);
    }
}

/// Closes what a callback has left open, by `mem::forget` for one.
#[cold]
fn close_forgotten(outer_open: usize) {
    let mut open = FRAMES.open.take();
    for key in open.drain(outer_open..).rev() {
        // SAFETY: it is open, and the callback that could have used it has ended.
        unsafe { (api().CloseKey)(key.handle) };
    }
    FRAMES.open_len.set(open.len());
    FRAMES.open.set(open);
}

/// Whether any callback is running.
pub(crate) fn is_any_running() -> bool {
    FRAMES.depth.get() > 0
}

/// Notes that the innermost callback has written to the keyspace.
#[inline(always)]
pub(crate) fn note_write() {
    FRAMES.written.set(true);
}

/// Whether any callback holds the key open.
pub(crate) fn is_open(database: i32, name: &ServerStr) -> bool {
    if FRAMES.open_len.get() == 0 {
        return false;
    }
    let open = FRAMES.open.take();
    let is_open = open.iter().any(|key| {
        // SAFETY: a key's name outlives the callback that has opened the key.
        key.database == database && unsafe { name.is_same_as(key.name) }
    });
    FRAMES.open.set(open);
    is_open
}

/// Notes that a key is open.
///
/// # Safety
/// The handle is open, and the name outlives the innermost callback.
pub(crate) unsafe fn note_open(handle: *mut RedisModuleKey, database: i32, name: &ServerStr) {
    let mut open = FRAMES.open.take();
    open.push(OpenKey {
        handle,
        database,
        name: name.as_ptr(),
    });
    FRAMES.open_len.set(open.len());
    FRAMES.open.set(open);
}

/// Closes a key (`RM_CloseKey`).
///
/// # Safety
/// `note_open` was called with the handle, which nothing uses any more.
#[doc(alias = "RM_CloseKey")]
pub(crate) unsafe fn close(handle: *mut RedisModuleKey) {
    let mut open = FRAMES.open.take();
    open.retain(|key| key.handle != handle);
    FRAMES.open_len.set(open.len());
    FRAMES.open.set(open);
    // SAFETY: the caller's promise. Closing may notify modules, this one too, so it comes last.
    unsafe { (api().CloseKey)(handle) };
}

/// Starts afresh with each load, and gives the memory back with each unload.
pub(crate) fn reset() {
    FRAMES.depth.set(0);
    FRAMES.written.set(false);
    FRAMES.open_len.set(0);
    FRAMES.open.take();
}
