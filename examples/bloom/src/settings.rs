//! Decides what a filter is where a call does not say it, and how large it may become: the configs that
//! valkey-bloom has.

use redmod::ContextFlag;
use redmod::config::MemorySize;
use redmod::prelude::*;

use crate::hash::Seed;
use crate::options::{RATE_RANGE, TIGHTENING_RANGE};
use crate::shape::Shape;

// ANCHOR: configs
/// How many items the first layer takes.
#[config(default = 100, range = 1..)]
static BLOOM_CAPACITY: Config<i64>;

/// How many times as many items the next layer takes; 0 for filters of one layer.
#[config(default = 2)]
static BLOOM_EXPANSION: Config<u32>;

/// The share of strangers that the first layer may take for its own.
#[config(default = 0.01, on_change = check_rate)]
static BLOOM_FP_RATE: Config<f64>;

/// What that share is multiplied with from one layer to the next.
#[config(default = 0.5, on_change = check_tightening)]
static BLOOM_TIGHTENING_RATIO: Config<f64>;

/// Whether each filter has a seed of its own.
#[config(default = true)]
static BLOOM_USE_RANDOM_SEED: Config<bool>;

/// The most bytes that a filter may take.
#[config(default = "128mb")]
static BLOOM_MEMORY_USAGE_LIMIT: Config<MemorySize>;

/// Nothing: values are left where they are. Taken, so that a configuration of valkey-bloom is.
#[config(default = true)]
static BLOOM_DEFRAG_ENABLED: Config<bool>;

fn check_rate(rate: f64) -> Result<()> {
    is_share(rate).then_some(()).ok_or(RATE_RANGE)
}
// ANCHOR_END: configs

fn check_tightening(tightening: f64) -> Result<()> {
    is_share(tightening).then_some(()).ok_or(TIGHTENING_RANGE)
}

/// Whether it is between 0 and 1, and neither of them.
pub fn is_share(it: f64) -> bool {
    it > 0.0 && it < 1.0
}

/// The shape of a filter that is made by adding to it.
pub fn shape() -> Shape {
    Shape {
        rate: BLOOM_FP_RATE.get(),
        capacity: BLOOM_CAPACITY.get().unsigned_abs(),
        expansion: BLOOM_EXPANSION.get(),
        tightening: BLOOM_TIGHTENING_RATIO.get(),
    }
}

/// Another seed for each filter, or one for all.
pub fn seed(cx: &Context) -> Seed {
    let mut seed = *b"what is known is not a secret...";
    if BLOOM_USE_RANDOM_SEED.get() {
        cx.random_bytes(&mut seed);
    }
    seed
}

/// The most bytes that a filter may take.
pub fn limit() -> u64 {
    *BLOOM_MEMORY_USAGE_LIMIT.get()
}

// ANCHOR: allows
/// Whether a filter may take so many bytes. What the primary has allowed, or a file holds, is not asked for.
pub fn allows(cx: &Context, bytes: u64) -> bool {
    bytes <= limit() || must_obey(cx)
}

/// Whether the call comes from the primary or a file, on servers that do not say so too.
fn must_obey(cx: &Context) -> bool {
    let is_made_again = || {
        use ContextFlag::{AsyncLoading, Loading, Replicated};
        let flags = cx.flags();
        let made_again = [AsyncLoading, Loading, Replicated];
        made_again.into_iter().any(|flag| flags.contains(flag))
    };
    cx.must_obey_client().unwrap_or_else(|_| is_made_again())
}
// ANCHOR_END: allows
