//! Decides what is known of the callbacks that are running: how deep they are nested, what they
//! have written, and which keys they hold open.
//!
//! Only the thread that holds the server's lock runs callbacks, so that plain loads and stores do.

use std::cell::Cell;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleKey, api};

use crate::ServerStr;

/// The state of all running callbacks, the outermost first.
struct Frames {
    depth: Cell<usize>,
    innermost: Cell<State>,
    /// The keys that are open, those of the outermost callback first.
    open: Cell<Vec<OpenKey>>,
    /// How many of them there are, so that a callback without keys need not look.
    open_len: Cell<usize>,
}

/// What is known of one callback.
#[derive(Clone, Copy)]
struct State {
    /// Whether it is a command with the flag `write`.
    may_write: bool,
    /// Whether it has written to the keyspace.
    has_written: bool,
}

const READING: State = State {
    may_write: false,
    has_written: false,
};

// SAFETY: reached by callbacks only, and these run one at a time, under the server's lock.
unsafe impl Sync for Frames {}

static FRAMES: Frames = Frames {
    depth: Cell::new(0),
    innermost: Cell::new(READING),
    open: Cell::new(Vec::new()),
    open_len: Cell::new(0),
};

/// A key that a callback holds open.
struct OpenKey {
    handle: NonNull<RedisModuleKey>,
    database: i32,
}

/// A running callback: from its entry to the end of its scope, also after a panic.
pub(crate) struct Frame {
    outer: State,
    outer_open: usize,
}

/// Notes that a callback runs, until the frame is dropped.
#[inline(always)]
pub(crate) fn enter(may_write: bool) -> Frame {
    FRAMES.depth.set(FRAMES.depth.get() + 1);
    let outer = FRAMES.innermost.replace(State {
        may_write,
        has_written: false,
    });
    Frame {
        outer,
        outer_open: FRAMES.open_len.get(),
    }
}

impl Frame {
    /// Whether this callback has written to the keyspace.
    #[inline(always)]
    pub(crate) fn has_written(&self) -> bool {
        FRAMES.innermost.get().has_written
    }
}

impl Drop for Frame {
    #[inline(always)]
    fn drop(&mut self) {
        if FRAMES.open_len.get() > self.outer_open {
            close_forgotten(self.outer_open);
        }
        FRAMES.innermost.set(self.outer);
        FRAMES.depth.set(FRAMES.depth.get() - 1);
    }
}

/// Closes what a callback has left open, by `mem::forget` for one.
#[cold]
fn close_forgotten(outer_open: usize) {
    while let Some(key) = change(|open| (open.len() > outer_open).then(|| open.pop()).flatten()) {
        // SAFETY: it is open, and the callback that could have used it has ended.
        unsafe { (api().CloseKey)(key.handle.as_ptr()) };
    }
}

/// Changes the list of open keys. Nothing else looks at it meanwhile: the function calls nobody.
fn change<R>(f: impl FnOnce(&mut Vec<OpenKey>) -> R) -> R {
    let mut open = FRAMES.open.take();
    let result = f(&mut open);
    FRAMES.open_len.set(open.len());
    FRAMES.open.set(open);
    result
}

/// Whether any callback is running.
pub(crate) fn is_any_running() -> bool {
    FRAMES.depth.get() > 0
}

/// Whether the innermost callback is a command with the flag `write`.
pub(crate) fn may_write() -> bool {
    FRAMES.innermost.get().may_write
}

/// Notes that the innermost callback has written to the keyspace.
#[inline(always)]
pub(crate) fn note_write() {
    FRAMES.innermost.set(State {
        has_written: true,
        ..FRAMES.innermost.get()
    });
}

/// Whether any callback holds the key open.
pub(crate) fn is_open(database: i32, name: &ServerStr) -> bool {
    FRAMES.open_len.get() > 0
        && change(|open| {
            open.iter().any(|key| {
                // SAFETY: the handle is open, and so its name lives.
                let open_name = unsafe { (api().GetKeyNameFromModuleKey)(key.handle.as_ptr()) };
                // SAFETY: the same.
                key.database == database && unsafe { name.is_same_as(open_name) }
            })
        })
}

/// Notes that a key is open.
///
/// # Safety
/// The handle is open.
pub(crate) unsafe fn note_open(handle: NonNull<RedisModuleKey>, database: i32) {
    change(|open| open.push(OpenKey { handle, database }));
}

/// Closes a key (`RM_CloseKey`).
///
/// # Safety
/// `note_open` was called with the handle, which nothing uses any more.
#[doc(alias = "RM_CloseKey")]
pub(crate) unsafe fn close(handle: NonNull<RedisModuleKey>) {
    change(|open| open.retain(|key| key.handle != handle));
    // SAFETY: the caller's promise. Closing may notify modules, this one too, so it comes last.
    unsafe { (api().CloseKey)(handle.as_ptr()) };
}

/// Starts afresh with each load, and gives the memory back with each unload.
pub(crate) fn reset() {
    FRAMES.depth.set(0);
    FRAMES.innermost.set(READING);
    change(|open| *open = Vec::new());
}
