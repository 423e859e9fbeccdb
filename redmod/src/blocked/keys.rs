//! Decides how a client waits for a key: a function of the author's looks whether the key has what it waits for, at
//! once and then whenever somebody says that the key is ready.

use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::NonNull;
use std::rc::Rc;
use std::time::Duration;

use redmod_sys::{
    REDISMODULE_BLOCK_UNBLOCK_DELETED, RedisModuleBlockedClient, RedisModuleCtx, RedisModuleString,
    Symbol, api,
};

use super::{Blocked, State, TWICE, Waiting, WhatFor, call_back, forget, millis, name};
use crate::command::panicked;
use crate::context::{Context, ServerContext};
use crate::database::Back;
use crate::frame::{self, Access};
use crate::key::{KeyMut, KeyType, Name};
use crate::reply::{Reply, Writer};
use crate::{Error, Result, ServerStr, panic};

const NO_KEYS: Error = Error::fixed(c"ERR a client waits for no key at all");
const NO_NAME: Error = Error::fixed(c"ERR the server does not tell the key's name");

impl Context {
    /// Waits until the function finds what it looks for at a key (`RM_BlockClientOnKeys`); for so long, to the millisecond,
    /// or without end where the time is zero, as for `BLPOP`. The client then gets null, or what [`Blocked::on_timeout`]
    /// says.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use redmod::Blocked;
    ///
    /// /// The last element of a list, when there is one.
    /// #[command(flags = "write", keys = 1..1)]
    /// fn pop(cx: &Context, key: KeyName, timeout: Millis) -> Result<Blocked<Vec<u8>>> {
    ///     cx.block_on_key(&key, *timeout, |cx, key| {
    ///         let mut list = cx.key_mut::<List>(key)?;
    ///         Ok(list.pop_back().map(|element| element.as_bytes().to_vec()))
    ///     })
    /// }
    ///
    /// /// Adds an element, and says so.
    /// #[command(flags = "write deny-oom", keys = 1..1)]
    /// fn push(mut list: KeyMut<List>, element: &ServerStr) -> Result<()> {
    ///     list.push_back(element)?;
    ///     list.signal_ready()
    /// }
    /// ```
    ///
    /// The function is called at once, and then each time the key is [signalled](KeyMut::signal_ready), if it is there.
    /// `None` lets the client wait on; of several clients the one that waits the longest has the first turn. The key's name
    /// comes with each call (`RM_GetBlockedClientReadyKey`). The context is shared, so that no command is called:
    /// the server walks over its blocked clients meanwhile. What is written is replicated as the command is: where that
    /// is verbatim, the whole call, which on a replica finds the same. A function whose command has not the flag `write`
    /// does not write.
    ///
    /// Where a client [cannot wait](Context::block_client) it is answered as if the time were over, as `BLPOP` does.
    ///
    /// # Errors
    /// What the function returns, which the client gets too when it is called later; for a client that waits already.
    #[doc(alias = "RM_BlockClientOnKeys")]
    #[doc(alias = "RM_GetBlockedClientReadyKey")]
    pub fn block_on_key<T: Reply + 'static>(
        &self,
        name: &(impl Name + ?Sized),
        timeout: Duration,
        serve: impl FnMut(&ServerContext, &ServerStr) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Blocked<T>> {
        self.block_on_keys(&[name], timeout, serve)
    }

    /// The same for any of several keys (`RM_BlockClientOnKeys`), which are looked at in their order first.
    ///
    /// # Errors
    /// As [`block_on_key`](Context::block_on_key); where there is no key.
    pub fn block_on_keys<T: Reply + 'static>(
        &self,
        names: &[impl Name],
        timeout: Duration,
        serve: impl FnMut(&ServerContext, &ServerStr) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Blocked<T>> {
        self.wait_for_keys(names, timeout, serve, |arguments| {
            // SAFETY: the promise of `wait_for_keys`.
            unsafe {
                (api().BlockClientOnKeys)(
                    self.as_ptr(),
                    Some(call_back),
                    Some(call_back),
                    Some(free),
                    arguments.millis,
                    arguments.names.as_mut_ptr(),
                    arguments.names.len() as i32,
                    arguments.data,
                )
            }
        })
    }

    /// The same, and the function is also called when a key is deleted (`RM_BlockClientOnKeysWithFlags`; Redis 7.2): a list, a
    /// sorted set, a stream or a value of a module's type, of which the server says so itself, or another one that is
    /// signalled when it has gone.
    ///
    /// # Errors
    /// As [`block_on_keys`](Context::block_on_keys); on servers without it.
    #[doc(alias = "RM_BlockClientOnKeysWithFlags")]
    pub fn block_on_keys_or_deletion<T: Reply + 'static>(
        &self,
        names: &[impl Name],
        timeout: Duration,
        serve: impl FnMut(&ServerContext, &ServerStr) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Blocked<T>> {
        // SAFETY: the context is live, hence the table loaded.
        let block = unsafe { api().BlockClientOnKeysWithFlags }
            .ok_or_else(|| Error::lacks(Symbol::BlockClientOnKeysWithFlags))?;
        self.wait_for_keys(names, timeout, serve, |arguments| {
            // SAFETY: the promise of `wait_for_keys`.
            unsafe {
                block(
                    self.as_ptr(),
                    Some(call_back),
                    Some(call_back),
                    Some(free),
                    arguments.millis,
                    arguments.names.as_mut_ptr(),
                    arguments.names.len() as i32,
                    arguments.data,
                    REDISMODULE_BLOCK_UNBLOCK_DELETED,
                )
            }
        })
    }

    /// Looks at the keys, and lets `block` block the client if they have nothing. What `block` is given is what the server
    /// may be: live names, of which it takes references, and data that it gives back to `free` once.
    fn wait_for_keys<T: Reply + 'static>(
        &self,
        names: &[impl Name],
        timeout: Duration,
        mut serve: impl FnMut(&ServerContext, &ServerStr) -> Result<Option<T>> + Send + 'static,
        block: impl FnOnce(&mut Arguments) -> *mut RedisModuleBlockedClient,
    ) -> Result<Blocked<T>> {
        if names.is_empty() {
            return Err(NO_KEYS);
        }
        let refused = self.refuses_to_block();
        if refused == Some(TWICE) {
            return Err(TWICE);
        }
        let names: Vec<_> = names.iter().map(Name::to_server).collect();
        for name in &names {
            if let Some(value) = serve(self, name)? {
                return Ok(Blocked(State::Ready(value)));
            }
        }
        if refused.is_some() {
            return Ok(Blocked(State::TimedOut(None)));
        }
        let serve = move |cx: &ServerContext, name: &ServerStr, out: &mut Writer<'_>| {
            let value = serve(cx, name)?;
            if let Some(value) = &value {
                value.reply(out);
            }
            Ok(value.is_some())
        };
        let waiting = Waiting::new(self, timeout, WhatFor::Key(Serve::new(Box::new(serve))));
        let mut arguments = Arguments {
            millis: millis(timeout),
            names: names.iter().map(|name| name.as_ptr()).collect(),
            data: Rc::into_raw(waiting.clone()).cast_mut().cast(),
        };
        // SAFETY: what the server makes is never null; it calls `call_back` and `free`.
        unsafe { waiting.begin(NonNull::new_unchecked(block(&mut arguments))) };
        Ok(Blocked(State::Waiting(waiting)))
    }
}

/// What the server is told of a client that waits for keys.
struct Arguments {
    millis: i64,
    names: Vec<*mut RedisModuleString>,
    data: *mut c_void,
}

impl ServerContext {
    /// Tells clients that wait for a key that it may have what they wait for (`RM_SignalKeyAsReady`); those of
    /// [`block_on_key`](Context::block_on_key), and of other modules. They have their turn after the command that runs
    /// now; after a thread or a timer, when the server is next at work, a tenth of a second later at the latest.
    ///
    /// The server itself signals lists, sorted sets and streams that come to be, and not what is added to them.
    #[doc(alias = "RM_SignalKeyAsReady")]
    pub fn signal_ready(&self, name: &(impl Name + ?Sized)) {
        // SAFETY: the context is live, and has a client. The server takes a reference to the name, and looks at the key later.
        name.with(|name| unsafe { (api().SignalKeyAsReady)(self.as_ptr(), name.as_ptr()) });
    }
}

impl<T: KeyType> KeyMut<'_, T> {
    /// Tells clients that wait for the key that it may have what they wait for (`RM_SignalKeyAsReady`): see
    /// [`ServerContext::signal_ready`].
    ///
    /// # Errors
    /// On servers that do not tell the key's name.
    pub fn signal_ready(&mut self) -> Result<()> {
        let (Some(name), Some(database)) = (self.name(), self.database()) else {
            return Err(NO_NAME);
        };
        let cx = self.context();
        let _back = Back::new(cx, database)?;
        cx.signal_ready(name);
        Ok(())
    }
}

/// The author's function, which writes what it has found; whether it has.
type Function = Box<dyn FnMut(&ServerContext, &ServerStr, &mut Writer<'_>) -> Result<bool> + Send>;

/// How a client is served that waits for keys.
pub(super) struct Serve {
    /// None while it runs.
    function: Cell<Option<Function>>,
    may_write: bool,
    is_verbatim: bool,
}

impl Serve {
    /// The function serves as the command that runs now would.
    fn new(function: Function) -> Serve {
        Serve {
            function: Cell::new(Some(function)),
            may_write: frame::may_write(),
            is_verbatim: frame::access() == Access::WriteVerbatim,
        }
    }

    /// Serves the client, if there is something for it; whether it has its reply.
    ///
    /// # Safety
    /// The context is that of a request for a reply to a client that waits for keys and has no reply yet.
    pub(super) unsafe fn call(
        &self,
        context: NonNull<RedisModuleCtx>,
        words: &[&ServerStr],
    ) -> bool {
        let Some(mut function) = self.function.take() else {
            return false;
        };
        let access = if self.may_write {
            Access::After
        } else {
            Access::Read
        };
        let frame = frame::enter(access);
        // SAFETY: the caller's promise: the context has a client, and a key that is ready. It is only shared.
        let (cx, key, mut out) = unsafe {
            let key = (api().GetBlockedClientReadyKey)(context.as_ptr());
            (
                &*ServerContext::from_raw(context),
                ServerStr::from_raw(NonNull::new_unchecked(key)),
                Writer::new(context),
            )
        };
        let refused = self.may_write.then(|| cx.refuses_writes()).flatten();
        let served = panic::boundary(|| match refused {
            Some(error) => Err(error),
            None => function(cx, key, &mut out),
        });
        match &served {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => out.error(error),
            Err(_) => panicked(&mut out, name(words)),
        }
        let is_served = !matches!(served, Ok(Ok(false)));
        if is_served {
            out.fill();
        }
        // SAFETY: nothing borrows the context any more but `cx`, which is shared.
        unsafe { frame.go_home(context.as_ptr()) };
        if self.is_verbatim && frame.has_written() {
            replicate(cx, words);
        }
        self.function.set(Some(function));
        is_served
    }
}

/// Sends the client's call to the replicas. Not by `RM_ReplicateVerbatim`, which before Redis 7.0 sends what a command has called
/// alone.
fn replicate(cx: &ServerContext, words: &[&ServerStr]) {
    let name = words[0].to_str().map_err(Error::from);
    if let Err(error) = name.and_then(|name| cx.replicate(name, &words[1..])) {
        warning!("what has served a client is not replicated: {error}");
    }
}

/// The server's call when it frees a handle of a client that has waited for keys.
///
/// # Safety
/// Only the server calls it, once for each client.
unsafe extern "C" fn free(_: *mut RedisModuleCtx, data: *mut c_void) {
    let _frame = frame::enter(Access::Read);
    // SAFETY: the reference is the one that the server was given.
    let waiting = unsafe { Rc::from_raw(data.cast_const().cast::<Waiting>()) };
    if let Some(handle) = waiting.handle.get() {
        forget(handle);
    }
    // A panic is logged.
    let _ = panic::boundary(|| drop(waiting));
}
