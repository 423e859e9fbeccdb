//! Large values of every kind of field, to be measured.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use redmod::prelude::*;

redmod::module! { name: "measured", version: 1 }

#[data_type(name = "measured1")]
struct Measured(Kind);

#[derive(Persist)]
enum Kind {
    Numbers(Vec<u64>),
    Texts(Vec<String>),
    Shorts(Vec<Box<str>>),
    Slice(Box<[u16]>),
    Slices(Vec<Box<[u16]>>),
    Boxes(VecDeque<Box<(u64, [u32; 5])>>),
    Options(Vec<Option<Box<u64>>>),
    Deque(VecDeque<(u64, u8)>),
    DequeOfTexts(VecDeque<String>),
    Hash(HashMap<u64, u64>),
    HashOfTexts(HashMap<String, Vec<u8>>),
    Set(HashSet<u32>),
    Tree(BTreeMap<u64, u64>),
    TreeOfTexts(BTreeMap<String, String>),
    Ordered(BTreeSet<u16>),
    OrderedTexts(BTreeSet<String>),
    Strings(Vec<ServerString>),
    Nested(Vec<Nested>),
}

#[derive(Persist)]
struct Nested {
    name: String,
    maps: [HashMap<u8, u64>; 2],
    tree: (u8, BTreeMap<u8, String>),
}

const KINDS: &[&str] = &[
    "numbers",
    "pushed",
    "texts",
    "shorts",
    "slice",
    "slices",
    "boxes",
    "options",
    "deque",
    "deque of texts",
    "hash",
    "hash after removals",
    "hash of texts",
    "set",
    "tree",
    "tree of growing keys",
    "tree of random keys",
    "tree after removals",
    "tree of texts",
    "ordered",
    "ordered texts",
    "strings",
    "nested",
];

/// Not in order, and each once.
fn scattered(n: u64) -> impl Iterator<Item = u64> {
    (0..n).map(|i| i.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

fn text(i: u64) -> String {
    format!("{i:0width$}", width = (i % 50) as usize)
}

fn make(kind: &str, n: u64) -> Option<Kind> {
    Some(match kind {
        "numbers" => Kind::Numbers((0..n).collect()),
        "pushed" => {
            let mut numbers = Vec::new();
            (0..n).for_each(|i| numbers.push(i));
            Kind::Numbers(numbers)
        }
        "texts" => Kind::Texts((0..n).map(text).collect()),
        "shorts" => Kind::Shorts((0..n).map(|i| text(i).into()).collect()),
        "slice" => Kind::Slice((0..n).map(|i| i as u16).collect()),
        "slices" => Kind::Slices((0..n).map(|i| vec![1; (i % 99) as usize].into()).collect()),
        "boxes" => Kind::Boxes((0..n).map(|i| Box::new((i, [0; 5]))).collect()),
        "options" => Kind::Options((0..n).map(|i| (i % 3 > 0).then(|| Box::new(i))).collect()),
        "deque" => Kind::Deque((0..n).map(|i| (i, 1)).collect()),
        "deque of texts" => Kind::DequeOfTexts((0..n).map(text).collect()),
        "hash" => Kind::Hash((0..n).map(|i| (i, i)).collect()),
        "hash after removals" => {
            let mut map: HashMap<u64, u64> = (0..n).map(|i| (i, i)).collect();
            map.retain(|key, _| key % 3 == 0);
            Kind::Hash(map)
        }
        "hash of texts" => Kind::HashOfTexts((0..n).map(|i| (text(i), vec![0; 40])).collect()),
        "set" => Kind::Set((0..n).map(|i| i as u32).collect()),
        "tree" => Kind::Tree((0..n).map(|i| (i, i)).collect()),
        "tree of growing keys" => {
            let mut map = BTreeMap::new();
            map.extend((0..n).map(|i| (i, i)));
            Kind::Tree(map)
        }
        "tree of random keys" => {
            let mut map = BTreeMap::new();
            map.extend(scattered(n).map(|i| (i, i)));
            Kind::Tree(map)
        }
        "tree after removals" => {
            let mut map: BTreeMap<u64, u64> = (0..n).map(|i| (i, i)).collect();
            for i in scattered(n) {
                map.remove(&(i % n));
            }
            Kind::Tree(map)
        }
        "tree of texts" => Kind::TreeOfTexts((0..n).map(|i| (text(i), text(i))).collect()),
        "ordered" => Kind::Ordered((0..n).map(|i| i as u16).collect()),
        "ordered texts" => Kind::OrderedTexts((0..n).map(text).collect()),
        "strings" => {
            let string = |i| ServerString::from_bytes(text(i * 3).as_bytes());
            Kind::Strings((0..n).map(string).collect())
        }
        "nested" => Kind::Nested((0..n / 10).map(nested).collect()),
        _ => return None,
    })
}

fn nested(i: u64) -> Nested {
    let map = |n: u64| (0..n).map(|i| (i as u8, i)).collect();
    Nested {
        name: text(i),
        maps: [map(i % 10), map(0)],
        tree: (1, (0..i % 30).map(|i| (i as u8, text(i))).collect()),
    }
}

#[command]
fn kinds() -> &'static [&'static str] {
    KINDS
}

#[command(flags = "write", keys = 1..1)]
fn fill(mut key: KeyMut<Measured>, kind: &str, n: u64) -> Result<()> {
    let kind = make(kind, n).ok_or(Error::fixed(c"ERR no such kind"))?;
    key.set(Measured(kind));
    Ok(())
}
