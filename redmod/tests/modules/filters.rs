//! Command filters: what they see, what they change, in which order, and what they cannot do.

#![forbid(unsafe_code)]

use redmod::args::Input;
use redmod::prelude::*;
use redmod::{FilterArgs, Global, LoadContext, command_filter};

redmod::module! { name: "filters", init: init }

/// With `fail` it is not loaded.
fn init(_: &mut LoadContext, input: &mut Input<'_>) -> Result<()> {
    if input.token("fail") {
        return Err(Error::new("as asked"));
    }
    Ok(())
}

// ANCHOR: rename
/// `SETFOR key seconds value` is what it always was: `SET key value EX seconds`.
#[command_filter]
fn set_for(args: &mut FilterArgs<'_>) {
    if args.is_command("setfor") && args.len() == 4 {
        let changed = rewrite(args);
        changed.unwrap_or_else(|error| redmod::warning!("{error}"));
    }
}

fn rewrite(args: &mut FilterArgs<'_>) -> Result<()> {
    let seconds = args.get(2).ok_or(Error::SYNTAX)?.to_owned();
    args.remove(2)?;
    args.insert(3, "EX")?;
    args.insert(4, &seconds)?;
    args.replace(0, "SET")
}
// ANCHOR_END: rename

/// The words of the call, as they come in.
#[command]
fn words(words: Rest<&str>) -> Result<String> {
    let words: Result<Vec<&str>> = words.collect();
    Ok(words?.join(" "))
}

/// The same, called by this module.
#[command]
fn call_words(cx: &mut Context) -> Result<String> {
    cx.call("FILTERS.WORDS", "called")
}

/// And by this module on a thread.
#[command]
fn call_words_on_a_thread(cx: &Context) -> Result<()> {
    let mut detached = cx.detached()?;
    std::thread::Builder::new().spawn(move || {
        let words: Result<String> = detached.lock().call("FILTERS.WORDS", "threaded");
        redmod::notice!("words: {words:?}");
    })?;
    Ok(())
}

fn append(args: &mut FilterArgs<'_>, word: &str) {
    if args.is_command("filters.words") {
        let appended = args.insert(args.len(), word);
        appended.unwrap_or_else(|error| redmod::warning!("{word}: {error}"));
    }
}

#[command_filter]
fn third(args: &mut FilterArgs<'_>) {
    append(args, "third");
}

#[command_filter(name = "second", no_self)]
fn a_second(args: &mut FilterArgs<'_>) {
    append(args, "second");
}

#[command_filter]
fn first(args: &mut FilterArgs<'_>) {
    append(args, "first");
}

#[command_filter]
fn panicking(args: &mut FilterArgs<'_>) {
    if args.get(1).is_some_and(|it| it.as_bytes() == b"panic") {
        args.replace(1, "changed").expect("it is there");
        panic!("amid a change of {args:?}");
    }
}

/// What the filters have to tell.
static SEEN: Global<Vec<String>> = Global::new(Vec::new);

#[command]
fn seen(cx: &Context) -> Result<Vec<String>> {
    Ok(std::mem::take(&mut *SEEN.borrow_mut(cx)?))
}

/// Goes beyond all bounds, and leaves the call as it was.
#[command_filter]
fn bounds(args: &mut FilterArgs<'_>) {
    if !args.is_command("filters.bounds") {
        return;
    }
    let len = args.len();
    let mut seen = vec![format!("{args:?}")];
    for beyond in [len, len + 1, usize::MAX, i32::MAX as usize] {
        seen.push(format!(
            "{} {:?}",
            args.get(beyond).is_none(),
            args.remove(beyond)
        ));
        seen.push(format!("{:?}", args.replace(beyond, "x")));
        let behind = beyond.saturating_add(1);
        seen.push(format!("{:?}", args.insert(behind, "x")));
    }
    while args.len() > 1 {
        args.remove(args.len() - 1).expect("it is not the last one");
    }
    seen.push(format!("{:?} {:?}", args.remove(0), args.remove(1)));
    args.replace(0, &b"PING"[..]).expect("there is a name");
    *SEEN.borrow_mut(args).expect("nobody else is at it") = seen;
}

/// Whose call it is.
#[command_filter]
fn client(args: &mut FilterArgs<'_>) {
    if args.is_command("filters.seen") {
        let id = args.client_id();
        let mut seen = SEEN.borrow_mut(args).expect("nobody else is at it");
        seen.push(format!("{id:?}"));
    }
}

/// Many arguments, of many bytes.
#[command_filter]
fn many(args: &mut FilterArgs<'_>) {
    if args.is_command("filters.many") {
        let (long, count) = ("x".repeat(100_000), 100);
        for _ in 0..count {
            args.insert(1, &long).expect("there is room");
            args.replace(1, &long).expect("it is there");
        }
        for _ in 0..count - 1 {
            args.remove(1).expect("it is there");
        }
        args.replace(0, "STRLEN").expect("there is a name");
    }
}
