//! Decides what a filter is: layers, of which the last one takes new items until it is full.

use redmod::data_type::Place;
use redmod::prelude::*;

use crate::hash::{Hash, Seed};
use crate::layer::Layer;
use crate::shape::{Extent, Shape};
use crate::tally::{self, IsCounted, Tally};

const NO_FILTER: Error = Error::fixed(c"ERR its layers are not those of its shape");

// ANCHOR: type
/// A Bloom filter. All its layers but the last are full.
#[data_type(name = "bloomfltr", encver = 512, check = Filter::check, copy = Filter::copy)]
pub struct Filter {
    shape: Shape,
    seed: Seed,
    /// How many items there are.
    items: u64,
    /// How many its layers take.
    capacity: u64,
    layers: Vec<Layer>,
    is_counted: IsCounted,
}
// ANCHOR_END: type

impl Filter {
    /// # Errors
    /// Where its first layer takes more bytes than are allowed.
    pub fn new(shape: Shape, seed: Seed, allows: impl Fn(u64) -> bool) -> Result<Filter> {
        let mut extent = Filter::NOTHING;
        shape.grow(&mut extent, shape.capacity, allows)?;
        let mut filter = Filter {
            shape,
            seed,
            items: 0,
            capacity: 0,
            layers: Vec::new(),
            is_counted: IsCounted::default(),
        };
        filter.count();
        filter.push_layer()?;
        Ok(filter)
    }

    pub fn contains(&self, item: &[u8]) -> bool {
        self.has(self.hash(item))
    }

    /// Adds an item; whether it was new.
    ///
    /// # Errors
    /// Where there is no room for it, and none can be made.
    pub fn add(&mut self, item: &[u8], allows: impl Fn(u64) -> bool) -> Result<bool> {
        let hash = self.hash(item);
        if self.has(hash) {
            return Ok(false);
        }
        self.check_room(1, allows)?;
        self.insert(hash)
    }

    /// Adds all the items, or none; 1 for each that was new.
    ///
    /// # Errors
    /// As [`add`](Filter::add).
    pub fn add_all(
        &mut self,
        items: &[&ServerStr],
        allows: impl Fn(u64) -> bool,
    ) -> Result<Vec<i64>> {
        if self.capacity - self.items < items.len() as u64 {
            let hashes = items.iter().map(|item| self.hash(item.as_bytes()));
            let mut new: Vec<Hash> = hashes.filter(|hash| !self.has(*hash)).collect();
            new.sort_unstable();
            new.dedup();
            self.check_room(new.len() as u64, &allows)?;
        }
        let add = |item: &&ServerStr| self.add(item.as_bytes(), &allows).map(i64::from);
        items.iter().map(add).collect()
    }

    fn hash(&self, item: &[u8]) -> Hash {
        Hash::new(&self.seed, item)
    }

    /// The last layer has most of the items.
    fn has(&self, hash: Hash) -> bool {
        self.layers.iter().rev().any(|layer| layer.contains(hash))
    }

    fn check_room(&self, new: u64, allows: impl Fn(u64) -> bool) -> Result<()> {
        let mut extent = Extent {
            layers: self.layers.len(),
            capacity: self.capacity,
            bytes: self.size(),
        };
        let wanted = self.items.saturating_add(new);
        self.shape.grow(&mut extent, wanted, allows)
    }

    fn insert(&mut self, hash: Hash) -> Result<bool> {
        if self.items == self.capacity {
            self.push_layer()?;
        }
        let last = self.layers.last_mut().ok_or(NO_FILTER)?;
        last.insert(hash);
        self.items += 1;
        tally::count_item();
        Ok(true)
    }

    fn push_layer(&mut self) -> Result<()> {
        let plan = self.shape.plans().nth(self.layers.len());
        let plan = plan.ok_or(NO_FILTER)??;
        let before = Tally::of(self);
        // No room for more layers, as most filters never have them.
        self.layers.reserve_exact(1);
        self.layers.push(Layer::new(&plan));
        self.capacity = self.capacity.saturating_add(plan.capacity);
        tally::change(before, Tally::of(self));
        Ok(())
    }

    // ANCHOR: check
    /// Whether a filter that was loaded has the layers, and the number of items, that it says.
    fn check(&self) -> Result<()> {
        self.count();
        if !self.shape.is_valid() || self.layers.is_empty() {
            return Err(NO_FILTER);
        }
        let (mut full, mut capacity) = (0, 0u64);
        for (layer, plan) in self.layers.iter().zip(self.shape.plans()) {
            let plan = plan.ok().filter(|plan| layer.is(plan)).ok_or(NO_FILTER)?;
            (full, capacity) = (capacity, capacity.saturating_add(plan.capacity));
        }
        let is_so = capacity == self.capacity && (full..=capacity).contains(&self.items);
        is_so.then_some(()).ok_or(NO_FILTER)
    }
    // ANCHOR_END: check
}

/// From when it is made or loaded until it is dropped, a filter counts in `INFO bf`.
impl Filter {
    fn count(&self) {
        self.is_counted.set();
        tally::change(Tally::NOTHING, Tally::of(self));
    }

    fn copy(&self, _from: Place<'_>, _to: Place<'_>) -> Result<Filter> {
        let copy = Filter {
            layers: self.layers.clone(),
            is_counted: IsCounted::default(),
            ..*self
        };
        copy.count();
        Ok(copy)
    }
}

impl Drop for Filter {
    fn drop(&mut self) {
        if self.is_counted.get() {
            tally::change(Tally::of(self), Tally::NOTHING);
        }
    }
}

/// What is to be known of it.
impl Filter {
    /// What a filter takes before it has a layer.
    pub const NOTHING: Extent = Extent {
        layers: 0,
        capacity: 0,
        bytes: size_of::<Filter>() as u64,
    };

    pub fn shape(&self) -> Shape {
        self.shape
    }

    pub fn seed(&self) -> &Seed {
        &self.seed
    }

    pub fn items(&self) -> u64 {
        self.items
    }

    pub fn capacity(&self) -> u64 {
        self.capacity
    }

    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// All bytes that it takes.
    pub fn size(&self) -> u64 {
        let layers: u64 = self.layers.iter().map(Layer::size).sum();
        Filter::NOTHING.bytes + layers
    }
}
