//! What safe code could try to do to the server.

#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::Duration;

use redmod::call::CallOptions;
use redmod::key::{Any, Name};
use redmod::notification::{Class, Notification};
use redmod::prelude::*;
use redmod::{
    CallReply, FilterArgs, Flush, HeldString, NotificationContext, ServerContext, command_filter,
};

redmod::module! { name: "hostile" }

/// What jobs and notifications have told.
static JOBS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A string with more room than it needs.
fn roomy() -> ServerString {
    let mut string = ServerString::from_bytes(b"");
    for _ in 0..200 {
        string.append(&[b'x'; 700]);
    }
    string
}

/// Sets a key to what it owns, borrows the value, and changes what it owns.
#[command(flags = "write", keys = 1..1)]
fn set_to_owned(mut key: KeyMut<Str>) -> Result<bool> {
    let mut owned = roomy();
    let before = owned.as_bytes().to_vec();
    key.set(&*owned)?;
    let value = key.get().unwrap_or_default();
    owned.shrink_to_fit();
    owned.append(b"more");
    drop(owned);
    let _overwrites: Vec<_> = (0..50).map(|_| vec![0; before.len()]).collect();
    Ok(value == before)
}

/// Passes what it owns to a call that keeps it, and changes it.
#[command(flags = "write", keys = 1..1)]
fn call_with_owned(cx: &mut Context, key: KeyName) -> Result<(usize, usize)> {
    let mut owned = roomy();
    let many: Vec<&ServerStr> = vec![&owned; 20];
    let pushed: usize = cx.call("RPUSH", (key, &many))?;
    cx.call::<()>("DEL", key)?;
    cx.call::<()>("SET", (key, &*owned))?;
    owned.append(b"more");
    Ok((pushed, cx.call("STRLEN", key)?))
}

/// Sets a key to an argument; a thread that calls it has a copy.
#[command(flags = "write", keys = 1..1)]
fn set_to_held(mut key: KeyMut<Str>, value: HeldString) -> Result<String> {
    key.set(&*value)?;
    Ok(String::from_utf8_lossy(value.clone().as_bytes()).into_owned())
}

/// Publishes under the names of the keys that are loaded: strings on the server's stack.
#[on_keyspace(loaded)]
fn on_loaded(cx: &NotificationContext, loaded: Notification<'_>) {
    cx.publish(loaded.key, "loaded");
}

/// A thread sets a key, of which a notification comes.
#[command(flags = "write", replicate = none)]
fn set_on_a_thread(cx: &Context, key: String) -> Result<()> {
    let mut detached = cx.detached()?;
    std::thread::Builder::new().spawn(move || {
        let set = detached.lock().call::<()>("SET", (key, "value"));
        redmod::notice!("on a thread: {set:?}");
    })?;
    Ok(())
}

/// A thread loads or unloads a module.
#[command]
fn module_on_a_thread(cx: &Context, what: String, module: String) -> Result<()> {
    let mut detached = cx.detached()?;
    std::thread::Builder::new().spawn(move || {
        let done = detached.lock().call::<()>("MODULE", (&what, module));
        redmod::notice!("{what} on a thread: {done:?}");
    })?;
    Ok(())
}

/// Posts a job that makes a context, locks it, and lets go of it.
#[on_keyspace(string)]
fn on_string(cx: &NotificationContext, set: Notification<'_>) {
    if !set.key.as_bytes().starts_with(b"job:") {
        return;
    }
    let posted = cx.post(|cx| {
        let Ok(mut detached) = cx.detached() else {
            return;
        };
        let locked = catch_unwind(AssertUnwindSafe(|| drop(detached.lock())));
        drop(detached);
        let told = format!("locked: {}", locked.is_ok());
        if let Ok(mut jobs) = JOBS.lock() {
            jobs.push(told);
        }
    });
    if let Err(error) = posted {
        redmod::warning!("{error}");
    }
}

/// What jobs have told.
#[command]
fn jobs() -> Result<Vec<String>> {
    Ok(std::mem::take(&mut *JOBS.lock()?))
}

/// Makes a deletion of a set's question, unless what is asked for is `none`.
#[command_filter]
fn deletes(args: &mut FilterArgs<'_>) {
    let name = args.get(2).filter(|name| name.as_bytes() != b"none");
    if let Some(name) = name.map(ToOwned::to_owned)
        && args.is_command("SISMEMBER")
    {
        let deleted = args.replace(0, "DEL").and_then(|()| args.replace(1, &name));
        deleted.unwrap_or_else(|error| redmod::warning!("{error}"));
    }
}

/// Asks a set for a member while the value of another key is borrowed.
#[command(flags = "write", keys = 1..2)]
fn ask_a_set(mut key: KeyMut<Str>, mut set: KeyMut<Set>, member: &str) -> Result<(bool, bool)> {
    let value = key.get().unwrap_or_default();
    let before = value.to_vec();
    let is_member = set.contains(member)?;
    let _overwrites: Vec<_> = (0..50).map(|_| vec![0; before.len()]).collect();
    Ok((is_member, value == before))
}

/// Writes to a key in this way.
fn write(cx: &mut ServerContext, how: &str, key: &str) -> Result<()> {
    match how {
        "set" => cx.key_mut::<Str>(key)?.set("value"),
        "push" => cx.key_mut::<List>(key)?.push_back("value"),
        "add" => cx.key_mut::<Set>(key)?.add("value").map(drop),
        "replicate" => cx.replicate("SET", (key, "value")),
        "replicated" => {
            let replicated = CallOptions::new().replicate();
            cx.call_with(replicated, "PUBLISH", (key, "value"))
        }
        "script" => cx.call("EVAL", ("return redis.call('SET', KEYS[1], 'v')", 1, key)),
        "flush" => cx.flush_all(Flush::default()),
        _ => cx.call("SET", (key, "value")),
    }
}

/// Writes from a command that only reads, by another one that writes.
#[command(flags = "readonly")]
fn write_nested(cx: &mut Context, how: &str, key: &str) -> Result<()> {
    match how {
        "nested" => cx.call("HOSTILE.SET_TO_HELD", (key, "value")),
        how => write(cx, how, key),
    }
}

/// Writes a moment later.
#[command(flags = "readonly")]
fn write_later(cx: &Context, how: String, key: String) {
    let write = move |cx: &mut ServerContext| {
        let written = write(cx, &how, &key);
        redmod::notice!("{how} {key}: {written:?}");
    };
    cx.after(Duration::ZERO, write).detach();
}

/// Kills a client, which may be the one that calls.
#[command]
fn kill(cx: &mut Context, id: u64, _fills: &str) -> Result<i64> {
    cx.call("client", ("kill", "ID", id, "SKIPME", "no"))
}

/// The same a moment later.
#[command]
fn kill_later(cx: &Context, id: u64) {
    let kill = move |cx: &mut ServerContext| {
        let killed = cx.call::<i64>("CLIENT", ("KILL", "ID", id));
        redmod::notice!("killed: {killed:?}");
    };
    cx.after(Duration::ZERO, kill).detach();
}

/// Calls any command, and is replicated as it is called; what it replies, or why not.
#[command(flags = "write")]
fn call(cx: &mut Context, command: &str, args: &[&ServerStr]) -> String {
    match cx.call::<CallReply<'_>>(command, args) {
        Ok(reply) => match reply.as_bytes() {
            Some(text) => String::from_utf8_lossy(text).into_owned(),
            None => format!("{reply:?}"),
        },
        Err(error) => error.to_string(),
    }
}

/// The name of a key, which opens that key to name it.
struct Opens<'a>(&'a ServerContext, RefCell<Option<Key<'a, Any>>>);

impl Name for Opens<'_> {
    fn to_server(&self) -> Cow<'_, ServerStr> {
        *self.1.borrow_mut() = self.0.key("there").ok();
        Cow::Owned(ServerString::from_bytes(b"there"))
    }
}

/// Tells of a key that is opened at that moment; what was told when, for the first time.
#[command(flags = "readonly")]
fn notify_of_opened(cx: &Context) -> Result<Vec<String>> {
    JOBS.lock()?.clear();
    let opens = Opens(cx, RefCell::new(None));
    cx.notify(Class::Generic, c"opened", &opens)?;
    JOBS.lock()?.push("it is open".to_owned());
    drop(opens);
    Ok(std::mem::take(&mut *JOBS.lock()?))
}

#[on_keyspace(generic, events = "opened")]
fn on_opened() {
    if let Ok(mut jobs) = JOBS.lock() {
        jobs.push("it is told of".to_owned());
    }
}
