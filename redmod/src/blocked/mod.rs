//! Decides how a command lets its client wait: the command returns a [`Blocked`], and the reply comes later, from a
//! [`BlockedClient`] or when a key is ready.
//!
//! The server knows a blocked client by a handle. What is to be done for it is found by that handle, in one list,
//! until the server frees what it was given: then it forgets the handle, whatever has become of the client.

mod client;
mod keys;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ffi::c_int;
use std::fmt;
use std::ptr::NonNull;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use redmod_sys::{
    REDISMODULE_ERR, REDISMODULE_OK, RedisModuleBlockedClient, RedisModuleCtx, RedisModuleString,
    api,
};

pub use client::{BlockedClient, Measured};

use self::client::{Answer, Shared};
use self::keys::Serve;
use crate::command::{panicked, words};
use crate::context::{ClientFlag, Context, ContextFlag, EventContext};
use crate::frame::{self, Access};
use crate::reply::{Reply, Writer};
use crate::{Error, ServerStr, panic};

const NOT_HERE: Error = Error::fixed(
    c"ERR no client waits in a transaction, in a script, where another command calls, while the server loads, or \
     for a call that comes from the primary",
);
const TWICE: Error = Error::fixed(c"ERR the client waits already");
const NOT_THE_REPLY: Error =
    Error::fixed(c"ERR a `Blocked` is the whole reply of the call that has blocked its client");

/// What a command returns whose client waits: its reply comes later. Made by [`Context::block_client`] and
/// [`Context::block_on_key`].
///
/// The call that makes it returns it, by itself or in a `Result` or an `Option`. If it is dropped, since the
/// command fails or returns something else, the client waits no more (`RM_AbortBlock`), and gets what the command
/// has returned.
#[must_use = "the client waits if the command returns this"]
#[doc(alias = "RM_AbortBlock")]
pub struct Blocked<T>(State<T>);

/// What has become of the client so far.
enum State<T> {
    /// There was no need to wait.
    Ready(T),
    /// It cannot wait.
    TimedOut(Option<Box<dyn Reply + Send>>),
    Waiting(Rc<Waiting>),
}

impl<T> Blocked<T> {
    /// What is replied when the time is over, or another client asks for that (`CLIENT UNBLOCK`): null, if this is
    /// not called. An error is an `Err::<(), _>(error)`.
    pub fn on_timeout(mut self, reply: impl Reply + Send + 'static) -> Blocked<T> {
        match &mut self.0 {
            State::Ready(_) => {}
            State::TimedOut(on_timeout) => *on_timeout = Some(Box::new(reply)),
            State::Waiting(waiting) => waiting.on_timeout.set(Some(Box::new(reply))),
        }
        self
    }

    /// Calls the function when the client goes before it has its reply: it disconnects, is killed, is unblocked
    /// with an error, or the server becomes a replica (`RM_SetDisconnectCallback`). A timeout is not one of these. A
    /// panic is logged.
    #[doc(alias = "RM_SetDisconnectCallback")]
    pub fn on_disconnect(self, f: impl FnOnce(&EventContext) + Send + 'static) -> Blocked<T> {
        if let State::Waiting(waiting) = &self.0 {
            waiting.on_disconnect.set(Some(Box::new(f)));
        }
        self
    }
}

impl<T> Drop for Blocked<T> {
    fn drop(&mut self) {
        if let State::Waiting(waiting) = &self.0
            && !waiting.is_accepted.get()
        {
            waiting.abort();
        }
    }
}

impl<T: Reply> Reply for Blocked<T> {
    #[cold]
    fn reply(&self, out: &mut Writer<'_>) {
        out.error(&NOT_THE_REPLY);
    }

    fn reply_call(&self, out: &mut Writer<'_>) {
        match &self.0 {
            State::Ready(value) => value.reply_call(out),
            State::TimedOut(reply) => write_timeout(reply.as_deref(), out),
            State::Waiting(waiting) if waiting.accept(out.client_id()) => out.leave(),
            State::Waiting(_) => self.reply(out),
        }
    }
}

impl<T> fmt::Debug for Blocked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocked").finish_non_exhaustive()
    }
}

/// A client that waits, as the main thread knows it.
struct Waiting {
    /// The server's handle, until it is freed or will be without a word.
    handle: Cell<Option<NonNull<RedisModuleBlockedClient>>>,
    client: u64,
    /// Whether its command has returned the `Blocked`, so that nothing was replied yet.
    is_accepted: Cell<bool>,
    /// Whether it does not wait any more.
    is_over: Cell<bool>,
    /// When its time is over, if that is ever.
    due: Option<Instant>,
    on_timeout: Cell<Option<Box<dyn Reply + Send>>>,
    on_disconnect: Cell<Option<OnDisconnect>>,
    what_for: WhatFor,
}

type OnDisconnect = Box<dyn FnOnce(&EventContext) + Send>;

/// What it waits for.
enum WhatFor {
    Answer(Arc<Shared>),
    Key(Serve),
}

impl WhatFor {
    /// Replies, if there is something; whether there is.
    ///
    /// # Safety
    /// The context is that of a request for a reply to this client, which has none yet.
    unsafe fn reply(&self, context: NonNull<RedisModuleCtx>, words: &[&ServerStr]) -> bool {
        // SAFETY: the caller's promise.
        unsafe {
            match self {
                WhatFor::Answer(_) => Answer::write(context, words),
                WhatFor::Key(serve) => serve.call(context, words),
            }
        }
    }
}

impl Waiting {
    fn new(cx: &Context, timeout: Duration, what_for: WhatFor) -> Rc<Waiting> {
        Rc::new(Waiting {
            handle: Cell::new(None),
            client: cx.client_id().unwrap_or(0),
            is_accepted: Cell::new(false),
            is_over: Cell::new(false),
            due: (!timeout.is_zero()).then(|| Instant::now() + timeout.min(CENTURY)),
            on_timeout: Cell::new(None),
            on_disconnect: Cell::new(None),
            what_for,
        })
    }

    /// Notes the handle that the server has just made.
    ///
    /// # Safety
    /// The server calls `call_back` for it, and frees what it is given so that `forget` is called.
    unsafe fn begin(self: &Rc<Waiting>, handle: NonNull<RedisModuleBlockedClient>) {
        self.handle.set(Some(handle));
        change(|all| all.insert(handle.addr().get(), self.clone()));
        // SAFETY: the handle is live.
        unsafe { (api().SetDisconnectCallback)(handle.as_ptr(), Some(disconnected)) };
    }

    /// Whether this client is the one that a call leaves without a reply. A client that waits does not call, so that
    /// it is the call that has blocked it.
    fn accept(&self, client: Option<u64>) -> bool {
        let is_it = client == Some(self.client) && !self.is_over.get() && !self.is_accepted.get();
        if is_it {
            self.is_accepted.set(true);
        }
        is_it
    }

    /// Notes that it does not wait any more.
    fn end(&self) {
        self.is_over.set(true);
        if let WhatFor::Answer(shared) = &self.what_for {
            shared.end();
        }
    }

    /// Replies where the server has forgotten to: before Redis 7.2 a client whose time is over gets no word of it when its answer
    /// is under way, and is told to be disconnected. Whether that was it.
    ///
    /// # Safety
    /// The context is the one that the server tells it by.
    unsafe fn is_late(&self, context: *mut RedisModuleCtx) -> bool {
        /// By so much the clocks may differ.
        const SLACK: Duration = Duration::from_millis(5);
        let WhatFor::Answer(shared) = &self.what_for else {
            return false;
        };
        // SAFETY: there is a context, so the table is loaded.
        let is_old = unsafe { api().BlockClientOnKeysWithFlags }.is_none();
        let is_due = self.due.is_some_and(|due| Instant::now() + SLACK >= due);
        let is_late = is_old && is_due && self.is_accepted.get();
        // SAFETY: the context has the client, which has no reply yet; or it is just being freed, with what is written to it.
        is_late && unsafe { shared.write_late(NonNull::new_unchecked(context)) } && {
            self.end();
            true
        }
    }

    /// Lets the client go on; it gets its reply from the command.
    fn abort(&self) {
        let Some(handle) = self.handle.get() else {
            return;
        };
        self.end();
        match &self.what_for {
            // If it was answered meanwhile, the answer is freed, but not written.
            WhatFor::Answer(shared) => {
                if shared.take().is_none() {
                    return;
                }
                // The server has nothing to free.
                forget(handle);
            }
            WhatFor::Key(_) => {}
        }
        // SAFETY: the handle is live: the server has not freed what it was given, and nobody has unblocked it or will.
        unsafe { (api().AbortBlock)(handle.as_ptr()) };
    }
}

/// All clients that wait, by their handles.
struct Clients(Cell<BTreeMap<usize, Rc<Waiting>>>);

// SAFETY: reached under the server's lock alone: by commands of clients, by the server's callbacks, which may come on a
// thread that calls `CLIENT KILL`, and by dropping a `Blocked`, which stays on the main thread. What the author has put in is
// `Send`.
unsafe impl Sync for Clients {}

static CLIENTS: Clients = Clients(Cell::new(BTreeMap::new()));

/// How many there are: a module without them does not hold the list's code.
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Changes the list. Nothing else looks at it meanwhile: the function calls nobody.
fn change<R>(f: impl FnOnce(&mut BTreeMap<usize, Rc<Waiting>>) -> R) -> R {
    let mut all = CLIENTS.0.take();
    let result = f(&mut all);
    COUNT.store(all.len(), Ordering::Relaxed);
    CLIENTS.0.set(all);
    result
}

fn find(handle: *mut RedisModuleBlockedClient) -> Option<Rc<Waiting>> {
    change(|all| all.get(&handle.addr()).cloned())
}

/// Forgets a handle that the server frees; whether the client's reply was left to it.
fn forget(handle: NonNull<RedisModuleBlockedClient>) -> bool {
    let Some(waiting) = change(|all| all.remove(&handle.addr().get())) else {
        return false;
    };
    waiting.handle.set(None);
    waiting.end();
    let is_accepted = waiting.is_accepted.get();
    // A panic is logged.
    let _ = panic::boundary(|| drop(waiting));
    is_accepted
}

/// Whether the server would still call a function of this module.
pub(crate) fn is_any_waiting() -> bool {
    COUNT.load(Ordering::Relaxed) > 0
}

impl Context {
    /// Why the client that calls cannot wait, if it cannot. The server would answer some of these itself, and end
    /// with others.
    fn refuses_to_block(&self) -> Option<Error> {
        const NEVER: [ContextFlag; 6] = [
            ContextFlag::Script,
            ContextFlag::Transaction,
            ContextFlag::DenyBlocking,
            ContextFlag::Replicated,
            ContextFlag::SlotImportClient,
            ContextFlag::Loading,
        ];
        let flags = self.flags();
        if NEVER.iter().any(|flag| flags.contains(*flag)) {
            return Some(NOT_HERE);
        }
        // One that is not among the server's clients has no connection.
        let client = self.client_id().and_then(|id| self.client_info(id));
        match client {
            None => Some(NOT_HERE),
            Some(client) if client.flags().contains(ClientFlag::Blocked) => Some(TWICE),
            Some(_) => None,
        }
    }
}

/// The longest time, so that no clock overflows.
const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// A time as the server takes it: milliseconds, none for no end.
fn millis(timeout: Duration) -> i64 {
    timeout.min(CENTURY).as_micros().div_ceil(1000) as i64
}

fn write_timeout(reply: Option<&(dyn Reply + Send)>, out: &mut Writer<'_>) {
    match reply {
        Some(reply) => reply.reply(out),
        None => out.null(),
    }
}

/// The server's call for a reply, or for what is said when the time is over. Whether the client goes on is what it
/// returns, if it waits for a key.
///
/// # Safety
/// Only the server calls it, for a handle that `Waiting::begin` was given: `context`, which has the client, and the
/// `argc` strings at `argv` live for the call.
unsafe extern "C" fn call_back(
    context: *mut RedisModuleCtx,
    argv: *mut *mut RedisModuleString,
    argc: c_int,
) -> c_int {
    // SAFETY: the server's promise.
    let (context, words, handle) = unsafe {
        let handle = (api().GetBlockedClientHandle)(context);
        (NonNull::new_unchecked(context), words(argv, argc), handle)
    };
    let Some(waiting) = find(handle) else {
        return REDISMODULE_OK;
    };
    // A command that has replied itself leaves nothing to be said.
    if !waiting.is_accepted.get() {
        waiting.end();
        return REDISMODULE_OK;
    }
    // SAFETY: the context is live.
    let (is_reply, is_timeout) = unsafe {
        (
            (api().IsBlockedReplyRequest)(context.as_ptr()) != 0,
            (api().IsBlockedTimeoutRequest)(context.as_ptr()) != 0,
        )
    };
    let is_replied = if is_timeout {
        let reply = waiting.on_timeout.take();
        let reply = |out: &mut Writer<'_>| write_timeout(reply.as_deref(), out);
        // SAFETY: the context is that of a call without a reply.
        unsafe { write(context, words, reply) };
        true
    } else {
        // SAFETY: the same.
        is_reply && unsafe { waiting.what_for.reply(context, words) }
    };
    if !is_replied {
        return REDISMODULE_ERR;
    }
    waiting.end();
    // It may have what answers the client. A panic is logged.
    let _ = panic::boundary(|| drop(waiting.on_disconnect.take()));
    REDISMODULE_OK
}

/// The name of the client's command.
fn name<'w, 'a>(words: &'w [&'a ServerStr]) -> &'w [&'a ServerStr] {
    words.get(..1).unwrap_or_default()
}

/// Writes a reply, whatever happens.
///
/// # Safety
/// The context is that of a call that has not replied, and lives during this.
unsafe fn write(
    context: NonNull<RedisModuleCtx>,
    words: &[&ServerStr],
    write: impl FnOnce(&mut Writer<'_>),
) {
    let _frame = frame::enter(Access::Read);
    // SAFETY: the caller's promise.
    let mut out = unsafe { Writer::new(context) };
    if panic::boundary(|| write(&mut out)).is_err() {
        panicked(&mut out, name(words));
    }
    out.fill();
}

/// The server's call when a client goes before it has its reply.
///
/// # Safety
/// Only the server calls it, with a live context of the module.
unsafe extern "C" fn disconnected(
    context: *mut RedisModuleCtx,
    handle: *mut RedisModuleBlockedClient,
) {
    let Some(waiting) = find(handle) else {
        return;
    };
    // SAFETY: the server's promise.
    if unsafe { waiting.is_late(context) } {
        return;
    }
    waiting.end();
    if let Some(f) = waiting.on_disconnect.take() {
        let _frame = frame::enter(Access::Read);
        // SAFETY: the server's promise.
        let cx = unsafe { EventContext::from_raw(NonNull::new_unchecked(context)) };
        // A panic is logged.
        let _ = panic::boundary(|| f(cx));
    }
}
