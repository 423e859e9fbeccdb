//! Callbacks within callbacks, and the keys that they hold open. The server that loads this has
//! `EVALSHA` under the name of `SADD`: what a set's handle calls is a script, named as the key is.

#![forbid(unsafe_code)]

use std::sync::Mutex;

use redmod::key::Any;
use redmod::prelude::*;

redmod::module! { name: "nested", version: 1 }

/// The key that the outer callback holds.
static OUTER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// What a script calls, while a set's key is closed and counts as open.
#[command(flags = "write")]
fn called(cx: &Context, what: &str) -> Result<usize> {
    let outer = OUTER.lock()?.clone();
    cx.key_mut::<Hash>("beside")?.set(what, "1");
    match what {
        "opens" => Ok(cx.key_mut::<Set>(&outer)?.len()),
        "reads" => Ok(cx.key::<Any>(&outer)?.len()),
        "panics" => panic!("in the nested call"),
        _ => {
            std::mem::forget(cx.key_mut::<Any>("forgotten")?);
            Ok(1)
        }
    }
}

/// Adds to a set, and tells what came of it; the handle is used afterwards.
#[command(flags = "write", keys = 1..1)]
fn outer(mut set: KeyMut<Set>) -> Result<String> {
    *OUTER.lock()? = set
        .name()
        .map_or_else(Vec::new, |name| name.as_bytes().to_vec());
    let seen = match set.add("0") {
        Ok(is_new) => format!("{is_new}"),
        Err(error) => error.to_string(),
    };
    let there = set.contains("there")?;
    Ok(format!("{there} {} {seen}", set.len()))
}

/// Leaves handles of a key behind, has it changed and deleted by calls, and goes on.
#[command(flags = "write")]
fn forgets(cx: &mut Context, name: &str) -> Result<Vec<i64>> {
    let mut hash = cx.key_mut::<Hash>(name)?;
    hash.set_many(&[("a", "1"), ("b", "2")])?;
    std::mem::forget(hash.iter());
    std::mem::forget(hash);
    let mut seen = vec![cx.call("NESTED.COUNT", name)?];
    std::mem::forget(cx.key_mut::<Hash>(name)?);
    seen.push(cx.call("DEL", name)?);
    let mut hash = cx.key_mut::<Hash>(name)?;
    seen.push(hash.len() as i64);
    hash.set("c", "3");
    drop(hash);
    seen.push(cx.call("HLEN", name)?);
    Ok(seen)
}

#[command(flags = "readonly", keys = 1..1)]
fn count(mut hash: Key<Hash>) -> usize {
    hash.iter().count()
}

/// Visits the fields of a hash, and tries to open the same key, and another one, from inside.
#[command(flags = "readonly")]
fn inside(cx: &Context, name: &str, other: &str) -> Result<Vec<String>> {
    let mut hash = cx.key::<Hash>(name)?;
    let mut seen = Vec::new();
    hash.for_each(|(field, _)| {
        let same = cx.key::<Hash>(name).err().map(|error| error.to_string());
        let there = cx.key::<Hash>(other).map(|hash| hash.contains(field));
        seen.push(format!(
            "{} {}",
            same.unwrap_or_default(),
            there == Ok(true)
        ));
    });
    Ok(seen)
}
