//! Every function of a set, each in a command of its own.

#![forbid(unsafe_code)]

use redmod::ScanCursor;
use redmod::key::{Any, Elements, Scan};
use redmod::prelude::*;

redmod::module! { name: "sets", version: 1 }

#[command(flags = "readonly", keys = 1..1)]
fn contains(mut set: Key<Set>, member: &ServerStr) -> Result<bool> {
    set.contains(member)
}

#[command(flags = "readonly", keys = 1..1)]
fn len(set: Key<Set>) -> usize {
    set.len()
}

#[command(flags = "readonly", keys = 1..1)]
fn random(mut set: Key<Set>) -> Result<Option<ServerString>> {
    set.random()
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn add(mut set: KeyMut<Set>, member: &ServerStr) -> Result<bool> {
    set.add(member)
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn add_many(mut set: KeyMut<Set>, members: &[&ServerStr]) -> Result<usize> {
    set.add_many(members)
}

#[command(flags = "write", keys = 1..1)]
fn remove(mut set: KeyMut<Set>, member: &ServerStr) -> Result<bool> {
    set.remove(member)
}

#[command(flags = "write", keys = 1..1)]
fn remove_many(mut set: KeyMut<Set>, members: &[&ServerStr]) -> Result<usize> {
    set.remove_many(members)
}

/// Takes a member by chance, and says to the replicas which.
#[command(flags = "write", keys = 1..1, replicate = explicit)]
fn pop(cx: &Context, mut set: KeyMut<Set>) -> Result<Option<ServerString>> {
    let member = set.pop()?;
    if let (Some(member), Some(name)) = (&member, set.name()) {
        cx.replicate("SREM", (name, member))?;
    }
    Ok(member)
}

#[command(flags = "write", keys = 1..2)]
fn moves(mut from: KeyMut<Set>, mut to: KeyMut<Set>, member: &ServerStr) -> Result<bool> {
    Ok(from.remove(member)? && to.add(member)?)
}

#[command(flags = "readonly", keys = 1..1)]
fn all(mut set: Key<Set>) -> Vec<ServerString> {
    set.iter().collect()
}

/// Loses its last member, and the handle goes on.
#[command(flags = "write", keys = 1..1)]
fn empties(mut set: KeyMut<Set>) -> Result<Vec<usize>> {
    let mut seen = vec![set.add_many(&["a", "1", "a"])?];
    seen.push(set.remove_many(&["a", "b"])?);
    seen.push(set.contains("1")?.into());
    seen.push(set.pop()?.is_some().into());
    seen.push(set.exists().into());
    seen.push(set.pop()?.is_some().into());
    seen.push(set.contains("1")?.into());
    seen.push(set.remove("1")?.into());
    seen.push(set.iter().count());
    seen.push(set.add("2")?.into());
    seen.push(set.len());
    seen.push(set.delete().into());
    seen.push(set.random()?.is_some().into());
    seen.push(set.add("3")?.into());
    Ok(seen)
}

/// Adds a member, where that makes a list, and uses the handle.
#[command(flags = "write", keys = 1..1)]
fn becomes_another(mut set: KeyMut<Set>) -> Result<usize> {
    set.add("a")?;
    assert_eq!(set.iter().count(), 0);
    set.for_each(|member| panic!("{member:?} is no member"));
    let len = set.len();
    assert!(set.contains("a").is_err() && set.random().is_err() && set.pop().is_err());
    set.set_ttl(None)?;
    assert!(set.delete() && !set.exists());
    Ok(len)
}

/// Other handles, open and forgotten ones, stay as they are while one is closed and opened again.
#[command(flags = "write")]
fn beside(cx: &Context, name: &str, other: &str) -> Result<Vec<String>> {
    let mut list = cx.key_mut::<List>(other)?;
    list.push_back("first")?;
    let mut set = cx.key_mut::<Set>(name)?;
    std::mem::forget(cx.key_mut::<Set>("forgotten")?);
    let mut seen = Vec::new();
    for member in ["a", "b", "a"] {
        seen.push(set.add(member)?.to_string());
        list.push_back(member)?;
        for key in [name, other, "forgotten"] {
            let again = cx.key::<Any>(key).err().ok_or(Error::SYNTAX)?;
            seen.push(again.message().to_owned());
        }
    }
    let listed = list.pop_back();
    seen.push(format!("{:?} {} {}", listed, list.len(), set.len()));
    drop(set);
    seen.push(cx.key::<Set>(name)?.contains("b")?.to_string());
    Ok(seen)
}

/// Members of a set, and of whatever else can be scanned, by the function.
fn visit<T: Elements>(mut key: Key<T>, f: impl Fn(T::Borrowed<'_>) -> usize) -> usize {
    let mut sum = 0;
    key.for_each(|element| sum += f(element));
    sum
}

#[command(flags = "readonly", keys = 1..1)]
fn bytes(set: Key<Set>) -> usize {
    visit(set, |member| member.as_bytes().len())
}

#[command(flags = "readonly", keys = 1..1)]
fn total(set: Key<ZSet>) -> usize {
    visit(set, |(_, score)| score as usize)
}

/// The members and scores of a sorted set, in pieces.
#[command(flags = "readonly")]
fn scores(cx: &Context, name: &str, piece: usize) -> Result<Vec<(ServerString, f64)>> {
    let (mut cursor, mut all) = (ScanCursor::default(), Vec::new());
    while !cursor.is_done() {
        let mut set = cx.key::<ZSet>(name)?;
        let scan: Scan<ZSet, _> = set.scan(&mut cursor);
        all.extend(scan.take(piece));
    }
    Ok(all)
}

/// A cursor is resumed on another thread's behalf, and for another key.
#[command(flags = "readonly")]
fn elsewhere(cx: &Context, first: &str, second: &str) -> Result<(usize, usize)> {
    let mut cursor = ScanCursor::new();
    let some = cx.key::<Set>(first)?.scan(&mut cursor).take(3).count();
    let thread = std::thread::spawn(move || cursor);
    let mut cursor = thread.join().map_err(|_| Error::SYNTAX)?;
    let rest = cx.key::<Set>(second)?.scan(&mut cursor).count();
    Ok((some, rest))
}
