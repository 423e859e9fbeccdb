//! Decides how replies are written that are not held in memory: from iterators, whose length is
//! told at the end, and from functions that get the writer.

use std::cell::Cell;

use super::{Reply, ReplyError, Writer};
use crate::Error;

/// An array of what the iterator yields: `reply::array(names.iter())`.
///
/// The iterator runs while the reply is written, after the command's function has returned.
pub fn array<I: IntoIterator>(items: I) -> impl Reply
where
    I::Item: Reply,
{
    once(items, |items, out| {
        out.open_array(|out| items.into_iter().for_each(|item| out.push(item)));
    })
}

/// A set of what the iterator yields (an array on RESP2).
pub fn set<I: IntoIterator>(items: I) -> impl Reply
where
    I::Item: Reply,
{
    once(items, |items, out| {
        out.open_set(|out| items.into_iter().for_each(|item| out.push(item)));
    })
}

/// A map of the pairs that the iterator yields (a flat array on RESP2).
pub fn map<K: Reply, V: Reply>(entries: impl IntoIterator<Item = (K, V)>) -> impl Reply {
    once(entries, |entries, out| {
        out.open_map(|out| {
            entries
                .into_iter()
                .for_each(|(key, value)| out.entry(key, value))
        });
    })
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
        fn reply(&self, out: &mut Writer<'_>) {
            match self.0.take() {
                Some(value) => (self.1)(value, out),
                None => out.null(),
            }
        }
    }

    Once(Cell::new(Some(value)), write)
}
