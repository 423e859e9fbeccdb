//! A queue of jobs: who takes one waits until there is one, and says when it is done.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, VecDeque};

use redmod::Blocked;
use redmod::prelude::*;
use redmod::reply::NullArray;

redmod::module! { name: "queue", version: 1 }

// ANCHOR: type
/// Jobs that wait, and jobs that were taken and are not done.
#[data_type(name = "jobqueue1", encver = 1)]
#[derive(Default)]
struct Queue {
    last: u64,
    waiting: VecDeque<Job>,
    taken: BTreeMap<u64, String>,
}

#[derive(Persist)]
struct Job {
    id: u64,
    text: String,
}
// ANCHOR_END: type

// ANCHOR: add
/// Adds a job, and returns its number.
#[command(flags = "write deny-oom fast", keys = 1..1, since = "1.0.0")]
fn add(mut key: KeyMut<Queue>, job: String) -> Result<u64> {
    let queue = key.or_default();
    queue.last += 1;
    let id = queue.last;
    queue.waiting.push_back(Job { id, text: job });
    key.signal_ready()?;
    Ok(id)
}
// ANCHOR_END: add

// ANCHOR: take
/// Takes the oldest job, or waits for one; its number and its text.
#[command(flags = "write blocking", keys = 1..1, since = "1.0.0")]
fn take(cx: &Context, key: KeyName, timeout: Millis) -> Result<Blocked<(u64, String)>> {
    let blocked = cx.block_on_key(&key, *timeout, |cx, name| {
        let mut key = cx.key_mut::<Queue>(name)?;
        if key.get().is_none_or(|queue| queue.waiting.is_empty()) {
            return Ok(None);
        }
        let queue = key.or_default();
        let Some(Job { id, text }) = queue.waiting.pop_front() else {
            return Ok(None);
        };
        queue.taken.insert(id, text.clone());
        Ok(Some((id, text)))
    })?;
    Ok(blocked.on_timeout(NullArray))
}
// ANCHOR_END: take

/// Says that a job is done; whether it was taken and not done.
#[command(flags = "write fast", keys = 1..1, since = "1.0.0")]
fn done(mut key: KeyMut<Queue>, id: u64) -> bool {
    let queue = key.get_mut();
    queue.is_some_and(|queue| queue.taken.remove(&id).is_some())
}

/// Puts a job back to where it was taken from, since it was not done; whether there was one.
#[command(flags = "write fast", keys = 1..1, since = "1.0.0")]
fn back(mut key: KeyMut<Queue>, id: u64) -> Result<bool> {
    let Some(queue) = key.get_mut() else {
        return Ok(false);
    };
    let Some(text) = queue.taken.remove(&id) else {
        return Ok(false);
    };
    queue.waiting.push_front(Job { id, text });
    key.signal_ready()?;
    Ok(true)
}

/// How many jobs wait, and how many were taken and are not done.
#[command(flags = "readonly fast", keys = 1..1, since = "1.0.0")]
fn len(key: Key<Queue>) -> (usize, usize) {
    let queue = key.get();
    queue.map_or((0, 0), |queue| (queue.waiting.len(), queue.taken.len()))
}
