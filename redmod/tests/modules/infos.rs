//! Sections of `INFO`: written, returned, panicking, and asked for in a crash report.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU64, Ordering};

use redmod::info::{InfoField, InfoValue};
use redmod::prelude::*;

redmod::module! { name: "infos", version: 1 }

static ASKED: AtomicU64 = AtomicU64::new(0);

/// How often the section `kinds` was asked for.
#[command]
fn asked() -> u64 {
    ASKED.load(Ordering::Relaxed)
}

struct Celsius(f64);

impl InfoValue for Celsius {
    fn add_to(&self, field: InfoField<'_>) {
        field.text(&format!("{:.1}C", self.0));
    }
}

#[info_section]
fn kinds(info: &mut Info) {
    ASKED.fetch_add(1, Ordering::Relaxed);
    info.field("least", i64::MIN);
    info.field("most", u64::MAX);
    info.field("small", -1i8);
    info.field("float", 0.5);
    info.field("true", true);
    info.field("text", "some text");
    info.field("bytes", &b"\xff\x00end"[..]);
    info.field("lines", "one\r\ntwo".to_owned());
    info.field("server", ServerString::from_bytes(b"a string"));
    info.field("fixed", c"known in advance");
    info.field("atomic", &ASKED);
    info.field("none", None::<u64>);
    info.field("some", Some(7));
    info.field("own", Celsius(36.6));
    info.field("with\0nul", 1);
    info.field(&"long".repeat(50), 1);
    info.dict("dict", |dict| {
        dict.field("keys", 12);
        dict.field("state", "busy");
        dict.dict("inner", |inner| inner.field("deep", 1));
        dict.field("last", 2);
    });
    info.field("after", 1);
}

// ANCHOR: returned
#[derive(Info)]
struct Cache<'a, T> {
    entries: T,
    #[info(rename = "hit-rate")]
    rate: Option<f64>,
    misses: Option<u64>,
    r#type: &'a str,
    #[info(dict)]
    memory: Memory,
    #[info(dict)]
    disk: Option<Memory>,
    #[info(skip)]
    _internal: Vec<u8>,
}

#[derive(Info)]
struct Memory {
    used: u64,
    peak: u64,
}

#[info_section(name = "cache")]
fn returned() -> Cache<'static, u8> {
    Cache {
        entries: 3,
        rate: Some(0.25),
        misses: None,
        r#type: "lru",
        memory: Memory { used: 1, peak: 2 },
        disk: None,
        _internal: Vec::new(),
    }
}
// ANCHOR_END: returned

#[info_section]
fn broken(info: &mut Info) {
    info.field("before", 1);
    info.dict("dict", |dict| {
        dict.field("within", 1);
        panic!("on purpose");
    });
    info.field("never", 1);
}

// ANCHOR: crash
#[info_section(crash_safe)]
fn crash(info: &mut Info) {
    info.field("asked", &ASKED);
    info.field("for_report", info.is_for_crash_report());
}
// ANCHOR_END: crash

/// Ends the server, unless the number is even.
#[command]
fn assert_even(n: i64) -> i64 {
    redmod::server_assert(n % 2 == 0, "the number is even");
    n
}
