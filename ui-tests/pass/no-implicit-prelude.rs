#![no_implicit_prelude]
#![forbid(unsafe_code)]

::redmod::module! { name: "mymodule", version: 1, init: init, options: [handle_io_errors], containers: { "my.a": "a" } }

fn init(_: &mut ::redmod::LoadContext, _: &mut ::redmod::args::Input<'_>) -> ::redmod::Result<()> {
    ::core::result::Result::Ok(())
}

fn positions(_: &mut ::redmod::KeyPositions<'_>) {}

/// Adds.
#[::redmod::command(
    name = "my.a add",
    flags = "write getkeys-api",
    keys = 2..2,
    key_flags(key = "RW"),
    history(("1.0.0", "new")),
    acl = "write",
    get_keys = positions
)]
fn add(key: ::redmod::args::KeyName<'_>, n: u64, options: Options<'_>) -> ::redmod::Result<Answer<u64>> {
    let _ = (key, options);
    ::core::result::Result::Ok(Answer { n })
}

#[derive(::redmod::Args)]
struct Options<'a> {
    first: Name<'a>,
    #[arg(token)]
    on: bool,
    choice: ::core::option::Option<Choice>,
}

#[derive(::redmod::Args)]
struct Name<'a>(&'a str);

#[derive(::redmod::Args)]
enum Choice {
    None,
    Some(u8),
    Ok { err: u8 },
}

#[derive(::redmod::Reply)]
struct Answer<T> {
    n: T,
}

#[derive(::redmod::Reply)]
enum State {
    Ok,
    Err,
}

#[derive(::redmod::Reply)]
struct Pair(u8, u8);

#[::redmod::on_event(FlushDB, End, optional)]
fn flushed(_: &::redmod::EventContext, _: ::redmod::event::FlushDb) {}

#[::redmod::on_keyspace(generic | key-miss, events = "del keymiss", optional)]
fn notified(_: ::redmod::notification::Notification<'_>, _: &::redmod::NotificationContext) {}

#[::redmod::config(default = 1, range = 0..=9, on_change = takes, apply = apply)]
static LIMIT: ::redmod::Config<i64>;

fn takes(_: i64) -> ::redmod::Result<()> {
    ::core::result::Result::Ok(())
}

fn apply(_: &::redmod::ConfigContext) -> ::redmod::Result<()> {
    ::core::result::Result::Ok(())
}

#[derive(::redmod::ConfigEnum, ::core::clone::Clone, ::core::marker::Copy)]
enum Mode {
    None,
    Some,
}

#[::redmod::config(default = Mode::None)]
static MODE: ::redmod::Config<Mode>;

fn main() {}
