//! Decides how replies are written that are not held in memory: from iterators, whose length is
//! told at the end, and from functions that get the writer.

use std::cell::Cell;

use super::{Reply, ReplyError, Writer};
use crate::Error;

/// An array of what the iterator yields: `reply::array(names.iter())`.
///
/// The iterator runs while the reply is written, after the command's function has returned. If it says in advance exactly how many
/// values come (`size_hint`), the server need not find room for the length afterwards, which is a third cheaper.
pub fn array<I: IntoIterator>(items: I) -> impl Reply
where
    I::Item: Reply,
{
    once(items, |items, out| {
        let items = items.into_iter();
        let exact = exact_len(&items);
        let write = |out: &mut Writer<'_>| out.each(items);
        match exact {
            Some(len) => out.array(len, write),
            None => out.open_array(write),
        }
    })
}

/// A set of what the iterator yields (an array on RESP2).
pub fn set<I: IntoIterator>(items: I) -> impl Reply
where
    I::Item: Reply,
{
    once(items, |items, out| {
        let items = items.into_iter();
        let exact = exact_len(&items);
        let write = |out: &mut Writer<'_>| out.each(items);
        match exact {
            Some(len) => out.set(len, write),
            None => out.open_set(write),
        }
    })
}

/// A map of the pairs that the iterator yields (a flat array on RESP2).
pub fn map<K: Reply, V: Reply>(entries: impl IntoIterator<Item = (K, V)>) -> impl Reply {
    once(entries, |entries, out| {
        let entries = entries.into_iter();
        let exact = exact_len(&entries);
        let write = |out: &mut Writer<'_>| entries.for_each(|(key, value)| out.entry(key, value));
        match exact {
            Some(len) => out.map(len, write),
            None => out.open_map(write),
        }
    })
}

/// How many values come, if the iterator says so. Should it be wrong, the writer keeps to what was announced.
fn exact_len(items: &impl Iterator) -> Option<usize> {
    let (least, most) = items.size_hint();
    most.filter(|most| *most == least)
}

/// A reply that a function writes piece by piece.
///
/// ```no_run
/// # use redmod::prelude::*;
/// # use redmod::reply::{self, Reply};
/// fn squares(n: usize) -> impl Reply {
///     reply::stream(move |out| {
///         out.array(n, |out| (0..n).for_each(|i| out.push(i * i)));
///         Ok(())
///     })
/// }
/// ```
///
/// An error is the reply where nothing was written yet; later it is logged, and what is owed is
/// filled with nulls.
pub fn stream<F>(write: F) -> Stream<F>
where
    F: FnOnce(&mut Writer<'_>) -> Result<(), Error>,
{
    Stream(Cell::new(Some(write)))
}

/// What [`stream`] returns.
pub struct Stream<F>(Cell<Option<F>>);

impl<F> Reply for Stream<F>
where
    F: FnOnce(&mut Writer<'_>) -> Result<(), Error>,
{
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        let Some(write) = self.0.take() else {
            return out.null();
        };
        out.one(|out| match write(out) {
            Err(error) if out.is_untouched() => error.reply_error(out),
            Err(error) => warning!("a reply ended early: {error}"),
            Ok(()) => {}
        });
    }
}

/// A reply that uses its value up; null when it is written a second time.
fn once<T>(value: T, write: impl Fn(T, &mut Writer<'_>)) -> impl Reply {
    struct Once<T, F>(Cell<Option<T>>, F);

    impl<T, F: Fn(T, &mut Writer<'_>)> Reply for Once<T, F> {
        #[inline]
        fn reply(&self, out: &mut Writer<'_>) {
            match self.0.take() {
                Some(value) => (self.1)(value, out),
                None => out.null(),
            }
        }
    }

    Once(Cell::new(Some(value)), write)
}
