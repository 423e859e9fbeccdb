//! Decides how a call waits for what is not there yet: what comes of it is handed to a function of
//! the author's, at once or later, or to nobody if it is aborted.

use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_OK, REDISMODULE_REPLY_PROMISE, RedisModuleCallReply, RedisModuleCtx, Symbol, api,
};

use super::reply::CallReply;
use super::{ArgList, CallArgs, CallOptions, CommandName, NameBuffer, checked};
use crate::context::ServerContext;
use crate::frame::{self, Access};
use crate::{Error, Result, panic};

/// A call that waits; see [`ServerContext::call_blocking`].
///
/// It goes on waiting when this is dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockedCall(u64);

/// What is called with the reply, by whichever thread lets it come.
type Then = Box<dyn FnOnce(&mut ServerContext, Result<CallReply<'_>>) + Send>;

/// What the server keeps for a call that waits, until it calls `unblocked` or the call is aborted.
struct Waiting {
    id: u64,
    then: Then,
}

/// All calls that wait.
struct Calls {
    waiting: Cell<Vec<(u64, NonNull<RedisModuleCallReply>)>>,
    last_id: Cell<u64>,
}

// SAFETY: reached only with a context at hand or when the module is unloaded, both under the
// server's lock.
unsafe impl Sync for Calls {}

static CALLS: Calls = Calls {
    waiting: Cell::new(Vec::new()),
    last_id: Cell::new(0),
};

/// Changes the list of calls that wait. Nothing else looks at it meanwhile: the function calls
/// nobody.
fn change<R>(f: impl FnOnce(&mut Vec<(u64, NonNull<RedisModuleCallReply>)>) -> R) -> R {
    let mut waiting = CALLS.waiting.take();
    let result = f(&mut waiting);
    CALLS.waiting.set(waiting);
    result
}

/// Whether the server would still call a function of this module.
pub(crate) fn is_any_waiting() -> bool {
    change(|waiting| !waiting.is_empty())
}

impl ServerContext {
    /// Calls a command that may block, such as `BLPOP` (`RM_Call` with `K`,
    /// `RM_CallReplyPromiseSetUnblockHandler`; Redis 7.2).
    ///
    /// The function gets the reply: before this returns, if there is nothing to wait for, and else
    /// when it comes, in a context of its own, which has no client. What it writes there is
    /// replicated if it says so, by [`replicate`](ServerContext::replicate) or the option of the same
    /// name. The module is not unloaded while the call waits.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use redmod::call::CallOptions;
    ///
    /// const REPLICATED: CallOptions = CallOptions::new().replicate();
    ///
    /// /// Moves the next element of a list to another one, when there is one.
    /// #[command(flags = "write", keys = 1..2, replicate = explicit)]
    /// fn forward(cx: &mut Context, from: KeyName, to: KeyName) -> Result<()> {
    ///     let to = to.as_bytes().to_vec();
    ///     cx.call_blocking(REPLICATED, "BLPOP", (from, 0), move |cx, reply| {
    ///         let moved = reply.and_then(|reply| {
    ///             let (_, element): (String, Vec<u8>) = reply.to()?;
    ///             cx.call_with::<()>(REPLICATED, "RPUSH", (to, element))
    ///         });
    ///         if let Err(error) = moved {
    ///             redmod::warning!("{error}");
    ///         }
    ///     })?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`call`](ServerContext::call); the function is not called then.
    #[doc(alias = "RM_CallReplyPromiseSetUnblockHandler")]
    pub fn call_blocking(
        &mut self,
        options: CallOptions,
        command: impl CommandName,
        args: impl CallArgs,
        then: impl FnOnce(&mut ServerContext, Result<CallReply<'_>>) + Send + 'static,
    ) -> Result<Option<BlockedCall>> {
        let mut buffer = NameBuffer::new();
        let command = command.to_c(&mut buffer)?;
        let mut list = ArgList::new();
        list.push(&args);
        let reply = self.send_any(options.blocking(), command, &mut list)?;
        let (reply, _) = checked(reply.ok_or(Error::REFUSED)?)?;
        let reply = reply.into_raw();
        // SAFETY: the reply is alive, and ours; it does not borrow from the context.
        let reply = unsafe { CallReply::from_raw(reply) };
        if reply.type_number() != REDISMODULE_REPLY_PROMISE {
            then(self, Ok(reply));
            return Ok(None);
        }
        // SAFETY: a context is at hand, hence the table is loaded.
        let set_handler = unsafe { api().CallReplyPromiseSetUnblockHandler }
            .ok_or_else(|| Error::lacks(Symbol::CallReplyPromiseSetUnblockHandler))?;
        let id = CALLS.last_id.get() + 1;
        CALLS.last_id.set(id);
        let waiting = Box::new(Waiting {
            id,
            then: Box::new(then),
        });
        let promise = reply.into_raw();
        change(|all| all.push((id, promise)));
        // SAFETY: the reply is a promise; the server calls the function once with the block, or
        // gives it back when the call is aborted. The module stays loaded until then.
        unsafe {
            let data = Box::into_raw(waiting).cast();
            set_handler(promise.as_ptr(), Some(unblocked), data);
        }
        Ok(Some(BlockedCall(id)))
    }
}

impl BlockedCall {
    /// Ends the call without a reply; the function is dropped, not called
    /// (`RM_CallReplyPromiseAbort`). False where it does not wait any more. The context is there to
    /// show that the server is locked.
    #[doc(alias = "RM_CallReplyPromiseAbort")]
    pub fn abort(self, _cx: &mut ServerContext) -> bool {
        let find = |all: &mut Vec<(u64, _)>| all.iter().position(|(id, _)| *id == self.0);
        let Some(promise) = change(|all| find(all).map(|place| all[place].1)) else {
            return false;
        };
        let mut data: *mut c_void = std::ptr::null_mut();
        // SAFETY: a promise was made, hence there is the function; the promise is alive as long
        // as it is in the list.
        let is_aborted = unsafe {
            let abort = api().CallReplyPromiseAbort;
            abort.is_some_and(|abort| abort(promise.as_ptr(), &raw mut data) == REDISMODULE_OK)
        };
        if is_aborted {
            forget(self.0);
            // SAFETY: it is the block of `call_blocking`, which the server has given back.
            drop(unsafe { Box::from_raw(data.cast::<Waiting>()) });
        }
        is_aborted
    }
}

/// Takes a call from the list, and frees its promise.
fn forget(id: u64) {
    let place = |all: &Vec<(u64, _)>| all.iter().position(|(other, _)| *other == id);
    if let Some(promise) = change(|all| place(all).map(|place| all.swap_remove(place).1)) {
        // SAFETY: it was ours, and nothing else knows it.
        drop(unsafe { CallReply::from_raw(promise) });
    }
}

/// The server's call when a reply has come.
///
/// # Safety
/// Only the server calls it, with a context and a reply for this call, and a block of
/// `call_blocking`, for the last time.
unsafe extern "C" fn unblocked(
    context: *mut RedisModuleCtx,
    reply: *mut RedisModuleCallReply,
    data: *mut c_void,
) {
    let _frame = frame::enter(Access::After);
    // SAFETY: the server's promise.
    let (waiting, cx, reply) = unsafe {
        let cx = ServerContext::from_raw(NonNull::new_unchecked(context));
        let reply = CallReply::from_raw(NonNull::new_unchecked(reply));
        (Box::from_raw(data.cast::<Waiting>()), cx, reply)
    };
    forget(waiting.id);
    // A panic is logged; there is nobody to tell.
    let _ = panic::boundary(|| (waiting.then)(cx, checked(reply).map(|(reply, _)| reply)));
}
