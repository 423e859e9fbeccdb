//! What every context knows and does: its flags, clients, time, chance, messages, the server.

#![forbid(unsafe_code)]

use std::time::{Duration, Instant, SystemTime};

use redmod::args::Input;
use redmod::prelude::*;
use redmod::{ClientFlag, ContextFlag, LoadContext, MallocSize, ModuleOption, ServerInfoValue};

redmod::module! { name: "contexts", version: 1, init: init, options: [handle_io_errors] }

fn init(cx: &mut LoadContext, _: &mut Input<'_>) -> Result<()> {
    let startup = cx.flags().contains(ContextFlag::ServerStartup);
    cx.log(redmod::Level::Notice, format_args!("startup: {startup}"));
    Ok(())
}

#[command]
fn flags(cx: &Context) -> Vec<String> {
    cx.flags().iter().map(|flag| format!("{flag:?}")).collect()
}

#[command]
fn known_flags() -> Vec<String> {
    let known = ContextFlag::ALL.iter().filter(|flag| flag.is_supported());
    known.map(|flag| format!("{flag:?}")).collect()
}

#[command]
fn known_options() -> Vec<bool> {
    [
        ModuleOption::HANDLE_IO_ERRORS,
        ModuleOption::HANDLE_REPL_ASYNC_LOAD,
        ModuleOption::ALLOW_NESTED_KEYSPACE_NOTIFICATIONS,
        ModuleOption::HANDLE_ATOMIC_SLOT_MIGRATION,
    ]
    .map(ModuleOption::is_supported)
    .to_vec()
}

#[command]
fn client_id(cx: &Context) -> Option<u64> {
    cx.client_id()
}

#[command]
fn client_info(cx: &Context, id: u64) -> Option<(String, u16, u16, bool, bool)> {
    let info = cx.client_info(id)?;
    assert_eq!(info.id(), id);
    let flags = info.flags();
    Some((
        info.address().to_owned(),
        info.port(),
        info.database(),
        flags.contains(ClientFlag::UnixSocket),
        flags.contains(ClientFlag::PubSub),
    ))
}

#[command]
fn client_name(cx: &Context, id: u64) -> Result<Option<ServerString>> {
    cx.client_name(id)
}

#[command]
fn set_client_name(cx: &Context, id: u64, name: &str) -> Result<()> {
    cx.set_client_name(id, name)
}

#[command]
fn client_user_name(cx: &Context, id: u64) -> Result<Option<ServerString>> {
    cx.client_user_name(id)
}

#[command]
fn user_name(cx: &Context) -> Result<Option<ServerString>> {
    cx.user_name()
}

#[command]
fn client_certificate(cx: &Context, id: u64) -> Option<ServerString> {
    cx.client_certificate(id)
}

// ANCHOR: redact
#[command]
fn redact(cx: &Context, argument: usize, secret: &str) -> Result<String> {
    cx.redact(argument)?;
    Ok(secret.to_owned())
}
// ANCHOR_END: redact

fn micros(time: SystemTime) -> Result<u128> {
    Ok(time.duration_since(SystemTime::UNIX_EPOCH)?.as_micros())
}

#[command]
fn now(cx: &Context) -> Result<String> {
    Ok(micros(cx.now())?.to_string())
}

/// The cached time twice, with a while between.
#[command]
fn cached(cx: &Context) -> Result<(String, String)> {
    let first = micros(cx.cached_now())?;
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(2) {}
    Ok((first.to_string(), micros(cx.cached_now())?.to_string()))
}

/// What passes by the clock of the server and by Rust's, in microseconds.
#[command]
fn monotonic(cx: &Context) -> Result<(u64, u64)> {
    let (first, start) = (cx.monotonic()?, Instant::now());
    while start.elapsed() < Duration::from_millis(3) {}
    let passed = cx.monotonic()?.saturating_sub(first);
    let whole = |time: Duration| time.as_micros() as u64;
    Ok((whole(passed), whole(start.elapsed())))
}

#[command]
fn random_bytes(cx: &Context, len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    cx.random_bytes(&mut bytes);
    bytes
}

#[command]
fn random_hex(cx: &Context, len: usize) -> String {
    cx.random_hex(&mut vec![0; len]).to_owned()
}

// ANCHOR: publish
#[command]
fn publish(cx: &Context, channel: &ServerStr, message: &str) -> usize {
    cx.publish(channel, message)
}
// ANCHOR_END: publish

#[command]
fn publish_to_shard(cx: &Context, channel: &ServerStr, message: &str) -> Result<usize> {
    cx.publish_to_shard(channel, message)
}

fn field<'a, T: ServerInfoValue<'a>>(
    info: &'a redmod::ServerInfo<'_>,
    name: &str,
    show: impl FnOnce(T) -> String,
) -> String {
    info.get(name).map_or("none".into(), show)
}

/// A field of a section, read in every way.
#[command]
fn server_info(cx: &Context, section: &str, name: &str) -> Vec<String> {
    let info = cx.server_info(section);
    vec![
        field::<&str>(&info, name, |it| it.to_owned()),
        field::<ServerString>(&info, name, |it| it.to_str().unwrap_or("?").to_owned()),
        field::<i64>(&info, name, |it| it.to_string()),
        field::<u64>(&info, name, |it| it.to_string()),
        field::<f64>(&info, name, |it| it.to_string()),
    ]
}

#[command]
fn versions(cx: &Context) -> (Option<String>, Option<String>) {
    let text = |version: Option<redmod::Version>| version.map(|it| it.to_string());
    (text(cx.server_version()), text(cx.redis_version()))
}

#[command]
fn memory_ratio(cx: &Context) -> f64 {
    cx.used_memory_ratio().into()
}

#[command]
fn latency(cx: &Context, event: &str, millis: u64) {
    cx.add_latency_sample(event, Duration::from_millis(millis));
}

#[repr(align(64))]
struct Aligned([u8; 100]);

/// What blocks of so many bytes take.
#[command]
fn malloc_size(len: usize) -> Vec<usize> {
    let aligned = Box::new(Aligned([1; 100]));
    assert_eq!(aligned.0[99], 1);
    vec![
        Vec::<u8>::with_capacity(len).malloc_size(),
        Vec::<u64>::with_capacity(len).malloc_size(),
        String::with_capacity(len).malloc_size(),
        vec![0u8; len].into_boxed_slice().malloc_size(),
        ServerString::from_bytes(&vec![0; len]).malloc_size(),
        aligned.malloc_size(),
        Vec::<u8>::new().malloc_size(),
    ]
}
