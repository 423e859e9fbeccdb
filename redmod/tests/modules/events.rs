//! Every event and every class of notifications, written to the log as it is seen.

#![forbid(unsafe_code)]

use std::collections::HashSet;
use std::fmt::Debug;

use redmod::call::CallOptions;
use redmod::event::{
    AtomicSlotMigration, AuthenticationAttempt, ClientChange, CommandResult, Config, CronLoop,
    EventLoop, FlushDb, ForkChild, Loading, LoadingProgress, LostKey, ModuleChange, Persistence,
    PrimaryLinkChange, ReplAsyncLoad, ReplBackup, ReplicaChange, ReplicationRoleChanged, Shutdown,
    SwapDb,
};
use redmod::notification::{Class, Notification};
use redmod::prelude::*;
use redmod::{AnyContext, EventContext, Global, Level, NotificationContext};

redmod::module! {
    name: "events",
    version: 1,
    options: [handle_repl_async_load, handle_atomic_slot_migration],
}

fn saw(cx: &AnyContext, what: &str, payload: impl Debug) {
    cx.log(Level::Notice, format_args!("saw {what} {payload:?}"));
}

/// What comes many times per second is logged once.
static SEEN: Global<HashSet<String>> = Global::new(HashSet::new);

fn saw_once(cx: &AnyContext, what: &str, payload: impl Debug) {
    if SEEN
        .borrow_mut(cx)
        .unwrap()
        .insert(format!("{what} {payload:?}"))
    {
        saw(cx, what, payload);
    }
}

#[on_event(ReplicationRoleChanged)]
fn role(cx: &EventContext, event: ReplicationRoleChanged) {
    saw(cx, "role", event);
}

#[on_event(Persistence)]
fn persistence(cx: &EventContext, event: Persistence) {
    saw(cx, "persistence", event);
}

#[on_event(FlushDB)]
fn flush(cx: &EventContext, event: FlushDb) {
    assert_ne!(event.database, Some(7), "no flush of database 7");
    saw(cx, "flush", event);
}

// ANCHOR: event
/// After the one above, for one subevent, with the parameters the other way round.
#[on_event(FlushDB, End)]
fn flushed(event: FlushDb, cx: &EventContext) {
    saw(cx, "flushed", event.database);
    let posted = cx.post(|cx| {
        cx.call_with::<i64>(CallOptions::new().replicate(), "INCR", "flushes")
            .unwrap();
    });
    if let Err(error) = posted {
        cx.log(Level::Notice, format_args!("not posted: {error}"));
    }
}
// ANCHOR_END: event

#[on_event(Loading)]
fn loading(cx: &EventContext, event: Loading) {
    saw(cx, "loading", event);
    if event == Loading::RdbStart {
        saw(cx, "refusal", cx.post(|_| {}));
    }
}

#[on_event(Loading, Ended, Failed)]
fn loaded(cx: &EventContext, event: Loading) {
    saw(cx, "loaded", event);
}

#[on_event(ClientChange)]
fn client(cx: &EventContext, event: ClientChange) {
    let (address, port) = (event.client.address(), event.client.port());
    saw(cx, "client", (event.change, address, port));
}

#[on_event(Shutdown)]
fn shutdown(cx: &EventContext, event: Shutdown) {
    saw(cx, "shutdown", event);
}

#[on_event(ReplicaChange)]
fn replica(cx: &EventContext, event: ReplicaChange) {
    saw(cx, "replica", event);
}

#[on_event(MasterLinkChange)]
fn link(cx: &EventContext, event: PrimaryLinkChange) {
    saw(cx, "link", event);
}

#[on_event(CronLoop)]
fn cron(cx: &EventContext, event: CronLoop) {
    saw_once(cx, "cron", event);
}

#[on_event(ModuleChange)]
fn module(cx: &EventContext, event: ModuleChange) {
    saw(cx, "module", event);
}

#[on_event(LoadingProgress)]
fn progress(cx: &EventContext, event: LoadingProgress) {
    saw_once(cx, "progress", event);
}

#[on_event(SwapDB, optional)]
fn swap(cx: &EventContext, event: SwapDb) {
    saw(cx, "swap", event);
}

#[on_event(ReplBackup, optional)]
fn backup(cx: &EventContext, event: ReplBackup) {
    saw(cx, "backup", event);
}

#[on_event(ForkChild, optional)]
fn child(cx: &EventContext, event: ForkChild) {
    saw(cx, "child", event);
}

#[on_event(ReplAsyncLoad, optional)]
fn async_load(cx: &EventContext, event: ReplAsyncLoad) {
    saw(cx, "async load", event);
}

#[on_event(EventLoop, optional)]
fn event_loop(cx: &EventContext, event: EventLoop) {
    saw_once(cx, "loop", event);
}

#[on_event(Config, optional)]
fn config(cx: &EventContext, event: Config) {
    saw(cx, "config", event.names().collect::<Vec<_>>());
}

#[data_type(name = "lostvalue", encver = 1)]
struct Held {
    number: u64,
}

#[command(flags = "write", keys = 1..1)]
fn hold(mut key: KeyMut<Held>, number: u64) {
    key.set(Held { number });
}

#[command(flags = "write", keys = 1..1)]
fn unhold(mut key: KeyMut<Held>) {
    key.delete();
}

#[on_event(Key, optional)]
fn key(cx: &EventContext, event: LostKey) {
    assert_ne!(event.name().as_bytes(), b"panic", "no loss of this key");
    saw(cx, "key", event);
}

// ANCHOR: key
#[on_event(Key, optional)]
fn held(cx: &EventContext, event: LostKey) {
    if let Some(held) = event.value::<Held>() {
        saw(cx, "held", held.number);
    }
}
// ANCHOR_END: key

#[on_event(AuthenticationAttempt, optional)]
fn authentication(cx: &EventContext, event: AuthenticationAttempt) {
    let AuthenticationAttempt {
        user,
        module,
        is_granted,
        ..
    } = event;
    saw(cx, "authentication", (user, module, is_granted));
}

#[on_event(AtomicSlotMigration, optional)]
fn migration(cx: &EventContext, event: AtomicSlotMigration) {
    saw(
        cx,
        "migration",
        (event.state(), event.slots().collect::<Vec<_>>()),
    );
    assert_eq!(event.job().to_bytes().len(), 40);
}

#[on_event(CommandResultSuccess, optional)]
#[on_event(CommandResultFailure, optional)]
#[on_event(CommandResultRejected, optional)]
#[on_event(CommandResultACLRejected, optional)]
fn result(cx: &EventContext, event: CommandResult) {
    let is_probe = |arg: &&ServerStr| arg.as_bytes() == b"probe";
    if event.arguments.iter().any(is_probe) {
        let CommandResult {
            outcome,
            command,
            changes,
            is_module,
            forbidden,
            ..
        } = event;
        let what = (
            outcome,
            command,
            changes,
            is_module,
            forbidden,
            event.arguments.len(),
        );
        saw(cx, "result", what);
    }
}

#[on_keyspace(all | key-miss | loaded | new, optional)]
fn notification(cx: &NotificationContext, what: Notification) {
    if what.key.as_bytes() == b"panic" {
        panic!("no notification of this key");
    }
    let Notification {
        class,
        event,
        key,
        database,
        ..
    } = what;
    saw(cx, "notification", (class, event, key, database));
}

// ANCHOR: keyspace
#[on_keyspace(string, events = "set setrange")]
fn set(cx: &NotificationContext, what: Notification) {
    saw(cx, "set", what.key);
    let key = what.key.as_bytes().to_vec();
    if key == b"posted" {
        let posted = cx.post(move |cx| {
            let replicate = CallOptions::new().replicate();
            cx.call_with::<i64>(replicate, "RPUSH", ("jobs", &key))
                .unwrap();
        });
        saw(cx, "post", posted);
    } else if key == b"job-panics" {
        cx.post(|_| panic!("no such job")).unwrap();
    }
}
// ANCHOR_END: keyspace

// ANCHOR: notify
/// Notifies of a key while it is open.
#[command(flags = "write", keys = 1..1)]
fn touch(cx: &Context, key: KeyMut<Str>) -> Result<()> {
    key.notify(Class::Module, "touch")?;
    cx.notify(Class::Module, "again", key.name().unwrap())?;
    saw(cx, "open", ());
    drop(key);
    saw(cx, "closed", ());
    Ok(())
}
// ANCHOR_END: notify

/// Notifies of a key, and leaves it open.
#[command(flags = "write", keys = 1..1)]
fn leave(key: KeyMut<Str>) -> Result<()> {
    key.notify(Class::Module, "leave")?;
    std::mem::forget(key);
    Ok(())
}

/// Notifies of a key that nobody has open.
#[command]
fn tell(cx: &Context, key: &[u8]) -> Result<(bool, bool)> {
    cx.notify(Class::Module, "tell", key)?;
    saw(cx, "told", ());
    Ok((
        cx.notified_classes().contains(Class::Module),
        cx.supported_classes().contains(Class::Module),
    ))
}
