//! Decides how a command calls another one, and what comes back.

use std::ffi::CStr;
use std::fmt;
use std::marker::PhantomData;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_REPLY_ERROR, REDISMODULE_REPLY_INTEGER, REDISMODULE_REPLY_STRING,
    RedisModuleCallReply, api,
};

use crate::context::Context;
use crate::reply::{Reply, Writer};
use crate::{Error, Result, ServerString, frame};

impl Context {
    /// Calls a command with its arguments and returns its reply (`RM_Call`).
    ///
    /// An error that the command replies with is a [`CallReply`] as well; so it can be passed on.
    /// The call is not replicated by itself: a command that writes is, by its `replicate`.
    ///
    /// # Errors
    /// Where there is no such command, or not with so many arguments.
    #[doc(alias = "RM_Call")]
    pub fn call<A: AsRef<[u8]>>(&mut self, command: &CStr, args: &[A]) -> Result<CallReply<'_>> {
        let args: Vec<_> = args
            .iter()
            .map(|arg| ServerString::from_bytes(arg.as_ref()))
            .collect();
        let argv: Vec<_> = args.iter().map(|arg| arg.as_ptr()).collect();
        // What is called may write, and free the values of keys that were forgotten.
        frame::close_forgotten();
        frame::note_write();
        // SAFETY: the context is live, and borrowed exclusively, so that nothing of the keyspace is
        // borrowed from it; the format says that a vector of strings and its length follow.
        let reply = unsafe {
            let (command, format) = (command.as_ptr(), c"v".as_ptr());
            (api().Call)(self.as_ptr(), command, format, argv.as_ptr(), argv.len())
        };
        let refused = || Error::new(format_args!("the server refuses to call {command:?}"));
        let reply = NonNull::new(reply).ok_or_else(refused)?;
        Ok(CallReply {
            reply,
            _context: PhantomData,
        })
    }
}

/// The reply of a called command. Returned from a command, it is passed on as it is.
pub struct CallReply<'a> {
    reply: NonNull<RedisModuleCallReply>,
    _context: PhantomData<&'a mut Context>,
}

impl CallReply<'_> {
    fn is(&self, kind: i32) -> bool {
        // SAFETY: the reply is alive as long as `self`.
        unsafe { (api().CallReplyType)(self.reply.as_ptr()) == kind }
    }

    /// The text of a string or of an error (`RM_CallReplyStringPtr`).
    #[doc(alias = "RM_CallReplyStringPtr")]
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        if !self.is(REDISMODULE_REPLY_STRING) && !self.is(REDISMODULE_REPLY_ERROR) {
            return None;
        }
        let mut len = 0;
        // SAFETY: the reply is alive as long as `self`, and has bytes, as was just seen.
        unsafe {
            let bytes = (api().CallReplyStringPtr)(self.reply.as_ptr(), &raw mut len);
            Some(std::slice::from_raw_parts(bytes.cast(), len))
        }
    }

    /// The integer (`RM_CallReplyInteger`).
    #[doc(alias = "RM_CallReplyInteger")]
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        let is_integer = self.is(REDISMODULE_REPLY_INTEGER);
        // SAFETY: the reply is alive as long as `self`.
        is_integer.then(|| unsafe { (api().CallReplyInteger)(self.reply.as_ptr()) })
    }

    /// Whether it is an error (`RM_CallReplyType`).
    #[doc(alias = "RM_CallReplyType")]
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.is(REDISMODULE_REPLY_ERROR)
    }

    pub(crate) fn as_ptr(&self) -> NonNull<RedisModuleCallReply> {
        self.reply
    }
}

impl Drop for CallReply<'_> {
    #[doc(alias = "RM_FreeCallReply")]
    fn drop(&mut self) {
        // SAFETY: it is freed once, here.
        unsafe { (api().FreeCallReply)(self.reply.as_ptr()) }
    }
}

impl Reply for CallReply<'_> {
    fn reply(&self, out: &mut Writer<'_>) {
        out.call_reply(self);
    }
}

impl fmt::Debug for CallReply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.as_integer(), self.as_bytes()) {
            (Some(integer), _) => integer.fmt(f),
            (_, Some(bytes)) => write!(f, "\"{}\"", bytes.escape_ascii()),
            _ => f.write_str("CallReply"),
        }
    }
}
