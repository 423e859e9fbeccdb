//! Decides what is known of the callbacks that are running: how deep they are nested, what they
//! have written, and which keys they hold open.
//!
//! Only the thread that holds the server's lock runs callbacks, so that plain loads and stores do.

mod keys;

use std::cell::{Cell, UnsafeCell};
use std::num::NonZeroU32;

use self::keys::OpenKeys;
pub(crate) use self::keys::{
    close, close_forgotten, database_of, has_open_keys, is_any_open, is_open, open, resume, suspend,
};
use crate::notification::Notice;

/// The state of all running callbacks, the outermost first.
struct Frames {
    innermost: Cell<State>,
    /// Changed by `keys` alone.
    open: UnsafeCell<OpenKeys>,
    /// What is sent when no key is open, that of the outermost callback first.
    owed: Cell<Vec<Notice>>,
}

/// What a callback may do, as far as that is known when it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// It writes, and says itself what is replicated.
    Write,
    /// It writes, and its call is replicated.
    WriteVerbatim,
    /// There is no callback.
    Idle,
    /// It only reads.
    Read,
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
    /// The database that was selected when it began, once it has selected another; one more than that, as none is zero.
    home: Option<NonZeroU32>,
    /// How many keys those have open.
    outside: u32,
    /// How many notifications it owes.
    owed: u32,
}

const IDLE: State = State {
    access: Access::Idle,
    outermost: Access::Idle,
    depth: 0,
    has_written: false,
    home: None,
    outside: 0,
    owed: 0,
};

/// The state in which an outermost callback begins, by what it may do: whole, so that it is set by one store.
const OUTERMOST: [State; 6] = {
    use Access::{After, Alone, Idle, Read, Write, WriteVerbatim};
    let all = [Write, WriteVerbatim, Idle, Read, After, Alone];
    let mut states = [IDLE; 6];
    let mut i = 0;
    while i < all.len() {
        let access = all[i];
        let outermost = access;
        states[access as usize] = State {
            access,
            outermost,
            ..IDLE
        };
        i += 1;
    }
    states
};

// SAFETY: reached by callbacks only, and these run one at a time, under the server's lock.
unsafe impl Sync for Frames {}

static FRAMES: Frames = Frames {
    innermost: Cell::new(IDLE),
    open: UnsafeCell::new(OpenKeys::NONE),
    owed: Cell::new(Vec::new()),
};

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
    FRAMES.innermost.set(OUTERMOST[access as usize]);
    Frame { outer: IDLE }
}

#[inline(never)]
fn enter_nested(access: Access) -> Frame {
    let outer = FRAMES.innermost.get();
    FRAMES.innermost.set(State {
        access,
        outermost: outer.outermost,
        depth: outer.depth.saturating_add(1),
        outside: keys::count(),
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
        let home = innermost().home?;
        Some((home.get() - 1).cast_signed())
    }
}

impl Drop for Frame {
    #[inline(always)]
    fn drop(&mut self) {
        // Then nothing is owed either, as what closes the last key has it sent.
        close_forgotten();
        FRAMES.innermost.set(self.outer);
    }
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

/// Whether a command may be called with nothing to be looked at before, and no key to be closed.
#[inline(always)]
pub(crate) fn may_call_at_once() -> bool {
    is_write_checked() && !is_too_deep() && !has_open_keys()
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
    let state = innermost();
    FRAMES.innermost.set(State {
        home: state.home.or(NonZeroU32::new(from.cast_unsigned() + 1)),
        ..state
    });
}

/// Notes that the innermost callback has written to the keyspace.
#[inline(always)]
pub(crate) fn note_write() {
    FRAMES.innermost.set(State {
        has_written: true,
        ..FRAMES.innermost.get()
    });
}

/// What is known of the innermost callback.
#[inline(always)]
fn innermost() -> State {
    FRAMES.innermost.get()
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

/// Sends what the innermost callback owes, if it has no key open.
#[inline(always)]
fn settle_if_due() {
    if innermost().owed != 0 {
        settle();
    }
}

#[cold]
fn settle() {
    if has_open_keys() {
        return;
    }
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

/// Starts afresh with each load, and gives the memory back with each unload.
pub(crate) fn reset() {
    FRAMES.innermost.set(IDLE);
    keys::reset();
    change_owed(|owed| *owed = Vec::new());
}
