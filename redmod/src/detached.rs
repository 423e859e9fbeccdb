//! Decides how a thread reaches the server: under the server's lock, by a guard that lends a
//! context, as long as it holds the lock.
//!
//! Callbacks run on the server's main thread, which has the lock meanwhile and gives it away
//! between them.

use std::cell::Cell;
use std::fmt;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicUsize, Ordering};

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, Symbol, api};

use crate::context::{AnyContext, LoadContext, ServerContext};
use crate::frame::{Access, Frame};
use crate::string::is_main_thread;
use crate::{Error, Result, frame};

/// A context that a thread takes with it, to [lock](DetachedContext::lock) the server and use it.
///
/// ```no_run
/// # use redmod::prelude::*;
/// #[command(flags = "readonly")]
/// fn count_later(cx: &Context) -> Result<()> {
///     let mut detached = cx.detached()?;
///     std::thread::spawn(move || {
///         let cx = detached.lock();
///         cx.log(redmod::Level::Notice, cx.database_size());
///     });
///     Ok(())
/// }
/// ```
///
/// A module is not unloaded while a thread of it runs.
pub struct DetachedContext {
    context: NonNull<RedisModuleCtx>,
    /// The load of the module that it is of.
    load: usize,
}

// SAFETY: the context is used and freed only under the server's lock, by one thread at a time.
unsafe impl Send for DetachedContext {}

/// How often what was loaded has gone, so that contexts of then are told apart.
static GONE: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// Whether this thread holds the server's lock by a guard.
    static IS_LOCKED: Cell<bool> = const { Cell::new(false) };
}

impl ServerContext {
    /// A context for a thread, with the database that is selected now
    /// (`RM_GetDetachedThreadSafeContext`).
    ///
    /// # Errors
    /// On servers without it, before Redis 6.0.9: what they have instead belongs to no module.
    #[doc(alias = "RM_GetDetachedThreadSafeContext")]
    pub fn detached(&self) -> Result<DetachedContext> {
        // SAFETY: the context is live.
        unsafe { DetachedContext::new(self.as_ptr(), self.database()) }
    }
}

impl LoadContext {
    /// A context for a thread, with database 0 selected (`RM_GetDetachedThreadSafeContext`).
    ///
    /// If the module is not loaded in the end, a thread that locks it panics; it waits for that
    /// until the server has any module.
    ///
    /// # Errors
    /// On servers without it, before Redis 6.0.9.
    pub fn detached(&self) -> Result<DetachedContext> {
        // SAFETY: the context is live.
        unsafe { DetachedContext::new(self.as_ptr(), 0) }
    }
}

impl DetachedContext {
    /// # Safety
    /// The context is that of a callback.
    unsafe fn new(context: *mut RedisModuleCtx, database: i32) -> Result<DetachedContext> {
        // SAFETY: there is a context, so the table is loaded.
        let detached = unsafe { api().GetDetachedThreadSafeContext }
            .ok_or_else(|| Error::lacks(Symbol::GetDetachedThreadSafeContext))?;
        // SAFETY: the caller's promise; callbacks have the server's lock. What the server makes has
        // a module and a client, and is never null.
        unsafe {
            let context = NonNull::new_unchecked(detached(context));
            (api().SelectDb)(context.as_ptr(), database);
            Ok(DetachedContext {
                context,
                load: GONE.load(Ordering::Relaxed),
            })
        }
    }

    /// Waits for the server's lock (`RM_ThreadSafeContextLock`).
    ///
    /// # Panics
    /// Where it would wait for itself: in a callback, and on a thread that has the lock already.
    /// Where the module was not loaded in the end.
    #[doc(alias = "RM_ThreadSafeContextLock")]
    pub fn lock(&mut self) -> Locked<'_> {
        assert_unlocked();
        // SAFETY: the table is loaded, and the context lives as long as `self`.
        unsafe { (api().ThreadSafeContextLock)(self.context.as_ptr()) };
        self.locked()
    }

    /// Takes the server's lock, if it is free (`RM_ThreadSafeContextTryLock`).
    ///
    /// # Errors
    /// On servers without it, before Redis 6.0.8.
    ///
    /// # Panics
    /// As [`lock`](DetachedContext::lock).
    #[doc(alias = "RM_ThreadSafeContextTryLock")]
    pub fn try_lock(&mut self) -> Result<Option<Locked<'_>>> {
        assert_unlocked();
        // SAFETY: the table is loaded.
        let try_lock = unsafe { api().ThreadSafeContextTryLock }
            .ok_or_else(|| Error::lacks(Symbol::ThreadSafeContextTryLock))?;
        // SAFETY: the context lives as long as `self`.
        let status = unsafe { try_lock(self.context.as_ptr()) };
        Ok((status == REDISMODULE_OK).then(|| self.locked()))
    }

    /// The guard of the lock that was just taken.
    fn locked(&mut self) -> Locked<'_> {
        if self.load != GONE.load(Ordering::Relaxed) {
            // SAFETY: this thread has the lock. The context's module is gone.
            unsafe { (api().ThreadSafeContextUnlock)(self.context.as_ptr()) };
            panic!("a thread locks the server for a module that is not loaded");
        }
        IS_LOCKED.set(true);
        Locked {
            frame: ManuallyDrop::new(frame::enter(Access::Alone)),
            // SAFETY: the context lives as long as `self`, which is borrowed exclusively; under the
            // lock it is that of a callback.
            cx: unsafe { ServerContext::from_raw(self.context) },
        }
    }
}

impl Drop for DetachedContext {
    /// Waits for the server's lock, on a thread that does not have it
    /// (`RM_FreeThreadSafeContext`).
    #[doc(alias = "RM_FreeThreadSafeContext")]
    fn drop(&mut self) {
        let is_locked = is_locked();
        // SAFETY: the table is loaded. The context is freed once, here, under the lock, since its
        // client is among what the server counts. To unlock, no server looks at a context.
        unsafe {
            if !is_locked {
                (api().ThreadSafeContextLock)(self.context.as_ptr());
            }
            (api().FreeThreadSafeContext)(self.context.as_ptr());
            if !is_locked {
                (api().ThreadSafeContextUnlock)(null_mut());
            }
        }
    }
}

impl fmt::Debug for DetachedContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DetachedContext").finish_non_exhaustive()
    }
}

/// The server's lock; it is given back when this is dropped, which should not take long: the
/// server waits.
///
/// It lends a [`ServerContext`], which is for no client. Keys may be opened for writing. Nothing is replicated that is not
/// replicated explicitly, and it is for the thread to see that it does not write on a replica.
pub struct Locked<'a> {
    cx: &'a mut ServerContext,
    frame: ManuallyDrop<Frame>,
}

impl Deref for Locked<'_> {
    type Target = ServerContext;

    fn deref(&self) -> &ServerContext {
        self.cx
    }
}

impl DerefMut for Locked<'_> {
    fn deref_mut(&mut self) -> &mut ServerContext {
        self.cx
    }
}

impl Drop for Locked<'_> {
    #[doc(alias = "RM_ThreadSafeContextUnlock")]
    fn drop(&mut self) {
        let context = self.cx.as_ptr();
        // SAFETY: the context is live, and nothing borrows it any more; the frame is dropped once,
        // here. This thread has the lock: the guard does not leave it.
        unsafe {
            self.frame.go_home(context);
            ManuallyDrop::drop(&mut self.frame);
            // Before it lets go of the lock, the server runs jobs on this thread.
            (api().ThreadSafeContextUnlock)(context);
            IS_LOCKED.set(false);
        }
    }
}

/// A context of the module's own, for what the server calls without one; none before it is asked for,
/// and on servers that cannot make one, before Redis 6.0.9.
struct Kept(Cell<Option<DetachedContext>>);

// SAFETY: touched only under the server's lock.
unsafe impl Sync for Kept {}

static KEPT: Kept = Kept(Cell::new(None));

/// Has such a context made, if there is none.
pub(crate) fn keep(cx: &AnyContext) {
    let kept = KEPT.0.take();
    // SAFETY: the context is that of a callback, or of a thread under the lock.
    let made = kept.or_else(|| unsafe { DetachedContext::new(cx.as_ptr(), 0) }.ok());
    KEPT.0.set(made);
}

/// The context that was kept. The caller has the lock.
pub(crate) fn kept() -> Option<NonNull<RedisModuleCtx>> {
    let kept = KEPT.0.take();
    let context = kept.as_ref().map(|kept| kept.context);
    KEPT.0.set(kept);
    context
}

/// Whether this thread has the server's lock, as far as that can be known.
pub(crate) fn is_locked() -> bool {
    is_main_thread() || IS_LOCKED.get()
}

fn assert_unlocked() {
    assert!(
        !is_locked(),
        "the server is locked twice by one thread, which would wait for itself: callbacks and guards \
         hold the lock already"
    );
}

/// Notes that what was loaded goes, and the server's record of the module with it. Called by the main
/// thread.
pub(crate) fn abandon() {
    drop(KEPT.0.take());
    GONE.fetch_add(1, Ordering::Relaxed);
}
