//! Decides what a module sees of all commands before they are called, and what of them it may
//! change: their arguments, and nothing else.

use std::cell::Cell;
use std::ffi::c_int;
use std::fmt;
use std::marker::PhantomData;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_CMDFILTER_NOSELF, REDISMODULE_CTX_FLAGS_LUA, REDISMODULE_OK,
    RedisModuleCommandFilter, RedisModuleCommandFilterCtx, RedisModuleCtx, RedisModuleString,
    Symbol, api,
};

use crate::frame::{self, Access};
use crate::key::Name;
use crate::registry::{self, Part, Turn};
use crate::{Error, Result, ServerStr, panic};

const NO_ARGUMENT: Error = Error::fixed(c"ERR the call has no such argument");
const IN_SCRIPT: Error = Error::fixed(
    c"ERR on this server a filter cannot change how many arguments a script's call has",
);
const NOTHING_LEFT: Error = Error::fixed(c"ERR a call has at least its command's name");

/// The arguments of a call that is about to be made, the command's name being number 0; see
/// [`command_filter`](macro@crate::command_filter).
pub struct FilterArgs<'a> {
    filter: NonNull<RedisModuleCommandFilterCtx>,
    _call: PhantomData<&'a mut RedisModuleCommandFilterCtx>,
}

// There is always the command's name.
#[expect(clippy::len_without_is_empty)]
impl FilterArgs<'_> {
    /// How many there are, the command's name included (`RM_CommandFilterArgsCount`).
    #[doc(alias = "RM_CommandFilterArgsCount")]
    #[must_use]
    pub fn len(&self) -> usize {
        // SAFETY: the filter runs.
        let count = unsafe { (api().CommandFilterArgsCount)(self.filter.as_ptr()) };
        count.try_into().unwrap_or(0)
    }

    /// One of them, if there is one (`RM_CommandFilterArgGet`).
    #[doc(alias = "RM_CommandFilterArgGet")]
    #[must_use]
    pub fn get(&self, position: usize) -> Option<&ServerStr> {
        let position = c_int::try_from(position).ok()?;
        // SAFETY: the filter runs. The string is there until it is replaced or removed, which takes
        // an exclusive reference.
        unsafe {
            let argument = (api().CommandFilterArgGet)(self.filter.as_ptr(), position);
            NonNull::new(argument).map(|argument| ServerStr::from_raw(argument))
        }
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &ServerStr> {
        (0..self.len()).filter_map(|position| self.get(position))
    }

    /// Whether this is the command, case aside.
    #[must_use]
    pub fn is_command(&self, name: &str) -> bool {
        self.get(0)
            .is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(name.as_bytes()))
    }

    /// Adds one in front of the one at this position, or at the end (`RM_CommandFilterArgInsert`).
    ///
    /// # Errors
    /// Where the position is beyond the end; in a script on Valkey 9.1, which would not notice.
    #[doc(alias = "RM_CommandFilterArgInsert")]
    pub fn insert(&mut self, position: usize, argument: &(impl Name + ?Sized)) -> Result<()> {
        if has_fixed_len() {
            return Err(IN_SCRIPT);
        }
        // SAFETY: the table is loaded, since the filter runs.
        self.give(position, argument, unsafe { api().CommandFilterArgInsert })
    }

    /// Puts another one in the place of one (`RM_CommandFilterArgReplace`).
    ///
    /// # Errors
    /// Where there is no such argument.
    #[doc(alias = "RM_CommandFilterArgReplace")]
    pub fn replace(&mut self, position: usize, argument: &(impl Name + ?Sized)) -> Result<()> {
        // SAFETY: as for `insert`.
        self.give(position, argument, unsafe { api().CommandFilterArgReplace })
    }

    /// Removes one; those behind it move up (`RM_CommandFilterArgDelete`).
    ///
    /// # Errors
    /// Where there is no such argument, or no other one; in a script on Valkey 9.1, which would not notice.
    #[doc(alias = "RM_CommandFilterArgDelete")]
    pub fn remove(&mut self, position: usize) -> Result<()> {
        let position = c_int::try_from(position).map_err(|_| NO_ARGUMENT)?;
        // The server takes it for granted that there is a name.
        if self.len() == 1 {
            return Err(if position == 0 {
                NOTHING_LEFT
            } else {
                NO_ARGUMENT
            });
        }
        if has_fixed_len() {
            return Err(IN_SCRIPT);
        }
        // SAFETY: the filter runs, and nothing borrows the argument, which the server frees.
        let status = unsafe { (api().CommandFilterArgDelete)(self.filter.as_ptr(), position) };
        done(status)
    }

    /// The id of the client that calls (`RM_CommandFilterGetClientId`).
    ///
    /// # Errors
    /// On servers without it, before Redis 7.2.
    #[doc(alias = "RM_CommandFilterGetClientId")]
    pub fn client_id(&self) -> Result<u64> {
        // SAFETY: the table is loaded, since the filter runs.
        let client_id = unsafe { api().CommandFilterGetClientId }
            .ok_or_else(|| Error::lacks(Symbol::CommandFilterGetClientId))?;
        // SAFETY: the filter runs.
        Ok(unsafe { client_id(self.filter.as_ptr()) })
    }

    /// Gives the server an argument of its own.
    fn give(
        &mut self,
        position: usize,
        argument: &(impl Name + ?Sized),
        to: unsafe extern "C" fn(
            *mut RedisModuleCommandFilterCtx,
            c_int,
            *mut RedisModuleString,
        ) -> c_int,
    ) -> Result<()> {
        let position = c_int::try_from(position).map_err(|_| NO_ARGUMENT)?;
        let argument = argument.to_server().into_owned();
        // SAFETY: the filter runs, and nothing borrows an argument that the server may free. The string
        // is alive, and the server's from here on if it takes it.
        let status = unsafe { to(self.filter.as_ptr(), position, argument.as_ptr()) };
        if status == REDISMODULE_OK {
            std::mem::forget(argument);
        }
        done(status)
    }
}

/// Whether the call is one of a script's and its arguments are in a vector that the server does not look after: the
/// Lua engine of Valkey 9.1 lends its own, and frees what it knows to be in it, where it knows it to be.
fn has_fixed_len() -> bool {
    // SAFETY: the table is loaded, since a filter runs; the server takes a null context and tells
    // what goes for all.
    unsafe {
        let is_9_1 = api().RegisterUnsignedNumericConfig.is_some();
        is_9_1 && (api().GetContextFlags)(std::ptr::null_mut()) & REDISMODULE_CTX_FLAGS_LUA != 0
    }
}

fn done(status: c_int) -> Result<()> {
    match status {
        REDISMODULE_OK => Ok(()),
        _ => Err(NO_ARGUMENT),
    }
}

impl fmt::Debug for FilterArgs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// What `#[command_filter]` implements, on a type of its own, for each function.
#[doc(hidden)]
pub trait Filter {
    /// Calls the function.
    fn run(args: &mut FilterArgs<'_>);
}

/// A filter among the registered items.
#[doc(hidden)]
pub struct CommandFilter {
    /// Where it stands among the module's filters, and then by where its function stands.
    order: (&'static str, (&'static str, u32)),
    no_self: bool,
    call: unsafe extern "C" fn(*mut RedisModuleCommandFilterCtx),
}

impl CommandFilter {
    /// The registration of a filter.
    #[must_use]
    pub const fn new<F: Filter>(
        name: &'static str,
        no_self: bool,
        location: (&'static str, u32),
    ) -> CommandFilter {
        CommandFilter {
            order: (name, location),
            no_self,
            call: call::<F>,
        }
    }
}

/// The entry of a filter.
///
/// # Safety
/// Only the server calls it, with a filter's context that lives for the call.
unsafe extern "C" fn call<F: Filter>(filter: *mut RedisModuleCommandFilterCtx) {
    if frame::is_any_open() {
        // The call is one of a set's handle. What it is rewritten to could free the values of others.
        return;
    }
    let _frame = frame::enter(Access::Read);
    let mut args = FilterArgs {
        // SAFETY: the server's promise.
        filter: unsafe { NonNull::new_unchecked(filter) },
        _call: PhantomData,
    };
    if panic::boundary(|| F::run(&mut args)).is_err() {
        warning!("panic in a command filter");
    }
}

/// What the server has made of the filters.
struct Registered(Cell<Vec<NonNull<RedisModuleCommandFilter>>>);

// SAFETY: touched only when the module is loaded or unloaded, under the server's lock.
unsafe impl Sync for Registered {}

static REGISTERED: Registered = Registered(Cell::new(Vec::new()));

pub(crate) static PART: Part = Part {
    turn: Turn::CommandFilters,
    register,
    undo: unregister,
};

/// Registers the filters in the order of their names (`RM_RegisterCommandFilter`).
///
/// # Safety
/// The context is that of `OnLoad`.
unsafe fn register(context: NonNull<RedisModuleCtx>) -> std::result::Result<(), String> {
    let filters = registry::in_order(registry::command_filters(), |filter| filter.order);
    let registered = filters.into_iter().filter_map(|filter| {
        let flags = if filter.no_self {
            REDISMODULE_CMDFILTER_NOSELF
        } else {
            0
        };
        // SAFETY: the caller's promise; the function lives as long as the module, from which it is
        // taken before.
        NonNull::new(unsafe {
            (api().RegisterCommandFilter)(context.as_ptr(), Some(filter.call), flags)
        })
    });
    REGISTERED.0.set(registered.collect());
    Ok(())
}

/// Takes the filters back (`RM_UnregisterCommandFilter`).
///
/// # Safety
/// The context is that of `OnLoad` or `OnUnload`, and no filter runs.
unsafe fn unregister(context: NonNull<RedisModuleCtx>) {
    for filter in REGISTERED.0.take() {
        // SAFETY: the caller's promise; the server has made it for this module, and it is unregistered once.
        unsafe { (api().UnregisterCommandFilter)(context.as_ptr(), filter.as_ptr()) };
    }
}
