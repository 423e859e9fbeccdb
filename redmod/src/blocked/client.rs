//! Decides how a thread answers a client that waits: once, with a value that the main thread writes and drops.

use std::cell::Cell;
use std::ffi::c_void;
use std::fmt;
use std::marker::PhantomData;
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use redmod_sys::{RedisModuleBlockedClient, RedisModuleCtx, api};

use super::{Blocked, State, Waiting, WhatFor, call_back, forget, millis, name, write};
use crate::command::panicked;
use crate::context::{Context, EventContext};
use crate::frame::{self, Access};
use crate::reply::{Reply, Writer};
use crate::{Error, Result, ServerStr, panic};

const UNANSWERED: Error = Error::fixed(c"ERR the command has ended without an answer");

/// A client that waits for its reply, as a thread has it: made by [`Context::block_client`].
///
/// If it is dropped, the client gets an error; an internal one where that is by a panic. One that is forgotten leaves
/// its client waiting, and the module loaded.
pub struct BlockedClient<T> {
    shared: Arc<Shared>,
    _value: PhantomData<fn(T)>,
}

impl Context {
    /// Lets the client wait for its reply while the server goes on (`RM_BlockClient`); for so long, to the millisecond,
    /// or without end where the time is zero, as for `BLPOP`. The client then gets null, or what
    /// [`Blocked::on_timeout`] says.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use std::time::Duration;
    ///
    /// use redmod::Blocked;
    ///
    /// /// Adds up the numbers to this one, which may take a while.
    /// #[command]
    /// fn sum(cx: &Context, n: u64) -> Result<Blocked<u64>> {
    ///     let (blocked, client) = cx.block_client(Duration::from_secs(10))?;
    ///     std::thread::spawn(move || client.unblock((1..=n).sum()));
    ///     Ok(blocked)
    /// }
    /// ```
    ///
    /// The command returns the first of the two, and whoever has the second answers. The value is written and dropped
    /// by the main thread. The module is not unloaded before. What is written to the keyspace meanwhile, by a thread
    /// with [its own context](crate::DetachedContext), is replicated if that says so.
    ///
    /// # Errors
    /// Where a client cannot wait: in a transaction, in a script, where another command calls, while the server loads,
    /// for a call that comes from the primary, and for a client that waits already.
    #[doc(alias = "RM_BlockClient")]
    #[doc(alias = "RM_IsBlockedReplyRequest")]
    #[doc(alias = "RM_IsBlockedTimeoutRequest")]
    #[doc(alias = "RM_GetBlockedClientPrivateData")]
    #[doc(alias = "RM_GetBlockedClientHandle")]
    pub fn block_client<T: Reply + Send + 'static>(
        &self,
        timeout: Duration,
    ) -> Result<(Blocked<T>, BlockedClient<T>)> {
        if let Some(error) = self.refuses_to_block() {
            return Err(error);
        }
        let shared = Arc::new(Shared::new());
        let waiting = Waiting::new(self, timeout, WhatFor::Answer(shared.clone()));
        // SAFETY: the context is live, and its client may be blocked. What the server makes is never null; it is unblocked
        // with an `Answer`, or aborted.
        unsafe {
            let (reply, free) = (Some(call_back as _), Some(free as _));
            let handle = (api().BlockClient)(self.as_ptr(), reply, reply, free, millis(timeout));
            let handle = NonNull::new_unchecked(handle);
            shared.begin(handle);
            waiting.begin(handle);
        }
        let client = BlockedClient {
            shared,
            _value: PhantomData,
        };
        Ok((Blocked(State::Waiting(waiting)), client))
    }
}

impl<T: Reply + Send + 'static> BlockedClient<T> {
    /// Answers the client (`RM_UnblockClient`). If it has gone meanwhile, the value is dropped.
    #[doc(alias = "RM_UnblockClient")]
    pub fn unblock(self, value: T) {
        self.shared.unblock(Box::new(Value(value)));
    }

    /// Answers the client (`RM_UnblockClient`). If it has gone meanwhile, as by a timeout, or its command has failed after
    /// all, the function gets the value back (`RM_BlockedClientDisconnected`), on the main thread.
    #[doc(alias = "RM_BlockedClientDisconnected")]
    pub fn unblock_or(self, value: T, undelivered: impl FnOnce(&EventContext, T) + Send + 'static) {
        self.shared.unblock(Box::new(OrElse(value, undelivered)));
    }
}

impl<T> BlockedClient<T> {
    /// Whether the client still waits: it does not when the time is over, when it is disconnected or killed, when another
    /// client has unblocked it, and when its command has failed after all. It may be over a moment later.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.shared.is_waiting.load(Ordering::Acquire)
    }

    /// Measures the time until this is dropped, for `SLOWLOG`, `INFO commandstats` and the like
    /// (`RM_BlockedClientMeasureTimeStart`, `RM_BlockedClientMeasureTimeEnd`); before Redis 6.2 nothing is measured. Several
    /// times are added up.
    #[doc(alias = "RM_BlockedClientMeasureTimeStart")]
    #[doc(alias = "RM_BlockedClientMeasureTimeEnd")]
    pub fn measure_time(&mut self) -> Measured<'_> {
        self.shared.with_handle(|handle| {
            // SAFETY: the handle is live; the clock is that of whoever has the `BlockedClient`.
            unsafe { api().BlockedClientMeasureTimeStart.map(|it| it(handle)) };
        });
        Measured(&self.shared)
    }
}

impl<T> Drop for BlockedClient<T> {
    fn drop(&mut self) {
        let is_panic = std::thread::panicking();
        self.shared.unblock(Box::new(Unanswered { is_panic }));
    }
}

impl<T> fmt::Debug for BlockedClient<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockedClient").finish_non_exhaustive()
    }
}

/// Measures time until it is dropped: see [`BlockedClient::measure_time`].
#[must_use = "the time is measured until this is dropped"]
pub struct Measured<'a>(&'a Shared);

impl Drop for Measured<'_> {
    fn drop(&mut self) {
        self.0.with_handle(|handle| {
            // SAFETY: as for the start.
            unsafe { api().BlockedClientMeasureTimeEnd.map(|it| it(handle)) };
        });
    }
}

impl fmt::Debug for Measured<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Measured").finish_non_exhaustive()
    }
}

/// What the thread and the main thread both know of a client.
pub(super) struct Shared {
    /// The server's handle, until somebody takes it to unblock the client, which is done once.
    handle: Mutex<Option<Handle>>,
    is_waiting: AtomicBool,
    /// The answer that is under way, if any; the main thread frees it.
    answer: AtomicPtr<Answer>,
}

#[derive(Clone, Copy)]
struct Handle(NonNull<RedisModuleBlockedClient>);

// SAFETY: a handle is unblocked and measured from any thread.
unsafe impl Send for Handle {}

impl Shared {
    fn new() -> Shared {
        Shared {
            handle: Mutex::new(None),
            is_waiting: AtomicBool::new(true),
            answer: AtomicPtr::new(null_mut()),
        }
    }

    /// # Safety
    /// The handle is live until it is unblocked or aborted by whoever has taken it from here.
    unsafe fn begin(&self, handle: NonNull<RedisModuleBlockedClient>) {
        *self.handle() = Some(Handle(handle));
    }

    fn handle(&self) -> MutexGuard<'_, Option<Handle>> {
        self.handle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The handle, for whoever unblocks it.
    pub(super) fn take(&self) -> Option<NonNull<RedisModuleBlockedClient>> {
        self.handle().take().map(|handle| handle.0)
    }

    pub(super) fn end(&self) {
        self.is_waiting.store(false, Ordering::Release);
    }

    /// Calls the function with the handle, if it was not unblocked, as it is not meanwhile.
    fn with_handle(&self, f: impl FnOnce(*mut RedisModuleBlockedClient)) {
        let handle = self.handle();
        if let Some(Handle(handle)) = *handle {
            f(handle.as_ptr());
        }
    }

    /// Answers the client, if nobody has.
    fn unblock(&self, value: Box<dyn Deliver>) {
        if let Some(handle) = self.take() {
            let is_late = Cell::new(false);
            let answer = Box::new(Answer {
                handle,
                is_late,
                value,
            });
            let answer = Box::into_raw(answer);
            self.answer.store(answer, Ordering::Release);
            // SAFETY: the handle was live when it was taken, and the server frees it after this alone; it gives the answer
            // back to `free`.
            unsafe { (api().UnblockClient)(handle.as_ptr(), answer.cast()) };
        }
    }

    /// Writes the answer that is under way, if there is one.
    ///
    /// # Safety
    /// The context is that of a call that has not replied. The caller is the main thread, and the server has not freed the
    /// client's handle.
    pub(super) unsafe fn write_late(&self, context: NonNull<RedisModuleCtx>) -> bool {
        // SAFETY: the answer lives as long as the handle, and nobody else looks at it any more.
        let answer = unsafe { self.answer.load(Ordering::Acquire).as_ref() };
        answer.is_some_and(|answer| {
            answer.is_late.set(true);
            // SAFETY: the caller's promise.
            unsafe { answer.write_to(context, &[]) }
        })
    }
}

/// What the server keeps from when a client is answered until it has freed the handle.
pub(super) struct Answer {
    handle: NonNull<RedisModuleBlockedClient>,
    /// Whether it was written when the server told nothing of it.
    is_late: Cell<bool>,
    value: Box<dyn Deliver>,
}

/// What a client is answered.
trait Deliver: Send {
    /// Writes it as the reply of the command of this name.
    fn write(&self, out: &mut Writer<'_>, name: &[&ServerStr]);

    /// There is nobody who could have it.
    fn give_back(self: Box<Self>, _: &EventContext) {}
}

struct Value<T>(T);

impl<T: Reply + Send> Deliver for Value<T> {
    fn write(&self, out: &mut Writer<'_>, _: &[&ServerStr]) {
        self.0.reply(out);
    }
}

struct OrElse<T, F>(T, F);

impl<T: Reply + Send, F: FnOnce(&EventContext, T) + Send> Deliver for OrElse<T, F> {
    fn write(&self, out: &mut Writer<'_>, _: &[&ServerStr]) {
        self.0.reply(out);
    }

    fn give_back(self: Box<Self>, cx: &EventContext) {
        let OrElse(value, undelivered) = *self;
        undelivered(cx, value);
    }
}

struct Unanswered {
    is_panic: bool,
}

impl Deliver for Unanswered {
    fn write(&self, out: &mut Writer<'_>, name: &[&ServerStr]) {
        if self.is_panic {
            panicked(out, name);
        } else {
            out.error(&UNANSWERED);
        }
    }
}

impl Answer {
    /// Writes the answer that a request for a reply comes with.
    ///
    /// # Safety
    /// The context is that of such a request, for a client that was unblocked by `Shared::unblock`.
    pub(super) unsafe fn write(context: NonNull<RedisModuleCtx>, words: &[&ServerStr]) -> bool {
        // SAFETY: the caller's promise: the data is the answer, which lives until `free`.
        unsafe {
            let data = (api().GetBlockedClientPrivateData)(context.as_ptr());
            let Some(answer) = data.cast::<Answer>().as_ref() else {
                return true;
            };
            answer.write_to(context, words)
        }
    }

    /// # Safety
    /// The context is that of a call that has not replied.
    unsafe fn write_to(&self, context: NonNull<RedisModuleCtx>, words: &[&ServerStr]) -> bool {
        // SAFETY: the caller's promise.
        unsafe { write(context, words, |out| self.value.write(out, name(words))) };
        true
    }
}

/// The server's call when it frees a handle that was answered.
///
/// # Safety
/// Only the server calls it, once for each answer, with a live context of the module.
unsafe extern "C" fn free(context: *mut RedisModuleCtx, data: *mut c_void) {
    let _frame = frame::enter(Access::Read);
    // SAFETY: the server's promise.
    let (answer, cx, is_gone) = unsafe {
        let answer = Box::from_raw(data.cast::<Answer>());
        let cx = EventContext::from_raw(NonNull::new_unchecked(context));
        let is_gone = (api().BlockedClientDisconnected)(context) != 0;
        (answer, cx, is_gone)
    };
    // The client of a command that has failed after all is there, and has its reply.
    let is_accepted = forget(answer.handle);
    let is_delivered = answer.is_late.get() || is_accepted && !is_gone;
    // A panic is logged.
    let _ = panic::boundary(|| {
        if !is_delivered {
            answer.value.give_back(cx);
        }
    });
}
