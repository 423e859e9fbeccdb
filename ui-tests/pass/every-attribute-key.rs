#![forbid(unsafe_code)]
use redmod::prelude::*;
use redmod::{ChannelAccess, KeyPositions, LoadContext, args::Input};

redmod::module! {
    name: "mymodule",
    version: 1 + 1,
    init: init,
    unload: unload,
    options: [handle_io_errors, handle_repl_async_load],
    containers: { "my.admin": "What administrators need." },
    crate: redmod,
}

fn init(_: &mut LoadContext, input: &mut Input) -> Result<()> {
    let _ = input.rest();
    Ok(())
}

fn unload(_: &mut LoadContext) {}

/// Copies keys.
///
/// This is no longer the summary.
#[command(
    name = "my.copy",
    flags = "write deny-oom fast getkeys-api getchannels-api no-auth",
    keys = 1..-1,
    step = 2,
    key_flags(pairs = "rw update"),
    replicate = explicit,
    summary = "copies",
    complexity = "O(n)",
    since = "1.0.0",
    tips = "nondeterministic_output",
    history(("1.1.0", "more than one pair"), ("1.2.0", "a channel")),
    acl = "keyspace mine",
    get_keys = positions,
    get_channels = self::positions,
    crate = ::redmod,
)]
fn copy(pairs: Rest<(KeyName, &[u8])>) {
    drop(pairs);
}

fn positions(call: &mut KeyPositions) {
    call.writes_key(1);
    call.channel(2, ChannelAccess::Publish);
}

#[command(name = "my.admin reset", flags = "write may-replicate", replicate = none, keys = 2..2)]
fn reset(key: KeyName) {
    let _ = key;
}

#[derive(Args)]
#[arg(crate = redmod)]
struct Options<'a> {
    #[arg(token = "STORE", name = "destination", key_flags = "OW UPDATE")]
    store: Option<KeyName<'a>>,
    #[arg(token)]
    keep: bool,
    source: Option<Source<'a>>,
}

#[derive(Args)]
struct Deleted<'a>(#[arg(key_flags = "rm delete")] KeyName<'a>);

#[derive(Args)]
enum Source<'a> {
    #[arg(token = "FROM", name = "source")]
    From(#[arg(key_flags = "RO ACCESS")] KeyName<'a>),
    Move(Deleted<'a>),
}

#[command(flags = "write")]
fn store(options: Options) {
    let _ = options;
}

#[derive(Reply)]
#[reply(crate = redmod)]
struct Stats {
    #[reply(rename = "hit-rate")]
    rate: f64,
    #[reply(skip)]
    internal: u64,
}

#[command(flags = "may-replicate", replicate = verbatim)]
fn r#type(r#in: u8) {
    let _ = r#in;
}

#[command()]
fn nothing() {}

/// How many.
#[config(
    default = LIMIT,
    range = 1..=LIMIT * 2,
    flags = "hidden protected deny-loading sensitive unprefixed",
    name = "max_items-2",
    on_change = self::takes,
    apply = apply,
    crate = ::redmod,
)]
pub(crate) static r#loop: Config<i64>;

const LIMIT: i64 = 10;

fn takes(new: i64) -> Result<()> {
    let _ = new;
    Ok(())
}

fn apply(_: &redmod::ConfigContext) -> Result<()> {
    Ok(())
}

#[config(default = 0.5, range = ..=1.0)]
static HALF: Config<f64>;

#[config(default = "5s", range = "1s"..)]
static PERIOD: Config<std::time::Duration>;

#[derive(ConfigEnum, Clone, Copy)]
#[config(crate = redmod)]
enum Mode {
    #[config(rename = "FAST")]
    Fast,
    r#Safe,
}

#[config(default = Mode::Safe, on_change = sees)]
static MODE: Config<Mode>;

fn sees<T>(_: T) -> Result<()> {
    Ok(())
}

#[config(default = [Mode::Fast, Mode::Safe])]
static MODES: Config<redmod::config::Flags<Mode>>;

const NO_MODES: &[Mode] = &[];

#[config(default = NO_MODES)]
static NONE: Config<redmod::config::Flags<Mode>>;

fn main() {}
