//! Decides which bits an item has: a sequence of points that is as good as random, and the same on
//! every machine.

use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;

/// What the points of a filter depend on; who does not know it cannot choose items that collide.
pub type Seed = [u8; 32];

/// Where the points of an item start, and how far it is to the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash {
    at: u64,
    step: u64,
}

// ANCHOR: hash
impl Hash {
    pub fn new(seed: &Seed, item: &[u8]) -> Hash {
        let word = |i: usize| u64::from_le_bytes(std::array::from_fn(|byte| seed[8 * i + byte]));
        let mut hasher = SipHasher13::new_with_keys(word(0), word(1));
        hasher.write(item);
        let hash = hasher.finish128();
        Hash {
            at: hash.h1 ^ word(2),
            step: hash.h2 ^ word(3),
        }
    }

    /// Points among all 64-bit numbers. The steps grow, so that the items whose first steps are alike
    /// do not share all their points.
    pub fn points(self) -> impl Iterator<Item = u64> {
        /// The golden ratio, as a share of all numbers.
        const GROWTH: u64 = 0x9E37_79B9_7F4A_7C15;
        let Hash { mut at, mut step } = self;
        std::iter::from_fn(move || {
            at = at.wrapping_add(step);
            step = step.wrapping_add(GROWTH);
            Some(at)
        })
    }
}
// ANCHOR_END: hash
