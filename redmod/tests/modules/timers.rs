//! Timers: once, again and again, cancelled in every way, panicking, pending when the module goes.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use redmod::args::Input;
use redmod::prelude::*;
use redmod::{AnyContext, Global, LoadContext, ServerContext, Timer};

redmod::module! { name: "timers", init: init, unload: unload }

/// Timers by their names.
static TIMERS: Global<BTreeMap<String, Timer>> = Global::new(BTreeMap::new);

const CENTURIES: Duration = Duration::MAX;

/// With `every` a timer runs from the beginning, with `fail` the module is not loaded.
fn init(cx: &mut LoadContext, input: &mut Input<'_>) -> Result<()> {
    if input.token("every") {
        keep(cx, "loaded", |cx| cx.every(MILLI, |cx| count(cx, "loaded")))?;
    }
    if input.token("fail") {
        let noisy = Noisy("failed".to_owned());
        cx.every(MILLI, move |_| redmod::notice!("{} runs", noisy.0))
            .detach();
        keep(cx, "kept", |cx| cx.every(MILLI, |_| panic!("never")))?;
        return Err(Error::new("as asked"));
    }
    Ok(())
}

/// Makes one more, which does not run any more.
fn unload(cx: &mut LoadContext) {
    let noisy = Noisy("unloaded".to_owned());
    cx.after(Duration::ZERO, move |_| redmod::notice!("{} runs", noisy.0))
        .detach();
}

const MILLI: Duration = Duration::from_millis(1);

fn keep<C>(cx: &mut C, name: &str, make: impl FnOnce(&mut C) -> Timer) -> Result<()>
where
    C: redmod::HoldsLock,
{
    let timer = make(cx);
    // The one of this name that was there is dropped.
    TIMERS.borrow_mut(cx)?.insert(name.to_owned(), timer);
    Ok(())
}

/// Says so when it is dropped.
struct Noisy(String);

impl Drop for Noisy {
    fn drop(&mut self) {
        redmod::notice!("dropped {}", self.0);
    }
}

/// Increments a counter, here and on replicas.
fn count(cx: &mut ServerContext, key: &str) {
    let counted = cx
        .call::<()>("INCR", key)
        .and_then(|()| cx.replicate("INCR", key));
    if let Err(error) = counted {
        redmod::warning!("{error}");
    }
}

// ANCHOR: after
/// Appends to a list after some time.
#[command(flags = "write", replicate = none)]
fn push_later(cx: &Context, time: Millis, list: String, value: String) {
    let timer = cx.after(*time, move |cx| {
        let pushed = cx
            .call::<()>("RPUSH", (&list, &value))
            .and_then(|()| cx.replicate("RPUSH", (&list, &value)));
        if let Err(error) = pushed {
            redmod::warning!("{error}");
        }
    });
    timer.detach();
}
// ANCHOR_END: after

// ANCHOR: every
/// Counts the turns of a timer in a key of its name, until the timer is dropped.
#[command(flags = "write", replicate = none)]
fn every(cx: &mut Context, time: Millis, name: String) -> Result<()> {
    let (key, noisy) = (name.clone(), Noisy(name.clone()));
    let timer = cx.every(*time, move |cx| {
        let _ = &noisy;
        count(cx, &key);
    });
    TIMERS.borrow_mut(cx)?.insert(name, timer);
    Ok(())
}
// ANCHOR_END: every

/// One that waits for ever.
#[command]
fn never(cx: &mut Context, name: String) -> Result<()> {
    let noisy = Noisy(name.clone());
    keep(cx, &name, |cx| cx.after(CENTURIES, move |_| drop(noisy)))
}

fn take<C: redmod::HoldsLock + ?Sized>(cx: &C, name: &str) -> Result<Timer> {
    let timer = TIMERS.borrow_mut(cx)?.remove(name);
    timer.ok_or(Error::new("no such timer"))
}

#[command]
fn cancel(cx: &Context, name: &str) -> Result<bool> {
    Ok(take(cx, name)?.cancel(cx))
}

#[command(name = "timers.drop")]
fn drop_one(cx: &Context, name: &str) -> Result<()> {
    take(cx, name).map(drop)
}

/// Drops it on a thread, while nobody else does anything.
#[command]
fn drop_on_a_thread(cx: &Context, name: &str) -> Result<()> {
    let timer = take(cx, name)?;
    thread::spawn(move || drop(timer))
        .join()
        .map_err(|_| Error::new("the thread panicked"))
}

/// Drops it on a thread that has the lock.
#[command]
fn drop_under_the_lock(cx: &Context, name: String) -> Result<()> {
    let mut detached = cx.detached()?;
    thread::Builder::new().spawn(move || {
        let cx = detached.lock();
        let dropped = take(&cx, &name).map(drop);
        redmod::notice!("under the lock: {dropped:?}");
    })?;
    Ok(())
}

/// Makes one on a thread.
#[command]
fn push_from_a_thread(cx: &Context, list: String) -> Result<()> {
    let mut detached = cx.detached()?;
    thread::Builder::new().spawn(move || {
        let cx = detached.lock();
        cx.after(MILLI, move |cx| {
            let is_here = thread::current().id() == main_thread(cx);
            let pushed = cx.call::<()>("RPUSH", (&list, u8::from(is_here)));
            pushed.unwrap_or_else(|error| redmod::warning!("{error}"));
        })
        .detach();
    })?;
    Ok(())
}

static MAIN_THREAD: Global<Option<thread::ThreadId>> = Global::new(|| None);

fn main_thread(cx: &AnyContext) -> thread::ThreadId {
    let known = MAIN_THREAD.borrow(cx).expect("nobody else is at it");
    known.expect("`note_main_thread` was called")
}

#[command]
fn note_main_thread(cx: &Context) -> Result<()> {
    *MAIN_THREAD.borrow_mut(cx)? = Some(thread::current().id());
    Ok(())
}

/// In milliseconds.
#[command]
fn remaining(cx: &Context, name: &str) -> Result<Option<u64>> {
    let timers = TIMERS.borrow(cx)?;
    let timer = timers.get(name).ok_or(Error::new("no such timer"))?;
    let millis = |left: Duration| left.as_millis().try_into().unwrap_or(u64::MAX);
    Ok(timer.remaining(cx).map(millis))
}

/// One that does away with itself after so many turns.
#[command]
fn few(cx: &mut Context, turns: u64, name: String) -> Result<()> {
    let (own, noisy, mut turn) = (name.clone(), Noisy(name.clone()), 0);
    keep(cx, &name, |cx| {
        cx.every(MILLI, move |cx| {
            turn += 1;
            count(cx, &noisy.0);
            if turn == turns {
                let itself = take(cx, &own).expect("it is there");
                let (left, was_pending) = (itself.remaining(cx), itself.cancel(cx));
                redmod::notice!("itself: {left:?} {was_pending}");
            }
        })
    })
}

/// One that panics in every other turn.
#[command]
fn panicking(cx: &mut Context, name: String) -> Result<()> {
    let (key, mut turn) = (name.clone(), 0);
    keep(cx, &name, |cx| {
        cx.every(MILLI, move |cx| {
            turn += 1;
            assert!(turn % 2 == 0, "turn {turn}");
            count(cx, &key);
        })
    })
}

/// Panics when it is dropped.
struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        assert!(thread::panicking(), "dropped badly");
    }
}

/// One that panics once, and one whose function panics when it is dropped, after its first turn.
#[command]
fn panicking_once(cx: &mut Context) -> Result<()> {
    let (first, second) = (Bad, Bad);
    cx.after(MILLI, move |_| {
        let _bad = &first;
        panic!("only once");
    })
    .detach();
    keep(cx, "bad", |cx| {
        cx.every(MILLI, move |cx| {
            let _bad = &second;
            drop(take(cx, "bad"));
        })
    })
}

/// Where a timer begins that selects another database in each turn.
#[command]
fn databases(cx: &mut Context, name: String) -> Result<()> {
    keep(cx, &name, |cx| {
        cx.every(MILLI, |cx| {
            let begins_in = cx.database();
            cx.select(5).expect("it is there");
            redmod::notice!("begins in {begins_in}");
        })
    })
}

/// Unloads the module while a function of it runs.
#[command]
fn unload_from_a_timer(cx: &Context) {
    cx.after(MILLI, |cx| {
        let unloaded = cx.call::<()>("MODULE", ("UNLOAD", "timers"));
        redmod::notice!("unload: {}", unloaded.is_ok());
    })
    .detach();
}

/// Many at once, each with a place on the list.
#[command]
fn many(cx: &mut Context, count: usize) -> Result<usize> {
    let mut timers: Vec<Timer> = (0..count).map(|_| cx.after(CENTURIES, |_| ())).collect();
    // From the middle, from the end, from the start.
    while timers.len() > 1 {
        let (middle, last) = (timers.len() / 2, timers.len() - 1);
        drop(timers.swap_remove(middle));
        timers.truncate(last);
        timers.reverse();
    }
    Ok(timers.into_iter().filter_map(|it| it.remaining(cx)).count())
}
