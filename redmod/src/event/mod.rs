//! Decides how a module learns of the server's events: one subscription for each event that a
//! function of the module wants, from which its functions are called in a fixed order.

mod key;
pub mod kind;
mod payload;
mod subevent;

use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::{PoisonError, RwLock};

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, RedisModuleEvent, api};

use crate::context::NotificationContext;
use crate::frame::Access;
use crate::notification::Keyspace;
use crate::registry::{self, Part, Turn};
use crate::{frame, panic};

pub use key::LostKey;
pub use payload::{
    AtomicSlotMigration, AuthenticationAttempt, ClientChange, CommandResult, Config, CronLoop,
    FlushDb, LoadingProgress, ModuleChange, Outcome, ReplicationRoleChanged, Shutdown, SwapDb,
};
pub use subevent::{
    AclReason, Connection, EventLoop, FlushPhase, ForkChild, Loading, LoadingSource, Loss,
    ModuleState, Persistence, PrimaryLinkChange, ReplAsyncLoad, ReplBackup, ReplicaChange, Role,
    SlotMigration,
};

/// What a function can be called on: an event of the server, or a notification.
#[doc(hidden)]
pub trait Occasion {
    /// What comes with it.
    type Payload<'a>: Copy;
}

/// An event of the server.
#[doc(hidden)]
pub trait ServerEvent: Occasion {
    /// Its number.
    const EVENT: RedisModuleEvent;
    /// Its name, as in the attribute.
    const NAME: &'static str;
    /// The first releases that have it.
    const SINCE: &'static str;

    /// What the server tells; `None` if it is nothing that this release of redmod knows.
    ///
    /// # Safety
    /// The event is this one, and `data` what the server passes with it, for `'a`.
    unsafe fn read<'a>(subevent: u64, data: *const c_void) -> Option<Self::Payload<'a>>;
}

/// One call of a function on an event.
#[doc(hidden)]
pub struct Call<'a, E: Occasion> {
    pub(crate) context: NonNull<RedisModuleCtx>,
    pub(crate) payload: E::Payload<'a>,
}

/// What a function with [`on_event`](macro@crate::on_event) or
/// [`on_keyspace`](macro@crate::on_keyspace) can take.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no parameter of a function that is called on `{E}`",
    label = "not something that `{E}` comes with",
    note = "such a function takes the event's own payload (`redmod::event`, or `Notification`), its context \
            (`&EventContext`, or `&NotificationContext`), both, or neither"
)]
pub trait EventParam<'a, E: Occasion>: Sized {
    #[doc(hidden)]
    fn take(call: &Call<'a, E>) -> Self;
}

impl<'a> EventParam<'a, Keyspace> for &'a NotificationContext {
    fn take(call: &Call<'a, Keyspace>) -> Self {
        // SAFETY: the context is that of the callback, which lasts for `'a`; all of its references are
        // shared.
        unsafe { NotificationContext::from_raw(call.context) }
    }
}

/// A parameter of the author's function.
#[doc(hidden)]
pub fn param<'a, E: Occasion, T: EventParam<'a, E>>(call: &Call<'a, E>) -> T {
    T::take(call)
}

/// What `#[on_event]` says of a function.
#[doc(hidden)]
pub trait Handler {
    /// The event.
    type Event: ServerEvent;
    /// The subevents on which it is called; all of them if there is none.
    const SUBEVENTS: &'static [u64];
    /// Whether it is left out on servers that lack the event.
    const OPTIONAL: bool;
    /// Where the attribute stands.
    const LOCATION: Location;

    /// Calls the function.
    fn run(call: &Call<'_, Self::Event>);
}

/// A file, a line and a column, in which order functions are called.
#[doc(hidden)]
pub type Location = (&'static str, u32, u32);

/// A function that wants an event.
#[doc(hidden)]
pub struct Registered {
    event: RedisModuleEvent,
    name: &'static str,
    since: &'static str,
    subevents: &'static [u64],
    optional: bool,
    location: Location,
    run: unsafe fn(NonNull<RedisModuleCtx>, u64, *const c_void),
}

impl Registered {
    pub(crate) const fn new<H: Handler>() -> Registered {
        Registered {
            event: H::Event::EVENT,
            name: H::Event::NAME,
            since: H::Event::SINCE,
            subevents: H::SUBEVENTS,
            optional: H::OPTIONAL,
            location: H::LOCATION,
            run: run::<H>,
        }
    }

    fn order(&self) -> (u64, Location) {
        (self.event.id, self.location)
    }

    /// Why the server cannot tell it what it wants.
    fn lacks(&self) -> Option<String> {
        let (file, line, _) = self.location;
        let lacks = |what: &str| {
            let (name, since) = (self.name, self.since);
            format!("this server has no {what}{name}, which came with {since}: {file}:{line}")
        };
        // SAFETY: the table is loaded.
        let Some(is_supported) = (unsafe { api().IsSubEventSupported }) else {
            return (self.event.id > LAST_OF_6_0).then(|| lacks("event "));
        };
        // The events after these have all the subevents with which they came, and no server answers for
        // those that have none.
        let asks = |subevent: &&u64| {
            // SAFETY: the function looks at its arguments only.
            self.event.id <= LAST_WITH_ANSWER
                && unsafe { is_supported(self.event, **subevent) } == 0
        };
        let lacking = self.subevents.iter().find(asks);
        lacking.map(|number| lacks(&format!("subevent {number} of the event ")))
    }
}

/// The last event that Redis 6.0 has: LOADING_PROGRESS.
const LAST_OF_6_0: u64 = redmod_sys::REDISMODULE_EVENT_LOADING_PROGRESS as u64;
/// The last event of which subevents are asked for: KEY.
const LAST_WITH_ANSWER: u64 = redmod_sys::REDISMODULE_EVENT_KEY as u64;

/// Calls the author's function.
///
/// # Safety
/// The context is that of a callback for the function's event, with what the server passes.
unsafe fn run<H: Handler>(context: NonNull<RedisModuleCtx>, subevent: u64, data: *const c_void) {
    // SAFETY: the caller's promise.
    if let Some(payload) = unsafe { H::Event::read(subevent, data) } {
        H::run(&Call { context, payload });
    }
}

/// The functions, by the event's number and then by the place of the attribute.
static HANDLERS: RwLock<Vec<&'static Registered>> = RwLock::new(Vec::new());

pub(crate) static PART: Part = Part {
    turn: Turn::Events,
    register,
    undo,
};

/// Subscribes to what the functions want (`RM_SubscribeToServerEvent`).
fn register(context: NonNull<RedisModuleCtx>) -> Result<(), String> {
    let mut handlers = registry::in_order(registry::events(), |handler| handler.order());
    for handler in &handlers {
        match handler.lacks() {
            Some(why) if !handler.optional => return Err(why),
            _ => {}
        }
    }
    handlers.retain(|handler| handler.lacks().is_none());
    for (at, handler) in first_of_event(&handlers) {
        // SAFETY: the context is that of `OnLoad`, and the function lives as long as the module.
        let status = unsafe {
            (api().SubscribeToServerEvent)(context.as_ptr(), handler.event, Some(dispatch))
        };
        if status == REDISMODULE_OK {
            continue;
        }
        let of_event = |it: &&&'static Registered| it.event.id == handler.event.id;
        if let Some(handler) = handlers.iter().filter(of_event).find(|it| !it.optional) {
            unsubscribe(context, &handlers[..at]);
            let (file, line, _) = handler.location;
            let (name, since) = (handler.name, handler.since);
            return Err(format!(
                "this server has no event {name}, which came with {since}: {file}:{line}"
            ));
        }
    }
    *HANDLERS.write().unwrap_or_else(PoisonError::into_inner) = handlers;
    Ok(())
}

/// The first function of each event, which there is one subscription for, and its place.
fn first_of_event(
    handlers: &[&'static Registered],
) -> impl Iterator<Item = (usize, &'static Registered)> {
    let places = handlers.iter().copied().enumerate();
    places.filter(|(at, it)| *at == 0 || handlers[at - 1].event.id != it.event.id)
}

/// Takes the subscriptions back, each once: what is none would become one of no function. What the server has refused it
/// refuses again.
fn unsubscribe(context: NonNull<RedisModuleCtx>, handlers: &[&'static Registered]) {
    for (_, handler) in first_of_event(handlers) {
        // SAFETY: the context is that of `OnLoad` or `OnUnload`.
        unsafe { (api().SubscribeToServerEvent)(context.as_ptr(), handler.event, None) };
    }
}

/// Forgets the functions and undoes their subscriptions: some servers keep those of a module that they do not load.
fn undo(context: NonNull<RedisModuleCtx>) {
    let handlers = std::mem::take(&mut *HANDLERS.write().unwrap_or_else(PoisonError::into_inner));
    unsubscribe(context, &handlers);
}

/// Calls the functions that want an event, each within a boundary of its own.
///
/// # Safety
/// Only the server calls it, with a live context and what comes with the event.
unsafe extern "C" fn dispatch(
    context: *mut RedisModuleCtx,
    event: RedisModuleEvent,
    subevent: u64,
    data: *mut c_void,
) {
    // SAFETY: only the server calls this, with a live context.
    let context = unsafe { NonNull::new_unchecked(context) };
    let _frame = frame::enter(Access::Read);
    let handlers = HANDLERS.read().unwrap_or_else(PoisonError::into_inner);
    let first = handlers.partition_point(|it| it.event.id < event.id);
    let of_event = handlers[first..]
        .iter()
        .take_while(|it| it.event.id == event.id);
    for handler in of_event {
        if handler.subevents.is_empty() || handler.subevents.contains(&subevent) {
            // SAFETY: the event is the function's, with what the server passes. A panic is logged and
            // counted; the next function is called all the same.
            let _ = panic::boundary(|| unsafe { (handler.run)(context, subevent, data) });
        }
    }
}
