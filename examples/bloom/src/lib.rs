//! A Bloom filter, with the commands, the replies and the errors of valkey-bloom.

#![forbid(unsafe_code)]

mod filter;
mod hash;
mod info;
mod layer;
mod options;
mod settings;
mod shape;
mod tally;

use redmod::notification::Class;
use redmod::prelude::*;

use crate::filter::Filter;
use crate::info::Info;
use crate::options::{Capacity, Growth, Insert, Items, Known, OnlyGrowth, Rate};
use crate::shape::{NO_RATE_LEFT, Shape, TOO_LARGE};

redmod::module! { name: "bf", version: 1 }

const NOT_FOUND: Error = Error::fixed(c"ERR not found");
const EXISTS: Error = Error::fixed(c"ERR item exists");
const SCALED_WITHOUT_SCALING: Error =
    Error::fixed(c"ERR cannot use NONSCALING and VALIDATESCALETO options together");
const NO_RATE_AT_SCALE: Error =
    Error::fixed(c"ERR provided VALIDATESCALETO causes false positive to degrade to 0");
const TOO_LARGE_AT_SCALE: Error =
    Error::fixed(c"ERR provided VALIDATESCALETO causes bloom object to exceed memory limit");

// ANCHOR: add
/// Adds an item to a filter, which is made if there is none; 1 if it was new.
#[command(
    name = "BF.ADD",
    flags = "write deny-oom fast",
    keys = 1..1,
    acl = "bloom",
    replicate = explicit,
    since = "1.0.0",
    complexity = "O(n) for n hashes"
)]
fn add(cx: &Context, key: KeyName, item: &ServerStr) -> Result<i64> {
    let new = || make(cx, settings::shape(), None);
    let added = change(cx, key, new, &[item], |filter| {
        filter.add(item.as_bytes(), |bytes| settings::allows(cx, bytes))
    });
    added.map(i64::from)
}
// ANCHOR_END: add

/// Adds items to a filter, which is made if there is none: all of them, or none; 1 for each that was new.
#[command(
    name = "BF.MADD",
    flags = "write deny-oom fast",
    keys = 1..1,
    acl = "bloom",
    replicate = explicit,
    since = "1.0.0",
    complexity = "O(n * m) for n hashes and m items"
)]
fn add_all(cx: &Context, key: KeyName, items: Items) -> Result<Vec<i64>> {
    let new = || make(cx, settings::shape(), None);
    change(cx, key, new, items.0, |filter| add_to(cx, filter, items.0))
}

/// Adds items, if any, to a filter, which is made as the options say if there is none.
#[command(
    name = "BF.INSERT",
    flags = "write deny-oom fast",
    keys = 1..1,
    acl = "bloom",
    replicate = explicit,
    since = "1.0.0",
    complexity = "O(n * m) for n hashes and m items"
)]
fn insert(cx: &Context, key: KeyName, options: Known<Insert>) -> Result<Vec<i64>> {
    let Known(options) = options;
    let (shape, items) = (options.shape(settings::shape()), options.items());
    if let Some(capacity) = options.scale_to() {
        check_scale(cx, shape, capacity)?;
    }
    let new = || match options.creates() {
        true => make(cx, shape, options.seed()),
        false => Err(NOT_FOUND),
    };
    change(cx, key, new, items, |filter| add_to(cx, filter, items))
}

/// Makes a filter without items.
#[command(
    name = "BF.RESERVE",
    flags = "write deny-oom fast",
    keys = 1..1,
    acl = "bloom",
    replicate = explicit,
    since = "1.0.0",
    complexity = "O(1)"
)]
fn reserve(
    cx: &Context,
    key: KeyName,
    rate: Rate,
    capacity: Capacity,
    growth: OnlyGrowth,
) -> Result<()> {
    let or = settings::shape();
    let shape = Shape {
        rate: rate.0,
        capacity: capacity.0,
        expansion: growth.0.as_ref().map_or(or.expansion, Growth::expansion),
        ..or
    };
    if cx.key::<Filter>(&key)?.exists() {
        return Err(EXISTS);
    }
    change(cx, key, || make(cx, shape, None), &[], |_| Ok(()))
}

/// Tells whether an item may have been added; never 0 if it was.
#[command(
    name = "BF.EXISTS",
    flags = "readonly fast",
    keys = 1..1,
    acl = "bloom",
    since = "1.0.0",
    complexity = "O(n) for n hashes"
)]
fn exists(filter: Key<Filter>, item: &[u8]) -> i64 {
    let filter = filter.get();
    filter.is_some_and(|it| it.contains(item)).into()
}

/// Tells of each item whether it may have been added.
#[command(
    name = "BF.MEXISTS",
    flags = "readonly fast",
    keys = 1..1,
    acl = "bloom",
    since = "1.0.0",
    complexity = "O(n * m) for n hashes and m items"
)]
fn exist(filter: Key<Filter>, items: Items) -> Vec<i64> {
    let filter = filter.get();
    let exists = |item: &&ServerStr| filter.is_some_and(|it| it.contains(item.as_bytes()));
    items.0.iter().map(exists).map(i64::from).collect()
}

/// Tells how many items were added.
#[command(
    name = "BF.CARD",
    flags = "readonly fast",
    keys = 1..1,
    acl = "bloom",
    since = "1.0.0",
    complexity = "O(1)"
)]
fn card(filter: Key<Filter>) -> u64 {
    filter.get().map_or(0, Filter::items)
}

/// Tells what a filter is like: all that there is to tell, or one fact.
#[command(
    name = "BF.INFO",
    flags = "readonly fast",
    keys = 1..1,
    acl = "bloom",
    since = "1.0.0",
    complexity = "O(1)"
)]
fn info(filter: Key<Filter>, fact: Option<&ServerStr>) -> Result<Info> {
    Info::of(filter.get().ok_or(NOT_FOUND)?, fact)
}

fn make(cx: &Context, shape: Shape, seed: Option<hash::Seed>) -> Result<Filter> {
    let seed = seed.unwrap_or_else(|| settings::seed(cx));
    Filter::new(shape, seed, |bytes| settings::allows(cx, bytes))
}

fn add_to(cx: &Context, filter: &mut Filter, items: &[&ServerStr]) -> Result<Vec<i64>> {
    filter.add_all(items, |bytes| settings::allows(cx, bytes))
}

fn check_scale(cx: &Context, shape: Shape, capacity: u64) -> Result<()> {
    if shape.expansion == 0 {
        return Err(SCALED_WITHOUT_SCALING);
    }
    let mut extent = Filter::NOTHING;
    let scaled = shape.grow(&mut extent, capacity, |bytes| settings::allows(cx, bytes));
    scaled.map_err(|error| match error {
        error if error == NO_RATE_LEFT => NO_RATE_AT_SCALE,
        error if error == TOO_LARGE => TOO_LARGE_AT_SCALE,
        error => error,
    })
}

// ANCHOR: change
/// Adds to the filter at a key, or to a new one, and tells the replicas and those who listen.
///
/// What a filter was made with goes to the replicas as well, so that their bits are the same.
fn change<R>(
    cx: &Context,
    key: KeyName,
    new: impl FnOnce() -> Result<Filter>,
    items: &[&ServerStr],
    add: impl FnOnce(&mut Filter) -> Result<R>,
) -> Result<R> {
    let mut open = cx.key_mut::<Filter>(&key)?;
    let (result, added, made) = match open.get_mut() {
        Some(filter) => {
            let before = filter.items();
            let result = add(filter)?;
            (result, filter.items() > before, None)
        }
        None => {
            let mut filter = new()?;
            let result = add(&mut filter)?;
            let (added, made) = (filter.items() > 0, (filter.shape(), *filter.seed()));
            open.set(filter);
            (result, added, Some(made))
        }
    };
    drop(open);
    if let Some((shape, seed)) = &made {
        let items = (!items.is_empty()).then_some(("ITEMS", items));
        cx.replicate(c"BF.INSERT", (key, shape.options(), "SEED", seed, items))?;
    } else if added {
        cx.replicate(c"BF.MADD", (key, items))?;
    }
    if added {
        cx.notify(Class::Generic, c"bloom.add", &key)?;
    }
    if made.is_some() {
        cx.notify(Class::Generic, c"bloom.reserve", &key)?;
    }
    Ok(result)
}
// ANCHOR_END: change
