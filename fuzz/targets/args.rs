//! Any words as the arguments of a command: they are a value, which is the one that was meant, or an error; never a panic.
//!
//! The first byte says which command, the rest is its words, with 0xFF between them.

#![no_main]

use std::str::{FromStr, from_utf8};
use std::time::Duration;

use libfuzzer_sys::{Corpus, fuzz_target};
use redmod::args::{UnixMillis, UnixSeconds};
use redmod::prelude::*;
use redmod_fuzz::{Event, Host};

redmod::module! { name: "fuzz", version: 1 }

/// A command for each type that replies its argument as text, and what it should reply.
macro_rules! words {
    ($($name:ident: $type:ty = $model:expr;)*) => {
        $(
            #[command]
            fn $name(value: $type) -> String {
                format!("{value:?}")
            }
        )*

        /// The commands of one argument, each with the text that a word stands for.
        const WORDS: &[(&str, fn(&[u8]) -> Option<String>)] = &[$((concat!("fuzz.", stringify!($name)), $model),)*];
    };
}

words! {
    an_i8: i8 = number::<i8>; an_i16: i16 = number::<i16>; an_i32: i32 = number::<i32>; an_i64: i64 = number::<i64>;
    an_i128: i128 = number::<i128>; an_isize: isize = number::<isize>;
    a_u8: u8 = number::<u8>; a_u16: u16 = number::<u16>; a_u32: u32 = number::<u32>; a_u64: u64 = number::<u64>;
    a_u128: u128 = number::<u128>; a_usize: usize = number::<usize>;
    a_f64: f64 = |word| float(word).map(|it| format!("{it:?}"));
    a_f32: f32 = |word| float(word).filter(|it| it.is_infinite() || (*it as f32).is_finite()).map(|it| format!("{:?}", it as f32));
    a_bool: bool = boolean;
    a_char: char = |word| text(word).and_then(|it| it.parse::<char>().ok()).map(|it| format!("{it:?}"));
    a_str: &str = |word| text(word).map(|it| format!("{it:?}"));
    a_string: String = |word| text(word).map(|it| format!("{it:?}"));
    a_slice: &[u8] = |word| Some(format!("{word:?}"));
    a_vec: Vec<u8> = |word| Some(format!("{word:?}"));
    a_server_str: &ServerStr = |word| Some(format!("\"{}\"", word.escape_ascii()));
    a_server_string: ServerString = |word| Some(format!("\"{}\"", word.escape_ascii()));
    a_second: Seconds = |word| time(word).map(|it| format!("Seconds({:?})", Duration::from_secs(it)));
    a_milli: Millis = |word| time(word).map(|it| format!("Millis({:?})", Duration::from_millis(it)));
    a_unix_second: UnixSeconds = |word| time(word).map(|it| format!("UnixSeconds({:?})", std::time::UNIX_EPOCH + Duration::from_secs(it)));
    a_unix_milli: UnixMillis = |word| time(word).map(|it| format!("UnixMillis({:?})", std::time::UNIX_EPOCH + Duration::from_millis(it)));
}

fn text(word: &[u8]) -> Option<&str> {
    from_utf8(word).ok()
}

/// What the server takes for a number is what it would write itself.
fn number<N: FromStr + ToString>(word: &[u8]) -> Option<String> {
    let word = text(word)?;
    word.parse::<N>()
        .ok()
        .map(|it| it.to_string())
        .filter(|it| it == word)
}

fn float(word: &[u8]) -> Option<f64> {
    text(word)?.parse().ok().filter(|it: &f64| !it.is_nan())
}

fn boolean(word: &[u8]) -> Option<String> {
    match &*text(word)?.to_ascii_lowercase() {
        "yes" | "true" | "on" | "1" => Some("true".into()),
        "no" | "false" | "off" | "0" => Some("false".into()),
        _ => None,
    }
}

fn time(word: &[u8]) -> Option<u64> {
    number::<i64>(word)?.parse().ok()
}

/// Options of every kind.
#[derive(Args)]
struct Options<'a> {
    condition: Option<Condition>,
    expiry: Option<Expiry>,
    #[arg(token)]
    get: bool,
    #[arg(token = "LIMIT")]
    limit: Option<(i64, u64)>,
    #[arg(token = "TAG")]
    tags: Repeated<&'a [u8]>,
    #[arg(token = "BOX")]
    sides: Option<[u8; 3]>,
}

#[derive(Args)]
enum Condition {
    Nx,
    Xx,
}

#[derive(Args)]
enum Expiry {
    Ex(Seconds),
    Px(Millis),
    KeepTtl,
}

/// Replies the words that stand for the same options.
#[command]
fn options(first: i64, options: Options) -> Vec<Vec<u8>> {
    let mut words = vec![first.to_string()];
    match options.condition {
        Some(Condition::Nx) => words.push("NX".into()),
        Some(Condition::Xx) => words.push("XX".into()),
        None => {}
    }
    match options.expiry {
        Some(Expiry::Ex(time)) => words.extend(["EX".into(), time.as_secs().to_string()]),
        Some(Expiry::Px(time)) => words.extend(["PX".into(), time.as_millis().to_string()]),
        Some(Expiry::KeepTtl) => words.push("KEEPTTL".into()),
        None => {}
    }
    if options.get {
        words.push("GET".into());
    }
    if let Some((offset, count)) = options.limit {
        words.extend(["LIMIT".into(), offset.to_string(), count.to_string()]);
    }
    if let Some(sides) = options.sides {
        words.push("BOX".into());
        words.extend(sides.map(|side| side.to_string()));
    }
    let mut words: Vec<_> = words.into_iter().map(String::into_bytes).collect();
    for tag in options.tags.0 {
        words.extend([b"TAG".to_vec(), tag.to_vec()]);
    }
    words
}

/// Replies its arguments.
#[command]
fn rest(pairs: Rest<(&[u8], i64), 1>) -> Result<Vec<Vec<u8>>> {
    let mut words = Vec::new();
    for pair in pairs {
        let (name, number) = pair?;
        words.extend([name.to_vec(), number.to_string().into_bytes()]);
    }
    Ok(words)
}

/// Replies its arguments.
#[command]
fn counted(
    items: Counted<u16>,
    after: Option<&[u8]>,
    last: Option<Condition>,
) -> Result<Vec<Vec<u8>>> {
    let items = items.collect::<Result<Vec<_>>>()?;
    let mut words = vec![items.len().to_string()];
    words.extend(items.iter().map(u16::to_string));
    let mut words: Vec<_> = words.into_iter().map(String::into_bytes).collect();
    words.extend(after.map(<[u8]>::to_vec));
    words.extend(last.map(|it| match it {
        Condition::Nx => b"NX".to_vec(),
        Condition::Xx => b"XX".to_vec(),
    }));
    Ok(words)
}

/// Replies its arguments.
#[command]
fn all(words: &[&ServerStr]) -> Vec<Vec<u8>> {
    words.iter().map(|word| word.as_bytes().to_vec()).collect()
}

/// The commands of several arguments: each replies the words that it was called with, or such as mean the same.
const SEVERAL: [&str; 4] = ["fuzz.options", "fuzz.rest", "fuzz.counted", "fuzz.all"];

fuzz_target!(|data: &[u8]| -> Corpus {
    let host = Host::get();
    let [which, rest @ ..] = data else {
        return Corpus::Reject;
    };
    let words: Vec<&[u8]> = match rest {
        [] => Vec::new(),
        rest => rest.split(|byte| *byte == 0xFF).collect(),
    };
    let which = usize::from(*which) % (WORDS.len() + SEVERAL.len());
    match WORDS.get(which) {
        Some((name, model)) => one(host, name, *model, &words),
        None => several(host, SEVERAL[which - WORDS.len()], &words),
    }
    Corpus::Keep
});

fn one(host: &Host, name: &str, model: fn(&[u8]) -> Option<String>, words: &[&[u8]]) {
    let expected = match words {
        [word] => model(word),
        _ => None,
    };
    match (&*host.call(name, words), expected) {
        ([Event::Bulk(found)], Some(expected)) => assert_eq!(*found, expected.into_bytes()),
        ([Event::Error(_)], None) => {}
        (found, expected) => panic!("{name} {words:?}: {found:?} for {expected:?}"),
    }
}

fn several(host: &Host, name: &str, words: &[&[u8]]) {
    let reply = host.call(name, words);
    let [Event::Begin(_), said @ ..] = &*reply else {
        assert!(
            matches!(&*reply, [Event::Error(_)]),
            "{name} {words:?}: {reply:?}"
        );
        return;
    };
    let said: Vec<&[u8]> = said
        .iter()
        .map(|it| match it {
            Event::Bulk(word) => &**word,
            other => panic!("{name} {words:?}: {other:?}"),
        })
        .collect();
    if name != "fuzz.options" {
        // Tokens may be given in any case.
        assert!(
            said.concat().eq_ignore_ascii_case(&words.concat()),
            "{name} {words:?}: {said:?}"
        );
    }
    assert_eq!(host.call(name, &said), reply, "{name} {words:?}");
}
