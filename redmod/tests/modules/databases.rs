//! Databases: selected for a while, looked into, emptied.

#![forbid(unsafe_code)]

use redmod::Flush;
use redmod::key::Any;
use redmod::prelude::*;

redmod::module! { name: "databases", version: 1 }

/// Where the call is, and where it was sent.
#[command(flags = "readonly")]
fn select(cx: &mut Context, to: i32) -> Result<(i32, i32, u64)> {
    let from = cx.database();
    cx.select(to)?;
    Ok((from, cx.database(), cx.database_size()))
}

// ANCHOR: nested
/// The sizes of two databases.
#[command(flags = "readonly")]
fn sizes(cx: &mut Context, first: i32, second: i32) -> Result<(u64, u64)> {
    let first = cx.in_database(first, |cx| cx.database_size())?;
    let second = cx.in_database(second, |cx| cx.database_size())?;
    Ok((first, second))
}

/// Copies a string from one database to another.
#[command(flags = "write deny-oom", keys = 1..1)]
fn copy(cx: &Context, name: KeyName, from: i32, to: i32) -> Result<bool> {
    let mut source = cx.key_in::<Str>(from, &name)?;
    let mut target = cx.key_mut_in::<Str>(to, &name)?;
    match source.get() {
        Some(value) => target.set(value).map(|()| true),
        None => Ok(target.delete()),
    }
}
// ANCHOR_END: nested

/// The databases of two open keys.
#[command(flags = "write", keys = 1..1)]
fn databases_of(
    cx: &Context,
    name: KeyName,
    read: i32,
    written: i32,
) -> Result<(Option<i32>, Option<i32>, i32)> {
    let read = cx.key_in::<Any>(read, &name)?;
    let written = cx.key_mut_in::<Any>(written, &name)?;
    Ok((read.database(), written.database(), cx.database()))
}

/// Panics in another database, within a function and after it has selected one more.
#[command(flags = "readonly")]
fn panic_in(cx: &mut Context, first: i32, second: i32) -> Result<i32> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        cx.in_database(first, |cx| {
            assert_eq!(cx.database(), first);
            let _ = cx.select(second);
            panic!("as asked in {}", cx.database());
        })
    }));
    match caught {
        Ok(never) => never,
        Err(_) => Ok(cx.database()),
    }
}

/// Panics in another database.
#[command(flags = "write")]
fn panics(cx: &mut Context, database: i32) -> Result<()> {
    cx.select(database)?;
    cx.key_mut::<Str>("before the panic")?.set("value")?;
    panic!("in {}", cx.database());
}

/// Writes its key, the same in another database, and panics if asked to.
#[command(flags = "write", keys = 1..1)]
fn write_and_select(cx: &mut Context, name: KeyName, other: i32, panics: bool) -> Result<()> {
    cx.key_mut::<Str>(&name)?.set("here")?;
    cx.select(other)?;
    cx.key_mut::<Str>(&name)?.set("there")?;
    assert!(!panics, "as asked");
    Ok(())
}

#[command(flags = "readonly")]
fn random_key(cx: &mut Context) -> Option<ServerString> {
    cx.random_key()
}

#[command(flags = "readonly", keys = 1..1)]
fn exists(cx: &Context, name: KeyName) -> Result<bool> {
    cx.exists(&name)
}

/// Asks for the key while it is open.
#[command(flags = "readonly", keys = 1..1)]
fn exists_while_open(cx: &Context, name: KeyName) -> Result<bool> {
    let _key = cx.key::<Any>(&name)?;
    cx.exists(&name)
}

#[command(flags = "write", replicate = verbatim)]
fn flush(cx: &mut Context, lazy: bool) -> Result<u64> {
    cx.flush_all(Flush {
        lazy,
        ..Flush::default()
    })?;
    Ok(cx.database_size())
}

// ANCHOR: restart
/// Empties everything and starts the append-only file anew.
#[command(flags = "write", replicate = none)]
fn start_over(cx: &mut Context) -> Result<()> {
    cx.flush_all(Flush {
        restart_aof: true,
        ..Flush::default()
    })
}
// ANCHOR_END: restart

/// What may not be.
#[command(flags = "readonly")]
fn flush_reading(cx: &mut Context) -> Result<()> {
    cx.flush_all(Flush::default())
}

#[command(flags = "write", replicate = verbatim)]
fn start_over_verbatim(cx: &mut Context) -> Result<()> {
    cx.flush_all(Flush {
        restart_aof: true,
        ..Flush::default()
    })
}

/// Forgets a stream and an iteration over a sorted set in it, and then empties the databases.
#[command(flags = "write")]
fn forget_and_flush(cx: &mut Context, zset: &str, stream: &str) -> Result<u64> {
    let mut forgotten = cx.key_mut::<ZSet>(zset)?;
    std::mem::forget(forgotten.range_by_score(..)?);
    std::mem::forget(forgotten);
    let mut forgotten = cx.key_mut::<Stream>(stream)?;
    forgotten.add(&[("field", "value")])?;
    std::mem::forget(forgotten);
    cx.flush_all(Flush::default())?;
    Ok(cx.database_size())
}
