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

use std::ffi::CStr;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_REPLY_ERROR, api};

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
        let mut list = ArgList::new();
        list.push(&args);
        let reply = self.send(options, command, list)?;
        let reply = reply.ok_or(Error::REFUSED)?;
        T::from_call(reply).map_err(|error| unread(command, &error))
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
        self.send(options.dry_run(), command, list).map(drop)
    }

    /// Calls what has been prepared. No reply is the answer to a dry run.
    fn send(
        &mut self,
        options: CallOptions,
        command: &CStr,
        mut args: ArgList<'_>,
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
        if let Some(error) = fatal::refused(self, command, &args) {
            return Err(error);
        }
        options.finish(&mut args);
        // What is called may write, and free the values of keys that were forgotten.
        frame::close_forgotten();
        // SAFETY: the context is live, and borrowed exclusively, so that nothing of the keyspace is
        // borrowed from it; the words are what the format says, and live as long as the list.
        let reply = unsafe { variadic!(api().Call, self.as_ptr(), command, args) };
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
        let reply = unsafe { CallReply::from_raw(reply) };
        checked(reply).map(Some)
    }
}

/// An error that is the whole reply is one.
#[inline]
fn checked(reply: CallReply<'_>) -> Result<CallReply<'_>> {
    if reply.type_number() == REDISMODULE_REPLY_ERROR {
        return Err(Error::replied(reply.as_bytes().unwrap_or_default()));
    }
    Ok(reply)
}

/// The reply was not what was asked for.
#[cold]
fn unread(command: &CStr, error: &Error) -> Error {
    let command = command.to_bytes().escape_ascii();
    Error::with_code(error.code(), format_args!("{command}: {}", error.message()))
}
