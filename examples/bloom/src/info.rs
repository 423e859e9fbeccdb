//! Decides what `BF.INFO` tells of a filter, in the words of valkey-bloom.

use std::ffi::CStr;

use redmod::prelude::*;
use redmod::reply::Writer;

use crate::filter::Filter;
use crate::settings;
use crate::shape::Shape;

const UNKNOWN: Error = Error::fixed(c"ERR invalid information value");

/// A fact: by what it is asked for, what it is called, and what it is.
type Fact = (&'static str, &'static CStr, Value);

#[derive(Clone, Copy)]
pub enum Value {
    Number(u64),
    Share(f64),
    Nothing,
}

/// One of the facts, or all of them.
pub enum Info {
    One(Value),
    All(Vec<Fact>),
}

// ANCHOR: facts
impl Info {
    /// The fact that is asked for, or all; two are there only if the filter grows.
    pub fn of(filter: &Filter, asked: Option<&ServerStr>) -> Result<Info> {
        use Value::{Nothing, Number, Share};
        let shape = filter.shape();
        let expansion = match shape.expansion {
            0 => Nothing,
            times => Number(times.into()),
        };
        let layers = Number(filter.layers() as u64);
        let mut facts: Vec<Fact> = vec![
            ("CAPACITY", c"Capacity", Number(filter.capacity())),
            ("SIZE", c"Size", Number(filter.size())),
            ("FILTERS", c"Number of filters", layers),
            ("ITEMS", c"Number of items inserted", Number(filter.items())),
            ("ERROR", c"Error rate", Share(shape.rate)),
            ("EXPANSION", c"Expansion rate", expansion),
        ];
        if shape.expansion > 0 {
            let (tightening, most) = (Share(shape.tightening), Number(most_of(shape)));
            facts.push(("TIGHTENING", c"Tightening ratio", tightening));
            facts.push(("MAXSCALEDCAPACITY", c"Max scaled capacity", most));
        }
        let Some(asked) = asked else {
            return Ok(Info::All(facts));
        };
        let is_asked = |it: &&Fact| asked.as_bytes().eq_ignore_ascii_case(it.0.as_bytes());
        let found = facts.iter().find(is_asked);
        found.map(|it| Info::One(it.2)).ok_or(UNKNOWN)
    }
}
// ANCHOR_END: facts

/// How many items a filter would take if it grew as far as it may.
fn most_of(shape: Shape) -> u64 {
    let mut extent = Filter::NOTHING;
    let end = shape.grow(&mut extent, u64::MAX, |bytes| bytes <= settings::limit());
    debug_assert!(end.is_err(), "no filter grows for ever");
    extent.capacity
}

impl Reply for Info {
    fn reply(&self, out: &mut Writer<'_>) {
        match self {
            Info::One(value) => value.reply(out),
            Info::All(facts) => out.array(2 * facts.len(), |out| {
                for (_, name, value) in facts {
                    out.push(Status(name));
                    out.push(value);
                }
            }),
        }
    }
}

impl Reply for Value {
    fn reply(&self, out: &mut Writer<'_>) {
        match self {
            Value::Number(number) => number.reply(out),
            Value::Share(share) => share.reply(out),
            Value::Nothing => out.null(),
        }
    }
}
