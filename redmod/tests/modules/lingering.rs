//! A module that leaves behind whatever a module can: statics, thread-local values with
//! destructors, threads, panics.

#![forbid(unsafe_code)]

use std::cell::RefCell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

use redmod::LoadContext;
use redmod::args::Input;
use redmod::prelude::*;

redmod::module! { name: "lingering", init: init, unload: unload }

static LOADS: AtomicU64 = AtomicU64::new(0);
static TEXTS: Mutex<Vec<String>> = Mutex::new(Vec::new());
static THREAD: Mutex<Option<JoinHandle<()>>> = Mutex::new(None);

thread_local! {
    static NOISY: RefCell<Noisy> = const { RefCell::new(Noisy(Vec::new())) };
    static HAUNTING: RefCell<Option<Haunting>> = const { RefCell::new(None) };
    static MAIN: Thread = thread::current();
}

/// Says so when it is dropped.
struct Noisy(Vec<u64>);

impl Drop for Noisy {
    fn drop(&mut self) {
        redmod::notice!("dropped a thread-local value of {}", self.0.len());
    }
}

/// Starts a thread when it is dropped, which outlives the module by a while.
struct Haunting;

impl Drop for Haunting {
    fn drop(&mut self) {
        drop(thread::spawn(|| {
            let start = Instant::now();
            while start.elapsed() < Duration::from_millis(300) {
                thread::yield_now();
            }
            redmod::notice!("haunted");
        }));
    }
}

/// With `FAIL` or `PANIC` it leaves all behind and does not get loaded.
fn init(_: &mut LoadContext, input: &mut Input<'_>) -> Result<()> {
    let n = touch();
    if input.token("fail") {
        return Err(Error::new(format_args!("touched {n} times")));
    }
    if input.token("panic") {
        panic!("touched {n} times");
    }
    Ok(())
}

/// Panics if the thread has left a word for it.
fn unload(_: &mut LoadContext) {
    assert!(
        !TEXTS.lock().unwrap().contains(&"panic".into()),
        "no farewell"
    );
    redmod::notice!("farewell");
}

/// Uses everything once; tells how often that was done since the statics were new.
fn touch() -> u64 {
    let n = LOADS.fetch_add(1, Ordering::Relaxed) + 1;
    NOISY.with_borrow_mut(|noisy| noisy.0.push(n));
    MAIN.with(|main| assert_eq!(main.id(), thread::current().id()));
    let held = NOISY.with_borrow(|noisy| noisy.0.len() as u64);
    assert_eq!(n, held);
    n
}

#[command(name = "lingering.touch")]
fn touch_command() -> u64 {
    touch()
}

#[command]
fn panics() {
    panic!("as asked");
}

/// Keeps a text in a static.
#[command]
fn keep(text: String) -> usize {
    let mut texts = TEXTS.lock().unwrap();
    texts.push(text);
    texts.len()
}

/// Forgets the texts, so that nothing of the module's is allocated when it is unloaded.
#[command]
fn forget() {
    *TEXTS.lock().unwrap() = Vec::new();
}

/// Starts a thread that runs until it is told to stop.
#[command]
fn start() {
    *THREAD.lock().unwrap() = Some(thread::spawn(thread::park));
}

/// Stops it.
#[command]
fn stop() -> Result<()> {
    let thread = THREAD
        .lock()
        .unwrap()
        .take()
        .ok_or(Error::new("no thread"))?;
    thread.thread().unpark();
    thread.join().map_err(|_| Error::new("the thread panicked"))
}

/// Keeps, for as long as the main thread's values live, what starts a thread when it goes.
#[command]
fn haunt() {
    HAUNTING.set(Some(Haunting));
}

/// Starts a thread that ends at once, by itself.
#[command]
fn flash() {
    drop(thread::spawn(|| {
        NOISY.with_borrow_mut(|noisy| noisy.0.push(0))
    }));
}
