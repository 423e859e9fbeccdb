//! Decides what the layers of a filter are: how many items each takes, and how many bits that needs.
//! Integers alone decide, so that it is the same on every machine, for ever.

use std::iter;

use redmod::call::CallArgs;
use redmod::prelude::*;

use crate::layer::Layer;
use crate::settings::is_share;

pub const FULL: Error = Error::fixed(c"ERR non scaling filter is full");
pub const NO_RATE_LEFT: Error = Error::fixed(c"ERR false positive degrades to 0 on scale out");
pub const BAD_CAPACITY: Error = Error::fixed(c"ERR bad capacity");
pub const TOO_LARGE: Error = Error::fixed(c"ERR operation exceeds bloom object memory limit");

const TOO_MANY: Error = Error::fixed(c"ERR bloom object reached max number of filters");

/// More than there are before the rate ends, unless it is hardly tightened; each is looked into by each
/// call, and planned by some.
const MAX_LAYERS: usize = 1024;

/// What a filter was made with, from which all its layers follow.
#[derive(Clone, Copy, Persist)]
pub struct Shape {
    /// The share of strangers that the first layer may take for its own, between 0 and 1.
    pub rate: f64,
    /// How many items the first layer takes, 1 to `i64::MAX`.
    pub capacity: u64,
    /// How many times as many items the next layer takes; 0 where there is none.
    pub expansion: u32,
    /// What the rate is multiplied with from one layer to the next, between 0 and 1.
    pub tightening: f64,
}

/// What a layer will be.
#[derive(Clone, Copy)]
pub struct Plan {
    pub capacity: u64,
    rate: f64,
}

// ANCHOR: plan
impl Plan {
    /// How many bits an item has: as many as 1 is halved until it is no more than the rate.
    pub fn hashes(&self) -> u32 {
        let halves = iter::successors(Some(1.0), |half| Some(half / 2.0));
        halves.take_while(|half| *half > self.rate).count() as u32
    }

    /// So many words that half of the bits are set when the layer is full. Then the chance is one half
    /// for each bit of a stranger.
    ///
    /// An item that finds all its bits set is not counted as new. So those that are counted set more bits
    /// than they would by chance, and the share is not `ln 2` bits for each hash but the first terms of its
    /// series, `1 / 2 + 1 / (2 * 4) + 1 / (3 * 8) + …`, one for each hash.
    pub fn words(&self) -> u64 {
        /// What stands for 1.
        const ONE: u128 = 1 << 32;
        let hashes = u128::from(self.hashes());
        let share: u128 = (1..=hashes.min(32)).map(|n| (ONE >> n) / n).sum();
        let words = (u128::from(self.capacity) * hashes * ONE).div_ceil(64 * share);
        u64::try_from(words).unwrap_or(u64::MAX)
    }
}
// ANCHOR_END: plan

impl Shape {
    /// Whether it can be.
    pub fn is_valid(&self) -> bool {
        let capacity = i64::try_from(self.capacity);
        is_share(self.rate) && is_share(self.tightening) && capacity.is_ok_and(|it| it > 0)
    }

    /// The first layer, and then each that may follow, up to the error that says why there is no more.
    pub fn plans(self) -> impl Iterator<Item = Result<Plan>> {
        let first = Plan {
            capacity: self.capacity,
            rate: self.rate,
        };
        let plans = iter::successors(Some(Ok(first)), move |last| {
            let last = last.as_ref().ok()?;
            Some(self.after(last))
        });
        plans.take(MAX_LAYERS).chain([Err(TOO_MANY)])
    }

    /// The arguments of `BF.INSERT` that make it again.
    pub fn options(&self) -> impl CallArgs + use<> {
        let expansion = ("EXPANSION", self.expansion);
        let growth = match self.expansion {
            0 => (Some("NONSCALING"), None),
            _ => (None, Some(expansion)),
        };
        let rates = ("ERROR", self.rate, "TIGHTENING", self.tightening);
        ("CAPACITY", self.capacity, rates, growth)
    }

    fn after(&self, last: &Plan) -> Result<Plan> {
        if self.expansion == 0 {
            return Err(FULL);
        }
        let rate = last.rate * self.tightening;
        if rate <= f64::MIN_POSITIVE {
            return Err(NO_RATE_LEFT);
        }
        let capacity = last.capacity.checked_mul(self.expansion.into());
        let capacity = capacity.filter(|it| i64::try_from(*it).is_ok());
        Ok(Plan {
            capacity: capacity.ok_or(BAD_CAPACITY)?,
            rate,
        })
    }

    /// Grows until the layers take so many items.
    ///
    /// # Errors
    /// Why they do not; it has grown as far as it may.
    pub fn grow(
        self,
        extent: &mut Extent,
        capacity: u64,
        allows: impl Fn(u64) -> bool,
    ) -> Result<()> {
        let mut plans = self.plans().skip(extent.layers);
        while extent.capacity < capacity {
            let plan = plans.next().ok_or(TOO_MANY)??;
            let bytes = extent.bytes.saturating_add(Layer::size_of(plan.words()));
            if !allows(bytes) {
                return Err(TOO_LARGE);
            }
            extent.layers += 1;
            extent.bytes = bytes;
            extent.capacity = extent.capacity.saturating_add(plan.capacity);
        }
        Ok(())
    }
}

/// How far a filter has grown.
#[derive(Clone, Copy)]
pub struct Extent {
    pub layers: usize,
    pub capacity: u64,
    pub bytes: u64,
}
