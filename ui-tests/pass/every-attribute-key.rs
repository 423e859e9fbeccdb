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

#[command(flags = "may-replicate", replicate = verbatim)]
fn r#type(r#in: u8) {
    let _ = r#in;
}

#[command()]
fn nothing() {}

fn main() {}
