//! What is moved when the server defragments: values with every kind of block, large values that take
//! several calls, an author's own function, and what the module keeps outside of keys.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::mem;
use std::sync::Mutex;

use redmod::data_type::{Loader, Saver, Size};
use redmod::defrag::Defragmenter;
use redmod::dict::Dict;
use redmod::prelude::*;
use redmod::{Global, MallocSize};

// ANCHOR: module
redmod::module! {
    name: "defrag",
    version: 1,
    defrag: defrag,
    defrag_start: started,
    defrag_end: ended,
}

static NAMES: Global<Vec<String>> = Global::new(Vec::new);
static TREE: Global<Dict<Vec<String>>> = Global::new(Dict::new);

/// Moves what is kept outside of keys.
fn defrag(cx: &mut Defragmenter<'_>) -> Result<()> {
    NAMES.with(cx, |names, cx| names.defrag(cx))?;
    TREE.with(cx, |tree, cx| cx.dict(tree, |names, cx| names.defrag(cx)))?;
    FOREST.with(cx, |forest, cx| {
        cx.dict(forest, |tree, cx| cx.dict(tree, tend));
    })
}
// ANCHOR_END: module

/// Dictionaries in a dictionary.
static FOREST: Global<Dict<Dict<Leaf>>> = Global::new(Dict::new);

struct Leaf {
    text: String,
    looks: u64,
    panics: bool,
}

fn tend(leaf: &mut Leaf, cx: &mut Defragmenter<'_>) {
    leaf.looks += 1;
    leaf.text.defrag(cx);
    assert!(!mem::take(&mut leaf.panics), "a leaf as was asked");
}

/// So many trees of so many leaves, the last of which panics.
#[command]
fn plant(cx: &Context, trees: u64, leaves: u64) -> Result<()> {
    let mut forest = FOREST.borrow_mut(cx)?;
    for i in 0..trees {
        let tree = forest.get_or_insert_with(&i.to_be_bytes(), Dict::new);
        for j in 0..leaves {
            let leaf = Leaf {
                text: format!("leaf {j:020}"),
                looks: 0,
                panics: i + 1 == trees && j + 1 == leaves,
            };
            tree.insert(&j.to_be_bytes(), leaf);
        }
    }
    Ok(())
}

/// How often the leaves were looked at that were looked at least and most, how many there are, and whether
/// each has its text.
#[command]
fn leaves(cx: &Context) -> Result<(u64, u64, usize, bool)> {
    let forest = FOREST.borrow(cx)?;
    let (mut least, mut most, mut count, mut is_right) = (u64::MAX, 0, 0, true);
    for (_, tree) in forest.iter() {
        for (j, (_, leaf)) in tree.iter().enumerate() {
            least = least.min(leaf.looks);
            most = most.max(leaf.looks);
            is_right &= leaf.text == format!("leaf {j:020}");
            count += 1;
        }
    }
    Ok((least, most, count, is_right))
}

fn started(cx: &mut Defragmenter<'_>) -> Result<()> {
    PASSES.with(cx, |passes, cx| {
        passes.started += 1;
        passes.has_key |= cx.key().is_some() || cx.database().is_some();
        // Nobody calls again, so that there is no hurry.
        passes.hurried |= cx.should_stop();
    })?;
    Err(Error::fixed(c"ERR as was asked"))
}

fn ended(cx: &mut Defragmenter<'_>) -> Result<()> {
    PASSES.borrow_mut(cx)?.ended += 1;
    panic!("as was asked")
}

#[derive(Default)]
struct Passes {
    started: u64,
    ended: u64,
    has_key: bool,
    hurried: bool,
}

static PASSES: Global<Passes> = Global::new(Passes::default);

/// How many passes were started and ended, and whether one knew of a key or was hurried.
#[command]
fn passes(cx: &Context) -> Result<(u64, u64, bool, bool)> {
    let passes = PASSES.borrow(cx)?;
    Ok((passes.started, passes.ended, passes.has_key, passes.hurried))
}

/// A value with a block of each kind, and the text by which it is known again.
#[data_type(name = "blocks--1")]
struct Blocks {
    boxed: Box<[u64; 5]>,
    vector: Vec<u64>,
    text: String,
    slice: Box<[u64]>,
    short: Box<str>,
    deque: VecDeque<u64>,
    option: Option<String>,
    array: [String; 2],
    tuple: (u8, String),
    hash: HashMap<String, String>,
    tree: BTreeMap<String, String>,
    nested: Nested,
    aligned: Box<Aligned>,
    server: ServerString,
    raw: ServerString,
}

#[derive(Persist, PartialEq)]
enum Nested {
    Named { name: String },
}

/// Its block is larger than what is asked for, and begins further in.
#[derive(PartialEq)]
#[repr(align(64))]
struct Aligned([u64; 8]);

impl Persist for Aligned {
    fn save(&self, out: &mut Saver<'_>) {
        self.0.save(out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Aligned> {
        Ok(Aligned(Persist::load(input)?))
    }
}

impl Blocks {
    fn new(n: u64) -> Blocks {
        let text = |kind: &str| format!("the {kind} of the value with the number {n}");
        let mut deque: VecDeque<u64> = (n..n + 5).collect();
        deque.rotate_left(3);
        deque.push_front(n);
        Blocks {
            boxed: Box::new([n; 5]),
            vector: vec![n; 7],
            text: text("text"),
            slice: vec![n; 9].into(),
            short: text("short").into(),
            deque,
            option: Some(text("option")),
            array: [text("array 0"), text("array 1")],
            tuple: (7, text("tuple")),
            hash: HashMap::from([(text("key"), text("value"))]),
            tree: BTreeMap::from([(text("key"), text("value"))]),
            nested: Nested::Named {
                name: text("variant"),
            },
            aligned: Box::new(Aligned([n; 8])),
            server: ServerString::from_bytes(text("string").as_bytes()),
            raw: ServerString::from_bytes(text("string").repeat(3).as_bytes()),
        }
    }

    /// Where each block is.
    fn places(&self) -> Vec<(&'static str, usize)> {
        let text = |it: &str| it.as_ptr().addr();
        let in_map =
            |it: Option<(&String, &String)>| it.map_or((0, 0), |(k, v)| (text(k), text(v)));
        let (hash_key, hash_value) = in_map(self.hash.iter().next());
        let (tree_key, tree_value) = in_map(self.tree.iter().next());
        let Nested::Named { name } = &self.nested;
        vec![
            ("value", std::ptr::from_ref(self).addr()),
            ("box", self.boxed.as_ptr().addr()),
            ("vector", self.vector.as_ptr().addr()),
            ("text", text(&self.text)),
            ("slice", self.slice.as_ptr().addr()),
            ("short", text(&self.short)),
            ("deque", self.deque.as_slices().0.as_ptr().addr()),
            ("option", self.option.as_deref().map_or(0, text)),
            ("array", text(&self.array[1])),
            ("tuple", text(&self.tuple.1)),
            ("hash value", hash_value),
            ("tree value", tree_value),
            ("variant", text(name)),
            ("aligned", self.aligned.0.as_ptr().addr()),
            ("string", self.server.as_bytes().as_ptr().addr()),
            ("raw string", self.raw.as_bytes().as_ptr().addr()),
            ("hash key", hash_key),
            ("tree key", tree_key),
        ]
    }

    fn is(&self, n: u64) -> bool {
        let other = Blocks::new(n);
        self.boxed == other.boxed
            && self.vector == other.vector
            && self.text == other.text
            && self.slice == other.slice
            && self.short == other.short
            && self.deque == other.deque
            && self.option == other.option
            && self.array == other.array
            && self.tuple == other.tuple
            && self.hash == other.hash
            && self.tree == other.tree
            && self.nested == other.nested
            && self.aligned == other.aligned
            && self.server == other.server
            && self.raw == other.raw
    }
}

#[command(flags = "write", keys = 1..1)]
fn fill(mut key: KeyMut<Blocks>, n: u64) {
    key.set(Blocks::new(n));
}

/// Whether the value is that of the number, with blocks that lie as they should.
#[command(flags = "readonly", keys = 1..1)]
fn is(key: Key<Blocks>, n: u64) -> bool {
    key.get()
        .is_some_and(|it| it.is(n) && it.aligned.0.as_ptr().addr() % 64 == 0)
}

#[command(flags = "readonly", keys = 1..1)]
fn places(key: Key<Blocks>) -> Vec<(&'static str, usize)> {
    key.get().map_or_else(Vec::new, Blocks::places)
}

/// A value that takes several calls. How often each text was looked at is counted.
// ANCHOR: hook
#[data_type(name = "large---1", defrag = Large::defrag)]
#[derive(Default)]
struct Large {
    texts: Vec<Counted>,
    lists: HashMap<u64, Vec<Counted>>,
    calls: u64,
    pauses: u64,
}

impl Large {
    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        self.calls += 1;
        self.texts.defrag(defrag);
        self.lists.defrag(defrag);
        self.pauses += u64::from(defrag.is_paused());
    }
}
// ANCHOR_END: hook

struct Counted {
    text: String,
    looks: u64,
}

impl Persist for Counted {
    fn save(&self, out: &mut Saver<'_>) {
        self.text.save(out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Counted> {
        Ok(Counted {
            text: Persist::load(input)?,
            looks: 0,
        })
    }

    fn measure(&self, size: &mut Size) {
        self.text.measure(size);
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        self.looks += 1;
        self.text.defrag(defrag);
    }
}

fn texts(n: u64) -> Vec<Counted> {
    let text = |i| Counted {
        text: format!("text {i:020}"),
        looks: 0,
    };
    let mut texts: Vec<Counted> = (0..n * 4).map(text).collect();
    let mut i = 0;
    texts.retain(|_| {
        i += 1;
        i % 4 == 0
    });
    texts
}

/// Texts amid gaps: so many in a list, and so many in one of the lists of a map.
#[command(flags = "write", keys = 1..1)]
fn enlarge(mut key: KeyMut<Large>, n: u64, in_map: u64) {
    key.set(Large {
        texts: texts(n),
        lists: (0..3)
            .map(|i| (i, texts(if i == 1 { in_map } else { 5 })))
            .collect(),
        ..Large::default()
    });
}

/// The calls, those that paused, how often the texts were looked at that were looked at least and most, and
/// whether all have the text that they had.
#[command(flags = "readonly", keys = 1..1)]
fn looks(key: Key<Large>) -> Option<(u64, u64, u64, u64, bool)> {
    let large = key.get()?;
    let lists = large.lists.values().map(Vec::as_slice);
    let all = || lists.clone().chain([&large.texts[..]]).flatten();
    let is_right = |texts: &[Counted]| {
        let expected = |i| format!("text {:020}", i * 4 + 3);
        texts
            .iter()
            .enumerate()
            .all(|(i, it)| it.text == expected(i))
    };
    Some((
        large.calls,
        large.pauses,
        all().map(|it| it.looks).min().unwrap_or(0),
        all().map(|it| it.looks).max().unwrap_or(0),
        is_right(&large.texts) && lists.clone().all(is_right),
    ))
}

/// Fills what is kept outside of keys, with gaps.
#[command]
fn keep(cx: &Context, n: u64) -> Result<()> {
    let name = |i: u64| format!("name {i:020}");
    let mut names = NAMES.borrow_mut(cx)?;
    *names = (0..n).map(name).collect();
    let mut tree = TREE.borrow_mut(cx)?;
    for i in 0..n {
        tree.insert(&name(i), vec![name(i); 2]);
    }
    let mut i = 0;
    let mut keep = || {
        i += 1;
        i % 4 == 0
    };
    names.retain(|_| keep());
    tree.retain(|_, _| keep());
    Ok(())
}

/// Whether it is all there, and the sum of the addresses of the names, of the dictionary's values and of
/// their names.
#[command]
fn kept(cx: &Context) -> Result<(bool, usize, usize, usize)> {
    let name = |i: usize| format!("name {:020}", i * 4 + 3);
    let (names, tree) = (NAMES.borrow(cx)?, TREE.borrow(cx)?);
    let mut is_there = names.iter().enumerate().all(|(i, it)| *it == name(i));
    let mut places = (0_usize, 0_usize);
    for (i, (key, values)) in tree.iter().enumerate() {
        is_there &= key.as_bytes() == name(i).as_bytes() && **values == [name(i), name(i)];
        places.0 = places.0.wrapping_add(std::ptr::from_ref(values).addr());
        places.1 = places.1.wrapping_add(values[1].as_ptr().addr());
    }
    let sum = names.iter().map(|it| it.as_ptr().addr());
    let sum = sum.fold(0, usize::wrapping_add);
    Ok((is_there, sum, places.0, places.1))
}

/// A value whose function does what its text says.
#[data_type(name = "acting--1", defrag = Acting::defrag)]
struct Acting {
    what: String,
    boxed: Box<[u64; 5]>,
    texts: Vec<String>,
}

impl Acting {
    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        let before = self.boxed.as_ptr().addr();
        match &self.what[..] {
            "relocate" => {
                let relocated = defrag.relocate(&mut self.boxed);
                let is_new = before != self.boxed.as_ptr().addr();
                let empty = defrag.relocate(&mut Vec::<u8>::new());
                see(format!("{relocated:?} {is_new} {empty:?}"));
                // One that begins further in.
                let mut aligned = Box::new(Aligned([7; 8]));
                let relocated = defrag.relocate(&mut aligned);
                let place = aligned.0.as_ptr().addr() % 64;
                let size = aligned.malloc_size();
                assert!(size >= 128, "{size}");
                see(format!("{relocated:?} {place} {:?}", aligned.0));
                drop(aligned);
            }
            "where" => see(format!(
                "{:?} {:?}",
                defrag.key().map(|it| it.escape_ascii().to_string()),
                defrag.database()
            )),
            "panic" => {
                self.texts.defrag(defrag);
                panic!("as was asked");
            }
            "amid" => defrag.each(self.texts.iter_mut(), |text, defrag| {
                text.defrag(defrag);
                assert_ne!(text, "3", "as was asked");
            }),
            _ => {}
        }
    }
}

static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn see(what: String) {
    let mut seen = SEEN.lock().unwrap();
    if !seen.contains(&what) {
        seen.push(what);
    }
}

#[command]
fn seen() -> Vec<String> {
    mem::take(&mut SEEN.lock().unwrap())
}

#[command(flags = "write", keys = 1..1)]
fn act(mut key: KeyMut<Acting>, what: String) {
    key.set(Acting {
        what,
        boxed: Box::new([7; 5]),
        texts: (0..100).map(|i: u64| i.to_string()).collect(),
    });
}

#[command(flags = "readonly", keys = 1..1)]
fn acted(key: Key<Acting>) -> Option<bool> {
    let it = key.get()?;
    let texts = it.texts.iter().enumerate();
    Some(*it.boxed == [7; 5] && texts.into_iter().all(|(i, text)| *text == i.to_string()))
}
