//! Decides how a module is loaded and unloaded: both entry symbols are here, so that the author's
//! crate has none.

use std::ffi::{CStr, c_char, c_int};
use std::fmt::Write;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

use redmod_sys::{
    REDISMODULE_APIVER_1, REDISMODULE_ERR, REDISMODULE_OK, RedisModuleCtx, RedisModuleString, api,
};

use crate::args::Input;
use crate::context::LoadContext;
use crate::frame::Access;
use crate::log::{Level, Line, log};
use crate::registry::{self, Turn};
use crate::{
    Error, Result, blocked, call, command, defrag, detached, frame, global, info, job, panic,
    string, timer,
};

/// What `module!` says.
#[doc(hidden)]
pub struct Module {
    /// Its name among the server's modules.
    pub name: &'static CStr,
    /// Its version, as `MODULE LIST` shows it.
    pub version: i32,
    /// Runs last when it is loaded, with the arguments of `MODULE LOAD` that are not for configs.
    pub init: Option<fn(&mut LoadContext, &mut Input<'_>) -> Result<()>>,
    /// Runs first when it is unloaded.
    pub unload: Option<fn(&mut LoadContext)>,
    /// Moves what the module keeps outside of keys, when the server defragments.
    pub defrag: Option<defrag::ModuleFn>,
    /// Runs before each pass of it.
    pub defrag_start: Option<defrag::ModuleFn>,
    /// Runs after each pass of it.
    pub defrag_end: Option<defrag::ModuleFn>,
    /// Registers these functions, if there are any: other modules do not hold that code.
    pub register_defrag: Option<defrag::Register>,
    /// What it tells the server that it can do.
    pub options: &'static [ModuleOption],
    /// Container commands and what they are, for `COMMAND DOCS`.
    pub containers: &'static [(&'static str, &'static CStr)],
    /// Where `module!` stands.
    pub location: (&'static str, u32),
}

impl Module {
    /// What `module!` fills in where nothing is said.
    pub const EMPTY: Module = Module {
        name: c"",
        version: 1,
        init: None,
        unload: None,
        defrag: None,
        defrag_start: None,
        defrag_end: None,
        register_defrag: None,
        options: &[],
        containers: &[],
        location: ("", 0),
    };

    /// The same, where functions for defragmentation are named.
    pub const EMPTY_WITH_DEFRAG: Module = Module {
        register_defrag: Some(defrag::register),
        ..Module::EMPTY
    };
}

/// What a module tells the server that it can do (`RM_SetModuleOptions`). A server that does not
/// know an option ignores it.
#[doc(alias = "RM_SetModuleOptions")]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ModuleOption(c_int);

impl ModuleOption {
    /// Whether this server knows the option (`RM_GetModuleOptionsAll`, Redis 7.2; servers without it
    /// know those of their release).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_GetModuleOptionsAll")]
    #[must_use]
    pub fn is_supported(self) -> bool {
        assert!(redmod_sys::is_loaded(), "only a server knows options");
        // SAFETY: the table is loaded.
        let api = unsafe { api() };
        let known = match api.GetModuleOptionsAll {
            // SAFETY: the function only returns a number.
            Some(all) => unsafe { all() },
            // Redis 7.0 has commands' docs as well.
            None if api.SetCommandInfo.is_some() => (Self::HANDLE_REPL_ASYNC_LOAD.0 << 1) - 1,
            None => (Self::NO_IMPLICIT_SIGNAL_MODIFIED.0 << 1) - 1,
        };
        self.0 & known != 0
    }

    /// Its types' values answer short reads with an error.
    pub const HANDLE_IO_ERRORS: Self = Self(redmod_sys::REDISMODULE_OPTIONS_HANDLE_IO_ERRORS);
    /// Closing a key that was open for writing does not signal it as modified.
    pub const NO_IMPLICIT_SIGNAL_MODIFIED: Self =
        Self(redmod_sys::REDISMODULE_OPTION_NO_IMPLICIT_SIGNAL_MODIFIED);
    /// It may be called while a replica loads (Redis 7.0).
    pub const HANDLE_REPL_ASYNC_LOAD: Self =
        Self(redmod_sys::REDISMODULE_OPTIONS_HANDLE_REPL_ASYNC_LOAD);
    /// Its notification callbacks may be nested (Redis 7.2).
    pub const ALLOW_NESTED_KEYSPACE_NOTIFICATIONS: Self =
        Self(redmod_sys::REDISMODULE_OPTIONS_ALLOW_NESTED_KEYSPACE_NOTIFICATIONS);
    /// Its calls need not be checked for arity (Valkey 8.1).
    pub const SKIP_COMMAND_VALIDATION: Self =
        Self(redmod_sys::REDISMODULE_OPTIONS_SKIP_COMMAND_VALIDATION);
    /// It copes with atomic slot migrations (Valkey 9.1).
    pub const HANDLE_ATOMIC_SLOT_MIGRATION: Self =
        Self(redmod_sys::REDISMODULE_OPTIONS_HANDLE_ATOMIC_SLOT_MIGRATION);
}

/// The loaded module; null before.
static MODULE: AtomicPtr<Module> = AtomicPtr::new(std::ptr::null_mut());

pub(crate) fn module() -> Option<&'static Module> {
    // SAFETY: only ever set from a `&'static Module`, by `load`.
    unsafe { MODULE.load(Ordering::Relaxed).as_ref() }
}

/// The name of the loaded module, or the library's before it is known.
pub(crate) fn module_name() -> &'static str {
    module().map_or("redmod", |module| module.name.to_str().unwrap_or("redmod"))
}

/// The first function that the server calls (Redis, and Valkey as well).
///
/// # Safety
/// Only the server calls it, with a live context and `argc` live strings.
#[unsafe(no_mangle)]
unsafe extern "C" fn RedisModule_OnLoad(
    context: *mut RedisModuleCtx,
    argv: *mut *mut RedisModuleString,
    argc: c_int,
) -> c_int {
    // SAFETY: the server's promise; nothing of this library runs, as far as it was not turned away,
    // so the table and the allocator may be set.
    unsafe {
        if let Some(why) = in_use() {
            return refuse(NonNull::new_unchecked(context), why);
        }
        if let Err(missing) = redmod_sys::load(context) {
            return refuse_old_server(context, &missing);
        }
        if is_on_a_thread() {
            let why = "another module loads it, on a thread of its own";
            return refuse(NonNull::new_unchecked(context), why);
        }
        #[cfg(feature = "allocator")]
        crate::alloc::switch_to_server();
        // Without arguments there is no array of them.
        let words = if argc == 0 {
            &[]
        } else {
            command::words(argv, argc)
        };
        let context = NonNull::new_unchecked(context);
        frame::reset();
        job::reset();
        string::note_main_thread();
        panic::install();
        let frame = frame::enter(Access::Read);
        let why = match panic::boundary(|| load(context, words)) {
            Ok(Ok(())) => return REDISMODULE_OK,
            Ok(Err(why)) => why,
            Err(_) => "its init function panicked".to_owned(),
        };
        drop(frame);
        undo_parts(context);
        timer::stop_all(context);
        global::drop_all();
        detached::abandon();
        if is_any_thread_running() {
            refuse(
                context,
                &format!("{why}; it stays mapped, since one of its threads is running"),
            );
            MODULE.store(std::ptr::null_mut(), Ordering::Relaxed);
            #[cfg(all(target_os = "linux", target_env = "gnu"))]
            crate::threads::stay_mapped();
        } else {
            refuse(context, &why);
            drop(why);
            leave();
        }
        REDISMODULE_ERR
    }
}

/// Whether the server has been lent what goes with the library.
static STAYS_LOADED: AtomicBool = AtomicBool::new(false);

/// Refuses to be unloaded from now on.
pub(crate) fn stay_loaded() {
    STAYS_LOADED.store(true, Ordering::Relaxed);
}

/// Whether the library has stayed mapped when it was unloaded, for the reason [`LEFT`].
static IS_LEFT: AtomicBool = AtomicBool::new(false);

const LEFT: &str = "when it was unloaded, a thread-local value has left a thread running";

/// Why the library cannot be loaded now: the server maps a library once, however often it loads it,
/// so the callbacks and threads of the first load may still be at work.
fn in_use() -> Option<&'static str> {
    if module().is_some() {
        Some("it is loaded already")
    } else if IS_LEFT.load(Ordering::Relaxed) {
        Some(LEFT)
    } else if is_any_thread_running() {
        Some("one of its threads is running, of a load that failed")
    } else {
        None
    }
}

/// Whether a thread of the module's own is running, as far as that can be known.
fn is_any_thread_running() -> bool {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    return crate::threads::is_any_running();
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    false
}

/// Whether this is not the thread that callbacks run on, as far as that can be known: it is taken to be the
/// one that loads the module, and what it holds is dropped by the one that unloads it.
fn is_on_a_thread() -> bool {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    return !crate::threads::is_main_thread();
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    false
}

/// Gives back what the library holds, before the server closes it.
///
/// # Safety
/// Nothing of the module runs any more, and from here on nothing will.
unsafe fn leave() {
    frame::reset();
    if let Some(configs) = registry::config_part() {
        (configs.reset)();
    }
    detached::abandon();
    // SAFETY: the caller's promise.
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    if !unsafe { crate::threads::unload() } {
        // Too late to refuse: thread-local values do not come back.
        warning!("stays mapped: {LEFT}");
        IS_LEFT.store(true, Ordering::Relaxed);
        crate::threads::stay_mapped();
    }
    MODULE.store(std::ptr::null_mut(), Ordering::Relaxed);
}

/// The same under the name that Valkey looks for first.
///
/// # Safety
/// As [`RedisModule_OnLoad`].
#[unsafe(no_mangle)]
unsafe extern "C" fn ValkeyModule_OnLoad(
    context: *mut RedisModuleCtx,
    argv: *mut *mut RedisModuleString,
    argc: c_int,
) -> c_int {
    // SAFETY: the same promise.
    unsafe { RedisModule_OnLoad(context, argv, argc) }
}

/// The last function that the server calls.
///
/// # Safety
/// Only the server calls it, with a live context, after a load that succeeded.
#[unsafe(no_mangle)]
unsafe extern "C" fn RedisModule_OnUnload(context: *mut RedisModuleCtx) -> c_int {
    if frame::is_any_running() {
        warning!("not unloaded: one of its own callbacks is running");
        return REDISMODULE_ERR;
    }
    if is_on_a_thread() {
        warning!("not unloaded: another module unloads it, on a thread of its own");
        return REDISMODULE_ERR;
    }
    if is_any_thread_running() {
        warning!("not unloaded: one of its threads is running");
        return REDISMODULE_ERR;
    }
    if call::is_any_waiting() {
        warning!("not unloaded: one of its calls of other commands is blocked");
        return REDISMODULE_ERR;
    }
    if blocked::is_any_waiting() {
        warning!("not unloaded: a client waits for a reply of its");
        return REDISMODULE_ERR;
    }
    // Servers ask no such module, but for Redis before 7.0.
    if timer::is_any() {
        warning!("not unloaded: it has timers");
        return REDISMODULE_ERR;
    }
    if job::is_any_waiting() {
        warning!("not unloaded: a job that one of its callbacks has posted has not run yet");
        return REDISMODULE_ERR;
    }
    if STAYS_LOADED.load(Ordering::Relaxed) {
        warning!("not unloaded: it has lent values to fields of hashes");
        return REDISMODULE_ERR;
    }
    let frame = frame::enter(Access::Read);
    // SAFETY: the server's promise.
    let cx = unsafe { LoadContext::from_raw(NonNull::new_unchecked(context)) };
    if let Some(unload) = module().and_then(|module| module.unload) {
        // A panic here is logged; the module goes all the same.
        let _ = panic::boundary(|| unload(cx));
    }
    drop(frame);
    // The author's function may have started one.
    if is_any_thread_running() {
        warning!("not unloaded: its unload function has left a thread running");
        return REDISMODULE_ERR;
    }
    // SAFETY: the context is live, and no callback of the module runs.
    unsafe { timer::stop_all(NonNull::new_unchecked(context)) };
    global::drop_all();
    if is_any_thread_running() {
        warning!("not unloaded: what it dropped has left a thread running");
        return REDISMODULE_ERR;
    }
    // SAFETY: the context is live, and as was just made sure, nothing of the module runs.
    unsafe {
        undo_parts(NonNull::new_unchecked(context));
        leave();
    }
    REDISMODULE_OK
}

/// The same under the name that Valkey looks for first.
///
/// # Safety
/// As [`RedisModule_OnUnload`].
#[unsafe(no_mangle)]
unsafe extern "C" fn ValkeyModule_OnUnload(context: *mut RedisModuleCtx) -> c_int {
    // SAFETY: the same promise.
    unsafe { RedisModule_OnUnload(context) }
}

/// Registers everything; what can fail goes first.
fn load(context: NonNull<RedisModuleCtx>, words: &[&crate::ServerStr]) -> Result<(), String> {
    let mut modules = registry::modules();
    let module = modules.next().ok_or("it has no `redmod::module!`")?;
    if let Some(second) = modules.next() {
        let ((a, a_line), (b, b_line)) = (module.location, second.location);
        return Err(format!(
            "it has two `redmod::module!`: {a}:{a_line} and {b}:{b_line}"
        ));
    }
    MODULE.store(std::ptr::from_ref(module).cast_mut(), Ordering::Relaxed);
    // SAFETY: the table is loaded, the context is that of `OnLoad`, the name is static.
    unsafe {
        if (api().IsModuleNameBusy)(module.name.as_ptr()) != 0 {
            return Err("a module of this name is loaded already".into());
        }
        let (name, version) = (module.name.as_ptr(), module.version);
        (api().SetModuleAttribs)(context.as_ptr(), name, version, REDISMODULE_APIVER_1);
        let mut options = module.options.iter().fold(0, |all, option| all | option.0);
        if registry::data_types().next().is_some() {
            // Every type's reader copes with bytes that end early; otherwise the server would exit.
            options |= ModuleOption::HANDLE_IO_ERRORS.0;
        }
        (api().SetModuleOptions)(context.as_ptr(), options);
    }
    #[cfg(feature = "log")]
    crate::log::backend::install();
    register_part(context, Turn::DataTypes)?;
    command::register(context, module)?;
    match registry::part(Turn::InfoSections) {
        Some(_) => register_part(context, Turn::InfoSections)?,
        None => info::register_own(context)?,
    }
    if let Some(register) = module.register_defrag {
        // SAFETY: the context is that of `OnLoad`.
        unsafe { register(context, module) };
    }
    let words = match registry::config_part() {
        Some(configs) => (configs.register)(context, words)?,
        None => words,
    };
    init(context, module, words)?;
    // Last, since a server may keep subscriptions of a module that it does not load.
    for turn in &AFTER_INIT {
        register_part(context, *turn)?;
    }
    Ok(())
}

/// What can be called from then on.
const AFTER_INIT: [Turn; 3] = [Turn::Events, Turn::Notifications, Turn::CommandFilters];

/// Registers the items of a kind, if the module has any.
fn register_part(context: NonNull<RedisModuleCtx>, turn: Turn) -> Result<(), String> {
    let part = registry::part(turn);
    // SAFETY: the context is that of `OnLoad`.
    part.map_or(Ok(()), |part| unsafe { (part.register)(context) })
}

/// Takes back what was registered, and cannot be left to the server.
///
/// # Safety
/// The context is that of `OnLoad` or `OnUnload`, and no callback of the module runs.
unsafe fn undo_parts(context: NonNull<RedisModuleCtx>) {
    let before = [Turn::InfoSections, Turn::DataTypes];
    for turn in AFTER_INIT.into_iter().rev().chain(before) {
        if let Some(part) = registry::part(turn) {
            // SAFETY: the caller's promise.
            unsafe { (part.undo)(context) };
        }
    }
}

/// Calls the author's function.
fn init(
    context: NonNull<RedisModuleCtx>,
    module: &Module,
    words: &[&crate::ServerStr],
) -> Result<(), String> {
    let Some(init) = module.init else {
        return match (words, registry::config_part()) {
            ([word, ..], Some(configs)) => Err((configs.none_is_named)(word)),
            _ => Ok(()),
        };
    };
    // SAFETY: the context is that of `OnLoad`, which makes no other reference or input of it.
    let (cx, mut input) = unsafe {
        (
            LoadContext::from_raw(context),
            Input::without_context(context, words),
        )
    };
    init(cx, &mut input)
        .and_then(|()| {
            input
                .finish()
                .map_err(|_| Error::new("too many arguments to the module"))
        })
        .map_err(|error| format!("its init function failed: {error}"))
}

/// The name of this module, loaded or not.
fn own_name() -> &'static CStr {
    let module = module().or_else(|| registry::modules().next());
    module.map_or(c"redmod", |module| module.name)
}

/// Says in one line why the module is not loaded.
fn refuse(context: NonNull<RedisModuleCtx>, why: &str) -> c_int {
    let name = own_name().to_string_lossy();
    log(
        context.as_ptr(),
        Level::Warning,
        format_args!("{name} is not loaded: {why}"),
    );
    REDISMODULE_ERR
}

/// What the server writes before a message of a module that has no name yet.
const SERVERS_PREFIX: &str = "<module> ";

/// Says in one line what the server lacks. Nothing but `RM_Log` may be called, if it is there.
///
/// # Safety
/// The context is that of `OnLoad`.
unsafe fn refuse_old_server(context: *mut RedisModuleCtx, missing: &redmod_sys::Missing) -> c_int {
    let mut line = Line::new();
    // Neither is cut: a name is short, and the list ends where the server would cut it.
    let _ = write!(
        line,
        "{} is not loaded: this server is too old: ",
        own_name().to_string_lossy()
    );
    let room = line.room().saturating_sub(SERVERS_PREFIX.len());
    let _ = write!(line, "{missing:.room$}");
    if let Some(log) = missing.log() {
        let (level, format): (*const c_char, *const c_char) = (c"warning".as_ptr(), c"%s".as_ptr());
        // SAFETY: the function is the server's, the context is live, and so are the C strings.
        unsafe { log(context, level, format, line.as_c_str().as_ptr()) };
    } else {
        line.print();
    }
    REDISMODULE_ERR
}
