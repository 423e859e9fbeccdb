//! Every function of a hash, each in a command of its own.

#![forbid(unsafe_code)]

use std::time::SystemTime;

use redmod::ScanCursor;
use redmod::key::HSetIf;
use redmod::prelude::*;
use redmod::reply;

redmod::module! { name: "hashes", version: 1 }

/// The conditions under which a field is set.
#[derive(Args)]
enum If {
    Always,
    Nx,
    Xx,
}

impl From<If> for HSetIf {
    fn from(condition: If) -> HSetIf {
        match condition {
            If::Always => HSetIf::Always,
            If::Nx => HSetIf::Absent,
            If::Xx => HSetIf::Present,
        }
    }
}

#[command(flags = "readonly", keys = 1..1)]
fn get(hash: Key<Hash>, field: &ServerStr) -> Option<ServerString> {
    hash.get(field)
}

#[command(flags = "write", keys = 1..1)]
fn get_three(hash: KeyMut<Hash>, a: &str, b: &str, c: &str) -> [Option<ServerString>; 3] {
    hash.get_many([a, b, c])
}

#[command(flags = "readonly", keys = 1..1)]
fn get_each(hash: Key<Hash>, fields: &[&ServerStr]) -> Vec<Option<ServerString>> {
    hash.get_each(fields)
}

#[command(flags = "readonly", keys = 1..1)]
fn contains(hash: Key<Hash>, field: &ServerStr) -> bool {
    hash.contains(field)
}

#[command(flags = "readonly", keys = 1..1)]
fn len(hash: Key<Hash>) -> usize {
    hash.len()
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn set(mut hash: KeyMut<Hash>, field: &ServerStr, value: &ServerStr) -> bool {
    hash.set(field, value)
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn set_if(mut hash: KeyMut<Hash>, condition: If, field: &[u8], value: Vec<u8>) -> bool {
    hash.set_if(condition.into(), field, &value)
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn set_many(mut hash: KeyMut<Hash>, fields: &[&ServerStr]) -> Result<usize> {
    hash.set_many(fields)
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn set_many_if(mut hash: KeyMut<Hash>, condition: If, fields: &[&ServerStr]) -> Result<usize> {
    hash.set_many_if(condition.into(), fields)
}

/// Sets pairs of Rust's own.
#[command(flags = "write deny-oom", keys = 1..1)]
fn set_pairs(mut hash: KeyMut<Hash>) -> Result<usize> {
    hash.set_many(&[("name", "Ada"), ("born", "1815")])
}

#[command(flags = "write", keys = 1..1)]
fn remove(mut hash: KeyMut<Hash>, field: &ServerStr) -> bool {
    hash.remove(field)
}

#[command(flags = "write", keys = 1..1)]
fn remove_many(mut hash: KeyMut<Hash>, fields: &[&ServerStr]) -> usize {
    hash.remove_many(fields)
}

/// Loses its last field, and the handle goes on.
#[command(flags = "write", keys = 1..1)]
fn empties(mut hash: KeyMut<Hash>) -> Result<Vec<usize>> {
    let mut seen = vec![hash.set_many(&[("a", "1"), ("b", "2")])?];
    seen.push(hash.remove_many(&["a", "b", "c"]));
    seen.push(hash.exists().into());
    seen.push(hash.contains("a").into());
    seen.push(hash.iter().count());
    seen.push(hash.remove("a").into());
    seen.push(hash.set("c", "3").into());
    seen.push(hash.len());
    hash.delete();
    seen.push(hash.get("c").is_some().into());
    seen.push(hash.set("d", "4").into());
    Ok(seen)
}

/// All fields and values, in one array.
#[command(flags = "readonly", keys = 1..1)]
fn all(mut hash: Key<Hash>) -> Vec<ServerString> {
    hash.iter()
        .flat_map(|(field, value)| [field, value])
        .collect()
}

/// The same by the function, and its sum of lengths.
#[command(flags = "readonly", keys = 1..1)]
fn visit(mut hash: Key<Hash>, panic_at: usize) -> Vec<usize> {
    let (mut count, mut bytes) = (0, 0);
    hash.for_each(|(field, value)| {
        count += 1;
        assert!(count != panic_at, "the field {field:?}");
        bytes += field.as_bytes().len() + value.as_bytes().len();
    });
    vec![count, bytes]
}

/// A scan that is dropped every so many fields, with the handle.
#[command(flags = "readonly")]
fn in_pieces(cx: &Context, name: &str, piece: usize) -> Result<Vec<ServerString>> {
    let mut cursor = ScanCursor::new();
    let mut fields = Vec::new();
    while !cursor.is_done() {
        let mut hash = cx.key::<Hash>(name)?;
        fields.extend(hash.scan(&mut cursor).map(|(field, _)| field).take(piece));
        if fields.len() > 1_000_000 {
            return Err(Error::new("the scan has no end"));
        }
    }
    let mut hash = cx.key::<Hash>(name)?;
    if hash.scan(&mut cursor).next().is_some() {
        return Err(Error::new("a cursor at the end goes on"));
    }
    cursor.restart();
    if hash.scan(&mut cursor).next().is_none() && hash.exists() {
        return Err(Error::new("a cursor does not restart"));
    }
    Ok(fields)
}

fn millis(at: Option<SystemTime>) -> Option<u64> {
    let since = at?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    u64::try_from(since.as_millis()).ok()
}

#[command(flags = "readonly", keys = 1..1)]
fn expiry(hash: Key<Hash>, field: &ServerStr) -> Result<Option<u64>> {
    hash.field_expires_at(field).map(millis)
}

#[command(flags = "readonly", keys = 1..1)]
fn next_expiry(hash: Key<Hash>) -> Result<Option<u64>> {
    hash.next_field_expiry().map(millis)
}

#[command(flags = "write", keys = 1..1)]
fn lend(mut hash: KeyMut<Hash>, field: &ServerStr) -> Result<()> {
    hash.set_static(field, b"a value that the module has lent to the server")
}

#[command(flags = "readonly", keys = 1..1)]
fn is_lent(hash: Key<Hash>, field: &ServerStr) -> Result<bool> {
    hash.is_static(field)
}

/// Values that were read outlive their fields, and the context.
#[command(flags = "write", keys = 1..1)]
fn take_all(mut hash: KeyMut<Hash>) -> impl Reply + use<> {
    let fields: Vec<_> = hash.iter().collect();
    hash.delete();
    std::thread::spawn(move || fields.len()).join().ok();
    let numbers = ["1", "12345", "-7"];
    for number in numbers {
        hash.set(number, number);
    }
    let read = hash.get_many(numbers);
    hash.delete();
    reply::array(read)
}
