//! Messages that are published later, and can be called off.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use redmod::prelude::*;
use redmod::{Global, Timer};

redmod::module! { name: "remind", version: 1 }

// ANCHOR: state
/// Reminders that wait, by their numbers.
#[derive(Default)]
struct Reminders {
    last: u64,
    waiting: BTreeMap<u64, Reminder>,
}

struct Reminder {
    timer: Timer,
    channel: ServerString,
}

static REMINDERS: Global<Reminders> = Global::new(Reminders::default);
// ANCHOR_END: state

// ANCHOR: after
/// Publishes a message after some milliseconds, and returns the reminder's number.
#[command(name = "remind.in", since = "1.0.0")]
fn remind_in(
    cx: &Context,
    time: Millis,
    channel: ServerString,
    message: ServerString,
) -> Result<u64> {
    let mut reminders = REMINDERS.borrow_mut(cx)?;
    reminders.last += 1;
    let id = reminders.last;
    let to = channel.clone();
    let timer = cx.after(*time, move |cx| {
        cx.publish(&to, &message);
        if let Ok(mut reminders) = REMINDERS.borrow_mut(cx) {
            reminders.waiting.remove(&id);
        }
    });
    reminders.waiting.insert(id, Reminder { timer, channel });
    Ok(id)
}
// ANCHOR_END: after

// ANCHOR: cancel
/// Calls a reminder off; whether it still waited.
#[command(since = "1.0.0")]
fn cancel(cx: &Context, id: u64) -> Result<bool> {
    let reminder = REMINDERS.borrow_mut(cx)?.waiting.remove(&id);
    Ok(reminder.is_some_and(|it| it.timer.cancel(cx)))
}

/// Calls all of them off, so that the module can be unloaded; how many there were.
#[command(since = "1.0.0")]
fn clear(cx: &Context) -> Result<usize> {
    let waiting = std::mem::take(&mut REMINDERS.borrow_mut(cx)?.waiting);
    Ok(waiting.len())
}
// ANCHOR_END: cancel

/// A reminder as it is shown.
#[derive(Reply)]
pub struct Shown {
    id: u64,
    channel: ServerString,
    milliseconds: u64,
}

// ANCHOR: list
/// The reminders that wait, the oldest first, and how long it is until each.
#[command(since = "1.0.0")]
fn list(cx: &Context) -> Result<Vec<Shown>> {
    let reminders = REMINDERS.borrow(cx)?;
    let shown = reminders.waiting.iter().map(|(id, reminder)| {
        let left = reminder.timer.remaining(cx).unwrap_or_default();
        Shown {
            id: *id,
            channel: reminder.channel.clone(),
            milliseconds: left.as_millis().try_into().unwrap_or(u64::MAX),
        }
    });
    Ok(shown.collect())
}
// ANCHOR_END: list
