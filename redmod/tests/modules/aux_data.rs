//! Aux data: what is saved beside the keys, before them and after them.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::sync::Mutex;

use redmod::data_type::{RdbReader, RdbWriter, When};
use redmod::prelude::*;
use redmod::{ContextFlag, Global};

redmod::module! { name: "aux", options: [handle_repl_async_load] }

// ANCHOR: aux
/// How often each name was used; no key has it.
static USES: Global<BTreeMap<String, u64>> = Global::new(BTreeMap::new);

/// A name. Beside the keys it is saved how often each was used.
#[data_type(name = "aux-names", encver = 1, aux_save = save_uses, aux_load = load_uses)]
struct Name(String);

fn save_uses(out: &RdbWriter<'_>, _: When) {
    let uses = USES.borrow(out).expect("nobody changes them meanwhile");
    out.value(&*uses);
}

fn load_uses(input: &RdbReader<'_>, _: When) -> Result<()> {
    *USES.borrow_mut(input)? = input.value()?;
    Ok(())
}
// ANCHOR_END: aux

#[command(flags = "write", keys = 1..1)]
fn set(cx: &Context, mut key: KeyMut<Name>, name: String) -> Result<u64> {
    let mut uses = USES.borrow_mut(cx)?;
    let uses = uses.entry(name.clone()).or_default();
    key.set(Name(name));
    *uses += 1;
    Ok(*uses)
}

#[command]
fn uses(cx: &Context, name: &str) -> Result<Option<u64>> {
    Ok(USES.borrow(cx)?.get(name).copied())
}

#[command]
fn forget(cx: &Context) -> Result<()> {
    USES.borrow_mut(cx)?.clear();
    Ok(())
}

/// Before and after the keys, what it is told to write, and whether it panics.
#[data_type(
    name = "aux-marks",
    encver = 3,
    aux_save = save_marks,
    aux_load = load_marks,
    aux_when = "before after"
)]
struct Mark(u64);

/// What is written, and what was read.
static MARKS: Mutex<(String, Vec<String>)> = Mutex::new((String::new(), Vec::new()));

fn save_marks(out: &RdbWriter<'_>, when: When) {
    let what = MARKS.lock().unwrap().0.clone();
    if what.is_empty() {
        return;
    }
    assert_ne!(what, "save-early", "as was asked");
    out.bytes(what.as_bytes());
    if when == When::After {
        assert_ne!(what, "save-after", "as was asked");
    }
    let (key, database) = (out.key(), out.database());
    out.bytes(format!("{when:?} {key:?} {database:?}").as_bytes());
    assert_ne!(what, "save-late", "as was asked");
}

fn load_marks(input: &RdbReader<'_>, when: When) -> Result<()> {
    let what = match input.bytes() {
        Ok(what) => String::from_utf8(what.to_vec())?,
        // Servers that know but one way to save always call.
        Err(error) => {
            see(format!("{when:?} nothing"));
            return Err(error);
        }
    };
    match &what[..] {
        "refused" => return Err(Error::new("nobody wants it")),
        "load" => panic!("as was asked"),
        "short" => return Ok(()),
        "long" => input.double().map(drop)?,
        _ => {}
    }
    let saved = String::from_utf8(input.bytes()?.to_vec())?;
    let flags = input.flags();
    let loading = flags.contains(ContextFlag::Loading);
    let is_async = flags.contains(ContextFlag::AsyncLoading);
    let encver = input.encver();
    see(format!(
        "{what}: {saved}, {when:?} {encver} {loading} {is_async}"
    ));
    Ok(())
}

fn see(what: String) {
    MARKS.lock().unwrap().1.push(what);
}

#[command]
fn write(what: String) {
    MARKS.lock().unwrap().0 = what;
}

#[command]
fn seen() -> Vec<String> {
    std::mem::take(&mut MARKS.lock().unwrap().1)
}

#[command(flags = "write", keys = 1..1)]
fn mark(mut key: KeyMut<Mark>, n: u64) {
    key.set(Mark(n));
}

#[command(flags = "readonly", keys = 1..1)]
fn mark_of(key: Key<Mark>) -> Option<u64> {
    key.get().map(|mark| mark.0)
}

#[command(flags = "readonly", keys = 1..1)]
fn name_of(key: Key<Name>) -> Option<String> {
    key.get().map(|name| name.0.clone())
}
