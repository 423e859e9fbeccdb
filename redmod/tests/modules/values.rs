//! A small use of each type of value: what the book's chapter on values shows.

#![forbid(unsafe_code)]

use redmod::ScanCursor;
use redmod::key::{HSetIf, OpenOptions, Trim};
use redmod::prelude::*;

redmod::module! { name: "values", version: 1 }

// ANCHOR: string
/// Turns the letters of a text into capitals, where they are.
#[command(flags = "write", keys = 1..1)]
fn shout(mut text: KeyMut<Str>) -> Option<usize> {
    let bytes = text.get_mut()?;
    bytes.make_ascii_uppercase();
    Some(bytes.len())
}
// ANCHOR_END: string

// ANCHOR: list
/// Puts a job at the end of a queue that holds at most so many; the job that had to go.
#[command(flags = "write deny-oom", keys = 1..1)]
fn enqueue(mut queue: KeyMut<List>, limit: usize, job: &ServerStr) -> Result<Option<ServerString>> {
    queue.push_back(job)?;
    Ok((queue.len() > limit).then(|| queue.pop_front()).flatten())
}
// ANCHOR_END: list

// ANCHOR: hash
/// Signs somebody up, unless the name is taken; whether it was free.
#[command(flags = "write deny-oom", keys = 1..1)]
fn sign_up(mut user: KeyMut<Hash>, name: &str, mail: &str) -> Result<bool> {
    if !user.set_if(HSetIf::Absent, "name", name) {
        return Ok(false);
    }
    user.set_many(&[("mail", mail), ("visits", "0")])?;
    Ok(true)
}

/// What is known of somebody.
#[command(flags = "readonly", keys = 1..1)]
fn user(user: Key<Hash>) -> [Option<ServerString>; 2] {
    user.get_many(["name", "mail"])
}
// ANCHOR_END: hash

// ANCHOR: set
/// Moves a tag from one set to another; whether it was there.
#[command(flags = "write", keys = 1..2)]
fn retag(mut from: KeyMut<Set>, mut to: KeyMut<Set>, tag: &ServerStr) -> Result<bool> {
    Ok(from.remove(tag)? && to.add(tag)?)
}
// ANCHOR_END: set

// ANCHOR: zset
/// The best players, who have at least so many points.
#[command(flags = "readonly", keys = 1..1)]
fn best(mut board: Key<ZSet>, count: usize, points: f64) -> Result<Vec<ServerString>> {
    let range = board.rev_range_by_score(points..)?;
    Ok(range.map(|(player, _)| player).take(count).collect())
}
// ANCHOR_END: zset

// ANCHOR: stream
/// Notes an event, and keeps about the last thousand.
#[command(flags = "write deny-oom", keys = 1..1)]
fn note(mut log: KeyMut<Stream>, id: StreamId, fields: &[&ServerStr]) -> Result<usize> {
    log.add_at(id, fields)?;
    log.trim_to_len(1000, Trim::Approximate)
}

/// The ids of the events since one of them.
#[command(flags = "readonly", keys = 1..1)]
fn since(mut log: Key<Stream>, id: StreamId) -> Result<Vec<StreamId>> {
    let entries = log.range(id..)?;
    Ok(entries.collected().map(|(id, _)| id).collect())
}
// ANCHOR_END: stream

// ANCHOR: scan
/// The names of the fields that hold a text, and how long all values are together.
#[command(flags = "readonly", keys = 1..1)]
fn search(mut hash: Key<Hash>, text: &[u8]) -> (Vec<ServerString>, usize) {
    let mut bytes = 0;
    hash.for_each(|(_, value)| bytes += value.as_bytes().len());
    let holds = |value: &ServerString| value.as_bytes() == text;
    let found = hash.iter().filter(|(_, value)| holds(value));
    (found.map(|(field, _)| field).collect(), bytes)
}
// ANCHOR_END: scan

// ANCHOR: cursor
/// The members of two sets, so many of one and then of the other by turns.
#[command(flags = "readonly")]
fn by_turns(cx: &Context, names: [&str; 2], count: usize) -> Result<Vec<ServerString>> {
    let mut cursors = [ScanCursor::new(), ScanCursor::new()];
    let mut members = Vec::new();
    while !cursors.iter().all(ScanCursor::is_done) {
        for (name, cursor) in names.iter().zip(&mut cursors) {
            members.extend(cx.key::<Set>(name)?.scan(cursor).take(count));
        }
    }
    Ok(members)
}
// ANCHOR_END: cursor

// ANCHOR: open
/// For how many seconds nobody has used a key; to ask is no use.
#[command(flags = "readonly", keys = 1..1)]
fn idle(cx: &Context, name: KeyName) -> Result<Option<u64>> {
    let key: Key = OpenOptions::new().no_touch().open(cx, &name)?;
    Ok(key.idle_time().map(|idle| idle.as_secs()))
}
// ANCHOR_END: open
