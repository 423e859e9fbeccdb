//! Keys that are opened in every mode, and what every handle has.

#![forbid(unsafe_code)]

use std::time::{Duration, SystemTime};

use redmod::args::{ArgKind, Input, Shape};
use redmod::key::{Any, OpenOptions, ValueType};
use redmod::prelude::*;

redmod::module! {
    name: "opens",
    version: 1,
    options: [no_implicit_signal_modified],
}

/// The modes.
#[derive(Args)]
struct Modes {
    /// `no_touch`
    #[arg(token = "NO_TOUCH")]
    no_touch: bool,
    /// `no_notify`
    #[arg(token = "NO_NOTIFY")]
    no_notify: bool,
    /// `no_stats`
    #[arg(token = "NO_STATS")]
    no_stats: bool,
    /// `no_expire`
    #[arg(token = "NO_EXPIRE")]
    no_expire: bool,
    /// `no_effects`
    #[arg(token = "NO_EFFECTS")]
    no_effects: bool,
    /// `access_expired`
    #[arg(token = "ACCESS_EXPIRED")]
    access_expired: bool,
}

impl From<Modes> for OpenOptions {
    fn from(modes: Modes) -> OpenOptions {
        [
            (modes.no_touch, OpenOptions::no_touch as fn(_) -> _),
            (modes.no_notify, OpenOptions::no_notify),
            (modes.no_stats, OpenOptions::no_stats),
            (modes.no_expire, OpenOptions::no_expire),
            (modes.no_effects, OpenOptions::no_effects),
            (modes.access_expired, OpenOptions::access_expired),
        ]
        .into_iter()
        .filter(|(is_set, _)| *is_set)
        .fold(OpenOptions::new(), |options, (_, set)| set(options))
    }
}

#[command(flags = "readonly")]
fn look(cx: &Context, name: &ServerStr, modes: Modes) -> Result<Option<Vec<u8>>> {
    let mut key = OpenOptions::from(modes).open::<Str>(cx, name)?;
    Ok(key.get().map(<[u8]>::to_vec))
}

#[command(flags = "readonly")]
fn look_field(cx: &Context, name: &str, modes: Modes) -> Result<(Option<ServerString>, usize)> {
    let mut key = OpenOptions::from(modes).open::<Hash>(cx, name)?;
    Ok((key.get("f"), key.iter().count()))
}

#[command(flags = "write")]
fn write(cx: &Context, name: &ServerStr, modes: Modes) -> Result<()> {
    OpenOptions::from(modes).open_mut::<Str>(cx, name)?.set("w")
}

#[command(flags = "readonly")]
fn write_in_readonly(cx: &Context, name: &ServerStr) -> Result<()> {
    OpenOptions::new().open_mut::<Str>(cx, name)?.set("w")
}

/// What the eviction knows: the idle time in seconds, and the frequency.
#[command(flags = "readonly")]
fn used(cx: &Context, name: &ServerStr) -> Result<(Option<u64>, Option<u8>)> {
    let key = OpenOptions::new().no_touch().open::<Any>(cx, name)?;
    Ok((key.idle_time().map(|idle| idle.as_secs()), key.frequency()))
}

#[command(flags = "write", keys = 1..1)]
fn set_idle(mut key: KeyMut, seconds: u64) -> Result<()> {
    key.set_idle_time(Duration::from_secs(seconds))
}

#[command(flags = "write", keys = 1..1)]
fn set_frequency(mut key: KeyMut, frequency: u8) -> Result<()> {
    key.set_frequency(frequency)
}

fn millis(at: Option<SystemTime>) -> Option<u64> {
    let since = at?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    u64::try_from(since.as_millis()).ok()
}

/// The type, the length, the time to live in milliseconds, and when that is over.
#[command(flags = "readonly", keys = 1..1)]
fn about(key: Key) -> (Option<String>, usize, Option<u64>, Option<u64>) {
    let kind = key.value_type().map(|it: ValueType| format!("{it:?}"));
    let ttl = key.ttl().map(|ttl| ttl.as_millis() as u64);
    (kind, key.len(), ttl, millis(key.expires_at()))
}

#[command(flags = "write", keys = 1..1)]
fn expire(mut key: KeyMut, millis: Option<u64>) -> Result<()> {
    key.set_ttl(millis.map(Duration::from_millis))
}

#[command(flags = "write", keys = 1..1)]
fn expire_at(mut key: KeyMut, millis: Option<u64>) -> Result<()> {
    let at = |millis| SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
    key.set_expires_at(millis.map(at))
}

#[command(flags = "write", keys = 1..1)]
fn expire_before_1970(mut key: KeyMut) -> Result<()> {
    key.set_expires_at(Some(SystemTime::UNIX_EPOCH - Duration::from_secs(1)))
}

#[command(flags = "write", keys = 1..1)]
fn delete(mut key: KeyMut) -> (bool, bool) {
    (key.delete(), key.exists())
}

#[command(flags = "write", keys = 1..1)]
fn unlink(mut key: KeyMut) -> (bool, bool) {
    (key.unlink(), key.exists())
}

#[command(flags = "write", keys = 1..1)]
fn truncate(mut key: KeyMut<Str>, len: usize) -> Result<()> {
    key.truncate(len)
}

/// Turns every byte over, in place.
#[command(flags = "write", keys = 1..1)]
fn reverse(mut key: KeyMut<Str>) -> Option<usize> {
    let bytes = key.get_mut()?;
    bytes.reverse();
    Some(bytes.len())
}

/// The name of a key that is open, if it has one then.
#[command(flags = "readonly", keys = 1..1)]
fn name(key: Key) -> Option<ServerString> {
    key.name().map(ToOwned::to_owned)
}

/// Says that a key has changed, which it has not.
#[command(flags = "readonly", keys = 1..1)]
fn signal(cx: &Context, name: KeyName) -> Result<()> {
    cx.signal_modified(&name)
}

/// Opens a key for writing, in a database, and changes nothing.
#[command(flags = "write")]
fn signal_handle(cx: &Context, database: i32, name: &ServerStr) -> Result<()> {
    cx.key_mut_in::<Any>(database, name)?.signal_modified()
}

#[command(flags = "write")]
fn no_signal(cx: &Context, name: &ServerStr) -> Result<()> {
    cx.key_mut::<Any>(name).map(drop)
}

/// A set of another database than the selected one.
#[command(flags = "write")]
fn set_elsewhere(cx: &Context, database: i32, name: &ServerStr) -> Result<(usize, i32)> {
    let mut set = cx.key_mut_in::<Set>(database, name)?;
    set.add("a")?;
    set.add("b")?;
    set.remove("a")?;
    Ok((set.len(), cx.database()))
}

/// What a key holds, which becomes 1. It takes the context, which its shape does not say, and forgets the key.
struct Taken(Option<i64>);

impl<'a> Args<'a> for Taken {
    const SHAPE: Shape = Shape::word(ArgKind::String);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let (name, cx) = (input.word()?, input.next::<&Context>()?);
        let mut key = cx.key_mut::<Str>(name)?;
        let old = key
            .get()
            .map(|text| String::from_utf8_lossy(text).into_owned());
        key.set(&1)?;
        std::mem::forget(key);
        Ok(Taken(old.and_then(|text| text.parse().ok())))
    }
}

#[command(flags = "write")]
fn take(taken: Taken) -> Option<i64> {
    taken.0
}
