//! Fields that are saved through serde: everything that its model has, filled from a seed; and what cannot be saved.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, Ipv4Addr};

use redmod::prelude::*;
use serde::{Deserialize, Serialize};

redmod::module! { name: "sd" }

// ANCHOR: type
/// A place, of a crate that knows serde and not redmod.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Coordinates {
    latitude: f64,
    longitude: f64,
}

#[data_type(name = "serde-fld", encver = 1)]
#[derive(Default)]
struct Trip {
    name: String,
    #[persist(serde)]
    way: Vec<Coordinates>,
    #[persist(serde, since = 1)]
    home: Option<Coordinates>,
}
// ANCHOR_END: type

#[command(flags = "write", keys = 1..1)]
fn go(mut trip: KeyMut<Trip>, latitude: f64, longitude: f64) -> usize {
    let trip = trip.or_default();
    let here = Coordinates {
        latitude,
        longitude,
    };
    trip.name.push('.');
    trip.home.get_or_insert_with(|| here.clone());
    trip.way.push(here);
    trip.way.len()
}

#[command(flags = "readonly", keys = 1..1)]
fn way(trip: Key<Trip>) -> Option<String> {
    let trip = trip.get()?;
    Some(format!("{} {:?} {:?}", trip.name, trip.home, trip.way))
}

/// All of serde's model.
#[data_type(name = "serde-all")]
#[derive(Default)]
struct All {
    #[persist(serde)]
    all: Model,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Model {
    signed: (i8, i16, i32, i64, i128),
    unsigned: (u8, u16, u32, u64, u128),
    floats: (f32, f64, bool, char),
    text: String,
    unit: (),
    units: Vec<()>,
    nothing: [u8; 0],
    marker: Marker,
    markers: Vec<Marker>,
    empty: Vec<Empty>,
    wrapped: Wrapped,
    pair: Pair,
    #[serde(skip)]
    skipped: u64,
    kinds: Vec<Kind>,
    map: HashMap<String, Vec<u64>>,
    tree: BTreeMap<(u8, i64), Option<Option<String>>>,
    address: Option<IpAddr>,
    loose: Loose,
    nested: Option<Box<Model>>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Marker;

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Empty {}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Wrapped(u64);

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Pair(u64, String);

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
enum Kind {
    Nothing,
    One(u64),
    Two(u64, String),
    Named { name: String },
    Neither {},
}

/// What is known by its names and kinds alone.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Loose {
    #[serde(skip_serializing_if = "Option::is_none")]
    maybe: Option<u64>,
    #[serde(flatten)]
    inner: Inner,
    untagged: Vec<Untagged>,
    tagged: Vec<Tagged>,
    adjacent: Vec<Adjacent>,
    #[serde(flatten)]
    rest: BTreeMap<String, i64>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Inner {
    n: u64,
    option: Option<Option<()>>,
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
enum Untagged {
    Kind(Kind),
    Number(i64),
    Text(String),
    Float(f32),
    First { first: u64 },
    Second { second: u64 },
    Nothing,
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(tag = "kind")]
enum Tagged {
    Nothing,
    Named { name: String },
    Inner(Inner),
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(tag = "kind", content = "content")]
enum Adjacent {
    Nothing,
    Two(u64, String),
}

fn loose(seed: u64) -> Loose {
    let text = |n: u64| format!("text {}", seed.wrapping_mul(n));
    let inner = Inner {
        n: seed,
        option: [None, Some(None), Some(Some(()))][seed as usize % 3],
    };
    Loose {
        maybe: seed.is_multiple_of(2).then_some(seed),
        untagged: vec![
            Untagged::Kind(Kind::Nothing),
            Untagged::Kind(Kind::Two(seed, text(5))),
            Untagged::Number(i64::MIN),
            Untagged::Text(text(6)),
            Untagged::Float(0.25),
            Untagged::Second { second: seed },
            Untagged::First { first: seed },
            Untagged::Nothing,
        ],
        tagged: vec![
            Tagged::Nothing,
            Tagged::Named { name: text(7) },
            Tagged::Inner(inner.clone()),
        ],
        adjacent: vec![Adjacent::Two(seed, text(8)), Adjacent::Nothing],
        rest: (0..seed % 5).map(|i| (text(i), -(i as i64))).collect(),
        inner,
    }
}

fn model(seed: u64, depth: u64) -> Model {
    let text = |n: u64| format!("text {}", seed.wrapping_mul(n));
    Model {
        signed: (seed as i8, -1, i32::MIN, -(seed as i64), i128::MIN),
        unsigned: (seed as u8, 1, u32::MAX, seed, u128::MAX),
        floats: (0.1, -0.0, seed.is_multiple_of(2), '🦀'),
        text: text(1).repeat(seed as usize % 7000),
        units: vec![(); seed as usize % 4],
        markers: vec![Marker; 2],
        empty: vec![Empty {}; 3],
        wrapped: Wrapped(seed),
        pair: Pair(seed, text(2)),
        kinds: vec![
            Kind::Nothing,
            Kind::One(seed),
            Kind::Two(seed, text(3)),
            Kind::Named { name: text(4) },
            Kind::Neither {},
        ],
        map: (0..seed % 50).map(|i| (text(i), vec![i; 3])).collect(),
        tree: (0..seed % 50)
            .map(|i| {
                (
                    (i as u8, -(i as i64)),
                    [None, Some(None), Some(Some(text(i)))][i as usize % 3].clone(),
                )
            })
            .collect(),
        address: Some(Ipv4Addr::from(seed as u32).into()),
        loose: loose(seed),
        nested: (depth > 0).then(|| Box::new(model(seed / 2, depth - 1))),
        ..Model::default()
    }
}

#[command(flags = "write", keys = 1..1)]
fn fill(mut key: KeyMut<All>, seed: u64, depth: u64) {
    key.set(All {
        all: model(seed, depth),
    });
}

#[command(flags = "readonly", keys = 1..1)]
fn is(key: Key<All>, seed: u64, depth: u64) -> bool {
    key.get().is_some_and(|it| it.all == model(seed, depth))
}

/// A list of lists.
#[derive(Serialize, Deserialize, Default)]
struct Deep(Vec<Deep>);

#[data_type(name = "serde-dee")]
struct Nested {
    #[persist(serde)]
    deep: Deep,
}

#[command(flags = "write", keys = 1..1)]
fn deep(mut key: KeyMut<Nested>, depth: usize) {
    let deep = (0..depth).fold(Deep::default(), |inner, _| Deep(vec![inner]));
    key.set(Nested { deep });
}

/// What cannot be saved: a type that refuses, and one that does not load what it saves.
#[derive(Serialize, Deserialize, Default)]
struct Odd {
    #[serde(serialize_with = "refuse")]
    refused: bool,
    #[serde(deserialize_with = "refuse_to_load")]
    number: u64,
}

fn refuse<S: serde::Serializer>(refused: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    if *refused {
        return Err(serde::ser::Error::custom("it does not want to"));
    }
    serializer.serialize_bool(*refused)
}

fn refuse_to_load<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let number = u64::deserialize(deserializer)?;
    if number > 0 {
        return Err(serde::de::Error::custom("it does not know that number"));
    }
    Ok(number)
}

#[data_type(name = "serde-odd")]
struct OddOne {
    #[persist(serde)]
    odd: Odd,
}

#[command(flags = "write", keys = 1..1)]
fn odd(mut key: KeyMut<OddOne>, refused: bool, number: u64) {
    let odd = Odd { refused, number };
    key.set(OddOne { odd });
}
