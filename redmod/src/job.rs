//! Decides how a callback that may not write has something done later, with a context that may.

use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicUsize, Ordering};

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, api};

use crate::context::{ContextFlag, EventContext, NotificationContext, ServerContext};
use crate::frame::Access;
use crate::{AnyContext, Error, Result, frame, panic};

const REFUSED: Error = Error::fixed(
    c"ERR nothing can be written now: the server is loading, or is a read-only replica",
);

/// How many jobs have not run yet; the module is not unloaded meanwhile.
static WAITING: AtomicUsize = AtomicUsize::new(0);

impl NotificationContext {
    /// Has something done that the notification's callback may not do: reach keys, call commands, write
    /// (`RM_AddPostNotificationJob`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use redmod::{NotificationContext, on_keyspace};
    /// use redmod::notification::Notification;
    ///
    /// /// Counts how often keys expire.
    /// #[on_keyspace(expired)]
    /// fn expired(cx: &NotificationContext, _: Notification) {
    ///     let posted = cx.post(|cx| {
    ///         let count = cx.call_with::<i64>(redmod::call::CallOptions::new().replicate(), "INCR", "expired");
    ///         if let Err(error) = count {
    ///             cx.log(redmod::Level::Warning, error);
    ///         }
    ///     });
    ///     if let Err(error) = posted {
    ///         cx.log(redmod::Level::Debug, error);
    ///     }
    /// }
    /// ```
    ///
    /// Since Redis 7.2 the job runs after the command that the notification is of, before any other, and what it
    /// replicates is part of the same transaction. Before, it runs a moment later (`RM_CreateTimer`): other
    /// commands may come in between, and what it replicates comes after theirs. The database is the
    /// notification's. A job replicates what it says, and nothing else.
    ///
    /// # Errors
    /// Where the server is loading, or is a replica that only reads: the primary's own job writes there.
    #[doc(alias = "RM_AddPostNotificationJob")]
    pub fn post(&self, job: impl FnOnce(&mut ServerContext) + Send + 'static) -> Result<()> {
        post(self, Soon::AfterTheCommand, job)
    }
}

impl EventContext {
    /// Has something done that the event's callback may not do: reach keys, call commands, write. The job runs
    /// a moment later, before or after other commands (`RM_CreateTimer`), in the database of the event, if it has
    /// one, or else in database 0. It replicates what it says, and nothing else.
    ///
    /// # Errors
    /// Where the server is loading, is a replica that only reads, or is a child that saves.
    #[doc(alias = "RM_CreateTimer")]
    pub fn post(&self, job: impl FnOnce(&mut ServerContext) + Send + 'static) -> Result<()> {
        post(self, Soon::AMomentLater, job)
    }
}

/// When a job runs.
#[derive(PartialEq)]
enum Soon {
    AfterTheCommand,
    AMomentLater,
}

fn post<F: FnOnce(&mut ServerContext) + Send + 'static>(
    cx: &AnyContext,
    soon: Soon,
    job: F,
) -> Result<()> {
    let flags = cx.flags();
    let never = [
        ContextFlag::Loading,
        ContextFlag::ReadOnly,
        ContextFlag::IsChild,
    ];
    if never.iter().any(|flag| flags.contains(*flag)) {
        return Err(REFUSED);
    }
    let (context, data) = (cx.as_ptr(), Box::into_raw(Box::new(job)).cast::<c_void>());
    // SAFETY: the context is that of a callback, which belongs to the module. The job is given to the
    // server, which calls the function once with it, or taken back.
    unsafe {
        match api().AddPostNotificationJob {
            Some(add) if soon == Soon::AfterTheCommand => {
                if add(context, Some(run::<F>), data, None) != REDISMODULE_OK {
                    drop(Box::from_raw(data.cast::<F>()));
                    return Err(REFUSED);
                }
            }
            _ => drop_id((api().CreateTimer)(context, 0, Some(run::<F>), data)),
        }
    }
    WAITING.fetch_add(1, Ordering::Relaxed);
    Ok(())
}

/// Nobody stops a job's timer.
fn drop_id(_: u64) {}

/// Runs a job.
///
/// # Safety
/// Only the server calls it, once, with a live context and the job that it was given.
unsafe extern "C" fn run<F: FnOnce(&mut ServerContext)>(
    context: *mut RedisModuleCtx,
    data: *mut c_void,
) {
    WAITING.fetch_sub(1, Ordering::Relaxed);
    let frame = frame::enter(Access::After);
    // SAFETY: only the server calls this, once for each job, with a live context that has a client.
    unsafe {
        let job = Box::from_raw(data.cast::<F>());
        let cx = ServerContext::from_raw(NonNull::new_unchecked(context));
        // A panic is logged and counted.
        let _ = panic::boundary(|| job(cx));
        frame.go_home(context);
    }
}

/// Whether a job has not run yet.
pub(crate) fn is_any_waiting() -> bool {
    WAITING.load(Ordering::Relaxed) > 0
}

/// Starts afresh with each load.
pub(crate) fn reset() {
    WAITING.store(0, Ordering::Relaxed);
}
