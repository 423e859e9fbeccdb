//! Data types: one with every kind of field, filled from a seed; and one that panics where it is
//! told to.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::mem;
use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use redmod::data_type::{Aof, Digest, Loader, Place, Sample, Saver, Size};
use redmod::prelude::*;

redmod::module! { name: "dt", version: 1 }

/// Every kind of field.
#[data_type(name = "all-kinds", encver = 3)]
#[derive(Default, PartialEq, Debug)]
#[allow(clippy::type_complexity, reason = "these are all kinds")]
struct All {
    unsigned: (u8, u16, u32, u64, u128, usize),
    signed: (i8, i16, i32, i64, i128, isize),
    floats: (f32, f64),
    flag: bool,
    letter: char,
    text: String,
    bytes: Vec<u8>,
    floating: Vec<f64>,
    numbers: (Vec<u16>, Vec<u32>, Vec<u64>, Vec<usize>, Vec<u128>),
    integers: (Vec<i8>, Vec<i16>, Vec<i32>, Vec<i64>, Vec<isize>),
    flags: Vec<bool>,
    deque: VecDeque<u64>,
    boxed: Box<u64>,
    slice: Box<[u16]>,
    short: Box<str>,
    option: Option<Option<String>>,
    array: [u32; 4],
    no_array: Vec<[String; 0]>,
    hash: HashMap<String, Vec<u64>>,
    tree: BTreeMap<i64, String>,
    set: HashSet<Vec<u8>>,
    ordered: BTreeSet<(u8, String)>,
    nested: Vec<Nested>,
    recursive: Tree,
    pair: Pair<u8, Option<Box<str>>>,
    server: Option<ServerString>,
    duration: Duration,
    time: Option<SystemTime>,
    units: Vec<Unit>,
}

#[derive(Default, PartialEq, Debug, Persist)]
struct Nested {
    name: String,
    kind: Kind,
}

#[derive(Default, PartialEq, Debug, Persist)]
enum Kind {
    #[default]
    None,
    Number(i64),
    Named {
        r#type: String,
        weight: f64,
    },
}

#[derive(Default, PartialEq, Debug, Persist)]
enum Tree {
    #[default]
    Leaf,
    Node(Box<Tree>, Vec<Tree>),
}

#[derive(Default, PartialEq, Debug, Persist)]
struct Pair<A, B>(A, B);

#[derive(Default, PartialEq, Debug, Persist)]
struct Unit;

/// The same numbers for the same seed (xorshift).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Of any size, with the ends of the range among them.
    fn number(&mut self) -> u64 {
        match self.below(4) {
            0 => self.next() >> self.below(64),
            1 => u64::MAX >> self.below(64),
            2 => 0,
            _ => self.next(),
        }
    }

    fn float(&mut self) -> f64 {
        let float = f64::from_bits(self.next());
        if float.is_nan() { -0.0 } else { float }
    }

    fn text(&mut self) -> String {
        let len = match self.below(40) {
            0 => 5000,
            1 => 70_000,
            _ => 12,
        };
        let letters = ["a", "\0", "é", "\r\n", "7", "🦀"];
        (0..self.below(len))
            .map(|_| letters[self.below(letters.len())])
            .collect()
    }

    fn bytes(&mut self) -> Vec<u8> {
        self.text()
            .into_bytes()
            .iter()
            .map(|byte| byte ^ 0xFF)
            .collect()
    }

    fn several<T, C: FromIterator<T>>(&mut self, mut one: impl FnMut(&mut Random) -> T) -> C {
        let len = match self.below(30) {
            0 => 2000,
            _ => 6,
        };
        (0..self.below(len)).map(|_| one(self)).collect()
    }

    fn tree(&mut self, depth: usize) -> Tree {
        if depth == 0 || self.below(3) == 0 {
            return Tree::Leaf;
        }
        let nodes = (0..self.below(3)).map(|_| self.tree(depth - 1)).collect();
        Tree::Node(Box::new(self.tree(depth - 1)), nodes)
    }

    fn nested(&mut self) -> Nested {
        let kind = match self.below(3) {
            0 => Kind::None,
            1 => Kind::Number(self.number() as i64),
            _ => Kind::Named {
                r#type: self.text(),
                weight: self.float(),
            },
        };
        Nested {
            name: self.text(),
            kind,
        }
    }

    fn time(&mut self) -> Option<SystemTime> {
        let distance = Duration::new(self.next() >> 30, self.below(1_000_000_000) as u32);
        if self.below(2) == 0 {
            UNIX_EPOCH.checked_add(distance)
        } else {
            UNIX_EPOCH.checked_sub(distance)
        }
    }

    fn all(&mut self) -> All {
        let n = |it: &mut Random| it.number();
        All {
            unsigned: (
                n(self) as u8,
                n(self) as u16,
                n(self) as u32,
                n(self),
                n(self).into(),
                n(self) as usize,
            ),
            signed: (
                n(self) as i8,
                n(self) as i16,
                n(self) as i32,
                n(self) as i64,
                -i128::from(n(self)),
                n(self) as isize,
            ),
            floats: (self.float() as f32, self.float()),
            flag: self.below(2) == 0,
            letter: char::from_u32(self.below(0xD800) as u32).unwrap_or_default(),
            text: self.text(),
            bytes: self.bytes(),
            floating: self.several(Random::float),
            numbers: (
                self.several(|it| it.number() as u16),
                self.several(|it| it.number() as u32),
                self.several(Random::number),
                self.several(|it| it.number() as usize),
                self.several(|it| u128::from(it.number()) << 64),
            ),
            integers: (
                self.several(|it| it.number() as i8),
                self.several(|it| it.number() as i16),
                self.several(|it| it.number() as i32),
                self.several(|it| it.number() as i64),
                self.several(|it| it.number() as isize),
            ),
            flags: self.several(|it| it.below(2) == 0),
            deque: self.deque(),
            boxed: Box::new(self.number()),
            slice: self.several(|it| it.number() as u16),
            short: self.text().into(),
            option: [None, Some(None), Some(Some(self.text()))]
                .into_iter()
                .nth(self.below(3))
                .flatten(),
            array: [(); 4].map(|()| self.number() as u32),
            no_array: self.several(|_| []),
            hash: self.several(|it| (it.text(), it.several(Random::number))),
            tree: self.several(|it| (it.number() as i64, it.text())),
            set: self.several(Random::bytes),
            ordered: self.several(|it| (it.number() as u8, it.text())),
            nested: self.several(Random::nested),
            recursive: self.tree(7),
            pair: Pair(self.number() as u8, Some(self.text().into())),
            server: Some(ServerString::from_bytes(&self.bytes())),
            duration: Duration::new(self.number(), 999_999_999),
            time: self.time(),
            units: self.several(|_| Unit),
        }
    }

    /// One whose elements do not lie in a row.
    fn deque(&mut self) -> VecDeque<u64> {
        let mut deque: VecDeque<u64> = self.several(Random::number);
        for _ in 0..self.below(20) {
            deque.push_front(self.number());
        }
        deque
    }
}

/// Sets the value of a seed.
#[command(flags = "write deny-oom", keys = 1..1)]
fn fill(mut key: KeyMut<All>, seed: u64) {
    key.set(Random::new(seed).all());
}

/// Whether the key has the value of a seed.
#[command(flags = "readonly", keys = 1..1)]
fn is(key: Key<All>, seed: u64) -> bool {
    key.get() == Some(&Random::new(seed).all())
}

#[command(flags = "readonly", keys = 1..2)]
fn same(a: Key<All>, b: Key<All>) -> bool {
    a.get() == b.get()
}

/// A tree that is so deep, with a branch at each level.
#[command(flags = "write", keys = 1..1)]
fn deep(mut key: KeyMut<All>, depth: usize) {
    let mut tree = Tree::Leaf;
    for _ in 0..depth {
        tree = Tree::Node(Box::new(tree), vec![Tree::Leaf]);
    }
    key.or_default().recursive = tree;
}

/// Adds to a number; an absent key begins with 0.
#[command(flags = "write", keys = 1..1)]
fn add(mut key: KeyMut<All>, n: u64) -> u64 {
    let all = key.or_default();
    *all.boxed += n;
    *all.boxed
}

/// Adds to a number that is there.
#[command(flags = "write", keys = 1..1)]
fn add_there(mut key: KeyMut<All>, n: u64) -> Option<u64> {
    let all = key.get_mut()?;
    *all.boxed += n;
    Some(*all.boxed)
}

#[command(flags = "readonly", keys = 1..1)]
fn number(key: Key<All>) -> Option<u64> {
    key.get().map(|all| *all.boxed)
}

/// The same, with the key opened by the context.
#[command(flags = "readonly")]
fn number_of(cx: &Context, name: &str) -> Result<Option<u64>> {
    let key = cx.key::<All>(name)?;
    Ok(key.get().map(|all| *all.boxed))
}

fn with(number: u64) -> All {
    All {
        boxed: Box::new(number),
        ..All::default()
    }
}

/// Puts another value there; the number of the one before.
#[command(flags = "write", keys = 1..1)]
fn replace(mut key: KeyMut<All>, n: u64) -> Option<u64> {
    key.replace(with(n)).map(|all| *all.boxed)
}

/// Sets a value; the key loses its time to live.
#[command(flags = "write", keys = 1..1)]
fn set(mut key: KeyMut<All>, n: u64) {
    key.set(with(n));
}

/// Takes the value out; its number, whether the key is there after, and whether it can be set again.
#[command(flags = "write", keys = 1..1)]
fn take(mut key: KeyMut<All>, again: Option<u64>) -> (Option<u64>, bool, bool) {
    let taken = key.take().map(|all| *all.boxed);
    let (exists, has_value) = (key.exists(), key.get().is_some());
    if let Some(n) = again {
        key.set(with(n));
    }
    (taken, exists, has_value)
}

#[command(flags = "write", keys = 1..1)]
fn delete(mut key: KeyMut<All>) -> (bool, bool) {
    (key.delete(), key.get().is_some())
}

#[command(flags = "write", keys = 1..1)]
fn unlink(mut key: KeyMut<All>) -> (bool, bool) {
    (key.unlink(), key.get().is_some())
}

/// A large value of many blocks.
#[command(flags = "write", keys = 1..1)]
fn large(mut key: KeyMut<All>, len: u64) {
    let all = key.or_default();
    all.hash = (0..len)
        .map(|i| (format!("the key {i}"), vec![i; 20]))
        .collect();
}

// ANCHOR: outside
/// Saves a value outside of keys, where a list keeps it.
#[command(flags = "write", keys = 1..2)]
fn keep(cx: &Context, key: Key<All>, mut list: KeyMut<List>) -> Result<()> {
    let all = key.get().ok_or(Error::fixed(c"ERR no such key"))?;
    list.push_back(&*cx.save_value(all)?)
}

/// Loads what a list keeps, as it was saved with an encver.
#[command(flags = "write", keys = 1..2)]
fn unkeep(cx: &Context, mut list: KeyMut<List>, mut key: KeyMut<All>, encver: u16) -> Result<()> {
    let kept = list.pop_front().ok_or(Error::fixed(c"ERR no such key"))?;
    key.set(cx.load_value(&kept, encver)?);
    Ok(())
}
// ANCHOR_END: outside

#[command]
fn keep_bomb(cx: &Context, place: String) -> Result<usize> {
    let saved = cx.save_value(&Bomb(Fuse(place)))?;
    let bomb: Bomb = cx.load_value(&saved, 0)?;
    Ok(bomb.0.0.len())
}

/// Elements that are saved as nothing.
#[data_type(name = "nothing-1")]
struct Nothing(Vec<Void>);

struct Void;

impl Persist for Void {
    fn save(&self, _: &mut Saver<'_>) {}

    fn load(_: &mut Loader<'_>) -> Result<Void> {
        Ok(Void)
    }
}

#[command(flags = "write", keys = 1..1)]
fn nothing(mut key: KeyMut<Nothing>, len: usize) {
    key.set(Nothing((0..len).map(|_| Void).collect()));
}

/// What panics, and where.
#[data_type(name = "panics--1")]
struct Bomb(Fuse);

struct Fuse(String);

impl Fuse {
    fn burn(&self, place: &str) {
        assert_ne!(self.0, place, "as was asked");
    }
}

impl Persist for Fuse {
    fn save(&self, out: &mut Saver<'_>) {
        vec![7_u8; 100_000].save(out);
        self.burn("save");
        self.0.save(out);
        self.burn("save-late");
    }

    fn load(input: &mut Loader<'_>) -> Result<Fuse> {
        Vec::<u8>::load(input)?;
        let fuse = Fuse(String::load(input)?);
        fuse.burn("load");
        Ok(fuse)
    }

    fn measure(&self, _: &mut Size) {
        self.burn("measure");
    }
}

impl Drop for Fuse {
    fn drop(&mut self) {
        self.burn("drop");
    }
}

#[command(flags = "write", keys = 1..1)]
fn bomb(mut key: KeyMut<Bomb>, place: String) {
    key.set(Bomb(Fuse(place)));
}

#[command(flags = "write", keys = 1..1)]
fn fuse(mut key: KeyMut<Bomb>, place: Option<String>) -> Option<String> {
    let bomb = key.get_mut()?;
    if let Some(place) = place {
        bomb.0.0 = place;
    }
    Some(bomb.0.0.clone())
}

// ANCHOR: hooks
/// What the author's functions say in the place of the fields.
#[data_type(
    name = "of-author",
    aof_rewrite = Authored::aof_rewrite,
    mem_usage = Authored::mem_usage,
    free_effort = Authored::free_effort,
    digest = Authored::digest,
    copy = Authored::copy,
    unlink = Authored::unlink
)]
struct Authored {
    text: String,
    note: String,
}

impl Authored {
    fn aof_rewrite(&self, aof: &mut Aof<'_>) -> Result<()> {
        self.burn("aof_rewrite");
        match &self.text[..] {
            "refuses" => return Err(Error::new("it does not want to")),
            "unknown" => aof.emit("NOSUCH", aof.key())?,
            _ => {}
        }
        let note = format!("rewritten in {:?}", aof.database());
        aof.emit("DT.AUTHOR", (aof.key(), &self.text, note, [0; 20]))
    }

    fn mem_usage(&self, sample: Sample<'_>) -> usize {
        self.burn("mem_usage");
        let place = sample.place().map_or_else(String::new, named);
        see(format!("{:?} of {place}", sample.elements()));
        1_000_000
    }

    fn free_effort(&self) -> usize {
        self.burn("free_effort");
        see(format!("effort of {}", self.text));
        1000
    }

    fn digest(&self, digest: &mut Digest<'_>) {
        digest.bytes(self.text.as_bytes()).number(-7);
        self.burn("digest");
        digest.end_sequence();
        see(format!(
            "digest of {}",
            digest.place().map_or_else(String::new, named)
        ));
    }

    fn copy(&self, from: Place<'_>, to: Place<'_>) -> Result<Authored> {
        self.burn("copy");
        if self.text == "only one" {
            return Err(Error::fixed(c"ERR there is only one of it"));
        }
        Ok(Authored {
            text: self.text.clone(),
            note: format!("{} to {}", named(from), named(to)),
        })
    }

    fn unlink(&self, from: Place<'_>) {
        see(format!("{} left {}", self.text, named(from)));
        self.burn("unlink");
    }
}
// ANCHOR_END: hooks

impl Authored {
    fn burn(&self, place: &str) {
        assert_ne!(self.text, place, "as was asked");
    }
}

fn named(place: Place<'_>) -> String {
    format!("{} in {:?}", place.key().escape_ascii(), place.database())
}

/// What the functions were called with.
static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn see(what: String) {
    SEEN.lock().unwrap().push(what);
}

#[command]
fn seen() -> Vec<String> {
    mem::take(&mut SEEN.lock().unwrap())
}

#[command(flags = "write", keys = 1..1)]
fn author(mut key: KeyMut<Authored>, text: String, note: String, _more: Rest<i64>) {
    key.set(Authored { text, note });
}

#[command(flags = "readonly", keys = 1..1)]
fn note_of(key: Key<Authored>) -> Option<String> {
    key.get().map(|it| it.note.clone())
}

// ANCHOR: check
/// A range of numbers, which never ends before it starts.
#[data_type(name = "range-of-", encver = 1, check = Range::check)]
struct Range {
    first: u8,
    last: u8,
}

impl Range {
    fn check(&self) -> Result<()> {
        assert_ne!(self.first, 13, "as was asked");
        match self.first <= self.last {
            true => Ok(()),
            false => Err(Error::fixed(c"ERR it ends before it starts")),
        }
    }
}
// ANCHOR_END: check

#[command(flags = "write", keys = 1..1)]
fn range(mut key: KeyMut<Range>, first: u8, last: u8) {
    key.set(Range { first, last });
}
