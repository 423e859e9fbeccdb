//! Decides what a range of a sorted set is, by score and byte by byte.

use std::ffi::c_int;
use std::ops::{
    Bound, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive,
};

use crate::key::sealed;
use crate::{Error, Result, ServerString};

const NAN_BOUND: Error = Error::fixed(c"ERR min or max is not a float");

/// The bounds of scores as the server takes them: both, and whether each is excluded.
pub(super) struct Scores(
    pub(super) f64,
    pub(super) f64,
    pub(super) c_int,
    pub(super) c_int,
);

impl Scores {
    pub(super) fn new(range: &impl RangeBounds<f64>) -> Result<Scores> {
        let bound = |bound: Bound<&f64>, infinite| match bound {
            Bound::Included(score) => (*score, 0),
            Bound::Excluded(score) => (*score, 1),
            Bound::Unbounded => (infinite, 0),
        };
        let (min, no_min) = bound(range.start_bound(), f64::NEG_INFINITY);
        let (max, no_max) = bound(range.end_bound(), f64::INFINITY);
        if min.is_nan() || max.is_nan() {
            return Err(NAN_BOUND);
        }
        Ok(Scores(min, max, no_min, no_max))
    }
}

/// A range of bytes: `..`, `"a".."b"`, `b"a"..=b"b"`, or a pair of [`Bound`]s.
pub trait LexRange: sealed::Sealed {
    /// Where it starts.
    #[doc(hidden)]
    fn min(&self) -> Bound<&[u8]>;
    /// Where it ends.
    #[doc(hidden)]
    fn max(&self) -> Bound<&[u8]>;
}

impl sealed::Sealed for RangeFull {}

impl LexRange for RangeFull {
    fn min(&self) -> Bound<&[u8]> {
        Bound::Unbounded
    }

    fn max(&self) -> Bound<&[u8]> {
        Bound::Unbounded
    }
}

macro_rules! lex_ranges {
    ($($range:ty)*) => {$(
        impl<B: AsRef<[u8]>> sealed::Sealed for $range {}

        impl<B: AsRef<[u8]>> LexRange for $range {
            fn min(&self) -> Bound<&[u8]> {
                self.start_bound().map(AsRef::as_ref)
            }

            fn max(&self) -> Bound<&[u8]> {
                self.end_bound().map(AsRef::as_ref)
            }
        }
    )*};
}

lex_ranges! {
    Range<B> RangeInclusive<B> RangeFrom<B> RangeTo<B> RangeToInclusive<B> (Bound<B>, Bound<B>)
}

/// The bounds as the server takes them: `[a`, `(a`, `-` and `+`.
pub(super) fn lex_bounds(range: &impl LexRange) -> (ServerString, ServerString) {
    let bound = |bound: Bound<&[u8]>, infinite: &[u8]| match bound {
        Bound::Included(bytes) => ServerString::from_bytes(&[b"[", bytes].concat()),
        Bound::Excluded(bytes) => ServerString::from_bytes(&[b"(", bytes].concat()),
        Bound::Unbounded => ServerString::from_bytes(infinite),
    };
    (bound(range.min(), b"-"), bound(range.max(), b"+"))
}
