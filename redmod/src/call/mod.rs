//! Decides how a command calls another one: arguments and reply are values of Rust's, and what the
//! server refuses is an error with a name.

mod args;
mod blocking;
mod fatal;
mod from;
mod name;
mod options;
mod parts;
pub(crate) mod refusal;
mod reply;
mod values;

use std::ffi::{CStr, c_int};
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_REPLY_ERROR, RedisModuleCallReply, api};

pub(crate) use args::variadic;
pub use args::{ArgList, CallArgs};
pub use blocking::BlockedCall;
pub(crate) use blocking::is_any_waiting;
pub use from::{CallResult, FromReply};
pub use name::{CommandName, NameBuffer};
pub use options::CallOptions;
pub use parts::{Entries, Nodes, Parts};
pub use reply::{CallReply, Node, Value};

use crate::context::ServerContext;
use crate::{Error, Result, frame};

impl ServerContext {
    /// Calls a command (`RM_Call`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// #[command(flags = "write deny-oom", keys = 1..1)]
    /// fn visit(cx: &mut Context, key: KeyName) -> Result<i64> {
    ///     let visits = cx.call("INCR", key)?;
    ///     cx.call::<()>("PEXPIRE", (key, 60_000))?;
    ///     Ok(visits)
    /// }
    /// ```
    ///
    /// What is called is not replicated by itself: the command that calls is, by its `replicate`.
    ///
    /// # Errors
    /// An error that the command replies, as it is; one of the constants of [`Error`] where the
    /// server refuses to call it; and where its reply is no `T`. [`Error::WRITES_DENIED`] for a command that writes
    /// on a replica that only reads, and while writing is paused, unless the server has called a command with
    /// the flag `write` (before Redis 7.0 it is called).
    #[doc(alias = "RM_Call")]
    #[inline]
    pub fn call<'a, T: CallResult<'a>>(
        &'a mut self,
        command: impl CommandName,
        args: impl CallArgs,
    ) -> Result<T> {
        self.call_with(CallOptions::new(), command, args)
    }

    /// Calls a command in another way than usual (`RM_Call`).
    ///
    /// # Errors
    /// As [`call`](ServerContext::call); and where the server does not know what the options want.
    #[inline]
    pub fn call_with<'a, T: CallResult<'a>>(
        &'a mut self,
        options: CallOptions,
        command: impl CommandName,
        args: impl CallArgs,
    ) -> Result<T> {
        let mut buffer = NameBuffer::new();
        let command = command.to_c(&mut buffer)?;
        let may_be_fatal = fatal::may_be(command);
        let mut list = ArgList::new();
        list.push(&args);
        let reply = self.send(options, command, may_be_fatal, &mut list)?;
        let (reply, kind) = checked(reply.ok_or(Error::REFUSED)?)?;
        T::from_call(reply, kind).map_err(|error| unread(command, &error))
    }

    /// Whether the server would call a command; it does all but that (`RM_Call` with `D`; Redis
    /// 7.2).
    ///
    /// # Errors
    /// Why it would not, in the server's own words.
    pub fn dry_run(
        &mut self,
        options: CallOptions,
        command: impl CommandName,
        args: impl CallArgs,
    ) -> Result<()> {
        let mut buffer = NameBuffer::new();
        let command = command.to_c(&mut buffer)?;
        let mut list = ArgList::new();
        list.push(&args);
        let reply = self.send_any(options.dry_run(), command, &mut list)?;
        reply.map_or(Ok(()), |reply| checked(reply).map(drop))
    }

    /// Calls what has been prepared. No reply is the answer to a dry run.
    #[inline(always)]
    fn send(
        &mut self,
        options: CallOptions,
        command: &CStr,
        may_be_fatal: bool,
        args: &mut ArgList<'_>,
    ) -> Result<Option<CallReply<'_>>> {
        if options == CallOptions::new()
            && !may_be_fatal
            && args.is_tiny()
            && frame::may_call_at_once()
        {
            // SAFETY: as in `send_any`; so few words need not be finished, where there is no modifier.
            let reply = unsafe { variadic!(api().Call, self.as_ptr(), command, args) };
            // SAFETY: the server has just called, with these options.
            return unsafe { self.answered(options, reply) };
        }
        self.send_any(options, command, args)
    }

    /// The same, whatever there is to be looked at before.
    fn send_any(
        &mut self,
        options: CallOptions,
        command: &CStr,
        args: &mut ArgList<'_>,
    ) -> Result<Option<CallReply<'_>>> {
        options.check()?;
        if frame::is_too_deep() {
            return Err(Error::TOO_DEEP);
        }
        let options = match self.refuses_writes() {
            None => options,
            Some(_) => options.without_writes(),
        };
        if options.replicates()
            && let Some(error) = self.refuses_replication()
        {
            return Err(error);
        }
        if fatal::may_be(command)
            && let Some(error) = fatal::refused(self, command, args)
        {
            return Err(error);
        }
        options.finish(args);
        // What is called may write, and free the values of keys that were forgotten.
        frame::close_forgotten();
        // SAFETY: the context is live, and borrowed exclusively, so that nothing of the keyspace is
        // borrowed from it; the words are what the format says, and live as long as the list.
        let reply = unsafe { variadic!(api().Call, self.as_ptr(), command, args) };
        // SAFETY: the server has just called, with these options.
        unsafe { self.answered(options, reply) }
    }

    /// What the server answers to a call.
    ///
    /// # Safety
    /// The server has just called, and this is what it has returned.
    #[inline(always)]
    unsafe fn answered(
        &mut self,
        options: CallOptions,
        reply: *mut RedisModuleCallReply,
    ) -> Result<Option<CallReply<'_>>> {
        let Some(reply) = NonNull::new(reply) else {
            return if options.is_dry_run() {
                Ok(None)
            } else {
                Err(refusal::why(options))
            };
        };
        if !options.is_dry_run() {
            // It was called, and may have written whatever it replies.
            frame::note_write();
        }
        // SAFETY: the reply is ours, and the context is borrowed as long as it lives.
        Ok(Some(unsafe { CallReply::from_raw(reply) }))
    }
}

/// The reply and its type; an error that is the whole reply is one.
#[inline(always)]
fn checked(reply: CallReply<'_>) -> Result<(CallReply<'_>, c_int)> {
    match reply.type_number() {
        REDISMODULE_REPLY_ERROR => Err(replied(reply)),
        kind => Ok((reply, kind)),
    }
}

#[cold]
fn replied(error: CallReply<'_>) -> Error {
    Error::replied(error.as_bytes().unwrap_or_default())
}

/// The reply was not what was asked for.
#[cold]
fn unread(command: &CStr, error: &Error) -> Error {
    let command = command.to_bytes().escape_ascii();
    Error::with_code(error.code(), format_args!("{command}: {}", error.message()))
}
