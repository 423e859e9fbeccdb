//! Decides how the table is found: which server this is, under which prefix a function is looked up, and what is
//! missing.

use crate::bindings::*;
use crate::packed::{self, Packed};
use crate::table::{Api, FUNCTIONS, Symbol};
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_int, c_void};
use core::fmt::{self, Write};
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU8, Ordering};

/// What is known of a function of the Module API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Function {
    /// The servers' name, without a prefix.
    pub name: &'static str,
    /// The first Redis release that has it; `None` if none does.
    pub redis: Option<&'static str>,
    /// The first Valkey release that has it; `None` if none does.
    pub valkey: Option<&'static str>,
    /// Whether it is part of the project's baseline, the API as of Redis 6.0.7.
    pub baseline: bool,
    /// Whether a server without it is refused: it is in the baseline and Redis 6.0.0 has it.
    pub required: bool,
    /// What it is about, such as `string` or `rdb-io`.
    pub area: &'static str,
}

impl Function {
    pub(crate) const fn new(
        name: &'static str,
        redis: &'static str,
        valkey: &'static str,
        baseline: bool,
        required: bool,
        area: &'static str,
    ) -> Self {
        const fn release(text: &'static str) -> Option<&'static str> {
            if matches!(text.as_bytes(), b"-") {
                None
            } else {
                Some(text)
            }
        }
        Self {
            name,
            redis: release(redis),
            valkey: release(valkey),
            baseline,
            required,
            area,
        }
    }
}

/// `SetCommandInfo (Redis 7.0.0, Valkey 7.2)`
impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, Since(self.redis, self.valkey))
    }
}

/// The first releases of Redis and Valkey.
#[derive(Clone, Copy, PartialEq)]
struct Since(Option<&'static str>, Option<&'static str>);

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Some(redis), Some(valkey)) => write!(f, "Redis {redis}, Valkey {valkey}"),
            (Some(redis), None) => write!(f, "Redis {redis}"),
            (None, Some(valkey)) => write!(f, "Valkey {valkey}"),
            (None, None) => f.write_str("no release"),
        }
    }
}

impl Symbol {
    /// What is known of the function.
    #[must_use]
    pub fn function(self) -> &'static Function {
        &FUNCTIONS[self as usize]
    }
}

/// Which of the two servers has loaded the module. Some flags mean another thing on each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// Redis, or another server that knows no function by the prefix `ValkeyModule_`.
    Redis,
    /// Valkey.
    Valkey,
}

/// The table. Written by [`load`] alone; all zero, which is a valid value of no field, until then.
struct Table(UnsafeCell<MaybeUninit<Api>>);

// SAFETY: `load` is the only writer, and its caller guarantees that no one reads meanwhile.
unsafe impl Sync for Table {}

static TABLE: Table = Table(UnsafeCell::new(MaybeUninit::zeroed()));

const SLOTS: usize = FUNCTIONS.len();
/// Of a set with a bit for each slot.
const WORDS: usize = SLOTS.div_ceil(64);
const _: () = assert!(size_of::<Api>() == SLOTS * size_of::<*mut c_void>());
const _: () = assert!(
    Symbol::GetApi as usize == 0,
    "the look-up function fills the first slot"
);

const UNLOADED: u8 = 0;
const REDIS: u8 = 1;
const VALKEY: u8 = 2;
static STATE: AtomicU8 = AtomicU8::new(UNLOADED);

/// The table of functions: a call of `(api().Alloc)(n)` reads memory once, as a call through C's own pointers does.
///
/// # Safety
///
/// [`load`] has succeeded (and has not failed since), and does not run while the reference is in use.
#[inline(always)]
#[must_use]
pub unsafe fn api() -> &'static Api {
    debug_assert!(
        is_loaded(),
        "the table of functions is used before it is loaded"
    );
    // SAFETY: `load` has succeeded, says the caller, so each plain pointer was found and each `Option` is null or was
    // found; it does not write while we read.
    unsafe { &*address() }
}

/// The table's address, relative to the instruction.
///
/// The compiler does not know that this crate and its users end up in one library, so it would read the address from
/// the global offset table first: a load more for every call of a function.
#[inline(always)]
#[cfg(all(target_arch = "x86_64", target_os = "linux", not(miri)))]
fn address() -> *const Api {
    let table: *const Api;
    // SAFETY: writes one register, with the address of a static that is always there. The symbol is hidden, so that it
    // is in the same library as this code.
    unsafe {
        core::arch::asm!(
            ".hidden {table}",
            "lea {address}, [rip + {table}]",
            table = sym TABLE,
            address = out(reg) table,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    table
}

#[inline(always)]
#[cfg(not(all(target_arch = "x86_64", target_os = "linux", not(miri))))]
fn address() -> *const Api {
    TABLE.0.get().cast()
}

/// Whether [`load`] has succeeded.
#[must_use]
pub fn is_loaded() -> bool {
    STATE.load(Ordering::Acquire) != UNLOADED
}

/// Which server it is; `None` until [`load`] has succeeded.
#[must_use]
pub fn server() -> Option<Server> {
    match STATE.load(Ordering::Acquire) {
        REDIS => Some(Server::Redis),
        VALKEY => Some(Server::Valkey),
        _ => None,
    }
}

/// Whether the server has the function; `false` until [`load`] has succeeded.
///
/// For a field that is an `Option`, `api().X.is_some()` says the same.
#[must_use]
pub fn has(symbol: Symbol) -> bool {
    // SAFETY: there is a word for each symbol. Once loaded, the table is written only by a `load` during which, as its
    // caller guarantees, no one else uses this crate.
    is_loaded() && unsafe { !table_word(symbol as usize).read().is_null() }
}

/// Looks up every function. Each pointer is set anew, so that a library that stayed mapped between two loads of the
/// module holds no pointer of the one before.
///
/// # Errors
///
/// [`Missing`] if the server lacks a function that every supported server has; [`is_loaded`] is false then.
///
/// # Safety
///
/// `ctx` is what the server gave to `RedisModule_OnLoad` or `ValkeyModule_OnLoad`, which has not returned yet; no other
/// thread uses this crate meanwhile, and no reference from [`api`] is used any more.
pub unsafe fn load(ctx: *mut RedisModuleCtx) -> Result<(), Missing> {
    // SAFETY: the first word of the context that a loading server passes is its look-up function (the caller
    // guarantees that it is such a context).
    let get = unsafe { ctx.cast::<GetApi>().read() };
    STATE.store(UNLOADED, Ordering::Release);
    #[cfg(redmod_record)]
    {
        crate::record::start();
        crate::record::note(Symbol::GetApi as usize);
    }
    // Every Valkey knows its functions by this prefix, no Redis does. Asked for by what both have always had.
    let server = match look_up(get, PREFIXES[1], "Alloc") {
        None => Server::Redis,
        Some(_) => Server::Valkey,
    };
    let mut missing = Missing {
        slots: [0; _],
        server,
        log: None,
    };
    for (slot, function) in packed::functions().enumerate() {
        let known = match server {
            Server::Redis => function.redis.is_some(),
            Server::Valkey => function.valkey.is_some(),
        };
        let found = match slot {
            0 => Some(get as *mut c_void),
            _ if known => find(get, server, function.name),
            _ => None,
        };
        #[cfg(redmod_record)]
        let found = found.map(|server| crate::record::through(slot, server));
        if found.is_none() && function.required {
            missing.slots[slot / 64] |= 1 << (slot % 64);
        }
        // SAFETY: the table has a word for each function, and no one else uses it now, as the caller guarantees.
        unsafe { table_word(slot).write(found.unwrap_or(core::ptr::null_mut())) };
    }
    if missing.slots != [0; WORDS] {
        // SAFETY: the field has been written, and null is its `None`.
        missing.log = unsafe {
            table_word(Symbol::Log as usize)
                .cast::<Option<Log>>()
                .read()
        };
        return Err(missing);
    }
    STATE.store(
        if server == Server::Valkey {
            VALKEY
        } else {
            REDIS
        },
        Ordering::Release,
    );
    Ok(())
}

fn table_word(slot: usize) -> *mut *mut c_void {
    debug_assert!(slot < SLOTS);
    TABLE.0.get().cast::<*mut c_void>().wrapping_add(slot)
}

type GetApi = unsafe extern "C" fn(*const c_char, *mut c_void) -> c_int;
/// The type of [`Api::Log`].
pub type Log = unsafe extern "C" fn(*mut RedisModuleCtx, *const c_char, *const c_char, ...);

const PREFIXES: [&str; 2] = ["RedisModule_", "ValkeyModule_"];

/// Under the server's own prefix first: the other way round Valkey 7.2.4-rc1 to 7.2.5, which know only their own, would
/// be asked twice for everything.
fn find(get: GetApi, server: Server, name: &str) -> Option<*mut c_void> {
    let [first, second] = match server {
        Server::Redis => PREFIXES,
        Server::Valkey => [PREFIXES[1], PREFIXES[0]],
    };
    look_up(get, first, name).or_else(|| look_up(get, second, name))
}

/// The longest C name there may be, its NUL included. A function with a longer one is a compile error below.
const NAME: usize = 80;
const _: () = {
    let mut slot = 0;
    while slot < SLOTS {
        assert!(PREFIXES[1].len() + FUNCTIONS[slot].name.len() < NAME);
        slot += 1;
    }
};

#[inline(never)]
fn look_up(get: GetApi, prefix: &str, name: &str) -> Option<*mut c_void> {
    let mut c_name = [0_u8; NAME];
    c_name[..prefix.len()].copy_from_slice(prefix.as_bytes());
    c_name[prefix.len()..][..name.len()].copy_from_slice(name.as_bytes());
    let mut found: *mut c_void = core::ptr::null_mut();
    // SAFETY: `get` is the server's look-up function. It reads a NUL-terminated name, and writes a pointer to where the
    // second argument points.
    let answer = unsafe { get(c_name.as_ptr().cast(), (&raw mut found).cast()) };
    // The pointer is asked as well: a name may be registered without a function behind it.
    (answer == REDISMODULE_OK && !found.is_null()).then_some(found)
}

/// The functions that a server lacks though every supported server has them.
///
/// Displays as one line: how many they are, and their names, grouped by first release. Servers cut long log lines;
/// with a precision, as in `{:.900}`, the line ends at a name before that many bytes, and says how many follow.
#[derive(Clone, Copy)]
pub struct Missing {
    slots: [u64; WORDS],
    server: Server,
    log: Option<Log>,
}

impl Missing {
    /// The functions, in the order of [`FUNCTIONS`].
    pub fn functions(&self) -> impl Iterator<Item = &'static Function> {
        let missing = *self;
        let functions = FUNCTIONS.iter().enumerate();
        functions
            .filter(move |(slot, _)| missing.has(*slot))
            .map(|(_, function)| function)
    }

    fn has(&self, slot: usize) -> bool {
        self.slots[slot / 64] >> (slot % 64) & 1 == 1
    }

    /// The first function, or the first of the same release as the one before if there is one left.
    fn next_after(&self, before: Option<Packed>) -> Option<(usize, Packed)> {
        let mut first = None;
        for (slot, function) in packed::functions().enumerate() {
            if !self.has(slot) {
                continue;
            }
            match &before {
                Some(before) if since(before) != since(&function) => {}
                _ => return Some((slot, function)),
            }
            first = first.or(Some((slot, function)));
        }
        first
    }

    /// Which server it is.
    #[must_use]
    pub fn server(&self) -> Server {
        self.server
    }

    /// The server's `Log`, for saying so: the table is not to be used.
    #[must_use]
    pub fn log(&self) -> Option<Log> {
        self.log
    }
}

/// `3 functions are missing: since Redis 5.0.0, Valkey 7.2: CreateDict, FreeDict; since Redis 6.0.0, Valkey 7.2: Fork`
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.slots.iter().map(|word| word.count_ones()).sum();
        let limit = f.precision().unwrap_or(usize::MAX);
        let mut line = Counted {
            out: Some(f),
            len: 0,
        };
        let plural = if count == 1 { " is" } else { "s are" };
        write!(line, "{count} function{plural} missing: ")?;
        let (mut left, mut before) = (*self, None);
        for nth in 1..=count {
            let Some((slot, function)) = left.next_after(before) else {
                break;
            };
            let item = Item { function, before };
            // The words that stand for what is left out must fit as well.
            let reserve = if nth == count {
                0
            } else {
                ", and 999 more".len()
            };
            if line.len + length(&item) + reserve > limit {
                return write!(line, ", and {} more", count + 1 - nth);
            }
            write!(line, "{item}")?;
            left.slots[slot / 64] &= !(1 << (slot % 64));
            before = Some(function);
        }
        Ok(())
    }
}

/// A function in the list, after another.
struct Item {
    function: Packed,
    before: Option<Packed>,
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since_this = since(&self.function);
        match &self.before {
            Some(before) if since(before) == since_this => f.write_str(", ")?,
            Some(_) => write!(f, "; since {since_this}: ")?,
            None => write!(f, "since {since_this}: ")?,
        }
        f.write_str(self.function.name)
    }
}

fn since(function: &Packed) -> Since {
    Since(function.redis, function.valkey)
}

/// Counts what is written, if to anything.
struct Counted<'a, 'b> {
    out: Option<&'a mut fmt::Formatter<'b>>,
    len: usize,
}

impl fmt::Write for Counted<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.len += text.len();
        self.out.as_mut().map_or(Ok(()), |out| out.write_str(text))
    }
}

fn length(item: &Item) -> usize {
    let mut counted = Counted { out: None, len: 0 };
    // Counting does not fail.
    let _ = write!(counted, "{item}");
    counted.len
}

impl fmt::Debug for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.functions().map(|function| function.name))
            .finish()
    }
}

impl core::error::Error for Missing {}
