//! What a call allocates: nothing that the author did not.
//!
//! The commands stand in a package of its own, with an allocator that counts in place of redmod's.

#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use redmod_test::{Raw, Server};

const MANIFEST: &str = r#"[package]
name = "allocations"
version = "0.0.0"
edition = "2024"

[workspace]

[lib]
crate-type = ["cdylib"]

[dependencies]
redmod = { path = "REDMOD", default-features = false }
stats_alloc = "0.1.10"
"#;

const SOURCE: &str = r#"#![forbid(unsafe_code)]

use std::alloc::System;

use redmod::prelude::*;
use redmod::{Global, reply};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static COUNTING: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

redmod::module! { name: "count" }

/// How often memory was asked for until now.
#[command]
fn allocations() -> usize {
    let stats = COUNTING.stats();
    stats.allocations + stats.reallocations
}

#[command]
fn nothing() {}

#[command]
fn echo(text: &[u8]) -> &[u8] {
    text
}

#[command]
fn words<'a>(first: &'a str, second: &'a ServerStr) -> (&'a str, &'a ServerStr) {
    (first, second)
}

#[command]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

#[command]
fn sum(numbers: Rest<i64>) -> Result<i64> {
    let mut sum = 0;
    for n in numbers {
        sum += n?;
    }
    Ok(sum)
}

#[command]
fn range(n: i64) -> impl Reply {
    reply::array(0..n)
}

const FIXED: Error = Error::fixed(c"ERR as ever");

#[command]
fn error() -> Result<()> {
    Err(FIXED)
}

/// When something ends.
#[derive(Args)]
pub enum Expiry {
    /// In seconds.
    Ex(Seconds),
    /// Never.
    Persist,
}

/// Tokens in any order.
#[derive(Args)]
pub struct Options {
    /// When it ends.
    pub expiry: Option<Expiry>,
    /// A flag.
    #[arg(token = "GET")]
    pub get: bool,
}

#[command]
fn options(_name: &str, options: Options) -> Option<u64> {
    match options.expiry? {
        Expiry::Ex(time) => Some(time.as_secs()),
        Expiry::Persist => None,
    }
}

#[command(flags = "readonly", keys = 1..1)]
fn read(mut key: Key<Str>) -> usize {
    key.get().map_or(0, <[u8]>::len)
}

/// Replies with four fields.
#[derive(Reply)]
pub struct Fields {
    a: i64,
    b: f64,
    c: &'static str,
    d: bool,
}

#[command]
fn fields() -> Fields {
    Fields { a: 1, b: 0.5, c: "c", d: true }
}

#[command(flags = "write", keys = 1..1)]
fn incr(cx: &mut Context, key: KeyName) -> Result<i64> {
    cx.call("INCR", key)
}

#[command(flags = "write", keys = 1..1, replicate = explicit)]
fn store(cx: &mut Context, key: KeyName, value: f64) -> Result<()> {
    let reply: Option<()> = cx.call("SET", (key, value, "PX", 60_000, Some("XX"), None::<&str>))?;
    reply.ok_or(FIXED)?;
    cx.replicate("SET", (key, value, "PX", 60_000))
}

/// Sixteen arguments, the most that are gathered on the stack.
#[command(flags = "write", keys = 1..1)]
fn push(cx: &mut Context, key: KeyName, value: &ServerStr) -> Result<usize> {
    cx.call("RPUSH", (key, [1; 7], ["text"; 7], value))
}

#[command(flags = "readonly", keys = 1..1)]
fn refused(cx: &mut Context, key: KeyName) -> Result<()> {
    cx.call("INCR", (key, 1))
}

#[config(default = 7)]
static LIMIT: Config<i64>;

#[config(default = "hello")]
static GREETING: Config<String>;

#[command]
fn configured(cx: &Context) -> Result<i64> {
    Ok(LIMIT.get() + GREETING.borrow(cx)?.len() as i64)
}

static TOTAL: Global<i64> = Global::new(|| 0);

#[command]
fn total(cx: &mut Context, n: i64) -> Result<i64> {
    *TOTAL.borrow_mut(cx)? += n;
    TOTAL.with(cx, |total, _| *total *= 2)?;
    TOTAL.borrow(cx).map(|total| *total)
}

/// Allocates once, so that a count of 0 says something.
#[command]
fn boxed() -> Box<i64> {
    Box::new(1)
}
"#;

fn module() -> PathBuf {
    let redmod = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("allocations");
    fs::create_dir_all(package.join("src")).unwrap();
    let manifest = MANIFEST.replace("REDMOD", redmod.to_str().unwrap());
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(package.join("src/lib.rs"), SOURCE).unwrap();
    fs::copy(redmod.join("../Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let target = package.join("target");
    let made = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--target-dir"])
        .arg(&target)
        .current_dir(&package)
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    // Where cargo puts it if a target is named, as `.ci/asan` does.
    let triple = env::var_os("CARGO_BUILD_TARGET").unwrap_or_default();
    target.join(triple).join("debug/liballocations.so")
}

fn allocations(raw: &mut Raw) -> usize {
    let seen = String::from_utf8(raw.call(["count.allocations"])).unwrap();
    seen.trim_start_matches(':').trim_end().parse().unwrap()
}

#[test]
fn a_call_allocates_what_its_author_allocates() {
    let server = Server::builder().module(module()).start();
    let mut raw = server.raw();
    raw.call(["SET", "key", "value"]);
    raw.call(["SET", "number", "1"]);
    for (call, expected) in [
        (&["count.nothing"][..], 0),
        (&["count.echo", "text"], 0),
        (&["count.words", "a", "b"], 0),
        (&["count.add", "1", "2"], 0),
        (&["count.sum", "1", "2", "3", "4", "5"], 0),
        (&["count.range", "100"], 0),
        (&["count.error"], 0),
        (&["count.add", "1", "x"], 0),
        (&["count.add", "1"], 0),
        (&["count.options", "a", "ex", "1", "get"], 0),
        (&["count.options", "a", "nope"], 0),
        (&["count.read", "key"], 0),
        (&["count.fields"], 0),
        (&["count.incr", "number"], 0),
        (&["count.store", "number", "7.5"], 0),
        (&["count.push", "list", "x"], 0),
        (&["count.refused", "number"], 0),
        (&["count.total", "3"], 0),
        (&["count.configured"], 0),
        (&["count.boxed"], 1),
    ] {
        // The first call may make what all later ones use.
        raw.call(call);
        let before = allocations(&mut raw);
        let reply = raw.call(call);
        let seen = allocations(&mut raw) - before;
        assert_eq!(seen, expected, "{call:?} replied {}", reply.escape_ascii());
    }
}
