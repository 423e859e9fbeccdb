//! The commands of the comparison in `valkey-module`: the same as in `bench/c/bench.c`, written as its documentation and examples
//! have it.
//!
//! Words of errors are the crate's own where it has some. `unsafe` is in `note.rs` alone, which callbacks of a type take there.

mod note;

use note::{NOTE, Note};
use std::sync::atomic::{AtomicU64, Ordering};
use valkey_module::{
    Context, KeyType, NextArg, NotifyEvent, VALKEY_OK, ValkeyError, ValkeyResult, ValkeyString,
    ValkeyValue, alloc::ValkeyAlloc, valkey_module,
};
use valkey_module_macros::ValkeyValue;

const NOT_AN_INTEGER: ValkeyError = ValkeyError::Str("ERR value is not an integer or out of range");
const SYNTAX: ValkeyError = ValkeyError::Str("ERR syntax error");

fn noop(_: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    args.into_iter().skip(1).done()?;
    VALKEY_OK
}

fn echo(_: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let text = args.next_arg()?;
    args.done()?;
    Ok(text.into())
}

fn add(_: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let (a, b) = (args.next_i64()?, args.next_i64()?);
    args.done()?;
    Ok(a.checked_add(b).ok_or(NOT_AN_INTEGER)?.into())
}

fn sum(_: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut sum = 0i64;
    for arg in args.into_iter().skip(1) {
        sum = sum
            .checked_add(arg.parse_integer()?)
            .ok_or(NOT_AN_INTEGER)?;
    }
    Ok(sum.into())
}

/// `bench.options key [EX seconds] [COUNT count] [MATCH pattern]`, in any order.
fn options(_: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let key = args.next_arg()?;
    let (mut seconds, mut count, mut pattern) = (None, None, None);
    while let Some(token) = args.next() {
        let value = args.next().ok_or(SYNTAX)?;
        if seconds.is_none() && token.eq_ignore_ascii_case(b"EX") {
            seconds = Some(value.parse_unsigned_integer()?);
        } else if count.is_none() && token.eq_ignore_ascii_case(b"COUNT") {
            count = Some(value.parse_unsigned_integer()?);
        } else if pattern.is_none() && token.eq_ignore_ascii_case(b"MATCH") {
            pattern = Some(value);
        } else {
            return Err(SYNTAX);
        }
    }
    let bytes = key.len() + pattern.map_or(0, |pattern| pattern.len());
    let total = bytes as u64 + seconds.unwrap_or(0) + count.unwrap_or(0);
    Ok(ValkeyValue::Integer(total as i64))
}

fn range(_: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let len = args.next_u64()?;
    args.done()?;
    let numbers = (0..len as i64).map(ValkeyValue::Integer);
    Ok(ValkeyValue::Array(numbers.collect()))
}

#[derive(ValkeyValue)]
struct Fields {
    id: i64,
    name: ValkeyString,
    ratio: f64,
    ready: bool,
}

fn fields(_: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let name = args.next_arg()?;
    args.done()?;
    let (id, ratio, ready) = (7, 0.5, true);
    let fields = Fields {
        id,
        name,
        ratio,
        ready,
    };
    Ok(fields.into())
}

fn incr(ctx: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let name = args.next_arg()?;
    args.done()?;
    let key = ctx.open_key_writable(&name);
    let value = match key.key_type() {
        KeyType::Empty => 0,
        KeyType::String => parse(&key.as_string_dma()?)?,
        _ => return Err(ValkeyError::WrongType),
    };
    let value = value.checked_add(1).ok_or(NOT_AN_INTEGER)?;
    key.write(&value.to_string())?;
    ctx.replicate_verbatim();
    Ok(value.into())
}

fn parse(bytes: &[u8]) -> Result<i64, ValkeyError> {
    let text = std::str::from_utf8(bytes).map_err(|_| NOT_AN_INTEGER)?;
    text.parse().map_err(|_| NOT_AN_INTEGER)
}

/// The crate has no sorted sets, so that the server's commands are called.
fn score(ctx: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let (key, score, member) = (args.next_arg()?, args.next_arg()?, args.next_arg()?);
    args.done()?;
    ctx.call("ZADD", &[&key, &score, &member])?;
    let score = String::try_from(ctx.call("ZSCORE", &[&key, &member])?)?;
    ctx.replicate_verbatim();
    Ok(score.parse::<f64>()?.into())
}

fn call(ctx: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let key = args.next_arg()?;
    args.done()?;
    let ValkeyValue::Integer(value) = ctx.call("INCR", &[&key])? else {
        return Err(ValkeyError::Str("ERR no integer was replied"));
    };
    ctx.replicate_verbatim();
    Ok(value.into())
}

fn set(ctx: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let (name, count, text) = (args.next_arg()?, args.next_u64()?, args.next_arg()?);
    args.done()?;
    let key = ctx.open_key_writable(&name);
    let text = text.as_slice().into();
    key.set_value(&NOTE, Note { count, text })?;
    ctx.replicate_verbatim();
    VALKEY_OK
}

fn get(ctx: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let name = args.next_arg()?;
    args.done()?;
    let key = ctx.open_key(&name);
    let note = key.get_value::<Note>(&NOTE)?;
    let total = note.map_or(0, |note| note.count + note.text.len() as u64);
    Ok(ValkeyValue::Integer(total as i64))
}

static SEEN: AtomicU64 = AtomicU64::new(0);

fn on_string(_: &Context, _: NotifyEvent, event: &str, _: &[u8]) {
    if event == "set" {
        SEEN.fetch_add(1, Ordering::Relaxed);
    }
}

valkey_module! {
    name: "bench",
    version: 1,
    allocator: (ValkeyAlloc, ValkeyAlloc),
    data_types: [NOTE],
    commands: [
        ["bench.noop", noop, "fast", 0, 0, 0],
        ["bench.echo", echo, "fast", 0, 0, 0],
        ["bench.add", add, "fast", 0, 0, 0],
        ["bench.sum", sum, "", 0, 0, 0],
        ["bench.options", options, "readonly", 1, 1, 1],
        ["bench.incr", incr, "write deny-oom", 1, 1, 1],
        ["bench.score", score, "write deny-oom", 1, 1, 1],
        ["bench.range", range, "", 0, 0, 0],
        ["bench.fields", fields, "", 0, 0, 0],
        ["bench.call", call, "write deny-oom", 1, 1, 1],
        ["bench.set", set, "write deny-oom", 1, 1, 1],
        ["bench.get", get, "readonly", 1, 1, 1],
    ],
    event_handlers: [
        [@STRING: on_string],
    ],
}
