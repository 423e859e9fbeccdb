//! A type of value that has changed twice: a time series.
//!
//! | encver | what is saved |
//! | --- | --- |
//! | 1 | points in the order in which they came, with times in seconds; the sum of their values |
//! | 2 | the sum no more; a unit; points may have a note |
//! | 3 | points by their time, in milliseconds |

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::mem;

use redmod::prelude::*;

redmod::module! { name: "series", version: 3 }

// ANCHOR: type
/// A series of values, each with the time that it is of.
#[data_type(name = "series-ex", encver = 3, migrate = Series::migrate)]
#[derive(Default)]
struct Series {
    /// What the first two versions have saved; empty otherwise.
    #[persist(until = 3)]
    old_points: Vec<OldPoint>,
    /// Nobody had asked for it.
    #[persist(until = 2)]
    _sum: f64,
    #[persist(since = 2, default = no_unit)]
    unit: String,
    /// By their times, in milliseconds.
    #[persist(since = 3)]
    points: BTreeMap<u64, Point>,
}

#[derive(Persist)]
struct Point {
    value: f64,
    note: Option<String>,
}

#[derive(Persist)]
struct OldPoint {
    seconds: u64,
    value: f64,
    #[persist(since = 2)]
    note: Option<String>,
}

fn no_unit() -> String {
    "1".to_owned()
}
// ANCHOR_END: type

// ANCHOR: migrate
impl Series {
    /// Moves points of the older versions to where they are now; of two for one time the later one stays.
    fn migrate(&mut self, _from: u16) -> Result<()> {
        for old in mem::take(&mut self.old_points) {
            let at = old.seconds.checked_mul(1000).ok_or(TOO_LATE)?;
            let (value, note) = (old.value, old.note);
            self.points.insert(at, Point { value, note });
        }
        Ok(())
    }
}

const TOO_LATE: Error = Error::fixed(c"ERR a time in it is beyond what milliseconds can tell");
// ANCHOR_END: migrate

/// Adds a value for a time in milliseconds, with a note; returns how many there are.
#[command(flags = "write deny-oom", keys = 1..1)]
fn add(mut series: KeyMut<Series>, at: u64, value: f64, note: Option<String>) -> usize {
    let series = series.or_default();
    series.points.insert(at, Point { value, note });
    series.points.len()
}

/// Says what the values are of.
#[command(flags = "write deny-oom fast", keys = 1..1)]
fn measure(mut series: KeyMut<Series>, unit: String) {
    series.or_default().unit = unit;
}

/// Returns what the values are of.
#[command(flags = "readonly fast", keys = 1..1)]
fn unit(series: Key<Series>) -> Option<String> {
    series.get().map(|series| series.unit.clone())
}

/// Returns the values from one time to another, the latter included, each with its time and its note.
#[command(flags = "readonly", keys = 1..1)]
fn range(series: Key<Series>, from: u64, to: u64) -> Vec<(u64, f64, Option<String>)> {
    let points = series.get().into_iter().flat_map(|series| &series.points);
    let range = points
        .skip_while(|(at, _)| **at < from)
        .take_while(|(at, _)| **at <= to);
    range
        .map(|(at, point)| (*at, point.value, point.note.clone()))
        .collect()
}
