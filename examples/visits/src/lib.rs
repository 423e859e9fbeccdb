//! A data type: what a site's visitors looked at, and how long it took.

#![forbid(unsafe_code)]

use std::collections::HashMap;

use redmod::prelude::*;

redmod::module! { name: "visits", version: 1 }

// ANCHOR: type
/// Visits of a site.
#[data_type(name = "mytype-01", encver = 1)]
#[derive(Default)]
struct Visits {
    total: u64,
    by_page: HashMap<String, Page>,
}

#[derive(Default, Persist)]
struct Page {
    visits: u64,
    times: Vec<f64>,
    kind: Kind,
}

#[derive(Default, Persist)]
enum Kind {
    #[default]
    Unknown,
    Text,
    Image {
        width: u32,
        height: u32,
    },
}
// ANCHOR_END: type

// ANCHOR: hit
/// Counts a visit, and returns how many there were.
#[command(flags = "write deny-oom fast", keys = 1..1)]
fn hit(mut visits: KeyMut<Visits>, page: &str, took: Option<Millis>) -> u64 {
    let visits = visits.or_default();
    let page = visits.by_page.entry(page.to_owned()).or_default();
    page.visits += 1;
    page.times.extend(took.map(|took| took.as_secs_f64()));
    visits.total += 1;
    visits.total
}

/// Returns how many visits there were, of a page or of all.
#[command(flags = "readonly fast", keys = 1..1)]
fn count(visits: Key<Visits>, page: Option<&str>) -> u64 {
    let Some(visits) = visits.get() else { return 0 };
    match page {
        None => visits.total,
        Some(page) => visits.by_page.get(page).map_or(0, |page| page.visits),
    }
}
// ANCHOR_END: hit

/// Returns the mean of the seconds that a page took.
#[command(flags = "readonly", keys = 1..1)]
fn mean(visits: Key<Visits>, page: &str) -> Option<f64> {
    let times = &visits.get()?.by_page.get(page)?.times;
    (!times.is_empty()).then(|| times.iter().sum::<f64>() / times.len() as f64)
}

/// Says what a page is: text, or an image with its size.
#[command(flags = "write deny-oom fast", keys = 1..1)]
fn describe(mut visits: KeyMut<Visits>, page: &str, size: Option<(u32, u32)>) -> Result<()> {
    let page = visits.get_mut().and_then(|it| it.by_page.get_mut(page));
    page.ok_or(NO_PAGE)?.kind = match size {
        None => Kind::Text,
        Some((width, height)) => Kind::Image { width, height },
    };
    Ok(())
}

/// Returns what a page is.
#[command(flags = "readonly fast", keys = 1..1)]
fn kind(visits: Key<Visits>, page: &str) -> Result<String> {
    let page = visits.get().and_then(|it| it.by_page.get(page));
    Ok(match page.ok_or(NO_PAGE)?.kind {
        Kind::Unknown => "unknown".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Image { width, height } => format!("image {width}x{height}"),
    })
}

const NO_PAGE: Error = Error::fixed(c"ERR no such page");

// ANCHOR: take
/// Moves all visits from one key to another, and returns how many there were.
#[command(flags = "write", keys = 1..2)]
fn archive(mut from: KeyMut<Visits>, mut to: KeyMut<Visits>) -> Option<u64> {
    let visits = from.take()?;
    let total = visits.total;
    to.set(visits);
    Some(total)
}
// ANCHOR_END: take
