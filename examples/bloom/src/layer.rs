//! Decides how bits answer whether an item was added.

use redmod::prelude::*;

use crate::hash::Hash;
use crate::shape::Plan;

/// Bits, of which each item has some.
#[derive(Clone, Persist)]
pub struct Layer {
    bits: Box<[u64]>,
    hashes: u32,
}

impl Layer {
    /// # Panics
    /// For more bits than there are addresses.
    pub fn new(plan: &Plan) -> Layer {
        let words = usize::try_from(plan.words()).expect("what has addresses");
        Layer {
            bits: vec![0; words].into(),
            hashes: plan.hashes(),
        }
    }

    /// Whether it is such a layer as is planned.
    pub fn is(&self, plan: &Plan) -> bool {
        self.bits.len() as u64 == plan.words() && self.hashes == plan.hashes()
    }

    pub fn contains(&self, hash: Hash) -> bool {
        self.places(hash)
            .all(|(word, bit)| self.bits[word] & bit != 0)
    }

    pub fn insert(&mut self, hash: Hash) {
        for (word, bit) in self.places(hash) {
            self.bits[word] |= bit;
        }
    }

    /// All bytes that it takes.
    pub fn size(&self) -> u64 {
        Layer::size_of(self.bits.len() as u64)
    }

    /// What a layer of so many words takes.
    pub fn size_of(words: u64) -> u64 {
        words
            .saturating_mul(size_of::<u64>() as u64)
            .saturating_add(size_of::<Layer>() as u64)
    }

    /// The bits of an item: the word, and the bit in it. A point is as far into the bits as it is into all
    /// numbers.
    fn places(&self, hash: Hash) -> impl Iterator<Item = (usize, u64)> + use<> {
        let bits = self.bits.len() as u128 * u128::from(u64::BITS);
        let points = hash.points().take(self.hashes as usize);
        points.map(move |point| {
            let place = (u128::from(point) * bits) >> u64::BITS;
            ((place / 64) as usize, 1 << (place % 64))
        })
    }
}
