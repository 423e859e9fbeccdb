//! Dictionaries, held against Rust's own map, and values that count how many of them are alive.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Bound;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;

use redmod::MallocSize;
use redmod::dict::{Dict, Relation};
use redmod::prelude::*;

redmod::module! { name: "dicts", version: 1 }

/// How many values are alive.
static ALIVE: AtomicI64 = AtomicI64::new(0);

/// A value that is counted.
#[derive(Debug)]
struct Value(u64);

impl Value {
    fn new(number: u64) -> Value {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Value(number)
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
        if self.0 == u64::MAX {
            // What it panics with is counted as well.
            std::panic::panic_any(Value::new(0));
        }
    }
}

// ANCHOR: kept
/// It outlives every call.
static KEPT: Mutex<Option<Dict<String>>> = Mutex::new(None);

fn with<R>(f: impl FnOnce(&mut Dict<String>) -> R) -> R {
    let mut kept = KEPT.lock().unwrap();
    f(kept.get_or_insert_default())
}

/// Sets a value; the old one.
#[command]
fn set(key: &ServerStr, value: String) -> Option<String> {
    with(|dict| dict.insert(key, value))
}
// ANCHOR_END: kept

/// Sets a value where there is none; what was refused.
#[command]
fn try_set(key: &[u8], value: String) -> Option<String> {
    with(|dict| dict.try_insert(key, value).err())
}

#[command]
fn get(key: &ServerStr) -> Option<String> {
    with(|dict| dict.get(key).cloned())
}

#[command]
fn del(key: &ServerStr) -> Option<String> {
    with(|dict| dict.remove(key))
}

#[command]
fn entries() -> Vec<(ServerString, String)> {
    with(|dict| {
        dict.iter()
            .map(|(key, value)| (key, value.clone()))
            .collect()
    })
}

// ANCHOR: page
/// As many entries after a key, and the key to go on with.
#[command]
fn page(after: &str, count: usize) -> (Vec<ServerString>, Option<ServerString>) {
    with(|dict| {
        let mut entries = dict.range::<str, _>((Bound::Excluded(after), Bound::Unbounded));
        let page: Vec<_> = entries.by_ref().take(count).map(|(key, _)| key).collect();
        let next = entries.next().and(page.last().cloned());
        (page, next)
    })
}

/// The last key that begins so.
#[command]
fn last_with(prefix: &str) -> Option<String> {
    with(|dict| {
        let mut cursor = dict.cursor_at(Relation::Less, &format!("{prefix}~"));
        let (key, _) = cursor.prev()?;
        key.starts_with(prefix.as_bytes())
            .then(|| String::from_utf8_lossy(key).into_owned())
    })
}
// ANCHOR_END: page

#[command]
fn alive() -> i64 {
    ALIVE.load(Ordering::Relaxed)
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// Few different bytes, so that keys are prefixes of each other; some of 64 KiB.
    fn key(&mut self) -> Vec<u8> {
        let alphabet: &[u8] = match self.below(3) {
            0 => b"ab",
            1 => b"\0\xff",
            _ => b"abcdefghijklmnop\0\x01\x80\xfe\xff",
        };
        let len = match self.below(100) {
            0 => 65536 + self.below(2),
            1..=10 => 100 + self.below(100),
            _ => self.below(7),
        };
        if len > 1000 {
            let mut key = vec![alphabet[self.below(2) as usize]; len as usize];
            key.extend([alphabet[self.below(2) as usize]]);
            return key;
        }
        (0..len)
            .map(|_| alphabet[self.below(alphabet.len() as u64) as usize])
            .collect()
    }

    fn bound(&mut self) -> Bound<Vec<u8>> {
        match self.below(4) {
            0 => Bound::Unbounded,
            1 => Bound::Excluded(self.key()),
            _ => Bound::Included(self.key()),
        }
    }

    fn relation(&mut self) -> Relation {
        [
            Relation::Equal,
            Relation::Less,
            Relation::LessOrEqual,
            Relation::Greater,
            Relation::GreaterOrEqual,
        ][self.below(5) as usize]
    }
}

type Model = BTreeMap<Vec<u8>, u64>;

/// Random changes of a dictionary and a map; an error where they differ.
#[command]
fn fuzz(seed: u64, steps: u64) -> Result<usize> {
    let mut random = Random(seed);
    let (mut dict, mut model) = (Dict::new(), Model::new());
    let mut most = 0;
    for step in 0..steps {
        let what = random.below(24);
        let same = match what {
            0..=7 => insert(&mut random, &mut dict, &mut model),
            8..=12 => remove(&mut random, &mut dict, &mut model),
            13..=16 => range(&mut random, &mut dict, &mut model),
            17..=20 => walk(&mut random, &dict, &model),
            21 => look(&mut random, &mut dict, &mut model),
            22 => pop(&mut random, &mut dict, &mut model),
            _ => retain(&mut random, &mut dict, &mut model),
        };
        if !same || dict.len() != model.len() || dict.is_empty() != model.is_empty() {
            let mut what = format!("seed {seed}, step {step}, {what}: ");
            let _ = write!(what, "{} and {} entries", dict.len(), model.len());
            return Err(Error::new(what));
        }
        most = most.max(dict.len());
    }
    let same = dict.into_iter().eq_by_value(model.into_iter());
    if same {
        Ok(most)
    } else {
        Err(Error::new("the entries differ"))
    }
}

trait EqByValue: Iterator<Item = (ServerString, Value)> + Sized {
    fn eq_by_value(self, other: impl Iterator<Item = (Vec<u8>, u64)>) -> bool {
        self.map(|(key, value)| (key.as_bytes().to_vec(), value.0))
            .eq(other)
    }
}

impl<I: Iterator<Item = (ServerString, Value)>> EqByValue for I {}

/// Half of all keys go in as strings of the server's, the other half as bytes.
fn insert(random: &mut Random, dict: &mut Dict<Value>, model: &mut Model) -> bool {
    let (key, number) = (random.key(), random.below(1000));
    let string = ServerString::from_bytes(&key);
    let value = Value::new(number);
    match random.below(5) {
        0 => is(dict.insert(&key, value), model.insert(key, number)),
        1 => is(dict.insert(&string, value), model.insert(key, number)),
        2 | 3 => {
            let refused = if random.below(2) == 0 {
                dict.try_insert(&key, value)
            } else {
                dict.try_insert(&*string, value)
            };
            let is_new = !model.contains_key(&key);
            model.entry(key).or_insert(number);
            match refused {
                Ok(()) => is_new,
                Err(value) => !is_new && value.0 == number,
            }
        }
        _ => {
            dict.get_or_insert_with(&key, || value).0 += 1;
            *model.entry(key).or_insert(number) += 1;
            true
        }
    }
}

fn is(value: Option<Value>, number: Option<u64>) -> bool {
    value.map(|value| value.0) == number
}

fn remove(random: &mut Random, dict: &mut Dict<Value>, model: &mut Model) -> bool {
    // One that is there, mostly.
    let near = random.key();
    let there = model
        .range(near.clone()..)
        .next()
        .map(|(key, _)| key.clone());
    let key = there.filter(|_| random.below(4) > 0).unwrap_or(near);
    let removed = match random.below(2) {
        0 => dict.remove(&key),
        _ => dict.remove(&ServerString::from_bytes(&key)),
    };
    is(removed, model.remove(&key))
}

fn look(random: &mut Random, dict: &mut Dict<Value>, model: &mut Model) -> bool {
    let key = random.key();
    let string = ServerString::from_bytes(&key);
    let known = model.get(&key).copied();
    let same = dict.get(&key).map(|value| value.0) == known
        && dict.get(&string).map(|value| value.0) == known
        && dict.contains_key(&string) == known.is_some();
    if let Some(value) = dict.get_mut(&key) {
        value.0 += 7;
    }
    if let Some(value) = model.get_mut(&key) {
        *value += 7;
    }
    same
}

fn pop(random: &mut Random, dict: &mut Dict<Value>, model: &mut Model) -> bool {
    let (popped, known) = match random.below(2) {
        0 => (dict.pop_first(), model.pop_first()),
        _ => (dict.pop_last(), model.pop_last()),
    };
    popped.map(|(key, value)| (key.as_bytes().to_vec(), value.0)) == known
}

/// Drops some of the entries, and all of them now and then.
fn retain(random: &mut Random, dict: &mut Dict<Value>, model: &mut Model) -> bool {
    if random.below(20) == 0 {
        dict.clear();
        model.clear();
    }
    let rest = random.below(10);
    dict.retain(|key, value| (key.len() as u64 + value.0) % 10 != rest);
    model.retain(|key, value| (key.len() as u64 + *value) % 10 != rest);
    true
}

/// Takes entries of a range from both ends, in a random order.
fn range(random: &mut Random, dict: &mut Dict<Value>, model: &mut Model) -> bool {
    let bounds = (random.bound(), random.bound());
    let range = || (bounds.0.as_ref(), bounds.1.as_ref());
    let known: Vec<_> = model
        .iter()
        .filter(|(key, _)| std::ops::RangeBounds::contains(&range(), *key))
        .map(|(key, value)| (key.clone(), *value))
        .collect();
    let mut known = known.into_iter();
    let limit = random.below(40);
    let picks: Vec<bool> = (0..limit).map(|_| random.below(2) == 0).collect();
    if random.below(2) == 0 {
        let mut found = dict.range::<Vec<u8>, _>(range());
        let mut found = |front: bool| {
            if front {
                found.next()
            } else {
                found.next_back()
            }
        };
        picks.iter().all(|front| {
            let known = if *front {
                known.next()
            } else {
                known.next_back()
            };
            found(*front).map(|(key, value)| (key.as_bytes().to_vec(), value.0)) == known
        })
    } else {
        let mut found = dict.range_mut::<Vec<u8>, _>(range());
        // All borrows are alive together.
        let mut borrows = Vec::new();
        for front in picks {
            let found = if front {
                found.next()
            } else {
                found.next_back()
            };
            let known = if front {
                known.next()
            } else {
                known.next_back()
            };
            match (found, known) {
                (None, None) => {}
                (Some((key, value)), Some((known, number))) => {
                    if key.as_bytes() != known || value.0 != number {
                        return false;
                    }
                    *model.get_mut(&known).unwrap() += 3;
                    borrows.push(value);
                }
                _ => return false,
            }
        }
        borrows.into_iter().for_each(|value| value.0 += 3);
        true
    }
}

/// Moves a cursor about.
fn walk(random: &mut Random, dict: &Dict<Value>, model: &Model) -> bool {
    let sought = |relation, key: &Vec<u8>| match relation {
        Relation::Equal => model.get_key_value(key),
        Relation::Less => model.range(..key.clone()).next_back(),
        Relation::LessOrEqual => model.range(..=key.clone()).next_back(),
        Relation::Greater => {
            let after = (Bound::Excluded(key.clone()), Bound::Unbounded);
            model.range(after).next()
        }
        Relation::GreaterOrEqual => model.range(key.clone()..).next(),
    };
    let holds = |relation, key: &Vec<u8>, other: &Vec<u8>| match relation {
        Relation::Equal => key == other,
        Relation::Less => key < other,
        Relation::LessOrEqual => key <= other,
        Relation::Greater => key > other,
        Relation::GreaterOrEqual => key >= other,
    };
    let mut cursor = dict.cursor();
    let mut place = model.iter().next();
    for turn in 0..random.below(5) {
        // At first it is where it was made.
        match if turn == 0 { 6 } else { random.below(6) } {
            6 => {}
            0 => {
                cursor.seek_first();
                place = model.iter().next();
            }
            1 => {
                cursor.seek_last();
                place = model.iter().next_back();
            }
            2 => {
                let (relation, key) = (random.relation(), random.key());
                cursor = dict.cursor_at(relation, &key);
                place = sought(relation, &key);
            }
            3 => {
                let (relation, key) = (random.relation(), random.key());
                cursor = dict.cursor_at(relation, &ServerString::from_bytes(&key));
                place = sought(relation, &key);
            }
            4 => {
                let (relation, key) = (random.relation(), random.key());
                cursor.seek(relation, &key);
                place = sought(relation, &key);
            }
            _ => {
                let (relation, key) = (random.relation(), random.key());
                cursor.seek(relation, &ServerString::from_bytes(&key));
                place = sought(relation, &key);
            }
        }
        for step in 0..random.below(12) {
            let forwards = random.below(3) > 0;
            let found = if forwards {
                cursor.next()
            } else {
                cursor.prev()
            };
            // The first step is the one to the place itself.
            if step > 0 {
                place = place.and_then(|(key, _)| {
                    if forwards {
                        sought(Relation::Greater, key)
                    } else {
                        sought(Relation::Less, key)
                    }
                });
            }
            if found.map(|(key, value)| (key.to_vec(), value.0))
                != place.map(|(key, value)| (key.clone(), *value))
            {
                return false;
            }
            let (relation, other) = (random.relation(), random.key());
            let known = place.is_some_and(|(key, _)| holds(relation, key, &other));
            if cursor.is(relation, &other) != known
                || cursor.is(relation, &ServerString::from_bytes(&other)) != known
            {
                return false;
            }
            if place.is_none() {
                break;
            }
        }
    }
    true
}

/// A dictionary whose keys are as deep as they are many, dropped where the stack is small.
#[command]
fn deep(depth: usize) -> Result<usize> {
    let mut dict = Dict::new();
    let key = vec![b'a'; depth];
    for len in 0..depth {
        dict.insert(&key[..len], Value::new(0));
    }
    let small = thread::Builder::new().stack_size(64 * 1024);
    let dropped = small.spawn(move || {
        let len = dict.len();
        drop(dict);
        len
    })?;
    dropped
        .join()
        .map_err(|_| Error::new("the thread panicked"))
}

/// Every third value panics when it is dropped.
#[command]
fn panics(count: u64) {
    let values = (0..count).map(|i| {
        (
            format!("{i}"),
            Value::new(if i % 3 == 0 { u64::MAX } else { i }),
        )
    });
    drop(values.collect::<Dict<_>>());
}

/// The same, while another panic is on its way.
#[command]
fn panics_twice(count: u64) {
    let values = (0..count).map(|i| {
        (
            format!("{i}"),
            Value::new(if i % 3 == 0 { u64::MAX } else { i }),
        )
    });
    let _dict: Dict<_> = values.collect();
    panic!("first");
}

/// A function that panics amid a `retain`; what is left.
#[command]
fn retain_panics() -> Result<Vec<ServerString>> {
    let mut dict: Dict<_> = ["a", "b", "c", "d"]
        .map(|key| (key, Value::new(1)))
        .into_iter()
        .collect();
    let retained = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        dict.retain(|key, _| {
            assert_ne!(key, b"c", "as asked");
            key != b"a"
        });
    }));
    match retained {
        Ok(()) => Err(Error::new("it did not panic")),
        Err(_) => Ok(dict.iter().map(|(key, _)| key).collect()),
    }
}

/// Read by several threads at once, changed by one, dropped by another.
#[command]
fn threads() -> Result<u64> {
    let mut dict: Dict<Value> = (0..1000).map(|i| (format!("{i}"), Value::new(1))).collect();
    let sum = thread::scope(|scope| {
        let sum = || dict.iter().map(|(_, value)| value.0).sum::<u64>();
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(sum)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or(0))
            .sum::<u64>()
    });
    let changed = thread::spawn(move || {
        dict.iter_mut().for_each(|(_, value)| value.0 = 2);
        dict.remove("7");
        dict
    });
    let dict = changed
        .join()
        .map_err(|_| Error::new("the thread panicked"))?;
    Ok(sum + dict.iter().map(|(_, value)| value.0).sum::<u64>())
}

/// How much memory a dictionary takes, empty and not.
#[command]
fn malloc_size() -> (usize, usize) {
    let mut dict = Dict::new();
    let empty = dict.malloc_size();
    for i in 0..1000 {
        dict.insert(&format!("{i}"), i);
    }
    (empty, dict.malloc_size())
}

/// What a dictionary of no size at all looks like.
#[command]
fn debug() -> String {
    let mut dict: Dict<()> = Dict::default();
    dict.insert("", ());
    dict.insert(b"\0", ());
    format!("{dict:?}")
}
