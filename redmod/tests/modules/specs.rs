//! Keys in every place where a command can have them.

#![forbid(unsafe_code)]

use redmod::prelude::*;
use redmod::{ChannelAccess, KeyPositions};

redmod::module! {
    name: "specs",
    version: 1,
    containers: { "specs.box": "Boxes with things." },
}

type Keys = Result<usize>;

/// Counts what it is given, so that every argument is parsed.
fn count<T>(values: impl Iterator<Item = Result<T>>) -> Keys {
    values.map(|value| value.map(|_| 1)).sum()
}

/// One key.
///
/// This paragraph is no part of the summary.
#[command(
    flags = "readonly fast",
    keys = 1..1,
    since = "1.2.3",
    complexity = "O(1)",
    tips = "nondeterministic_output",
    history(("1.3.0", "It became faster."), ("1.4.0", "It became slower.")),
    acl = "read fast specs"
)]
fn one(_key: KeyName) {}

#[command(name = "SPECS.Shouted")]
fn shouted(_number: i64) {}

#[command(flags = "write deny-oom", keys = 1..2, key_flags(from = "RO ACCESS", to = "OW INSERT"))]
fn two(_from: KeyName, _to: KeyName, _count: i64) {}

#[command(flags = "readonly", keys = 1..-1)]
fn many(keys: Rest<KeyName, 1>) -> Keys {
    count(keys)
}

#[command(flags = "write", keys = 1..-1, step = 2)]
fn pairs(pairs: Rest<(KeyName, f64), 1>) -> Keys {
    count(pairs)
}

#[command(flags = "readonly", keys = 1..-1)]
fn optional(_key: KeyName, _other: Option<KeyName>) {}

#[command(flags = "readonly", keys = 1..2)]
fn optional_first(_key: KeyName, _other: Option<KeyName>, _count: Option<i64>) {}

#[command(flags = "readonly", keys = 1..3)]
fn array(_keys: [KeyName; 3], _rest: Rest<&str>) {}

#[command(flags = "readonly", keys = 2..2)]
fn second(_name: &str, _key: KeyName) {}

#[command(flags = "readonly", keys = 1..3, step = 2)]
fn apart(_key: KeyName, _count: i64, _other: KeyName) {}

/// A key that is written without a look at what it held.
#[derive(Args)]
pub struct Destination<'a>(#[arg(key_flags = "OW INSERT")] pub KeyName<'a>);

#[command(flags = "write", keys = 1..-1)]
fn copies(copies: Rest<(Destination, KeyName), 1>) -> Keys {
    count(copies)
}

#[command(flags = "readonly")]
fn counted(keys: Counted<KeyName>) -> Keys {
    count(keys)
}

#[command(flags = "readonly", keys = 1..1)]
fn fields(_key: KeyName, fields: Counted<&str>) -> Keys {
    count(fields)
}

/// How the scores of the sources are joined.
#[derive(Args)]
pub enum Aggregate {
    /// Added.
    Sum,
    /// The smallest.
    Min,
}

/// Options after the counted keys.
#[derive(Args)]
pub struct Union {
    /// Replies with the scores.
    #[arg(token = "WITHSCORES")]
    pub with_scores: bool,
    /// How they are joined.
    #[arg(token = "AGGREGATE")]
    pub aggregate: Option<Aggregate>,
}

#[command(flags = "write", keys = 1..1)]
fn union(_destination: KeyName, sources: Counted<KeyName>, _options: Union) -> Keys {
    count(sources)
}

/// Options with keys in them.
#[derive(Args)]
pub struct Sort<'a> {
    /// How many.
    #[arg(token = "LIMIT")]
    pub limit: Option<(i64, i64)>,
    /// Where the result goes.
    #[arg(token = "STORE", key_flags = "OW UPDATE")]
    pub store: Option<KeyName<'a>>,
}

#[command(flags = "write", keys = 1..1, key_flags(key = "RO ACCESS"))]
fn sort(_key: KeyName, _options: Sort) {}

/// More keys the more often it is said.
#[derive(Args)]
pub struct Sources<'a> {
    /// Where something comes from.
    #[arg(token = "FROM")]
    pub from: Repeated<KeyName<'a>>,
}

#[command(flags = "readonly")]
fn gather(_sources: Sources) {}

/// A value, or a key that holds it.
#[derive(Args)]
pub enum Source<'a> {
    /// In a key.
    Key(#[arg(key_flags = "RW ACCESS DELETE")] KeyName<'a>),
    /// As it is.
    Value(&'a str),
}

#[command(flags = "readonly")]
fn source(_source: Source) {}

#[command(flags = "write getkeys-api", get_keys = own_positions)]
fn own(_words: &[&ServerStr]) {}

/// Every second argument is a key.
fn own_positions(request: &mut KeyPositions<'_>) {
    for position in (1..request.words().len()).step_by(2) {
        request.writes_key(position);
    }
    // Not there.
    request.reads_key(1000);
}

#[command(flags = "pubsub getchannels-api", get_channels = own_channels)]
fn channels(_words: &[&ServerStr]) {}

/// Every argument is a channel.
fn own_channels(request: &mut KeyPositions<'_>) {
    for position in 1..request.words().len() {
        request.channel(position, ChannelAccess::Subscribe);
    }
}

/// Puts something into a box.
#[command(name = "specs.box put", flags = "write", keys = 2..2)]
fn box_put(_box: KeyName, _thing: &str) {}

/// Looks into boxes.
#[command(name = "specs.box look", flags = "readonly")]
fn box_look(boxes: Counted<KeyName>) -> Keys {
    count(boxes)
}

#[command]
fn no_keys(_words: Rest<&str>) {}
