//! Types that the author saves and loads himself; one that fails where it is told to; aux data.

#![forbid(unsafe_code)]

use redmod::data_type::{RdbReader, RdbWriter, Sample};
use redmod::prelude::*;
use redmod::{ContextFlag, Level, LongDouble};

redmod::module! { name: "raw", version: 1 }

// ANCHOR: type
/// A counter in the format of another module: two numbers, and as many notes as the second one says.
#[data_type(name = "raw-value", encver = 2, save = save, load = load)]
#[derive(Default, Debug, PartialEq)]
struct Counter {
    count: i64,
    notes: Vec<String>,
}

fn save(counter: &Counter, out: &RdbWriter<'_>) {
    out.signed(counter.count)
        .unsigned(counter.notes.len() as u64);
    for note in &counter.notes {
        out.bytes(note.as_bytes());
    }
}

fn load(input: &RdbReader<'_>) -> Result<Counter> {
    let (count, len) = (input.signed()?, input.unsigned()?);
    let notes = (0..len).map(|_| Ok(str::from_utf8(&input.bytes()?)?.to_owned()));
    let notes = notes.collect::<Result<_>>()?;
    Ok(Counter { count, notes })
}
// ANCHOR_END: type

#[command(flags = "write", keys = 1..1)]
fn count(mut key: KeyMut<Counter>, count: i64, notes: Rest<&str>) -> Result<()> {
    let notes = notes
        .map(|note| Ok(note?.to_owned()))
        .collect::<Result<_>>()?;
    key.set(Counter { count, notes });
    Ok(())
}

#[command(flags = "readonly", keys = 1..1)]
fn shown(key: Key<Counter>) -> Option<String> {
    let Counter { count, notes } = key.get()?;
    Some(format!("{count} {}", notes.join(" ")))
}

/// Outside of keys, and back.
#[command(flags = "readonly", keys = 1..1)]
fn outside(cx: &Context, key: Key<Counter>) -> Result<bool> {
    let counter = key.get().ok_or(NONE)?;
    let saved = cx.save_value(counter)?;
    Ok(&cx.load_value::<Counter>(&saved, 2)? == counter)
}

const NONE: Error = Error::fixed(c"ERR no such key");

/// All that can be written. What is at a key notes on which one it was, and what the server did then.
#[data_type(name = "raw-kinds", save = Kinds::save, load = Kinds::load, mem_usage = Kinds::mem_usage)]
#[derive(Debug)]
struct Kinds {
    /// Where it panics, or what it reads in the place of what is there.
    fuse: String,
    numbers: (u64, i64, u64, f32, f64),
    bytes: Vec<u8>,
    string: ServerString,
    place: String,
    value: Option<(u8, Vec<String>)>,
}

impl Kinds {
    fn save(&self, out: &RdbWriter<'_>) {
        out.string(&ServerString::from_bytes(self.fuse.as_bytes()));
        self.burn("save-early");
        let (unsigned, signed, double, float, long) = self.numbers;
        out.unsigned(unsigned).signed(signed);
        self.burn("save");
        out.double(f64::from_bits(double)).float(float);
        out.long_double(LongDouble::from_f64(long));
        out.bytes(&self.bytes).string(&self.string);
        out.bytes(place(out).as_bytes()).value(&self.value);
        assert!(!out.has_failed());
        self.burn("save-late");
    }

    fn load(input: &RdbReader<'_>) -> Result<Kinds> {
        let fuse = String::from_utf8(input.string()?.as_bytes().to_vec())?;
        match &fuse[..] {
            // Two such numbers are there.
            "signed" => (0..3).try_for_each(|_| input.signed().map(drop)),
            "unsigned" => (0..3).try_for_each(|_| input.unsigned().map(drop)),
            "double" => input.double().map(drop),
            "float" => input.float().map(drop),
            "long-double" => input.long_double().map(drop),
            "string" => input.string().map(drop),
            "bytes" => input.bytes().map(drop),
            "value" => input.value::<u64>().map(drop),
            "ignored" => {
                let error = input.float().unwrap_err();
                assert_eq!(input.unsigned().unwrap_err(), error);
                assert!(input.has_failed());
                return Ok(Kinds::new(fuse));
            }
            "short" => return Ok(Kinds::new(fuse)),
            "refused" => Err(Error::new("nobody wants it")),
            "load" => panic!("as was asked"),
            _ => Ok(()),
        }?;
        Ok(Kinds {
            fuse,
            numbers: {
                let integers = (input.unsigned()?, input.signed()?);
                let (double, float) = (input.double()?, input.float()?);
                let long = input.long_double()?.to_f64();
                (integers.0, integers.1, double.to_bits(), float, long)
            },
            bytes: input.bytes()?.to_vec(),
            string: input.string()?,
            place: format!("{}, {}", str::from_utf8(&input.bytes()?)?, place(input)),
            value: input.value()?,
        })
    }

    fn new(fuse: String) -> Kinds {
        Kinds {
            fuse,
            numbers: (u64::MAX, i64::MIN, 0.1_f64.to_bits(), 0.2, 1e300),
            bytes: b"\0\xFF".repeat(3),
            string: ServerString::from_bytes(b"\r\n\0"),
            place: String::new(),
            value: Some((7, vec!["a".to_owned(), "b".to_owned()])),
        }
    }

    fn mem_usage(&self, _: Sample<'_>) -> usize {
        123_456
    }

    fn burn(&self, place: &str) {
        assert_ne!(self.fuse, place, "as was asked");
    }
}

fn place(io: &redmod::data_type::RdbIo<'_>) -> String {
    io.log(Level::Notice, "a line of its own");
    let key = io.key().map(|key| key.escape_ascii().to_string());
    let loading = io.flags().contains(ContextFlag::Loading);
    format!("{key:?} {:?} {loading}", io.database())
}

#[command(flags = "write", keys = 1..1)]
fn kinds(mut key: KeyMut<Kinds>, fuse: String) {
    key.set(Kinds::new(fuse));
}

/// Floats by their bits, as a value and as what is loaded from it.
#[command(flags = "write", keys = 1..1)]
fn floats(mut key: KeyMut<Kinds>, double: u64, long: f64) {
    let mut kinds = Kinds::new("floats".to_owned());
    kinds.numbers.2 = double;
    kinds.numbers.4 = long;
    key.set(kinds);
}

#[command(flags = "write", keys = 1..1)]
fn not_a_number(mut key: KeyMut<Kinds>) {
    let mut kinds = Kinds::new("long".to_owned());
    kinds.numbers.4 = f64::NAN;
    key.set(kinds);
}

#[command(flags = "readonly", keys = 1..1)]
fn all(key: Key<Kinds>) -> Option<String> {
    key.get().map(|kinds| format!("{kinds:?}"))
}

/// Saves and loads what the fuse says, outside of keys.
#[command]
fn keep(cx: &Context, fuse: String) -> Result<String> {
    let saved = cx.save_value(&Kinds::new(fuse))?;
    Ok(cx.load_value::<Kinds>(&saved, 0)?.place)
}
