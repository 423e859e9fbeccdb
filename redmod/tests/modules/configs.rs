//! Configs of every type, with hooks that count, refuse and panic.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use redmod::args::Input;
use redmod::config::{Flags, MemorySize};
use redmod::prelude::*;
use redmod::{ConfigContext, Global, Level, LoadContext};

redmod::module! { name: "configs", version: 1, init: init }

#[config(default = -1, range = -5..=5)]
static TINY: Config<i8>;

#[config(default = 100, on_change = even)]
static WIDE: Config<i64>;

#[config(default = 7)]
static SMALL: Config<u16>;

#[config(default = 1, range = ..=10)]
static COUNT: Config<u64>;

#[config(default = u64::MAX)]
static HUGE: Config<u64>;

#[config(default = 0.5, range = 0.0..=1.0)]
static RATIO: Config<f64>;

#[config(default = true, on_change = not_at_minus_two)]
static SWITCH: Config<bool>;

#[config(default = "hello", on_change = polite)]
static GREETING: Config<String>;

#[config(default = b"\xff")]
static RAW: Config<Vec<u8>>;

#[config(default = "64mb", range = "1mb"..="1gb")]
static BUFFER: Config<MemorySize>;

#[config(default = "5s", range = "1ms".., apply = period)]
static PERIOD: Config<Duration>;

#[derive(ConfigEnum, Clone, Copy, Debug, PartialEq)]
enum Mode {
    Fast,
    #[config(rename = "SAFE")]
    Safe,
    VerySafe,
}

#[config(default = Mode::Safe, name = "the_mode", on_change = not_very)]
static MODE: Config<Mode>;

#[config(default = [Mode::Fast, Mode::VerySafe])]
static MODES: Config<Flags<Mode>>;

#[config(default = [])]
static NO_MODES: Config<Flags<Mode>>;

#[config(default = 1, flags = "immutable")]
static FIXED: Config<i64>;

#[config(default = "secret", flags = "sensitive")]
static PASSWORD: Config<String>;

#[config(default = 1, flags = "hidden")]
static HIDDEN: Config<i64>;

#[config(default = 1, flags = "protected")]
static PROTECTED: Config<i64>;

#[config(default = 1, flags = "deny-loading")]
static LATE: Config<i64>;

#[config(default = 1, flags = "unprefixed", name = "configs-own")]
static OWN: Config<i64>;

#[config(default = 1, range = 0..=9, apply = both)]
static LEFT: Config<u8>;

#[config(default = 1, range = 0..=9, apply = both)]
static RIGHT: Config<u8>;

fn even(new: i64) -> Result<()> {
    match new {
        13 => panic!("thirteen"),
        n if n % 2 == 0 => Ok(()),
        n => Err(Error::new(format_args!(
            "{n} is odd, and {} was not",
            WIDE.get()
        ))),
    }
}

fn not_at_minus_two(new: bool) -> Result<()> {
    if !new && WIDE.get() == -2 {
        return Err(Error::with_code("WIDE", "is minus two"));
    }
    Ok(())
}

fn polite(new: &str) -> Result<()> {
    if new == "boo" {
        return Err(Error::fixed(c"ERR that is no greeting"));
    }
    redmod::notice!("the greeting becomes {new:?}");
    Ok(())
}

fn not_very(new: Mode) -> Result<()> {
    if new == Mode::VerySafe {
        return Err(Error::fixed(c"ERR that is too much"));
    }
    Ok(())
}

static APPLIED: AtomicU64 = AtomicU64::new(0);
static SUMS: Global<Vec<u8>> = Global::new(Vec::new);

/// No more than ten together.
fn both(cx: &ConfigContext) -> Result<()> {
    APPLIED.fetch_add(1, Relaxed);
    let sum = LEFT.get() + RIGHT.get();
    SUMS.borrow_mut(cx)?.push(sum);
    match sum {
        0 => panic!("nothing at all"),
        11.. => Err(Error::new(format_args!("{sum} is more than ten"))),
        _ => Ok(()),
    }
}

/// What a context for no client can do.
fn period(cx: &ConfigContext) -> Result<()> {
    cx.log(
        Level::Notice,
        format_args!("the period is {:?}", PERIOD.get()),
    );
    // One of them is the client that sets the config.
    for id in (1..20).filter(|id| cx.client_info(*id).is_some()) {
        let client = (
            cx.client_name(id),
            cx.set_client_name(id, "none"),
            cx.client_user_name(id),
            cx.client_certificate(id),
        );
        cx.log(Level::Notice, format_args!("client: {client:?}"));
    }
    let server = (
        cx.flags(),
        cx.server_version(),
        cx.server_info("server").get::<u64>("uptime_in_seconds"),
        cx.used_memory_ratio(),
    );
    let (mut bytes, mut hex) = ([0; 8], [0; 8]);
    cx.random_bytes(&mut bytes);
    let chance = (bytes, cx.random_hex(&mut hex));
    let time = (cx.now(), cx.cached_now(), cx.monotonic());
    redmod::debug!("{server:?} {chance:?} {time:?}");
    cx.add_latency_sample("period", Duration::from_millis(1));
    let _ = cx.publish_to_shard("period", "new");
    assert!(cx.every(Duration::from_secs(1), |_| {}).cancel(cx));
    cx.publish("period", "new");
    // A server that takes back a load cannot do so while there are timers, and ends.
    if PERIOD.get() == Duration::from_secs(5) {
        return Ok(());
    }
    let after = |cx: &mut redmod::ServerContext| {
        let set = cx.call::<()>("SET", ("period", format!("{:?}", PERIOD.get())));
        set.expect("the server takes it");
    };
    cx.after(Duration::from_millis(1), after).detach();
    Ok(())
}

/// Sees the configs as they are, and takes what is left.
fn init(cx: &mut LoadContext, input: &mut Input) -> Result<()> {
    let rest: Vec<_> = input
        .rest()
        .iter()
        .map(|word| format!("{word:?}"))
        .collect();
    let greeting = GREETING.borrow(cx)?.to_owned();
    cx.log(
        Level::Notice,
        format_args!(
            "init: wide={} greeting={greeting} rest={}",
            WIDE.get(),
            rest.join(" ")
        ),
    );
    if rest.iter().any(|word| word == "\"FAIL\"") {
        return Err(Error::fixed(c"ERR as it was told"));
    }
    Ok(())
}

/// What the module sees, in the order of the names.
#[command]
fn seen(cx: &Context) -> Result<Vec<String>> {
    let seen: Vec<(&str, String)> = vec![
        ("buffer", BUFFER.get().to_string()),
        ("count", COUNT.get().to_string()),
        ("fixed", FIXED.get().to_string()),
        ("greeting", GREETING.borrow(cx)?.to_owned()),
        ("hidden", HIDDEN.get().to_string()),
        ("huge", HUGE.get().to_string()),
        ("late", LATE.get().to_string()),
        ("mode", format!("{:?}", MODE.get())),
        ("modes", format!("{:?}", MODES.get())),
        ("no-modes", NO_MODES.get().iter().count().to_string()),
        ("own", OWN.get().to_string()),
        ("password", PASSWORD.borrow(cx)?.to_owned()),
        ("period", format!("{:?}", PERIOD.get())),
        ("protected", PROTECTED.get().to_string()),
        ("ratio", RATIO.get().to_string()),
        ("raw", RAW.borrow(cx)?.escape_ascii().to_string()),
        ("small", SMALL.get().to_string()),
        ("switch", SWITCH.get().to_string()),
        ("tiny", TINY.get().to_string()),
        ("wide", WIDE.get().to_string()),
    ];
    Ok(seen
        .iter()
        .map(|(name, it)| format!("{name}={it}"))
        .collect())
}

/// How often `apply` of two configs was called, and with which sums.
#[command]
fn applied(cx: &Context) -> Result<(u64, Vec<u8>)> {
    Ok((APPLIED.load(Relaxed), SUMS.borrow(cx)?.clone()))
}

/// Sets a config from within a command.
#[command(name = "configs.nested")]
fn nested(cx: &mut Context, name: &str, value: &[u8]) -> Result<i64> {
    let before = WIDE.get();
    cx.call::<()>("CONFIG", ("SET", name, value))?;
    Ok(WIDE.get() - before)
}

/// Keeps the greeting borrowed for ever.
#[command]
fn forget(cx: &Context) -> Result<()> {
    std::mem::forget(GREETING.borrow(cx)?);
    Ok(())
}

/// Has a thread set a config, and replies when it has.
#[command]
fn threaded(cx: &Context, value: i64) -> Result<()> {
    let mut context = cx.detached()?;
    std::thread::spawn(move || {
        let mut locked = context.lock();
        let set = locked.call::<()>("CONFIG", ("SET", "configs.wide", value));
        redmod::notice!("the thread has set it: {set:?}");
    });
    Ok(())
}
