//! Decides how times are saved: to the nanosecond; a moment as its distance from 1970.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{Loader, Persist, Saver};
use crate::{Error, Result};

const TIME: Error = Error::fixed(c"ERR a time in it is out of range");

impl Persist for Duration {
    fn save(&self, out: &mut Saver<'_>) {
        self.as_secs().save(out);
        self.subsec_nanos().save(out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        let (seconds, nanos) = (u64::load(input)?, u32::load(input)?);
        if nanos >= 1_000_000_000 {
            return Err(TIME);
        }
        Ok(Duration::new(seconds, nanos))
    }
}

impl Persist for SystemTime {
    fn save(&self, out: &mut Saver<'_>) {
        let since = self.duration_since(UNIX_EPOCH);
        since.is_ok().save(out);
        since.unwrap_or_else(|before| before.duration()).save(out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        let (is_after, distance) = (bool::load(input)?, Duration::load(input)?);
        let time = if is_after {
            UNIX_EPOCH.checked_add(distance)
        } else {
            UNIX_EPOCH.checked_sub(distance)
        };
        time.ok_or(TIME)
    }
}
