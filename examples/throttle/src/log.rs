//! Decides how the calls are kept: a sorted set of what had been taken in all after each, by its time.

use std::ops::Bound;
use std::time::{Duration, SystemTime};

use redmod::key::ZRange;
use redmod::prelude::*;

pub const NO_LOG: Error = Error::fixed(c"ERR the key holds no log of throttle.take");

/// A call: what had been taken in all after it, and when it was.
#[derive(Clone, Copy)]
pub struct Call {
    pub total: u64,
    time: f64,
}

/// Before the first call.
const NOTHING: Call = Call {
    total: 0,
    time: f64::NEG_INFINITY,
};

/// The calls on a key, in microseconds since 1970, which a score holds exactly until the year 2255.
pub struct Log<'cx> {
    cx: &'cx Context,
    calls: KeyMut<'cx, ZSet>,
    now: f64,
    window: f64,
}

impl<'cx> Log<'cx> {
    pub fn read(cx: &'cx Context, calls: KeyMut<'cx, ZSet>, window: f64) -> Result<Log<'cx>> {
        let now = cx.cached_now().duration_since(SystemTime::UNIX_EPOCH)?;
        let mut log = Log {
            cx,
            calls,
            now: now.as_micros() as f64,
            window,
        };
        // ANCHOR: future
        // The clock was set back: what it says is still to come has just been.
        let future = (Bound::Excluded(log.now), Bound::Unbounded);
        let future: Vec<_> = log.calls.range_by_score(future)?.collect();
        for (total, _) in future {
            log.put(parse(&total)?)?;
        }
        // ANCHOR_END: future
        Ok(log)
    }

    /// The last call of all.
    pub fn last(&mut self) -> Result<Call> {
        first(self.calls.rev_range_by_score(..)?)
    }

    /// The last call that has left the window.
    pub fn last_outside(&mut self) -> Result<Call> {
        first(self.calls.rev_range_by_score(..=self.now - self.window)?)
    }

    /// The first call in the window after which at least so much had been taken.
    pub fn first_inside(&mut self, total: u64) -> Result<Option<Call>> {
        let inside = (Bound::Excluded(self.now - self.window), Bound::Unbounded);
        for it in self.calls.range_by_score(inside)? {
            let call = call(it)?;
            if call.total >= total {
                return Ok(Some(call));
            }
        }
        Ok(None)
    }

    /// How long it takes until a call leaves the window.
    pub fn leaves_in(&self, call: Call) -> f64 {
        call.time + self.window - self.now
    }

    // ANCHOR: put
    /// Notes that so much has been taken in all. The key lives until this leaves the window.
    pub fn put(&mut self, total: u64) -> Result<()> {
        let total = format!("{total:020}");
        self.calls.add(&total, self.now)?;
        let expiry = ((self.now + self.window) / 1e3).ceil() as u64;
        let at = SystemTime::UNIX_EPOCH + Duration::from_millis(expiry);
        self.calls.set_expires_at(Some(at))?;

        let (cx, name) = (self.cx, self.calls.name());
        cx.replicate("ZADD", (name, self.now, &total))?;
        cx.replicate("PEXPIREAT", (name, expiry))
    }
    // ANCHOR_END: put

    /// Forgets what came before a call.
    pub fn remove_before(&mut self, call: Call) -> Result<()> {
        let old: Vec<_> = self.calls.range_by_score(..call.time)?.collect();
        if old.is_empty() {
            return Ok(());
        }
        for (total, _) in &old {
            self.calls.remove(&**total)?;
        }
        let before = format!("({}", call.time);
        let args = (self.calls.name(), "-inf", &before);
        self.cx.replicate("ZREMRANGEBYSCORE", args)
    }
}

fn first(mut range: ZRange) -> Result<Call> {
    range.next().map_or(Ok(NOTHING), call)
}

fn call((total, time): (ServerString, f64)) -> Result<Call> {
    Ok(Call {
        total: parse(&total)?,
        time,
    })
}

fn parse(total: &ServerStr) -> Result<u64> {
    let total = total.to_str().ok().and_then(|it| it.parse().ok());
    // Half of what there are is more than can be taken, and is added to without care.
    total.filter(|it| *it <= u64::MAX / 2).ok_or(NO_LOG)
}
