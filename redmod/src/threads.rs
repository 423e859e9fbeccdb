//! Decides when thread-local values are dropped, and knows whether a thread of the module runs.
//!
//! The C library keeps a library mapped as long as a thread has destructors of its thread-local
//! values registered with it; the server's main thread never ends, so that after one panic, or one
//! `thread_local!` with a `Drop`, an unloaded module would stay mapped, and its statics would
//! survive into the next load. So the module brings the function that the standard library
//! registers destructors with. They run when a thread ends, as ever, and for the main thread when
//! the module is unloaded.
//!
//! Every thread that the standard library starts registers something here, which is how threads
//! that still run are counted: to unmap their code would be the end of the server.

use std::ffi::{c_int, c_uint, c_void};
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering};

type Destructor = unsafe extern "C" fn(*mut c_void);
type KeyCreate = unsafe extern "C" fn(*mut c_uint, Option<Destructor>) -> c_int;

unsafe extern "C" {
    fn dlsym(library: *mut c_void, name: *const i8) -> *mut c_void;
    fn pthread_key_create(key: *mut c_uint, destructor: Option<Destructor>) -> c_int;
    fn pthread_key_delete(key: c_uint) -> c_int;
    fn pthread_getspecific(key: c_uint) -> *mut c_void;
    fn pthread_setspecific(key: c_uint, value: *const c_void) -> c_int;
    fn getpid() -> c_int;
    fn gettid() -> c_int;
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

#[cfg(target_arch = "x86_64")]
replace!("__cxa_thread_atexit_impl", "jmp", register);
#[cfg(target_arch = "x86_64")]
replace!("pthread_key_create", "jmp", create_key);
#[cfg(target_arch = "aarch64")]
replace!("__cxa_thread_atexit_impl", "b", register);
#[cfg(target_arch = "aarch64")]
replace!("pthread_key_create", "b", create_key);

/// The keys that this library has created, each plus one; the first is this module's own, the
/// others are the standard library's.
static KEYS: [AtomicU32; 16] = [const { AtomicU32::new(0) }; 16];

/// Threads of the module that have not ended, the main thread aside.
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// What a thread owes when it ends: destructors and their values.
struct Owed(Vec<(Destructor, *mut c_void)>);

/// `pthread_key_create`, remembering the key: the C library has 1,024 of them for all time.
unsafe extern "C" fn create_key(key: *mut c_uint, destructor: Option<Destructor>) -> c_int {
    static REAL: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
    let mut real = REAL.load(Ordering::Relaxed);
    if real.is_null() {
        // SAFETY: a null handle asks for the process' own symbol, which is not this one, since
        // this one is hidden.
        real = unsafe { dlsym(std::ptr::null_mut(), c"pthread_key_create".as_ptr()) };
        assert!(!real.is_null(), "the C library has no `pthread_key_create`");
        REAL.store(real, Ordering::Relaxed);
    }
    // SAFETY: that is the function's type, and the arguments are the caller's.
    let status = unsafe { std::mem::transmute::<*mut c_void, KeyCreate>(real)(key, destructor) };
    if status == 0 {
        // SAFETY: the C library has just written the key.
        let created = unsafe { key.read() } + 1;
        let free = |slot: &&AtomicU32| {
            slot.compare_exchange(0, created, Ordering::AcqRel, Ordering::Relaxed)
                .is_ok()
        };
        // With all places taken the key is not given back, which costs nothing but the key.
        let _ = KEYS.iter().skip(1).find(free);
    }
    status
}

/// The module's own key.
fn own_key() -> c_uint {
    match KEYS[0].load(Ordering::Acquire) {
        0 => {
            let mut key = 0;
            // SAFETY: the function writes the key, and calls `pay` with the values set for it.
            let status = unsafe { pthread_key_create(&raw mut key, Some(pay)) };
            assert_eq!(status, 0, "no thread key is left");
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
unsafe extern "C" fn register(run: Destructor, value: *mut c_void, _library: *mut c_void) -> c_int {
    let key = own_key();
    // SAFETY: the key's value is null or what is set here, and this thread's alone. Nothing refers
    // to the vector while it is pushed to: the allocator registers no destructors.
    unsafe {
        let mut owed = pthread_getspecific(key).cast::<Owed>();
        if owed.is_null() {
            RUNNING.fetch_add(usize::from(!is_main_thread()), Ordering::AcqRel);
            owed = Box::into_raw(Box::new(Owed(Vec::new())));
            pthread_setspecific(key, owed.cast());
        }
        (*owed).0.push((run, value));
    }
    0
}

/// Runs what a thread owes, the last first, also what is registered meanwhile.
unsafe extern "C" fn pay(owed: *mut c_void) {
    let (key, owed) = (own_key(), owed.cast::<Owed>());
    // SAFETY: called with what `register` has set, once: by the C library when the thread ends, or
    // by `unload`. It is set again meanwhile, so that `register` finds it; each destructor is run
    // with the value that it was registered with.
    unsafe {
        pthread_setspecific(key, owed.cast());
        while let Some((run, value)) = { &mut (*owed).0 }.pop() {
            run(value);
        }
        pthread_setspecific(key, std::ptr::null());
        drop(Box::from_raw(owed));
    }
    RUNNING.fetch_sub(usize::from(!is_main_thread()), Ordering::AcqRel);
}

fn is_main_thread() -> bool {
    // SAFETY: neither has preconditions.
    unsafe { gettid() == getpid() }
}

/// Whether a thread of the module still runs.
pub(crate) fn is_any_running() -> bool {
    RUNNING.load(Ordering::Acquire) > 0
}

/// Drops the main thread's thread-local values and gives the keys back.
///
/// # Safety
/// The last thing that the library does before it is unmapped, on the main thread, while no other
/// thread of the module runs.
pub(crate) unsafe fn unload() {
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
    KEYS[0].store(0, Ordering::Release);
    for key in KEYS
        .iter()
        .skip(1)
        .map(|key| key.swap(0, Ordering::AcqRel))
        .filter(|key| *key != 0)
    {
        // SAFETY: this library created the key, and nothing of it runs any more.
        unsafe { pthread_key_delete(key - 1) };
    }
}
