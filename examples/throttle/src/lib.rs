//! A rate limiter: a window that slides with the time, replicated by what it writes.

#![forbid(unsafe_code)]

mod log;

use log::{Log, NO_LOG};
use redmod::prelude::*;

redmod::module! { name: "throttle", version: 1 }

const NO_RATE: Error = Error::fixed(c"ERR the count and the period must be at least 1");
const TOO_LONG: Error = Error::fixed(c"ERR the window is longer than a century");
const CENTURY: f64 = 36_525.0 * 86_400e6;

// ANCHOR: take
/// Takes places in a window that slides with the time, or says when they will be free.
#[command(
    flags = "write deny-oom",
    keys = 1..1,
    replicate = explicit,
    since = "1.0.0",
    complexity = "O(log n) for n calls in the window, and O(quantity) where it is refused"
)]
fn take(
    cx: &Context,
    key: KeyMut<ZSet>,
    max_burst: u32,
    count: u32,
    period: u32,
    quantity: Option<u32>,
) -> Result<[i64; 5]> {
    let (limit, window) = window(max_burst, count, period)?;
    let quantity = quantity.map_or(1, u64::from);
    let mut log = Log::read(cx, key, window)?;
    let (gone, last) = (log.last_outside()?, log.last()?);
    let used = last.total.checked_sub(gone.total).ok_or(NO_LOG)?;
    let excess = (used + quantity).saturating_sub(limit);
    if excess > 0 {
        // Free when the call has left that takes the total so far. None does, and none ever will,
        // where the quantity is more than the limit.
        let retry = log.first_inside(gone.total + excess)?;
        let retry = retry.map_or(-1, |call| seconds(log.leaves_in(call)));
        let free = limit.saturating_sub(used) as i64;
        return Ok([1, limit as i64, free, retry, seconds(log.leaves_in(last))]);
    }
    let reset = if quantity > 0 {
        log.put(last.total + quantity)?;
        log.remove_before(gone)?;
        window
    } else {
        log.leaves_in(last)
    };
    let free = (limit - used - quantity) as i64;
    Ok([0, limit as i64, free, -1, seconds(reset)])
}
// ANCHOR_END: take

// ANCHOR: window
/// How much fits into the window, and how long it is, in microseconds: as long as so much takes at
/// the rate.
fn window(max_burst: u32, count: u32, period: u32) -> Result<(u64, f64)> {
    if count == 0 || period == 0 {
        return Err(NO_RATE);
    }
    let limit = u64::from(max_burst) + 1;
    let window = f64::from(period) * 1e6 * (limit as f64 / f64::from(count));
    if window > CENTURY {
        return Err(TOO_LONG);
    }
    Ok((limit, window.ceil()))
}
// ANCHOR_END: window

/// Whole seconds that are enough.
fn seconds(micros: f64) -> i64 {
    (micros / 1e6).ceil().max(0.0) as i64
}
