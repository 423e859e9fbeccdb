//! Decides what `INFO bf` tells of all filters together, under the names that valkey-bloom has.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use redmod::data_type::{Loader, Saver};
use redmod::prelude::*;

use crate::filter::Filter;

static FILTERS: AtomicU64 = AtomicU64::new(0);
static LAYERS: AtomicU64 = AtomicU64::new(0);
static ITEMS: AtomicU64 = AtomicU64::new(0);
static CAPACITY: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);

/// Counts what there is more of a filter after a change than before; a filter that goes changes to nothing.
pub fn change(before: Tally, after: Tally) {
    let sums = [&FILTERS, &LAYERS, &ITEMS, &CAPACITY, &BYTES];
    for (sum, (before, after)) in sums.into_iter().zip(before.0.into_iter().zip(after.0)) {
        // Sums wrap, so that what one thread takes away another may add later.
        sum.fetch_add(after.wrapping_sub(before), Relaxed);
    }
}

/// Counts one item more.
pub fn count_item() {
    ITEMS.fetch_add(1, Relaxed);
}

/// What is counted of a filter, in the order of the sums.
#[derive(Clone, Copy)]
pub struct Tally([u64; 5]);

impl Tally {
    pub const NOTHING: Tally = Tally([0; 5]);

    pub fn of(filter: &Filter) -> Tally {
        let layers = filter.layers() as u64;
        Tally([1, layers, filter.items(), filter.capacity(), filter.size()])
    }
}

/// Whether a filter counts. What is read only in part is dropped before it does, and nothing of this is
/// saved.
#[derive(Default)]
pub struct IsCounted(AtomicBool);

impl IsCounted {
    pub fn set(&self) {
        self.0.store(true, Relaxed);
    }

    pub fn get(&self) -> bool {
        self.0.load(Relaxed)
    }
}

impl Persist for IsCounted {
    fn save(&self, _: &mut Saver<'_>) {}

    fn load(_: &mut Loader<'_>) -> Result<IsCounted> {
        Ok(IsCounted::default())
    }
}

#[info_section(name = "bloom_core_metrics")]
fn metrics(info: &mut Info) {
    info.field("bloom_total_memory_bytes", BYTES.load(Relaxed));
    info.field("bloom_num_objects", FILTERS.load(Relaxed));
    info.field("bloom_num_filters_across_objects", LAYERS.load(Relaxed));
    info.field("bloom_num_items_across_objects", ITEMS.load(Relaxed));
    info.field("bloom_capacity_across_objects", CAPACITY.load(Relaxed));
}
