//! Calls of other commands: what they are given, what comes back, and how else they are made.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Debug;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use redmod::call::{BlockedCall, CallOptions, CallReply, FromReply, Node, Value};
use redmod::prelude::*;
use redmod::{ServerContext, reply};

redmod::module! { name: "calls", version: 1 }

/// What the letters of a word stand for.
fn by_letters(letters: &str) -> Result<CallOptions> {
    letters
        .chars()
        .try_fold(CallOptions::new(), |options, letter| {
            Ok(match letter {
                '-' => options,
                '!' => options.replicate(),
                'A' => options.replicate_to_replicas(),
                'R' => options.replicate_to_aof(),
                '3' => options.resp3(),
                '0' => options.client_protocol(),
                'C' => options.check_acl(),
                'S' => options.script_mode(),
                'W' => options.no_writes(),
                'E' => options.errors_as_replies(),
                'M' => options.deny_oom(),
                'X' => options.exact(),
                _ => return Err(Error::SYNTAX),
            })
        })
}

/// A command per type: calls what it is given and shows the reply as Rust does.
macro_rules! replies {
    ($($name:ident: $type:ty;)*) => {$(
        #[command(flags = "write", replicate = none)]
        fn $name(cx: &mut Context, letters: &str, command: &str, args: &[&ServerStr]) -> Result<String> {
            let value: $type = cx.call_with(by_letters(letters)?, command, args)?;
            Ok(format!("{value:?}"))
        }
    )*};
}

replies! {
    unit: ();
    i8: i8; i64: i64; u8: u8; u64: u64; i128: i128;
    f64: f64; f32: f32; bool: bool;
    string: String; bytes: Vec<u8>; server_string: ServerString;
    option_i64: Option<i64>; option_unit: Option<()>;
    strings: Vec<String>; options: Vec<Option<String>>;
    pairs: Vec<(String, f64)>; pair: (i64, String); nested: Vec<(i64, Vec<String>)>;
    ordered_map: BTreeMap<String, String>; ordered_set: BTreeSet<String>;
    reply: CallReply<'_>;
}

#[command(flags = "readonly", keys = 1..2)]
fn hashed(cx: &mut Context, map: KeyName, set: KeyName) -> Result<(usize, usize)> {
    let map: HashMap<String, i64> = cx.call("HGETALL", map)?;
    let set: HashSet<Vec<u8>> = cx.call("SMEMBERS", set)?;
    Ok((map.len(), set.len()))
}

/// The reply passed on as it is.
#[command(flags = "write", replicate = none)]
fn pass<'a>(
    cx: &'a mut Context,
    letters: &str,
    command: &str,
    args: &[&ServerStr],
) -> Result<CallReply<'a>> {
    cx.call_with(by_letters(letters)?, command, args)
}

/// A part of the reply passed on as it is.
#[command]
fn pass_part<'a>(
    cx: &'a mut Context,
    letters: &str,
    index: usize,
    command: &str,
    args: &[&ServerStr],
) -> Result<impl Reply + use<'a>> {
    let reply: CallReply<'a> = cx.call_with(by_letters(letters)?, command, args)?;
    Ok(reply::stream(move |out| {
        let part = reply.nodes().and_then(|nodes| nodes.get(index));
        out.push(part.ok_or(Error::SYNTAX)?);
        Ok(())
    }))
}

/// The reply as a tree, written by hand.
#[command(flags = "write", replicate = none)]
fn tree(cx: &mut Context, letters: &str, command: &str, args: &[&ServerStr]) -> Result<String> {
    let reply: CallReply = cx.call_with(by_letters(letters)?, command, args)?;
    Ok(shown(&reply))
}

fn shown(node: &Node) -> String {
    let text = |text: &[u8]| text.escape_ascii().to_string();
    let mut seen = match node.value() {
        Value::Null => "null".to_owned(),
        Value::NullArray => "null array".to_owned(),
        Value::Integer(integer) => integer.to_string(),
        Value::String(string) => text(string),
        Value::Status(status) => format!("+{}", text(status)),
        Value::Error(error) => format!("-{}", text(error)),
        Value::Bool(bool) => bool.to_string(),
        Value::Double(double) => format!("{double:?}"),
        Value::BigNumber(digits) => format!("({})", text(digits)),
        Value::Verbatim {
            format,
            text: bytes,
        } => format!("{}:{}", text(&format), text(bytes)),
        Value::Array(nodes) => format!("{:?}", nodes.map(shown).collect::<Vec<_>>()),
        Value::Set(nodes) => format!("~{:?}", nodes.map(shown).collect::<BTreeSet<_>>()),
        Value::Map(entries) => {
            let entries = entries.map(|(key, value)| (shown(key), shown(value)));
            format!("%{:?}", entries.collect::<BTreeMap<_, _>>())
        }
        other => format!("{other:?}"),
    };
    if let Some(attribute) = node.attribute() {
        let proto = attribute.proto().unwrap_or_default();
        let len = attribute.entries().map(|entries| entries.len());
        seen = format!("|{} {len:?} {seen}", text(proto));
    }
    seen
}

/// Both ways through an array, and its places.
#[command(flags = "readonly", keys = 1..1)]
fn places(cx: &mut Context, key: KeyName) -> Result<String> {
    let reply: CallReply = cx.call("LRANGE", (key, 0, -1))?;
    let nodes = reply.nodes().ok_or(Error::SYNTAX)?;
    let text = |node: &Node| node.to::<String>();
    let forwards: Vec<_> = nodes.map(text).collect::<Result<_>>()?;
    let backwards: Vec<_> = nodes.rev().map(text).collect::<Result<_>>()?;
    let middle = nodes.get(1).map(text).transpose()?;
    let skipped = nodes.skip(1).next_back().map(text).transpose()?;
    let beyond = nodes.get(nodes.len()).is_none() && nodes.get(usize::MAX).is_none();
    Ok(format!(
        "{forwards:?} {backwards:?} {middle:?} {skipped:?} {beyond} {}",
        nodes.len()
    ))
}

/// What arguments of all types arrive as.
#[command(flags = "write", keys = 2..2, replicate = none)]
fn args(cx: &mut Context, argument: &ServerStr, key: KeyName) -> Result<String> {
    /// Echoes what it is given.
    fn echo(cx: &mut Context, value: impl redmod::call::CallArgs) -> Result<Vec<String>> {
        cx.call("calls.echo", value)
    }
    fn show(value: impl Debug) -> String {
        format!("{value:?}")
    }
    let owned = ServerString::from_bytes(b"owned");
    let lines = [
        show(echo(cx, ())?),
        show(echo(
            cx,
            ("text", b"bytes", String::from("string"), vec![0_u8, 255]),
        )?),
        show(echo(cx, (argument, key, &owned, owned.clone()))?),
        show(echo(
            cx,
            (i8::MIN, i16::MIN, i32::MIN, i64::MIN, isize::MIN),
        )?),
        show(echo(
            cx,
            (u8::MAX, u16::MAX, u32::MAX, u64::MAX, usize::MAX),
        )?),
        show(echo(cx, (i128::MIN, u128::MAX, i64::MAX, 0, -1))?),
        show(echo(
            cx,
            (
                1.5,
                -0.0,
                0.1_f32,
                1e300,
                1e-300,
                f64::MAX,
                f64::MIN_POSITIVE,
            ),
        )?),
        show(echo(
            cx,
            (
                f64::INFINITY,
                f64::NEG_INFINITY,
                5.0,
                123456789.0,
                1e16,
                1e17,
            ),
        )?),
        show(echo(
            cx,
            (
                None::<&str>,
                Some("NX"),
                true.then_some("XX"),
                [1, 2],
                &["a", "b"][..],
            ),
        )?),
        show(echo(
            cx,
            (&[("a", 1), ("b", 2)], vec![Some(3), None], ((), ("c",))),
        )?),
        show(echo(
            cx,
            (
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                11,
                (12, 13, 14, 15, 16, 17, 18),
            ),
        )?),
        show(echo(
            cx,
            (
                [0; 15],
                argument,
                argument,
                key,
                "text",
                b"bytes",
                1.5,
                u64::MAX,
                owned,
            ),
        )?),
        show(echo(
            cx,
            ("EX", Seconds(std::time::Duration::from_secs(7))),
        )?),
    ];
    Ok(lines.join("\n"))
}

#[command]
fn echo<'a>(words: &'a [&'a ServerStr]) -> Vec<String> {
    words
        .iter()
        .map(|word| word.as_bytes().escape_ascii().to_string())
        .collect()
}

#[command(flags = "write", keys = 1..1, replicate = none)]
fn many(cx: &mut Context, key: KeyName, count: usize) -> Result<(usize, usize)> {
    let numbers: Vec<usize> = (0..count).collect();
    let pushed = cx.call("RPUSH", (key, &numbers))?;
    let seen: Vec<usize> = cx.call("LRANGE", (key, 0, -1))?;
    if seen != numbers {
        return Err(Error::new("the list is another one"));
    }
    Ok((pushed, seen.len()))
}

/// A large value, from bytes and as the string that came as an argument.
#[command(flags = "write", keys = 1..1, replicate = none)]
fn large(cx: &mut Context, key: KeyName, value: &ServerStr) -> Result<bool> {
    let before = value.as_bytes().to_vec();
    cx.call::<()>("SET", (key, value))?;
    cx.call::<()>("APPEND", (key, "more"))?;
    cx.call::<()>("DEL", &key)?;
    cx.call::<()>("SET", (key, &before))?;
    let seen: Vec<u8> = cx.call("GET", key)?;
    let string: ServerString = cx.call("GET", key)?;
    Ok(value.as_bytes() == before && seen == before && string.as_bytes() == before)
}

#[command(flags = "write", replicate = none)]
fn dry(cx: &mut Context, letters: &str, command: &str, args: &[&ServerStr]) -> Result<()> {
    cx.dry_run(by_letters(letters)?, command, args)
}

/// The same, and is replicated as it is called, if it writes.
#[command(flags = "write")]
fn dry_verbatim(cx: &mut Context, letters: &str, command: &str, args: &[&ServerStr]) -> Result<()> {
    cx.dry_run(by_letters(letters)?, command, args)
}

/// A name that is no C string, one that is long, and both kinds of literals.
#[command]
fn names(cx: &mut Context) -> Result<Vec<String>> {
    let long = "x".repeat(1000);
    let refused = [
        cx.call::<()>("PI\0NG", ()),
        cx.call::<()>(long, ()),
        cx.call::<()>("", ()),
    ];
    let mut seen: Vec<_> = refused
        .iter()
        .map(|refused| format!("{refused:?}"))
        .collect();
    seen.push(cx.call(c"ECHO", "a")?);
    seen.push(cx.call("ECHO", "b")?);
    seen.push(cx.call(String::from("ECHO"), "c")?);
    Ok(seen)
}

/// A type of the author's.
struct Role(String);

impl FromReply for Role {
    fn from_reply(reply: &Node) -> Result<Role> {
        let first = reply.nodes().and_then(|mut nodes| nodes.next());
        Ok(Role(first.ok_or(Error::SYNTAX)?.to()?))
    }
}

#[command]
fn role(cx: &mut Context) -> Result<String> {
    cx.call("ROLE", ()).map(|role: Role| role.0)
}

/// An integer, and text of one.
#[command(flags = "write", keys = 1..2, replicate = none)]
fn numbers(cx: &mut Context, a: KeyName, b: KeyName) -> Result<()> {
    cx.call::<()>("SET", (a, 123))?;
    cx.call("SET", (b, "456"))
}

#[command]
fn must_obey(cx: &Context) -> Result<String> {
    cx.must_obey_client().map(|must| must.to_string())
}

#[command]
fn user(cx: &Context) -> Result<Option<ServerString>> {
    cx.user_name()
}

/// What came of the last call that waited.
static OUTCOME: Mutex<String> = Mutex::new(String::new());
/// The calls that wait, the last one at the end.
static WAITING: Mutex<Vec<BlockedCall>> = Mutex::new(Vec::new());
/// How many functions of calls that wait are there.
static FUNCTIONS: AtomicUsize = AtomicUsize::new(0);

/// Is part of a function that is called when something has come, and counts it.
struct Counted;

impl Counted {
    fn new() -> Counted {
        FUNCTIONS.fetch_add(1, Ordering::Relaxed);
        Counted
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        FUNCTIONS.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Calls a command, and is replicated as it is called.
#[command(flags = "write")]
fn one(cx: &mut Context, command: &str, args: &[&ServerStr]) -> Result<()> {
    cx.call(command, args)
}

/// Calls what may block, and says later what came of it.
#[command(flags = "write", replicate = explicit)]
fn wait(
    cx: &mut Context,
    letters: &str,
    command: &str,
    args: &[&ServerStr],
) -> Result<&'static str> {
    let counted = Counted::new();
    let waiting = cx.call_blocking(by_letters(letters)?, command, args, move |cx, reply| {
        let _counted = counted;
        let reply = reply.and_then(|reply| reply.to::<Option<Vec<String>>>());
        *OUTCOME.lock().unwrap() = format!("{reply:?}");
        if let Ok(Some(words)) = reply {
            assert!(words[1] != "panic", "as it was told");
            let option = CallOptions::new().replicate();
            cx.call_with::<()>(option, "RPUSH", ("came", &words[1]))
                .unwrap();
            // A key that is open for writing, and what it owes.
            cx.key_mut::<Str>("last")
                .and_then(|mut key| key.set(words[1].as_bytes()))
                .unwrap();
            cx.replicate("SET", ("last", &words[1])).unwrap();
        }
    })?;
    let is_waiting = waiting.is_some();
    WAITING.lock().unwrap().extend(waiting);
    Ok(if is_waiting { "waits" } else { "done" })
}

/// Has the rights of a user checked where there is none: by a timer.
#[command]
fn check_later(cx: &Context) {
    let check = |cx: &mut ServerContext| {
        let checked = cx.call_with::<()>(CallOptions::new().check_acl(), "PING", ());
        *OUTCOME.lock().unwrap() = format!("{checked:?}");
    };
    cx.after(Duration::ZERO, check).detach();
}

/// The reply as a string of the server's, if it is one of those.
#[command]
fn server_string_of(
    cx: &mut Context,
    command: &str,
    args: &[&ServerStr],
) -> Result<Option<ServerString>> {
    let reply: CallReply<'_> = cx.call(command, args)?;
    Ok(reply.to_server_string())
}

/// Replicates any command, to each of those who can get it.
#[command(flags = "write", replicate = explicit)]
fn replicate(cx: &Context, command: &str) -> Vec<String> {
    let all = [
        cx.replicate(command, "key"),
        cx.replicate_to_aof(command, "key"),
        cx.replicate_to_replicas(command, "key"),
    ];
    all.map(|sent| format!("{sent:?}")).to_vec()
}

/// What came, and how many functions are left.
#[command]
fn outcome() -> (String, usize) {
    let outcome = std::mem::take(&mut *OUTCOME.lock().unwrap());
    (outcome, FUNCTIONS.load(Ordering::Relaxed))
}

/// Ends the last call that waits, twice.
#[command]
fn abort(cx: &mut Context) -> (bool, bool) {
    let Some(call) = WAITING.lock().unwrap().pop() else {
        return (false, false);
    };
    (call.abort(cx), call.abort(cx))
}

/// Calls and replicates, and ends in an error or a panic.
#[command(flags = "write", keys = 1..1, replicate = explicit)]
fn explicit(cx: &mut Context, key: KeyName, value: i64, end: &str) -> Result<i64> {
    cx.call::<()>("SET", (key, value))?;
    cx.replicate("SET", (key, value))?;
    cx.call::<()>("SET", ("here", value))?;
    let sum = cx.call_with(CallOptions::new().replicate(), "INCRBY", ("sum", value))?;
    cx.replicate_to_aof("SET", ("aof", value))?;
    cx.replicate_to_replicas("SET", ("replicas", value))?;
    let to_aof = CallOptions::new().replicate_to_aof();
    cx.call_with::<()>(to_aof, "RPUSH", ("called-aof", value))?;
    let to_replicas = CallOptions::new().replicate_to_replicas();
    cx.call_with::<()>(to_replicas, "RPUSH", ("called-replicas", value))?;
    match end {
        "panic" => panic!("as it was told"),
        "error" => Err(Error::fixed(c"ERR as it was told")),
        _ => Ok(sum),
    }
}

#[command]
fn avoid(cx: &Context) -> bool {
    cx.avoids_replica_traffic()
}

/// Calls writing commands, and ends in an error or a panic.
#[command(flags = "write", keys = 1..2)]
fn verbatim(cx: &mut Context, a: KeyName, b: KeyName, value: i64, end: &str) -> Result<i64> {
    cx.call::<()>("SET", (a, value))?;
    let sum = cx.call("INCRBY", (b, value))?;
    match end {
        "panic" => panic!("as it was told"),
        "error" => Err(Error::fixed(c"ERR as it was told")),
        _ => Ok(sum),
    }
}

/// Keeps whether its client must be obeyed, which is another answer on a replica.
#[command(flags = "write", keys = 1..1)]
fn obeyed(cx: &mut Context, key: KeyName) -> Result<()> {
    let must_obey = cx.must_obey_client()?;
    cx.call("SET", (key, u8::from(must_obey)))
}
