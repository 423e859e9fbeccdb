//! Decides how a function of the author's runs later: once or again and again, on the main thread,
//! with what it owns, until its timer is dropped.

use std::cell::Cell;
use std::ffi::c_void;
use std::fmt;
use std::ptr::{NonNull, null_mut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, RedisModuleTimerID, api};

use crate::detached::{self, is_locked};
use crate::frame::{self, Access};
use crate::{AnyContext, ServerContext, panic};

/// A function that is to run later; made by [`AnyContext::after`] and [`AnyContext::every`].
///
/// When this is dropped the function does not run any more, and is dropped: at once where the server's lock is
/// held (in a callback, on a thread with a guard), and otherwise, or before Redis 6.0.9, when it would have run next. A
/// module with timers is not unloaded.
#[must_use = "a timer that is dropped does not run; `detach` lets it run"]
pub struct Timer {
    scheduled: Arc<Scheduled>,
    is_detached: bool,
}

impl AnyContext {
    /// Calls the function once, after this time, to the millisecond, and a hundred years at most
    /// (`RM_CreateTimer`).
    ///
    /// It runs on the main thread between commands, with a context of its own, which has no client
    /// and is in the database that is selected now. It may write; what is replicated it says itself, and as on a
    /// [thread](crate::DetachedContext) it is for it to see that it does not write on a replica. A
    /// panic is logged.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use std::time::Duration;
    ///
    /// /// Deletes a key after some seconds, whatever happens to it meanwhile.
    /// #[command(flags = "write", replicate = none)]
    /// fn del_later(cx: &Context, key: String, seconds: u64) {
    ///     let timer = cx.after(Duration::from_secs(seconds), move |cx| {
    ///         let deleted = cx.call::<u64>("DEL", &key);
    ///         if deleted.is_ok_and(|n| n > 0) && let Err(error) = cx.replicate("DEL", &key) {
    ///             redmod::warning!("{error}");
    ///         }
    ///     });
    ///     timer.detach();
    /// }
    /// ```
    #[doc(alias = "RM_CreateTimer")]
    pub fn after(
        &self,
        delay: Duration,
        f: impl FnOnce(&mut ServerContext) + Send + 'static,
    ) -> Timer {
        let mut once = Some(f);
        let task = move |cx: &mut ServerContext| once.take().into_iter().for_each(|f| f(cx));
        Timer::start(self, delay, None, Box::new(task))
    }

    /// Calls the function again and again with this time in between, a millisecond at least, as
    /// [`after`](AnyContext::after) does (`RM_CreateTimer`).
    ///
    /// How long it runs itself is part of that time; turns that were missed, since the server was busy, are not made up for.
    /// After a panic, which is logged, it goes on with the next turn.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use std::time::Duration;
    ///
    /// use redmod::LoadContext;
    /// use redmod::args::Input;
    ///
    /// redmod::module! { name: "ticks", init: init }
    ///
    /// /// Says every minute how many keys there are.
    /// fn init(cx: &mut LoadContext, _: &mut Input<'_>) -> Result<()> {
    ///     let minute = Duration::from_secs(60);
    ///     cx.every(minute, |cx| redmod::notice!("{} keys", cx.database_size())).detach();
    ///     Ok(())
    /// }
    /// # fn main() {}
    /// ```
    pub fn every(
        &self,
        period: Duration,
        f: impl FnMut(&mut ServerContext) + Send + 'static,
    ) -> Timer {
        let period = period.clamp(Duration::from_millis(1), CENTURY);
        Timer::start(self, period, Some(period), Box::new(f))
    }
}

impl Timer {
    fn start(cx: &AnyContext, delay: Duration, period: Option<Duration>, task: Task) -> Timer {
        detached::keep(cx);
        ALL.stop.set(Some(stop_each));
        let scheduled = Arc::new(Scheduled {
            is_cancelled: AtomicBool::new(false),
            id: Cell::new(NONE),
            place: Cell::new(0),
            due: Cell::new(Instant::now()),
            period,
            task: Cell::new(Some(task)),
        });
        change(|all| {
            scheduled.place.set(all.len());
            all.push(scheduled.clone());
        });
        // SAFETY: the context is live, and the timer on the list.
        unsafe { scheduled.arm(cx.as_ptr(), delay) };
        Timer {
            scheduled,
            is_detached: false,
        }
    }

    /// How long it is until it runs, in milliseconds (`RM_GetTimerInfo`); `None` while it runs, and
    /// when it will not run any more.
    #[doc(alias = "RM_GetTimerInfo")]
    #[must_use]
    pub fn remaining(&self, cx: &AnyContext) -> Option<Duration> {
        let mut remaining = 0;
        // SAFETY: the context is live, so that the lock is held; the server writes one number.
        let status = unsafe {
            let id = self.scheduled.id.get();
            (api().GetTimerInfo)(cx.as_ptr(), id, &raw mut remaining, null_mut())
        };
        let is_pending = status == REDISMODULE_OK && !self.scheduled.is_cancelled();
        is_pending.then(|| Duration::from_millis(remaining))
    }

    /// Stops it, and drops the function (`RM_StopTimer`); whether it would have run once more.
    #[doc(alias = "RM_StopTimer")]
    pub fn cancel(self, cx: &AnyContext) -> bool {
        let was_cancelled = self.scheduled.is_cancelled.swap(true, Ordering::AcqRel);
        // SAFETY: the context is live.
        unsafe { self.scheduled.stop(cx.as_ptr()) && !was_cancelled }
    }

    /// Lets it run, with nothing that could stop it.
    pub fn detach(mut self) {
        self.is_detached = true;
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if self.is_detached || self.scheduled.is_cancelled.swap(true, Ordering::AcqRel) {
            return;
        }
        // On another thread the next turn sees that it is cancelled.
        if is_locked()
            && let Some(context) = detached::kept()
        {
            // SAFETY: the context is the module's own, and live; the lock is held.
            unsafe { self.scheduled.stop(context.as_ptr()) };
        }
    }
}

impl fmt::Debug for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Timer").finish_non_exhaustive()
    }
}

type Task = Box<dyn FnMut(&mut ServerContext) + Send>;

/// The longest time, so that no clock overflows.
const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// The server's timers have other ids.
const NONE: RedisModuleTimerID = 0;

/// What the server is to call; on the list as long as the server knows it, or calls it.
struct Scheduled {
    is_cancelled: AtomicBool,
    /// The server's timer, if it waits.
    id: Cell<RedisModuleTimerID>,
    /// Where it is on the list.
    place: Cell<usize>,
    /// When it is to run.
    due: Cell<Instant>,
    period: Option<Duration>,
    /// Taken while it runs, and when it will not run any more.
    task: Cell<Option<Task>>,
}

// SAFETY: the cells are touched only under the server's lock; the task may go from one thread to another.
// When the last reference goes, wherever that is, the task was taken: the list has one until then.
unsafe impl Send for Scheduled {}
// SAFETY: the same.
unsafe impl Sync for Scheduled {}

/// All that the server knows of.
struct All {
    timers: Cell<Vec<Arc<Scheduled>>>,
    /// How many there are.
    len: Cell<usize>,
    /// Stops them, once there has been one: a module without timers does not hold that code.
    stop: Cell<Option<Stop>>,
}

type Stop = unsafe fn(NonNull<RedisModuleCtx>);

// SAFETY: touched only under the server's lock.
unsafe impl Sync for All {}

static ALL: All = All {
    timers: Cell::new(Vec::new()),
    len: Cell::new(0),
    stop: Cell::new(None),
};

/// Changes the list. Nothing else looks at it meanwhile: the function calls nobody.
fn change<R>(f: impl FnOnce(&mut Vec<Arc<Scheduled>>) -> R) -> R {
    let mut all = ALL.timers.take();
    let result = f(&mut all);
    ALL.len.set(all.len());
    ALL.timers.set(all);
    result
}

impl Scheduled {
    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Acquire)
    }

    /// Lets the server call it after this time.
    ///
    /// # Safety
    /// The context is a live one of this module, and `self` is on the list.
    unsafe fn arm(&self, context: *mut RedisModuleCtx, delay: Duration) {
        let delay = delay.min(CENTURY);
        self.due.set(Instant::now() + delay);
        let millis = delay.as_micros().div_ceil(1000) as i64;
        let data = std::ptr::from_ref(self).cast_mut().cast();
        // SAFETY: the caller's promise. What `data` points to lives as long as it is on the list, where it
        // stays until the server has called it for the last time, or forgotten it.
        let id = unsafe { (api().CreateTimer)(context, millis, Some(call), data) };
        self.id.set(id);
    }

    /// The same for its next turn, which does not come later because this one did, unless it is late for that
    /// too.
    ///
    /// # Safety
    /// As [`arm`](Scheduled::arm).
    unsafe fn arm_again(&self, context: *mut RedisModuleCtx, period: Duration) {
        let (now, next) = (Instant::now(), self.due.get() + period);
        let is_late = next <= now;
        // SAFETY: the caller's promise.
        unsafe { self.arm(context, if is_late { period } else { next - now }) };
        if !is_late {
            self.due.set(next);
        }
    }

    /// Lets the server forget it, and drops the task; whether the server knew it. One that runs stays, and
    /// is not called again.
    ///
    /// # Safety
    /// The context is a live one of this module.
    unsafe fn stop(&self, context: *mut RedisModuleCtx) -> bool {
        let id = self.id.replace(NONE);
        if id == NONE {
            return false;
        }
        // SAFETY: the caller's promise; the server forgets the timer, which does not run.
        unsafe { (api().StopTimer)(context, id, null_mut()) };
        let task = self.task.take();
        self.leave();
        drop(task);
        true
    }

    /// Takes it from the list, the last of which takes its place.
    fn leave(&self) {
        let left = change(|all| {
            let place = self.place.get();
            let is_there = all.get(place).is_some_and(|it| std::ptr::eq(&**it, self));
            let left = is_there.then(|| all.swap_remove(place));
            if let Some(moved) = all.get(place) {
                moved.place.set(place);
            }
            left
        });
        drop(left);
    }
}

/// The server's call when the time has come. It forgets the timer when this returns, so that the timer
/// must not be stopped meanwhile.
///
/// # Safety
/// Only the server calls it, with a live context, and with what `arm` has given it.
unsafe extern "C" fn call(context: *mut RedisModuleCtx, data: *mut c_void) {
    let frame = frame::enter(Access::Alone);
    // SAFETY: it is on the list, so that it lives; this is one more reference, for the call.
    let scheduled = unsafe {
        let scheduled = data.cast_const().cast::<Scheduled>();
        Arc::increment_strong_count(scheduled);
        Arc::from_raw(scheduled)
    };
    scheduled.id.set(NONE);
    let mut task = scheduled.task.take();
    if let Some(task) = &mut task
        && !scheduled.is_cancelled()
    {
        // SAFETY: the server's promise; this is the only reference made of it.
        let cx = unsafe { ServerContext::from_raw(NonNull::new_unchecked(context)) };
        if panic::boundary(|| task(cx)).is_err() {
            warning!("panic in a timer");
        }
        // SAFETY: the context is this call's, of which nothing is left.
        unsafe { frame.go_home(context) };
    }
    match scheduled.period {
        Some(period) if !scheduled.is_cancelled() => {
            scheduled.task.set(task);
            // SAFETY: the context is live, and the timer is on the list.
            unsafe { scheduled.arm_again(context, period) };
        }
        _ => {
            scheduled.leave();
            // A panic is logged.
            let _ = panic::boundary(|| drop(task));
        }
    }
}

/// Whether the server would still call a function of this module.
pub(crate) fn is_any() -> bool {
    ALL.len.get() > 0
}

/// Stops all timers, before the module goes.
///
/// # Safety
/// The context is a live one of this module, of which no timer runs.
pub(crate) unsafe fn stop_all(context: NonNull<RedisModuleCtx>) {
    if let Some(stop) = ALL.stop.take() {
        // SAFETY: the caller's promise.
        unsafe { stop(context) };
    }
}

/// # Safety
/// As [`stop_all`].
unsafe fn stop_each(context: NonNull<RedisModuleCtx>) {
    while let Some(scheduled) = change(Vec::pop) {
        // A panic is logged.
        // SAFETY: the caller's promise.
        let _ = panic::boundary(|| unsafe { scheduled.stop(context.as_ptr()) });
    }
    change(|all| *all = Vec::new());
}
