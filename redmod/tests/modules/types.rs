//! Every type of parameter and of reply, each in a command of its own.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::ffi::{CStr, CString};

use redmod::args::{ArgKind, Input, Shape, UnixMillis, UnixSeconds};
use redmod::prelude::*;
use redmod::reply::{self, Attributed, BigNumber, Bulk, NullArray, Verbatim, Writer};
use redmod::{CallReply, KeyPositions, LongDouble};

redmod::module! { name: "types", version: 1 }

/// A command per type that answers with what it was given, as Rust shows it.
macro_rules! params {
    ($($name:ident: $type:ty;)*) => {$(
        #[command]
        fn $name(value: $type) -> String {
            format!("{value:?}")
        }
    )*};
}

params! {
    p_i8: i8; p_i16: i16; p_i32: i32; p_i64: i64; p_i128: i128; p_isize: isize;
    p_u8: u8; p_u16: u16; p_u32: u32; p_u64: u64; p_u128: u128; p_usize: usize;
    p_f32: f32; p_f64: f64; p_bool: bool; p_char: char;
    p_str: &str; p_string: String;
    p_bytes: &[u8]; p_vec: Vec<u8>;
    p_server_str: &ServerStr; p_server_string: ServerString;
    p_seconds: Seconds; p_millis: Millis; p_unix_seconds: UnixSeconds; p_unix_millis: UnixMillis;
    p_option: Option<i64>;
    p_pair: (i64, &str); p_array: [i64; 3];
    p_words: &[&ServerStr];
}

/// A key's name.
#[command(flags = "readonly", keys = 1..1)]
fn p_key(key: KeyName) -> String {
    format!("{key:?}")
}

#[command]
fn p_rest(values: Rest<i64>) -> Result<Vec<i64>> {
    values.collect()
}

#[command]
fn p_rest_some(values: Rest<(&str, f64), 1>) -> Result<String> {
    Ok(format!("{:?}", values.collect::<Result<Vec<_>>>()?))
}

#[command]
fn p_counted(values: Counted<u8>, after: Option<&str>) -> Result<String> {
    Ok(format!(
        "{:?} {after:?}",
        values.collect::<Result<Vec<_>>>()?
    ))
}

#[command]
fn p_context(cx: &Context, n: i64) -> i64 {
    cx.log(redmod::Level::Notice, format_args!("given {n}"));
    n
}

#[command]
fn p_context_mut(n: i64, cx: &mut Context) -> i64 {
    cx.log(redmod::Level::Notice, format_args!("given {n}"));
    n
}

/// A type of the author's own.
#[derive(Debug)]
pub struct Percent(pub u8);

impl<'a> Args<'a> for Percent {
    const SHAPE: Shape = Shape::word(ArgKind::Integer);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        match input.next()? {
            n @ 0..=100 => Ok(Percent(n)),
            _ => Err(Error::fixed(c"ERR a percentage is at most 100")),
        }
    }
}

#[command]
fn p_own(first: Percent, second: Option<Percent>) -> String {
    format!("{first:?} {second:?}")
}

type Alias<'a> = &'a str;

#[command]
fn p_alias<'a>(first: Alias<'a>, second: &'a str) -> &'a str {
    if first > second { first } else { second }
}

/// When something ends.
#[derive(Args, Debug)]
pub enum Expiry {
    /// In so many seconds.
    Ex(Seconds),
    /// In so many milliseconds.
    Px(Millis),
    /// Never.
    Persist,
}

/// Whether the key must exist.
#[derive(Args, Debug)]
pub enum Condition {
    /// It must not.
    Nx,
    /// It must.
    Xx,
}

/// Options of every kind.
#[derive(Args, Debug)]
pub struct Options<'a> {
    /// Tokens of its own.
    pub condition: Option<Condition>,
    /// Tokens with values.
    pub expiry: Option<Expiry>,
    /// A flag.
    #[arg(token = "GET")]
    pub get: bool,
    /// Two values.
    #[arg(token = "LIMIT")]
    pub limit: Option<(i64, i64)>,
    /// As often as one likes.
    #[arg(token = "TAG")]
    pub tags: Repeated<&'a str>,
}

#[command]
fn p_options(first: i64, options: Options) -> String {
    format!("{first} {options:?}")
}

#[command]
fn p_enum(expiry: Expiry) -> String {
    format!("{expiry:?}")
}

#[command]
fn p_leading(condition: Option<Condition>, pairs: Rest<(f64, &str), 1>) -> Result<String> {
    Ok(format!(
        "{condition:?} {:?}",
        pairs.collect::<Result<Vec<_>>>()?
    ))
}

/// A command per type that answers with a value of it.
macro_rules! replies {
    ($($name:ident: $type:ty = $value:expr;)*) => {$(
        #[command]
        fn $name() -> $type {
            $value
        }
    )*};
}

struct Empties;

impl Reply for Empties {
    fn reply(&self, out: &mut Writer<'_>) {
        out.array(2, |out| {
            out.empty_bulk();
            out.empty_array();
        });
    }
}

replies! {
    r_i8: i8 = i8::MIN; r_i16: i16 = i16::MIN; r_i32: i32 = i32::MIN; r_i64: i64 = i64::MIN;
    r_isize: isize = isize::MAX;
    r_u8: u8 = u8::MAX; r_u16: u16 = u16::MAX; r_u32: u32 = u32::MAX;
    r_u64: u64 = u64::MAX; r_u64_small: u64 = 7; r_usize: usize = 7;
    r_i128: i128 = i128::MIN; r_u128: u128 = 7;
    r_f32: f32 = 0.5; r_f64: f64 = 1e308; r_zero: f64 = -0.0;
    r_inf: f64 = f64::NEG_INFINITY; r_nan: f64 = f64::NAN;
    r_bool: bool = true; r_false: bool = false; r_char: char = 'é';
    r_str: &'static str = "a\r\nb"; r_string: String = "text".into();
    r_bytes: &'static [u8] = b"\0\xff\r\n"; r_vec: Vec<u8> = vec![0, 255];
    r_server_string: ServerString = ServerString::from_bytes(b"a\0b");
    r_status: Status<'static> = Status(c"QUEUED");
    r_status_lines: Status<'static> = Status(c"two\r\nlines");
    r_verbatim: Verbatim<&'static str> = Verbatim(b"mkd", "# a");
    r_big_number: BigNumber<&'static str> = BigNumber("-123456789012345678901234567890");
    r_no_big_number: BigNumber<&'static str> = BigNumber("12a");
    r_bulk: Bulk<[u8; 2]> = Bulk(*b"ab");
    r_none: Option<i64> = None; r_some: Option<i64> = Some(1);
    r_null_array: NullArray = NullArray; r_empties: Empties = Empties;
    r_c_str: &'static CStr = c"C"; r_c_string: CString = c"".into();
    r_long_double: LongDouble = LongDouble::from_f64(-0.5);
    r_array: [i64; 2] = [1, 2]; r_list: Vec<i64> = vec![1, 2, 3]; r_empty: Vec<i64> = Vec::new();
    r_slice: &'static [&'static str] = &["a", "b"];
    r_deque: VecDeque<i64> = VecDeque::from([1, 2]);
    r_tuple: (i64, &'static str) = (1, "a");
    r_nested: Vec<Vec<Option<bool>>> = vec![vec![Some(true), None], vec![]];
    r_map: BTreeMap<&'static str, i64> = BTreeMap::from([("a", 1), ("b", 2)]);
    r_hash_map: HashMap<String, i64> = HashMap::from([("a".into(), 1)]);
    r_set: BTreeSet<i64> = BTreeSet::from([1, 2]);
    r_box: Box<str> = "boxed".into();
    r_results: Vec<Result<i64>> = vec![Ok(1), Err(Error::SYNTAX)];
    r_attributed: Attributed<&'static str, i64, 1, &'static str> =
        Attributed { attributes: [("ttl", 9)], value: "v" };
    r_attributed_inside: Vec<Attributed<&'static str, bool, 1, i64>> =
        vec![Attributed { attributes: [("hot", true)], value: 1 }];
}

#[command]
fn r_unit() {}

#[command]
fn r_iterator() -> impl Reply {
    reply::array((1..=3).map(|i| i * i))
}

/// An iterator that says that three values come.
struct Claim<I>(I);

impl<I: Iterator> Iterator for Claim<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (3, Some(3))
    }
}

/// As many as come, whatever was claimed.
#[command]
fn s_claimed(come: i64) -> impl Reply {
    reply::array(Claim(0..come))
}

/// The even ones, of which nobody knows how many there are.
#[command]
fn s_filtered(below: i64) -> impl Reply {
    reply::array((0..below).filter(|i| i % 2 == 0))
}

#[command]
fn r_iterator_map() -> impl Reply {
    reply::map(["a", "b"].into_iter().zip(1..))
}

#[command]
fn r_iterator_set() -> impl Reply {
    reply::set(["a"])
}

/// A set of as many as nobody knows before.
#[command]
fn r_filtered_set() -> impl Reply {
    reply::set((0..4).filter(|i| i % 2 == 0))
}

#[command]
fn r_stream(n: usize) -> impl Reply {
    reply::stream(move |out| {
        out.array(n, |out| (0..n).for_each(|i| out.push(i)));
        Ok(())
    })
}

#[derive(Reply)]
struct Player {
    name: String,
    score: f64,
    tags: Vec<&'static str>,
}

#[command]
fn r_struct() -> Player {
    Player {
        name: "ada".into(),
        score: 1.5,
        tags: vec!["x"],
    }
}

/// Replies of other commands, passed on.
#[command]
fn r_call<'a>(cx: &'a mut Context, name: &str, args: &[&ServerStr]) -> Result<CallReply<'a>> {
    cx.call(name, args)
}

/// Errors.
#[command]
fn e_fixed() -> Result<()> {
    Err(Error::fixed(c"NOPLAYER no such player"))
}

#[command]
fn e_lines(text: &str) -> Result<()> {
    Err(Error::new(text))
}

#[command]
fn e_fixed_lines() -> Result<()> {
    Err(Error::fixed(c"ERR two\r\nlines"))
}

#[command]
fn e_code() -> Result<(), Error> {
    Err(Error::with_code("BUSY\r\n", "%s%n\0"))
}

#[command]
fn e_std(text: &str) -> Result<u8, std::num::ParseIntError> {
    text.parse()
}

#[command]
fn e_question_mark(text: &[u8]) -> Result<u8> {
    Ok(std::str::from_utf8(text)?.parse()?)
}

/// Replies that do not end as they began.
#[command]
fn s_early_error() -> impl Reply {
    reply::stream(|_| Err(Error::fixed(c"ERR before the first value")))
}

#[command]
fn s_late_error() -> impl Reply {
    reply::stream(|out| {
        out.array(3, |out| out.push(1));
        Err(Error::fixed(c"ERR after the first value"))
    })
}

#[command]
fn s_nothing() -> impl Reply {
    reply::stream(|_| Ok(()))
}

#[command]
fn s_too_much() -> impl Reply {
    reply::stream(|out| {
        out.array(1, |out| {
            out.push(1);
            out.push(2);
            out.push(vec![3, 4]);
        });
        out.integer(5);
        Ok(())
    })
}

#[command]
fn s_no_big_number() -> impl Reply {
    reply::stream(|out| {
        out.big_number("1\r\n2");
        Ok(())
    })
}

#[command]
fn s_no_value() -> impl Reply {
    reply::stream(|out| {
        out.open_array(|out| out.attributed(1, |out| out.entry("a", 1), |_| ()));
        Ok(())
    })
}

#[command]
fn s_half_entry() -> impl Reply {
    reply::stream(|out| {
        out.open_map(|out| out.entry("a", reply::stream(|_| Ok(()))));
        Ok(())
    })
}

#[command]
fn s_panic_inside() -> impl Reply {
    reply::stream(|out| {
        out.array(2, |out| {
            out.push(vec![1]);
            out.map(2, |out| {
                out.entry("a", 1);
                panic!("in the middle");
            });
        });
        Ok(())
    })
}

#[command]
fn s_panic_in_iterator() -> impl Reply {
    reply::array((1..=3).inspect(|i| assert!(*i < 3, "the third one")))
}

/// Panics.
#[command]
fn panics(text: &str) {
    panic!("{text}");
}

struct DropPanics;

impl Drop for DropPanics {
    fn drop(&mut self) {
        panic!("once more");
    }
}

#[command(flags = "readonly getkeys-api", get_keys = positions)]
fn asked(_words: &[&ServerStr]) {}

fn positions(request: &mut KeyPositions<'_>) {
    request.reads_key(1);
    assert_ne!(request.words()[1].as_bytes(), b"panic", "no positions");
}

#[command]
fn panics_twice() {
    std::panic::panic_any(DropPanics);
}

#[command(flags = "write", keys = 1..1)]
fn panics_after_write(mut key: KeyMut<Str>, value: &[u8]) -> Result<()> {
    key.set(value)?;
    panic!("after the write");
}

#[command(flags = "write", keys = 1..1)]
fn fails_after_write(mut key: KeyMut<Str>, value: &[u8]) -> Result<()> {
    key.set(value)?;
    Err(Error::fixed(c"ERR after the write"))
}

#[command(flags = "write", keys = 1..1, replicate = none)]
fn writes_here_only(mut key: KeyMut<Str>, value: &[u8]) -> Result<()> {
    key.set(value)
}

#[command(flags = "write", keys = 1..1, replicate = explicit)]
fn writes_otherwise_there(cx: &Context, mut key: KeyMut<Str>, value: &[u8]) -> Result<()> {
    key.set(value)?;
    cx.replicate("SET", (key.name(), "otherwise"))?;
    match cx.replicate("nope", key.name()) {
        Err(error) if error == Error::UNKNOWN_COMMAND => Ok(()),
        other => other.and(Err(Error::SYNTAX)),
    }
}

#[command(flags = "write", keys = 1..1)]
fn forgets(key: KeyMut<Str>) {
    std::mem::forget(key);
}

#[command(flags = "readonly", keys = 1..1)]
fn integer(mut key: Key<Str>) -> Result<Option<i64>> {
    key.integer()
}

#[command(flags = "write", keys = 1..2)]
fn copies(mut from: Key<Str>, mut to: KeyMut<Str>) -> Result<bool> {
    match from.get() {
        Some(value) => to.set(value).map(|()| true),
        None => {
            to.delete();
            Ok(false)
        }
    }
}
