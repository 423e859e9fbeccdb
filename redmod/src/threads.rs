//! Decides when thread-local values are dropped, and knows whether a thread of the module runs.
//!
//! The C library keeps a library mapped as long as a thread has destructors of its thread-local
//! values registered with it; the server's main thread never ends, so that after one panic, or one
//! `thread_local!` with a `Drop`, an unloaded module would stay mapped, and its statics would
//! survive into the next load. So the module brings the function that the standard library
//! registers destructors with. They run when a thread ends, as ever, and for the main thread when
//! the module is unloaded.
//!
//! To unmap the code of a thread that still runs would be the end of the server. So the module also
//! brings the function that threads are started with, and counts them from before their first
//! instruction until the system has seen the last of them.

#![cfg_attr(fuzzing, allow(dead_code, unused_macros))]

use std::ffi::{CStr, c_char, c_int, c_uint, c_ulong, c_void};
use std::mem::transmute;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

type Destructor = unsafe extern "C" fn(*mut c_void);
type KeyCreate = unsafe extern "C" fn(*mut c_uint, Option<Destructor>) -> c_int;
type Start = unsafe extern "C" fn(*mut c_void) -> *mut c_void;
type Create = unsafe extern "C" fn(*mut c_ulong, *const c_void, Start, *mut c_void) -> c_int;

// SAFETY: these are the C library's own functions, declared as POSIX and glibc have them.
unsafe extern "C" {
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
    fn dlopen(file: *const c_char, flags: c_int) -> *mut c_void;
    fn dladdr(address: *const c_void, found: *mut Symbol) -> c_int;
    fn pthread_key_create(key: *mut c_uint, destructor: Option<Destructor>) -> c_int;
    fn pthread_key_delete(key: c_uint) -> c_int;
    fn pthread_getspecific(key: c_uint) -> *mut c_void;
    fn pthread_setspecific(key: c_uint, value: *const c_void) -> c_int;
    fn getpid() -> c_int;
    fn gettid() -> c_int;
    fn tgkill(process: c_int, thread: c_int, signal: c_int) -> c_int;
}

/// Defines a function of the C library for this library alone: hidden, so that nothing else can
/// take it for the C library's, and nothing else's is taken for it.
macro_rules! replace {
    ($name:literal, $jump:literal, $function:ident) => {
        std::arch::global_asm!(
            ".pushsection .text",
            concat!(".globl ", $name),
            concat!(".hidden ", $name),
            concat!($name, ":"),
            concat!($jump, " {function}"),
            ".popsection",
            function = sym $function,
        );
    };
}

/// Not in a fuzz target, which is a program with threads that are none of the module's.
#[cfg(not(fuzzing))]
mod replaced {
    use super::{create_key, create_thread, register};

    #[cfg(target_arch = "x86_64")]
    replace!("__cxa_thread_atexit_impl", "jmp", register);
    #[cfg(target_arch = "x86_64")]
    replace!("pthread_key_create", "jmp", create_key);
    #[cfg(target_arch = "x86_64")]
    replace!("pthread_create", "jmp", create_thread);
    #[cfg(target_arch = "aarch64")]
    replace!("__cxa_thread_atexit_impl", "b", register);
    #[cfg(target_arch = "aarch64")]
    replace!("pthread_key_create", "b", create_key);
    #[cfg(target_arch = "aarch64")]
    replace!("pthread_create", "b", create_thread);
}

/// The keys that this library has created, each plus one; the first is this module's own, the
/// others are the standard library's.
static KEYS: [AtomicU32; 16] = [const { AtomicU32::new(0) }; 16];

/// What the C library calls with a thread's value of each of these keys when the thread ends; null for none.
static DESTRUCTORS: [AtomicPtr<c_void>; 16] = [const { AtomicPtr::new(null_mut()) }; 16];

/// Threads of the module that have not ended, the main thread aside.
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Threads of the module that have ended, but may not have left its code yet.
static ENDING: Mutex<Vec<c_int>> = Mutex::new(Vec::new());

/// What a thread owes when it ends.
struct Owed {
    /// Destructors and their values.
    destructors: Vec<(Destructor, *mut c_void)>,
    /// Whether the thread is among those that are `RUNNING`.
    is_counted: bool,
}

/// A function of the C library that this library has one of its own for.
fn real(known: &AtomicPtr<c_void>, name: &CStr) -> *mut c_void {
    let mut real = known.load(Ordering::Relaxed);
    if real.is_null() {
        // SAFETY: a null handle asks for the process' own symbol, which is not this library's,
        // since that is hidden.
        real = unsafe { dlsym(std::ptr::null_mut(), name.as_ptr()) };
        let name = name.to_str().unwrap_or_default();
        assert!(!real.is_null(), "the C library has no {name}");
        known.store(real, Ordering::Relaxed);
    }
    real
}

/// `pthread_key_create`, remembering the key: the C library has 1,024 of them for all time.
///
/// # Safety
/// As `pthread_key_create`.
unsafe extern "C" fn create_key(key: *mut c_uint, destructor: Option<Destructor>) -> c_int {
    static REAL: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
    let real = real(&REAL, c"pthread_key_create");
    // SAFETY: that is the function's type, and the arguments are the caller's.
    let status = unsafe { transmute::<*mut c_void, KeyCreate>(real)(key, destructor) };
    if status == 0 {
        // SAFETY: the C library has just written the key.
        let created = unsafe { key.read() } + 1;
        let is_free = |at: &usize| {
            KEYS[*at]
                .compare_exchange(0, created, Ordering::AcqRel, Ordering::Relaxed)
                .is_ok()
        };
        // With all places taken the key is not given back, which costs nothing but the key.
        if let Some(at) = (1..KEYS.len()).find(is_free) {
            let destructor = destructor.map_or(null_mut(), |run| run as *mut c_void);
            DESTRUCTORS[at].store(destructor, Ordering::Release);
        }
    }
    status
}

/// `pthread_create`, counting the thread before it runs.
///
/// # Safety
/// As `pthread_create`.
unsafe extern "C" fn create_thread(
    thread: *mut c_ulong,
    attributes: *const c_void,
    start: Start,
    value: *mut c_void,
) -> c_int {
    static REAL: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
    let real = real(&REAL, c"pthread_create");
    let task = Box::into_raw(Box::new(Task { start, value }));
    RUNNING.fetch_add(1, Ordering::AcqRel);
    // SAFETY: that is the function's type; the arguments are the caller's, and those of `begin`.
    let status = unsafe {
        transmute::<*mut c_void, Create>(real)(thread, attributes, begin, task.cast::<c_void>())
    };
    if status != 0 {
        RUNNING.fetch_sub(1, Ordering::AcqRel);
        // SAFETY: there is no thread that would take it.
        drop(unsafe { Box::from_raw(task) });
    }
    status
}

/// What a thread is started with.
struct Task {
    start: Start,
    value: *mut c_void,
}

/// The first function of each thread: sees to it that `pay` is its last.
///
/// # Safety
/// Only the C library calls it, once, with the task that `create_thread` has made for it.
unsafe extern "C" fn begin(task: *mut c_void) -> *mut c_void {
    // SAFETY: `create_thread` made it for this call alone.
    let Task { start, value } = *unsafe { Box::from_raw(task.cast::<Task>()) };
    owe(own_key(), true);
    // SAFETY: what the caller of `create_thread` asked for.
    unsafe { start(value) }
}

/// Makes this thread owe something, so that `pay` is called when it ends.
fn owe(key: c_uint, is_counted: bool) -> *mut Owed {
    let owed = Box::into_raw(Box::new(Owed {
        destructors: Vec::new(),
        is_counted,
    }));
    // SAFETY: the key exists, and its values are what is set here.
    unsafe { pthread_setspecific(key, owed.cast()) };
    owed
}

/// The module's own key.
fn own_key() -> c_uint {
    match KEYS[0].load(Ordering::Acquire) {
        0 => {
            let mut key = 0;
            // SAFETY: the function writes the key, and calls `pay` with the values set for it.
            let status = unsafe { pthread_key_create(&raw mut key, Some(pay)) };
            assert!(status == 0, "no thread key is left");
            match KEYS[0].compare_exchange(0, key + 1, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => key,
                // Another thread was faster; this key is given back with the others.
                Err(theirs) => theirs - 1,
            }
        }
        key => key - 1,
    }
}

/// `__cxa_thread_atexit_impl`: registers a destructor for the calling thread.
///
/// # Safety
/// The function may be called with the value, once, when the thread ends.
unsafe extern "C" fn register(run: Destructor, value: *mut c_void, _library: *mut c_void) -> c_int {
    let key = own_key();
    // SAFETY: the key's value is null or what is set here, and this thread's alone. Nothing refers
    // to the vector while it is pushed to: the allocator registers no destructors.
    unsafe {
        let mut owed = pthread_getspecific(key).cast::<Owed>();
        if owed.is_null() {
            // A thread that somebody else has started is counted from here on.
            let is_counted = !is_main_thread();
            RUNNING.fetch_add(usize::from(is_counted), Ordering::AcqRel);
            owed = owe(key, is_counted);
        }
        (*owed).destructors.push((run, value));
    }
    0
}

/// Runs what a thread owes, the last first, also what is registered meanwhile.
///
/// # Safety
/// Called once for what `owe` has set, on the thread that owes it.
unsafe extern "C" fn pay(owed: *mut c_void) {
    let (key, owed) = (own_key(), owed.cast::<Owed>());
    // SAFETY: called with what `owe` has set, once: by the C library when the thread ends, or by
    // `unload`. It is set again meanwhile, so that `register` finds it; each destructor is run with
    // the value that it was registered with.
    let owed = unsafe {
        pthread_setspecific(key, owed.cast());
        while let Some((run, value)) = { &mut (*owed).destructors }.pop() {
            run(value);
        }
        pthread_setspecific(key, std::ptr::null());
        Box::from_raw(owed)
    };
    if owed.is_counted {
        drop(owed);
        let mut ending = ending();
        // SAFETY: no preconditions.
        ending.push(unsafe { gettid() });
        drop(ending);
        RUNNING.fetch_sub(1, Ordering::AcqRel);
    }
}

/// The threads that have ended and are still there.
fn ending() -> MutexGuard<'static, Vec<c_int>> {
    let mut ending = ENDING.lock().unwrap_or_else(PoisonError::into_inner);
    // SAFETY: no preconditions; signal 0 only asks.
    ending.retain(|thread| unsafe { tgkill(getpid(), *thread, 0) } == 0);
    ending
}

/// Whether this is the thread that the process began with, on which the server runs.
pub(crate) fn is_main_thread() -> bool {
    // SAFETY: neither has preconditions.
    unsafe { gettid() == getpid() }
}

/// Whether a thread of the module still runs. Those that are about to end are waited for.
pub(crate) fn is_any_running() -> bool {
    const PATIENCE: usize = 10_000;
    RUNNING.load(Ordering::Acquire) > 0
        || (0..PATIENCE).all(|_| {
            let is_any = !ending().is_empty();
            if is_any {
                std::thread::sleep(Duration::from_micros(100));
            }
            is_any
        })
}

/// What `dladdr` knows of an address.
#[repr(C)]
struct Symbol {
    file: *const c_char,
    base: *mut c_void,
    name: *const c_char,
    address: *mut c_void,
}

/// Keeps the library mapped, though the server closes it.
pub(crate) fn stay_mapped() {
    const RTLD_NOW: c_int = 2;
    const RTLD_NOLOAD: c_int = 4;
    let mut symbol = Symbol {
        file: std::ptr::null(),
        base: std::ptr::null_mut(),
        name: std::ptr::null(),
        address: std::ptr::null_mut(),
    };
    // SAFETY: the first call writes what it knows of an address, of which it knows at least the
    // file; the second opens that file once more, which is never closed.
    unsafe {
        if dladdr(std::ptr::from_ref(&RUNNING).cast(), &raw mut symbol) != 0 {
            dlopen(symbol.file, RTLD_NOW | RTLD_NOLOAD);
        }
    }
}

/// Drops the main thread's thread-local values and gives the keys back. False where one of these values has started a thread
/// that still runs: it has a use for the keys, and the library may not be unmapped.
///
/// # Safety
/// The last thing that the library does before it is unmapped, on the main thread, while no other
/// thread of the module runs.
#[must_use]
pub(crate) unsafe fn unload() -> bool {
    // SAFETY: the caller's promise. What one of the standard library's destructors registers is run as well.
    unsafe {
        pay_here();
        run_destructors();
        pay_here();
    }
    if is_any_running() {
        return false;
    }
    KEYS[0].store(0, Ordering::Release);
    *ending() = Vec::new();
    for key in KEYS
        .iter()
        .skip(1)
        .map(|key| key.swap(0, Ordering::AcqRel))
        .filter(|key| *key != 0)
    {
        // SAFETY: this library created the key, and nothing of it runs any more.
        unsafe { pthread_key_delete(key - 1) };
    }
    true
}

/// Runs what this thread owes.
///
/// # Safety
/// It owes nothing that is in use.
unsafe fn pay_here() {
    let own = KEYS[0].load(Ordering::Acquire);
    if own != 0 {
        // SAFETY: the key exists; its value is what `register` has set for this thread.
        unsafe {
            let owed = pthread_getspecific(own - 1);
            if !owed.is_null() {
                pay(owed);
            }
        }
    }
}

/// Does for this thread what the C library does with the values of keys when a thread ends: by one of them the standard
/// library drops the thread's handle.
///
/// # Safety
/// No such value is in use.
unsafe fn run_destructors() {
    for (key, destructor) in KEYS.iter().zip(&DESTRUCTORS).skip(1) {
        let (key, destructor) = (
            key.load(Ordering::Acquire),
            destructor.swap(null_mut(), Ordering::AcqRel),
        );
        if key == 0 || destructor.is_null() {
            continue;
        }
        // SAFETY: this library created the key, with this destructor, which is called once with the value that was set.
        unsafe {
            let value = pthread_getspecific(key - 1);
            if !value.is_null() {
                pthread_setspecific(key - 1, std::ptr::null());
                transmute::<*mut c_void, Destructor>(destructor)(value);
            }
        }
    }
}
