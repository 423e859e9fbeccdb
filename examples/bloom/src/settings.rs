//! Decides what a filter is where a call does not say it, and how large it may become.

use redmod::ContextFlag;
use redmod::prelude::*;

use crate::hash::Seed;
use crate::shape::Shape;

/// The most bytes that a filter may take.
pub const LIMIT: u64 = 128 * 1024 * 1024;

/// The shape of a filter that is made by adding to it.
pub fn shape() -> Shape {
    Shape {
        rate: 0.01,
        capacity: 100,
        expansion: 2,
        tightening: 0.5,
    }
}

/// Another seed for each filter.
pub fn seed(cx: &Context) -> Seed {
    let mut seed = Seed::default();
    cx.random_bytes(&mut seed);
    seed
}

/// Whether a filter may take so many bytes. What the primary has allowed, or a file holds, is not asked for.
pub fn allows(cx: &Context, bytes: u64) -> bool {
    bytes <= LIMIT || must_obey(cx)
}

/// Whether the call comes from the primary or a file, on servers that do not say so too.
pub fn must_obey(cx: &Context) -> bool {
    let is_made_again = || {
        use ContextFlag::{AsyncLoading, Loading, Replicated};
        let flags = cx.flags();
        [AsyncLoading, Loading, Replicated]
            .into_iter()
            .any(|flag| flags.contains(flag))
    };
    cx.must_obey_client().unwrap_or_else(|_| is_made_again())
}
