//! Decides how a long call lets the server go on meanwhile.

use std::ffi::CStr;

use redmod_sys::{REDISMODULE_YIELD_FLAG_CLIENTS, REDISMODULE_YIELD_FLAG_NONE, Symbol, api};

use super::Context;
use crate::string::is_main_thread;
use crate::{Error, Result, frame};

const ON_A_THREAD: Error =
    Error::fixed(c"ERR a thread gives the lock back to let the server go on");

/// What the server does during [`Context::yield_now`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serve<'m> {
    /// Its own events: replication, persistence, the cluster.
    Events,
    /// Clients as well: they may call commands with the flag `allow-busy`, and get an error `BUSY`
    /// for all others, with this text if there is one.
    Clients(Option<&'m CStr>),
}

impl Context {
    /// Lets the server handle what has come in amid a long call (`RM_Yield`); to be called often,
    /// since it comes back at once unless it is time to. That is after `busy-reply-threshold`, and then
    /// `hz` times per second.
    ///
    /// Other calls may be made meanwhile, also of this module, and keys may come and go.
    ///
    /// # Errors
    /// On a thread, and on servers without the function, before Redis 7.0.
    #[doc(alias = "RM_Yield")]
    pub fn yield_now(&mut self, serve: Serve<'_>) -> Result<()> {
        // SAFETY: there is a context, so the table is loaded.
        let yield_now = unsafe { api().Yield }.ok_or_else(|| Error::lacks(Symbol::Yield))?;
        // Some servers would handle their events on whichever thread it is.
        if !is_main_thread() {
            return Err(ON_A_THREAD);
        }
        let (flags, busy) = match serve {
            Serve::Events => (REDISMODULE_YIELD_FLAG_NONE, None),
            Serve::Clients(busy) => (REDISMODULE_YIELD_FLAG_CLIENTS, busy),
        };
        let busy = busy.map_or(std::ptr::null(), CStr::as_ptr);
        frame::close_forgotten();
        // SAFETY: the context is live, and borrowed exclusively, so that nothing of the keyspace is
        // borrowed; the text lives during the call, and the server refers to it no longer. The
        // client stays: the server protects it.
        unsafe { yield_now(self.as_ptr(), flags, busy) };
        Ok(())
    }
}
