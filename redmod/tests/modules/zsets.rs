//! Every function of a sorted set, each in a command of its own.

#![forbid(unsafe_code)]

use std::ops::Bound;

use redmod::key::{ZAddIf, ZAdded, ZRange};
use redmod::prelude::*;
use redmod::reply;

redmod::module! { name: "zsets", version: 1 }

/// The conditions under which something is added.
#[derive(Args)]
enum If {
    Always,
    Nx,
    Xx,
    Gt,
    Lt,
    #[arg(token = "XXGT")]
    XxGt,
    #[arg(token = "XXLT")]
    XxLt,
}

impl From<If> for ZAddIf {
    fn from(condition: If) -> ZAddIf {
        match condition {
            If::Always => ZAddIf::Always,
            If::Nx => ZAddIf::Absent,
            If::Xx => ZAddIf::Present,
            If::Gt => ZAddIf::Greater,
            If::Lt => ZAddIf::Less,
            If::XxGt => ZAddIf::PresentAndGreater,
            If::XxLt => ZAddIf::PresentAndLess,
        }
    }
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn add(mut set: KeyMut<ZSet>, condition: If, member: &ServerStr, score: f64) -> Result<String> {
    let added: ZAdded = set.add_if(condition.into(), member, score)?;
    Ok(format!("{added:?}"))
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn incr(mut set: KeyMut<ZSet>, condition: If, member: &ServerStr, by: f64) -> Result<Option<f64>> {
    set.incr_if(condition.into(), member, by)
}

/// As `ZADD` and `ZINCRBY` without options.
#[command(flags = "write deny-oom", keys = 1..1)]
fn plain(mut set: KeyMut<ZSet>, member: &[u8], score: f64, by: f64) -> Result<(bool, f64)> {
    let is_new = set.add(member, score)? == ZAdded::Added;
    Ok((is_new, set.incr(member, by)?))
}

/// Everything that takes a number is given none; how many were refused.
#[command(flags = "write deny-oom", keys = 1..1)]
fn nan(mut set: KeyMut<ZSet>, member: &[u8]) -> [Option<String>; 4] {
    [
        set.add(member, f64::NAN).err(),
        set.incr(member, f64::NAN).err(),
        set.range_by_score(f64::NAN..).err(),
        set.rev_range_by_score(..=f64::NAN).err(),
    ]
    .map(|error| error.map(|error| error.to_string()))
}

#[command(flags = "readonly", keys = 1..1)]
fn score(set: Key<ZSet>, member: &ServerStr) -> Option<f64> {
    set.score(member)
}

#[command(flags = "readonly", keys = 1..1)]
fn len(set: Key<ZSet>) -> usize {
    set.len()
}

#[command(flags = "write", keys = 1..1)]
fn remove(mut set: KeyMut<ZSet>, member: &ServerStr) -> Result<bool> {
    set.remove(member)
}

/// Which way a range goes.
#[derive(Args)]
enum Way {
    Up,
    Down,
}

/// `(1`, `1`, `-inf`, and `none` for no bound.
fn score_bound(word: &str) -> Result<Bound<f64>> {
    Ok(match word.strip_prefix('(') {
        Some(score) => Bound::Excluded(score.parse()?),
        None if word == "none" => Bound::Unbounded,
        None => Bound::Included(word.parse()?),
    })
}

/// `(a`, `[a`, `-` and `+`.
fn lex_bound(word: &[u8]) -> Result<Bound<&[u8]>> {
    match word {
        [b'(', bytes @ ..] => Ok(Bound::Excluded(bytes)),
        [b'[', bytes @ ..] => Ok(Bound::Included(bytes)),
        b"-" | b"+" => Ok(Bound::Unbounded),
        _ => Err(Error::SYNTAX),
    }
}

/// Members and scores in one array, as the server has it.
fn flat(range: ZRange) -> impl Reply + use<> {
    let elements: Vec<_> = range.collect();
    reply::stream(move |out| {
        out.array(2 * elements.len(), |out| {
            for (member, score) in elements {
                out.push(member);
                out.push(score);
            }
        });
        Ok(())
    })
}

#[command(flags = "readonly", keys = 1..1)]
fn by_score(mut set: Key<ZSet>, way: Way, min: &str, max: &str) -> Result<impl Reply> {
    let range = (score_bound(min)?, score_bound(max)?);
    let range = match way {
        Way::Up => set.range_by_score(range)?,
        Way::Down => set.rev_range_by_score(range)?,
    };
    Ok(flat(range))
}

#[command(flags = "write", keys = 1..1)]
fn by_lex(mut set: KeyMut<ZSet>, way: Way, min: &[u8], max: &[u8]) -> Result<impl Reply> {
    let range = (lex_bound(min)?, lex_bound(max)?);
    Ok(flat(match way {
        Way::Up => set.range_by_lex(range),
        Way::Down => set.rev_range_by_lex(range),
    }))
}

/// The same elements by every form of a range; how many each has.
#[command(flags = "readonly", keys = 1..1)]
fn forms(mut set: Key<ZSet>) -> Result<Vec<usize>> {
    let mut counts = vec![set.range_by_score(..)?.count()];
    counts.push(set.range_by_score(1.0..2.0)?.count());
    counts.push(set.range_by_score(1.0..=2.0)?.count());
    counts.push(set.range_by_score(2.0..)?.count());
    counts.push(set.rev_range_by_score(..2.0)?.count());
    counts.push(
        set.rev_range_by_score(f64::NEG_INFINITY..=f64::INFINITY)?
            .count(),
    );
    counts.push(set.range_by_lex(..).count());
    counts.push(set.range_by_lex("a".."b").count());
    counts.push(set.range_by_lex(b"a"..=b"b").count());
    counts.push(set.range_by_lex(String::from("b")..).count());
    counts.push(set.rev_range_by_lex(..b"b".to_vec()).count());
    counts.push(set.rev_range_by_lex(..="b").count());
    Ok(counts)
}

/// Skips some and takes one, and is exhausted after the end.
#[command(flags = "readonly", keys = 1..1)]
fn nth(mut set: Key<ZSet>, n: usize) -> Result<Option<ServerString>> {
    let mut range = set.range_by_score(..)?;
    let element = range.nth(n);
    if element.is_none() {
        assert!(range.next().is_none(), "nothing is after the end");
    }
    Ok(element.map(|(member, _)| member))
}

/// Leaves ranges behind, changes the set, and goes on.
#[command(flags = "write", keys = 1..1)]
fn forgets(mut set: KeyMut<ZSet>) -> Result<Vec<ServerString>> {
    for _ in 0..2 {
        let mut range = set.rev_range_by_lex("a"..);
        let Some((member, _)) = range.next() else {
            break;
        };
        std::mem::forget(range);
        set.remove(&*member)?;
        let mut range = set.range_by_score(..)?;
        let next = range.next();
        std::mem::forget(range);
        if let Some((member, score)) = next {
            set.incr(&*member, score + 1.0)?;
        }
    }
    let left = set.range_by_score(..)?.map(|(member, _)| member).collect();
    std::mem::forget(set.range_by_lex(..));
    set.delete();
    set.add("new", 1.0)?;
    std::mem::forget(set.range_by_lex(..));
    Ok(left)
}
