//! Decides how times are taken: the unit is in the type, since it is not in the argument.

use std::ops::Deref;
use std::time::{Duration, SystemTime};

use super::{ArgKind, Args, Input, Shape};
use crate::{Error, Result};

const NEGATIVE: Error = Error::fixed(c"ERR value is out of range, must be positive");

macro_rules! times {
    ($($(#[$doc:meta])* $name:ident: $to:ty, $kind:ident, $convert:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub $to);

        impl Deref for $name {
            type Target = $to;

            fn deref(&self) -> &$to {
                &self.0
            }
        }

        impl<'a> Args<'a> for $name {
            const SHAPE: Shape = Shape::word(ArgKind::$kind);

            #[inline(always)]
            fn parse(input: &mut Input<'a>) -> Result<Self> {
                let n = u64::try_from(i64::parse(input)?).map_err(|_| NEGATIVE)?;
                $convert(n).map($name).ok_or(Error::NOT_AN_INTEGER)
            }
        }
    )*};
}

times! {
    /// A duration in whole seconds, as `EX` takes one.
    Seconds: Duration, Integer, |n| Some(Duration::from_secs(n));
    /// A duration in milliseconds, as `PX` takes one.
    Millis: Duration, Integer, |n| Some(Duration::from_millis(n));
    /// A time in seconds since 1970, as `EXAT` takes one.
    UnixSeconds: SystemTime, UnixTime, |n| since_1970(Duration::from_secs(n));
    /// A time in milliseconds since 1970, as `PXAT` takes one.
    UnixMillis: SystemTime, UnixTime, |n| since_1970(Duration::from_millis(n));
}

fn since_1970(elapsed: Duration) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(elapsed)
}
