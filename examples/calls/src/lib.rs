//! Calls of other commands: typed arguments, typed replies, and what is replicated in their place.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use redmod::CallReply;
use redmod::call::{CallOptions, Value};
use redmod::prelude::*;

redmod::module! { name: "calls", version: 1 }

// ANCHOR: visit
/// Counts a visit, and forgets all of them a minute after the last one.
#[command(flags = "write deny-oom", keys = 1..1)]
fn visit(cx: &mut Context, key: KeyName) -> Result<i64> {
    let visits = cx.call("INCR", key)?;
    cx.call::<()>("PEXPIRE", (key, 60_000))?;
    Ok(visits)
}
// ANCHOR_END: visit

// ANCHOR: arguments
/// Adds points to players, if they are known or `NEW` is given; returns how many are new.
#[command(flags = "write deny-oom", keys = 1..1)]
fn award(
    cx: &mut Context,
    board: KeyName,
    options: Award,
    players: Rest<(&str, f64), 1>,
) -> Result<u64> {
    let players = players.collect::<Result<Vec<_>>>()?;
    let points: Vec<_> = players
        .iter()
        .map(|(name, points)| (points, name))
        .collect();
    cx.call("ZADD", (board, (!options.new).then_some("XX"), points))
}
// ANCHOR_END: arguments

/// Whether what is not there yet is added.
#[derive(Args)]
pub struct Award {
    /// Add it.
    #[arg(token = "NEW")]
    pub new: bool,
}

// ANCHOR: replies
/// The names of a hash's fields, and the sum of their values.
#[command(flags = "readonly", keys = 1..1)]
fn sum(cx: &mut Context, key: KeyName) -> Result<(Vec<String>, f64)> {
    let fields: BTreeMap<String, f64> = cx.call("HGETALL", key)?;
    let sum = fields.values().sum();
    Ok((fields.into_keys().collect(), sum))
}
// ANCHOR_END: replies

// ANCHOR: tree
/// How many values a reply has, whatever it is.
#[command]
fn size(cx: &mut Context, command: &str, args: &[&ServerStr]) -> Result<usize> {
    let reply: CallReply = cx.call(command, args)?;
    let mut nodes = vec![&*reply];
    let mut size = 0;
    while let Some(node) = nodes.pop() {
        match node.value() {
            Value::Array(parts) | Value::Set(parts) => nodes.extend(parts),
            Value::Map(entries) => nodes.extend(entries.flat_map(|(key, value)| [key, value])),
            _ => size += 1,
        }
    }
    Ok(size)
}
// ANCHOR_END: tree

// ANCHOR: options
/// As the client itself would, and only what a script may do.
const RESTRICTED: CallOptions = CallOptions::new().check_acl().script_mode();

/// Calls a command with the rights of the client's user.
#[command(flags = "write deny-oom", replicate = none)]
fn run<'a>(cx: &'a mut Context, command: &str, args: &[&ServerStr]) -> Result<CallReply<'a>> {
    cx.call_with(RESTRICTED.client_protocol().replicate(), command, args)
}
// ANCHOR_END: options

// ANCHOR: explicit
/// Adds the time to a list. On a replica it would be another one, so it is told which.
#[command(flags = "write deny-oom", keys = 1..1, replicate = explicit)]
fn stamp(cx: &mut Context, log: KeyName) -> Result<usize> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_micros();
    let len = cx.call("RPUSH", (log, now))?;
    cx.replicate("RPUSH", (log, now))?;
    Ok(len)
}
// ANCHOR_END: explicit

// ANCHOR: blocking
/// Moves the next element of a list to another one, as soon as there is one.
#[command(flags = "write deny-oom", keys = 1..2, replicate = explicit)]
fn forward(cx: &mut Context, from: KeyName, to: KeyName) -> Result<()> {
    const REPLICATED: CallOptions = CallOptions::new().replicate();
    let to = to.as_bytes().to_vec();
    cx.call_blocking(REPLICATED, "BLPOP", (from, 0), move |cx, reply| {
        let moved = reply.and_then(|reply| {
            let (_, element): (Vec<u8>, Vec<u8>) = reply.to()?;
            cx.call_with::<()>(REPLICATED, "RPUSH", (to, element))
        });
        if let Err(error) = moved {
            redmod::warning!("an element is lost: {error}");
        }
    })?;
    Ok(())
}
// ANCHOR_END: blocking
