//! Decides what time it is: the server's, by its clocks.

use std::time::{Duration, SystemTime};

use redmod_sys::{Symbol, api};

use super::AnyContext;
use crate::{Error, Result};

impl AnyContext {
    /// The time, in microseconds (`RM_Microseconds`, Redis 7.2), in milliseconds on servers without
    /// it (`RM_Milliseconds`).
    #[doc(alias = "RM_Microseconds")]
    #[doc(alias = "RM_Milliseconds")]
    #[must_use]
    pub fn now(&self) -> SystemTime {
        // SAFETY: the table is loaded; the functions only look at the clock.
        let now = unsafe {
            let api = api();
            match api.Microseconds {
                Some(microseconds) => microseconds(),
                None => (api.Milliseconds)() * 1000,
            }
        };
        SystemTime::UNIX_EPOCH + micros(now)
    }

    /// The time at which the server began what it does now, a command or a round of its loop, in
    /// microseconds (`RM_CachedMicroseconds`, Redis 7.2); [`now`](AnyContext::now) on servers
    /// without it.
    ///
    /// Cheaper than asking the clock, and the same throughout a command, a script or a transaction.
    #[doc(alias = "RM_CachedMicroseconds")]
    #[must_use]
    pub fn cached_now(&self) -> SystemTime {
        // SAFETY: the table is loaded; the function only reads a number, under the lock.
        match unsafe { api().CachedMicroseconds.map(|cached| cached()) } {
            Some(cached) => SystemTime::UNIX_EPOCH + micros(cached),
            None => self.now(),
        }
    }

    /// The time since some moment in the past, by a clock that nobody sets
    /// (`RM_MonotonicMicroseconds`, Redis 7.0).
    ///
    /// # Errors
    /// On servers without it.
    #[doc(alias = "RM_MonotonicMicroseconds")]
    pub fn monotonic(&self) -> Result<Duration> {
        // SAFETY: the table is loaded; the function only looks at the clock.
        let monotonic = unsafe { api().MonotonicMicroseconds.map(|monotonic| monotonic()) };
        monotonic
            .map(Duration::from_micros)
            .ok_or_else(|| Error::lacks(Symbol::MonotonicMicroseconds))
    }
}

/// A clock before 1970 counts as 1970.
fn micros(micros: i64) -> Duration {
    Duration::from_micros(micros.try_into().unwrap_or(0))
}
