//! Any bytes as a value of a data type: they are refused, or they are a value that is written and read again as the same, and
//! takes memory in proportion to what there was to read; never a panic.
//!
//! The first byte is the version that the value is said to have, the second how long the strings are that it comes in.

#![no_main]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::time::{Duration, SystemTime};

use libfuzzer_sys::{Corpus, fuzz_target};
use redmod::prelude::*;
use redmod_fuzz::{Host, Value};

redmod::module! { name: "fuzz", version: 1 }

const NEWEST: u16 = 3;

#[data_type(name = "one-field", encver = 3)]
struct Any {
    one: One,
}

/// One kind of field, which one byte chooses, so that each is reached soon.
#[derive(Persist)]
#[allow(clippy::type_complexity, reason = "these are all kinds")]
enum One {
    Unsigned(u8, u16, u32, u64, u128, usize),
    Signed((i8, i16, i32, i64, i128, isize)),
    Floats(f32, f64, Vec<f64>, Vec<f32>),
    Flags(bool, char, Vec<bool>, Vec<char>),
    Text(String, Box<str>, Vec<String>),
    Bytes(Vec<u8>, Box<[u8]>, Vec<Vec<u8>>),
    Numbers(Vec<u16>, Vec<u32>, Vec<u64>, Vec<usize>, Vec<u128>),
    Integers(Vec<i8>, Vec<i16>, Vec<i32>, Vec<i64>, Vec<i128>),
    Lists(VecDeque<u64>, Box<[u16]>, VecDeque<String>, Box<[String]>),
    Options(Option<Option<String>>, Vec<Option<u8>>),
    Arrays([u32; 4], [String; 2], Vec<[u8; 3]>, Vec<[String; 0]>),
    Maps(HashMap<String, Vec<u64>>, BTreeMap<i64, String>),
    Sets(HashSet<Vec<u8>>, BTreeSet<(u8, String)>),
    Nested(Vec<Nested>),
    Tree(Tree),
    Server(ServerString, Vec<Option<ServerString>>),
    Times(Duration, SystemTime, Vec<Duration>, Vec<SystemTime>),
    Units(Unit, Vec<Unit>, Vec<(u8, Unit)>),
    Deep(Vec<Vec<Vec<Vec<u8>>>>, Box<Option<Box<One>>>),
    Evolved(Evolved),
}

#[derive(Persist)]
struct Nested {
    name: String,
    kind: Kind,
}

#[derive(Persist)]
enum Kind {
    None,
    Number(i64),
    Named { r#type: String, weight: f64 },
}

#[derive(Persist)]
enum Tree {
    Leaf,
    Node(Box<Tree>, Vec<Tree>),
}

#[derive(Persist)]
struct Unit;

/// What has changed from version to version.
#[derive(Persist)]
struct Evolved {
    total: u64,
    #[persist(until = 2)]
    old: Option<String>,
    #[persist(since = 1)]
    by_page: BTreeMap<String, u64>,
    #[persist(since = 3, default = many)]
    samples: Vec<u32>,
}

fn many() -> Vec<u32> {
    vec![7; 3]
}

fuzz_target!(|data: &[u8]| -> Corpus {
    let [encver, chunk, bytes @ ..] = data else {
        return Corpus::Reject;
    };
    let encver = u16::from(*encver) % (NEWEST + 2);
    let chunks: Vec<&[u8]> = match chunk {
        0 => vec![bytes],
        len => bytes.chunks((*len).into()).collect(),
    };
    let host = Host::get();
    if let Some(value) = host.read("one-field", encver, &chunks) {
        assert!(encver <= NEWEST, "a version that is not known yet");
        hold(host, &value, bytes.len());
    }
    Corpus::Keep
});

fn hold(host: &Host, value: &Value<'_>, len: usize) {
    // The largest thing that one byte can stand for is one of these.
    let most = 2 * size_of::<One>().max(size_of::<Nested>()) * (len + 1) + 4096;
    assert!(value.memory() <= most, "{} bytes of {len}", value.memory());
    assert!(
        value.free_effort() <= 2 * len + 16,
        "{} parts of {len}",
        value.free_effort()
    );
    let written = value.write();
    let chunks: Vec<&[u8]> = written.iter().map(|chunk| &**chunk).collect();
    let again = host
        .read("one-field", NEWEST, &chunks)
        .expect("what was written can be read");
    let copy = value.copy().expect("what can be written can be copied");
    let digest = value.digest();
    assert_eq!(again.digest(), digest, "it is not read as it was written");
    assert_eq!(copy.digest(), digest, "its copy is another one");
}
