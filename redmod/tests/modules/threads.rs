//! Threads that reach the server under its lock.

#![forbid(unsafe_code)]

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use redmod::args::Input;
use redmod::key::Any;
use redmod::prelude::*;
use redmod::{DetachedContext, Level, LoadContext, ScanCursor, Serve, ServerContext};

redmod::module! { name: "threads", version: 1, init: init }

/// With `thread` a thread is started that locks; with `fail` it loads no module in the end.
fn init(cx: &mut LoadContext, input: &mut Input<'_>) -> Result<()> {
    if input.token("thread") {
        let mut detached = cx.detached()?;
        thread::spawn(move || {
            let cx = detached.lock();
            cx.log(
                Level::Notice,
                format_args!("began in database {}", cx.database()),
            );
        });
    }
    if input.token("fail") {
        return Err(Error::new("as asked"));
    }
    Ok(())
}

/// What threads have to tell.
static RESULTS: Mutex<Option<Receiver<String>>> = Mutex::new(None);

/// Threads that are stopped by `threads.stop`.
static HELD: Mutex<Vec<(Sender<()>, JoinHandle<()>)>> = Mutex::new(Vec::new());

/// Starts a thread and keeps what it returns, or that it panicked, for `threads.result`.
fn start(f: impl FnOnce() -> String + Send + 'static) -> Result<()> {
    let (sender, receiver) = channel();
    thread::Builder::new().spawn(move || {
        let result = thread::Builder::new().spawn(f).map(JoinHandle::join);
        let result = match result {
            Ok(Ok(text)) => text,
            _ => "panicked".to_owned(),
        };
        let _ = sender.send(result);
    })?;
    *RESULTS.lock()? = Some(receiver);
    Ok(())
}

/// What the last thread has returned, if it has.
#[command]
fn result() -> Result<Option<String>> {
    let results = RESULTS.lock()?;
    Ok(results.as_ref().and_then(|results| results.try_recv().ok()))
}

// ANCHOR: add
/// Adds to a counter again and again, each time under the lock anew.
#[command(flags = "write", replicate = explicit)]
fn add(cx: &Context, name: String, times: u64) -> Result<()> {
    let mut detached = cx.detached()?;
    start(move || {
        for _ in 0..times {
            let cx = detached.lock();
            let done = increment(&cx, &name);
            if let Err(error) = done {
                return error.to_string();
            }
        }
        "done".to_owned()
    })
}

fn increment(cx: &ServerContext, name: &str) -> Result<()> {
    let mut key = cx.key_mut::<Str>(name)?;
    let count = match key.get() {
        Some(text) => std::str::from_utf8(text)?.parse::<u64>()?,
        None => 0,
    };
    let next = (count + 1).to_string();
    key.set(&next)?;
    cx.replicate("SET", (name, &next))
}
// ANCHOR_END: add

// ANCHOR: scan
/// Counts the keys that begin so, a hundred at a time, while the server goes on between.
#[command(flags = "readonly")]
fn count(cx: &Context, prefix: String) -> Result<()> {
    let mut detached = cx.detached()?;
    start(move || {
        let (mut cursor, mut found) = (ScanCursor::new(), 0);
        while !cursor.is_done() {
            let cx = detached.lock();
            let names = cx.scan_from(&mut cursor).take(100);
            found += names
                .filter(|name| name.as_bytes().starts_with(prefix.as_bytes()))
                .count();
        }
        found.to_string()
    })
}
// ANCHOR_END: scan

/// The database that a thread sees, before and after it has selected another under the lock.
#[command(flags = "readonly")]
fn databases(cx: &Context, other: i32) -> Result<()> {
    let mut detached = cx.detached()?;
    start(move || {
        let mut cx = detached.lock();
        let first = cx.database();
        let selected = cx.select(other).map(|()| cx.database());
        drop(cx);
        let last = detached.lock().database();
        format!("{first} {selected:?} {last}")
    })
}

/// Panics under the lock, with a key open.
#[command(flags = "readonly")]
fn panic_locked(cx: &Context, name: String) -> Result<()> {
    let mut detached = cx.detached()?;
    start(move || {
        let cx = detached.lock();
        let _key = cx.key_mut::<Any>(&name);
        panic!("under the lock");
    })
}

/// Forgets a key under the lock, and locks again.
#[command(flags = "readonly")]
fn forget_key(cx: &Context, name: String) -> Result<()> {
    let mut detached = cx.detached()?;
    start(move || {
        let cx = detached.lock();
        std::mem::forget(cx.key_mut::<Any>(&name));
        drop(cx);
        let cx = detached.lock();
        let again = cx.key_mut::<Any>(&name).map(|key| key.exists());
        format!("{again:?}")
    })
}

/// Locks where the lock is held already.
#[command]
fn lock_in_command(cx: &Context) -> Result<()> {
    drop(cx.detached()?.lock());
    Ok(())
}

#[command]
fn try_lock_in_command(cx: &Context) -> Result<bool> {
    Ok(cx.detached()?.try_lock()?.is_some())
}

/// Locks twice on one thread.
#[command]
fn lock_twice(cx: &Context) -> Result<()> {
    let (mut first, mut second) = (cx.detached()?, cx.detached()?);
    start(move || {
        let _first = first.lock();
        let _second = second.lock();
        "locked twice".to_owned()
    })
}

/// Tries the lock while the command holds it, and waits for it then.
#[command]
fn try_lock(cx: &Context) -> Result<String> {
    let mut detached = cx.detached()?;
    let tried = thread::spawn(move || {
        let tried = detached.try_lock().map(|cx| cx.is_some());
        (detached, tried)
    });
    let (mut detached, tried) = tried
        .join()
        .map_err(|_| Error::new("the thread panicked"))?;
    start(move || {
        loop {
            match detached.try_lock() {
                Ok(Some(cx)) => break format!("locked in {}", cx.database()),
                Ok(None) => thread::sleep(Duration::from_millis(1)),
                Err(error) => break error.to_string(),
            }
        }
    })?;
    Ok(format!("{tried:?}"))
}

/// Starts a thread that has a context and waits outside of the lock.
#[command]
fn hold(cx: &Context) -> Result<()> {
    let mut detached = cx.detached()?;
    let (sender, receiver) = channel::<()>();
    let thread = thread::spawn(move || {
        let _ = receiver.recv();
        drop(detached.lock());
    });
    HELD.lock()?.push((sender, thread));
    Ok(())
}

/// Lets these threads end, as soon as they get the lock.
#[command]
fn release() -> Result<usize> {
    let held = std::mem::take(&mut *HELD.lock()?);
    Ok(held.len())
}

/// Makes contexts and drops them, here and on a thread, with the lock and without.
#[command]
fn make(cx: &Context, count: usize) -> Result<()> {
    let mut contexts: Vec<DetachedContext> = Vec::new();
    for _ in 0..count {
        drop(cx.detached()?);
        contexts.push(cx.detached()?);
        contexts.push(cx.detached()?);
    }
    let mut detached = cx.detached()?;
    start(move || {
        contexts.truncate(count);
        let cx = detached.lock();
        // One more, of a context of a thread's.
        let made = cx.detached().is_ok();
        drop(contexts);
        format!("{made}")
    })
}

/// Calls a command that deletes a key which the thread has forgotten to close, and what follows.
#[command(flags = "write", replicate = none)]
fn call(cx: &Context, name: String) -> Result<()> {
    let mut detached = cx.detached()?;
    start(move || {
        let mut cx = detached.lock();
        std::mem::forget(cx.key_mut::<Any>(&name));
        let deleted: Result<i64> = cx.call("DEL", &name);
        let after: Result<i64> = cx.call("INCR", &name);
        format!("{deleted:?} {after:?}")
    })
}

/// Forgets an iteration over a sorted set and waits until its key is gone.
#[command(flags = "readonly")]
fn wait_until_gone(cx: &mut Context, name: &str) -> Result<u64> {
    let mut key = cx.key::<ZSet>(name)?;
    std::mem::forget(key.range_by_score(..)?);
    std::mem::forget(key);
    let mut yields = 0;
    loop {
        cx.yield_now(Serve::Clients(Some(c"waits until it is gone")))?;
        yields += 1;
        if !cx.exists(name)? {
            return Ok(yields);
        }
    }
}

/// Deletes a key, also while another command runs.
#[command(flags = "write allow-busy")]
fn delete(cx: &Context, name: &str) -> Result<bool> {
    Ok(cx.key_mut::<Any>(name)?.delete())
}

/// Lets only the server itself go on, for so long.
#[command]
fn compute(cx: &mut Context, time: Millis) -> Result<()> {
    let end = Instant::now() + *time;
    while Instant::now() < end {
        cx.yield_now(Serve::Events)?;
    }
    Ok(())
}

/// Calls a command that yields, on a thread.
#[command]
fn yield_on_a_thread(cx: &Context) -> Result<()> {
    let mut detached = cx.detached()?;
    start(move || {
        let mut cx = detached.lock();
        let yielded: Result<()> = cx.call("THREADS.COMPUTE", 1000);
        format!("{yielded:?}")
    })
}
