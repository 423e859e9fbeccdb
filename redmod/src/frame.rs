//! Decides what is known of the callbacks that are running: how deep they are nested, what they
//! have written, and which keys they hold open.
//!
//! Only the thread that holds the server's lock runs callbacks, so that plain loads and stores do.

use std::cell::{Cell, UnsafeCell};
use std::ptr::NonNull;

use redmod_sys::{RedisModuleKey, RedisModuleString, api};

use crate::ServerStr;
use crate::notification::Notice;

/// The state of all running callbacks, the outermost first.
struct Frames {
    innermost: Cell<State>,
    /// The keys that are open, those of the outermost callback first; changed by [`change`] alone.
    open: UnsafeCell<Vec<OpenKey>>,
    /// What is sent when no key is open, that of the outermost callback first.
    owed: Cell<Vec<Notice>>,
}

/// What a callback may do, as far as that is known when it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// There is no callback.
    Idle,
    /// It only reads.
    Read,
    /// It writes, and says itself what is replicated.
    Write,
    /// It writes, and its call is replicated.
    WriteVerbatim,
    /// It writes after a command, which the server has not asked for it: a job, the end of a call that has
    /// waited.
    After,
    /// It writes while no command runs: a timer, a thread.
    Alone,
}

/// What is known of one callback. Every callback keeps and restores it, so it is as small as two words.
#[derive(Clone, Copy)]
struct State {
    access: Access,
    /// What the outermost callback may do.
    outermost: Access,
    /// Within how many others it runs.
    depth: u8,
    /// Whether it has written to the keyspace.
    has_written: bool,
    /// The database that was selected when it began, once it has selected another; else `STAYED`.
    home: i32,
    /// How many keys it has open.
    open: u32,
    /// How many notifications it owes.
    owed: u32,
}

/// No database.
const STAYED: i32 = -1;

const IDLE: State = State {
    access: Access::Idle,
    outermost: Access::Idle,
    depth: 0,
    has_written: false,
    home: STAYED,
    open: 0,
    owed: 0,
};

// SAFETY: reached by callbacks only, and these run one at a time, under the server's lock.
unsafe impl Sync for Frames {}

static FRAMES: Frames = Frames {
    innermost: Cell::new(IDLE),
    open: UnsafeCell::new(Vec::new()),
    owed: Cell::new(Vec::new()),
};

/// A key that a callback holds open.
struct OpenKey {
    key: Handle,
    database: i32,
}

/// What is held of it.
enum Handle {
    Open(NonNull<RedisModuleKey>),
    /// Closed for a call that may free its value, and still nobody else's: its name, retained.
    Suspended(NonNull<RedisModuleString>),
}

impl OpenKey {
    fn is(&self, handle: NonNull<RedisModuleKey>) -> bool {
        matches!(self.key, Handle::Open(open) if open == handle)
    }

    fn name(&self) -> *const RedisModuleString {
        match self.key {
            // SAFETY: the handle is open.
            Handle::Open(handle) => unsafe { (api().GetKeyNameFromModuleKey)(handle.as_ptr()) },
            Handle::Suspended(name) => name.as_ptr(),
        }
    }

    /// Lets go of it. Closing may notify modules, this one too.
    ///
    /// # Safety
    /// It is in the list no more, and nothing uses the handle.
    unsafe fn close(self) {
        // SAFETY: the handle is open; the name was retained without a context.
        unsafe {
            match self.key {
                Handle::Open(handle) => (api().CloseKey)(handle.as_ptr()),
                Handle::Suspended(name) => {
                    (api().FreeString)(std::ptr::null_mut(), name.as_ptr());
                }
            }
        }
    }
}

/// A running callback: from its entry to the end of its scope, also after a panic.
pub(crate) struct Frame {
    outer: State,
}

/// Notes that a callback runs, until the frame is dropped.
#[inline(always)]
pub(crate) fn enter(access: Access) -> Frame {
    if is_any_running() {
        return enter_nested(access);
    }
    FRAMES.innermost.set(State {
        access,
        outermost: access,
        ..IDLE
    });
    Frame { outer: IDLE }
}

#[inline(never)]
fn enter_nested(access: Access) -> Frame {
    let outer = FRAMES.innermost.get();
    FRAMES.innermost.set(State {
        access,
        outermost: outer.outermost,
        depth: outer.depth.saturating_add(1),
        ..IDLE
    });
    Frame { outer }
}

impl Frame {
    /// Whether this callback has written to the keyspace.
    #[inline(always)]
    pub(crate) fn has_written(&self) -> bool {
        FRAMES.innermost.get().has_written
    }

    /// The database to go back to, if this callback has selected another.
    #[inline(always)]
    pub(crate) fn home(&self) -> Option<i32> {
        let home = FRAMES.innermost.get().home;
        (home != STAYED).then_some(home)
    }
}

impl Drop for Frame {
    #[inline(always)]
    fn drop(&mut self) {
        let state = FRAMES.innermost.get();
        if state.open | state.owed != 0 {
            end();
        }
        FRAMES.innermost.set(self.outer);
    }
}

/// What a callback has left to be done.
#[cold]
fn end() {
    close_forgotten();
    settle();
}

/// Closes what the innermost callback has left open, by `mem::forget` for one. It has ended, or its
/// context is borrowed exclusively, so that nothing uses these keys any more; their values may go
/// afterwards, but not before.
#[inline(always)]
pub(crate) fn close_forgotten() {
    if has_open_keys() {
        close_all();
    }
}

/// Its own are the last ones: callbacks within this one have closed theirs.
#[cold]
fn close_all() {
    while has_open_keys()
        && let Some(key) = change(Vec::pop)
    {
        note_open_keys(|open| open - 1);
        // SAFETY: it was just taken, and nothing uses it any more, as `close_forgotten` says.
        unsafe { key.close() };
    }
}

/// Changes the list of open keys.
#[inline]
fn change<R>(f: impl FnOnce(&mut Vec<OpenKey>) -> R) -> R {
    // SAFETY: callbacks run one at a time, and the functions below call nothing but what compares names,
    // so that this is the only reference.
    let open = unsafe { &mut *FRAMES.open.get() };
    f(open)
}

#[inline]
fn note_open_keys(change: impl FnOnce(u32) -> u32) {
    let state = FRAMES.innermost.get();
    FRAMES.innermost.set(State {
        open: change(state.open),
        ..state
    });
}

/// Whether any callback is running.
#[inline(always)]
pub(crate) fn is_any_running() -> bool {
    FRAMES.innermost.get().access != Access::Idle
}

/// What the innermost callback may do.
pub(crate) fn access() -> Access {
    FRAMES.innermost.get().access
}

/// Whether the innermost callback is a command with the flag `write`.
pub(crate) fn may_write() -> bool {
    !matches!(access(), Access::Idle | Access::Read)
}

/// Whether the server has seen to it that anything may be written now. It does before a client's command
/// with the flag `write`, and not before one that another command calls.
#[inline(always)]
pub(crate) fn is_write_checked() -> bool {
    let outermost = FRAMES.innermost.get().outermost;
    matches!(outermost, Access::Write | Access::WriteVerbatim)
}

/// Whether no callback may be called within the innermost one: a stack has an end.
#[inline(always)]
pub(crate) fn is_too_deep() -> bool {
    const DEEPEST: u8 = 63;
    FRAMES.innermost.get().depth >= DEEPEST
}

/// Whether the innermost callback runs within another one.
pub(crate) fn is_nested() -> bool {
    FRAMES.innermost.get().depth > 0
}

/// Whether the server is amid a client's command.
pub(crate) fn is_amid_command() -> bool {
    FRAMES.innermost.get().outermost != Access::Alone
}

/// Notes that the innermost callback selects another database than this one.
pub(crate) fn note_select(from: i32) {
    let state = FRAMES.innermost.get();
    if state.home == STAYED {
        FRAMES.innermost.set(State {
            home: from,
            ..state
        });
    }
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
#[inline]
pub(crate) fn is_open(database: i32, name: &ServerStr) -> bool {
    is_any_open() && is_among_open(database, name)
}

#[inline(never)]
fn is_among_open(database: i32, name: &ServerStr) -> bool {
    change(|open| {
        open.iter().any(|key| {
            // SAFETY: the key is open or its name retained, so that it lives.
            key.database == database && unsafe { name.is_same_as(key.name()) }
        })
    })
}

/// The database of a key that is open.
pub(crate) fn database_of(handle: NonNull<RedisModuleKey>) -> Option<i32> {
    change(|open| {
        let key = open.iter().find(|key| key.is(handle));
        key.map(|key| key.database)
    })
}

/// Notes that a key is open.
///
/// # Safety
/// The handle is open.
#[inline]
pub(crate) unsafe fn note_open(handle: NonNull<RedisModuleKey>, database: i32) {
    let key = Handle::Open(handle);
    change(|open| open.push(OpenKey { key, database }));
    note_open_keys(|open| open + 1);
}

/// Closes a key (`RM_CloseKey`).
///
/// # Safety
/// `note_open` was called with the handle, which nothing uses any more.
#[doc(alias = "RM_CloseKey")]
#[inline]
pub(crate) unsafe fn close(handle: NonNull<RedisModuleKey>) {
    let is_noted = change(|open| match open.last() {
        Some(last) if last.is(handle) => {
            open.truncate(open.len() - 1);
            true
        }
        _ => forget(open, handle),
    });
    if is_noted {
        note_open_keys(|open| open - 1);
        // SAFETY: the caller's promise. Closing comes last, but for what waits for it.
        unsafe { (api().CloseKey)(handle.as_ptr()) };
        if FRAMES.innermost.get().owed > 0 && !has_open_keys() {
            settle();
        }
    }
}

/// Whether any callback has a key open.
#[inline]
pub(crate) fn is_any_open() -> bool {
    change(|open| !open.is_empty())
}

/// Takes a key that is not the last one from the list; whether it was there.
#[cold]
fn forget(open: &mut Vec<OpenKey>, handle: NonNull<RedisModuleKey>) -> bool {
    let at = open.iter().rposition(|key| key.is(handle));
    at.map(|at| open.remove(at)).is_some()
}

/// Whether the innermost callback has a key open.
pub(crate) fn has_open_keys() -> bool {
    FRAMES.innermost.get().open > 0
}

/// Sends a notification when the last key of the innermost callback is closed, or it ends.
pub(crate) fn queue(notice: Notice) {
    change_owed(|owed| owed.push(notice));
    note_owed(|owed| owed + 1);
}

fn note_owed(change: impl FnOnce(u32) -> u32) {
    let state = FRAMES.innermost.get();
    FRAMES.innermost.set(State {
        owed: change(state.owed),
        ..state
    });
}

/// Sends what the innermost callback owes; it has no key open.
#[cold]
fn settle() {
    // Its own are the last ones: callbacks within this one have settled theirs.
    while let owed @ 1.. = FRAMES.innermost.get().owed {
        note_owed(|owed| owed - 1);
        let notice = change_owed(|all| all.remove(all.len() - owed as usize));
        // SAFETY: the innermost callback has queued it; it has closed its keys, and what an outer one has
        // open is borrowed from a context that is not in use now.
        unsafe { notice.send() };
    }
}

/// Changes the list of what is owed, as [`change`] does the list of open keys.
fn change_owed<R>(f: impl FnOnce(&mut Vec<Notice>) -> R) -> R {
    let mut owed = FRAMES.owed.take();
    let result = f(&mut owed);
    FRAMES.owed.set(owed);
    result
}

/// A key that is closed for a while and counts as open.
pub(crate) struct Suspended {
    pub(crate) name: NonNull<RedisModuleString>,
    pub(crate) database: i32,
}

/// Closes a key for a call that may free its value (`RM_CloseKey`). Until [`resume`], or the end of
/// the callback, it counts as open, so that nothing else opens it.
///
/// # Safety
/// As [`close`].
pub(crate) unsafe fn suspend(handle: NonNull<RedisModuleKey>) -> Option<Suspended> {
    // SAFETY: the handle is open and has a name, of which a reference is taken before it is closed.
    let name = unsafe {
        let name = (api().GetKeyNameFromModuleKey)(handle.as_ptr()).cast_mut();
        (api().RetainString)(std::ptr::null_mut(), name);
        NonNull::new_unchecked(name)
    };
    let database = change(|open| {
        let key = open.iter_mut().rfind(|key| key.is(handle))?;
        key.key = Handle::Suspended(name);
        Some(key.database)
    });
    // SAFETY: nothing knows the handle any more.
    unsafe { (api().CloseKey)(handle.as_ptr()) };
    Some(Suspended {
        name,
        database: database?,
    })
}

/// Takes up a key with the handle that it has now, or none.
///
/// # Safety
/// The handle is open, on the same key.
pub(crate) unsafe fn resume(key: &Suspended, handle: Option<NonNull<RedisModuleKey>>) {
    let is_gone = change(|open| {
        let is_it = |it: &OpenKey| match it.key {
            Handle::Suspended(name) => name == key.name && it.database == key.database,
            Handle::Open(_) => false,
        };
        match (open.iter().rposition(is_it), handle) {
            (Some(at), Some(handle)) => open[at].key = Handle::Open(handle),
            (Some(at), None) => {
                open.remove(at);
                return true;
            }
            (None, _) => {}
        }
        false
    });
    if is_gone {
        note_open_keys(|open| open - 1);
    }
    // SAFETY: retained by `suspend`; an open handle has a reference of its own.
    unsafe { (api().FreeString)(std::ptr::null_mut(), key.name.as_ptr()) };
}

/// Starts afresh with each load, and gives the memory back with each unload.
pub(crate) fn reset() {
    FRAMES.innermost.set(IDLE);
    change(|open| *open = Vec::new());
    change_owed(|owed| *owed = Vec::new());
}
