//! Decides how a dictionary is walked: by a cursor that lends its keys, or by Rust's iterators, from
//! both ends.

use std::ffi::{CStr, c_void};
use std::marker::PhantomData;
use std::ops::{Bound, RangeBounds};
use std::ptr::NonNull;

use super::key::Parts;
use super::tree::{RawIter, Tree};
use super::{Dict, Key, Relation};
use crate::ServerString;

/// A place in a [`Dict`]: the entry that [`next`](Cursor::next) or [`prev`](Cursor::prev) has
/// returned; at first, and after it was moved, before the entry that was sought. When it is dropped,
/// the server's iterator is too (`RM_DictIteratorStop`).
#[doc(alias = "RM_DictIteratorStop")]
pub struct Cursor<'a, V> {
    iter: RawIter,
    _dict: PhantomData<&'a Dict<V>>,
}

impl<'a, V> Cursor<'a, V> {
    pub(super) fn new(iter: RawIter) -> Cursor<'a, V> {
        Cursor {
            iter,
            _dict: PhantomData,
        }
    }

    /// The entry that was sought, or else the one after the place (`RM_DictNextC`).
    ///
    /// At the end there is nothing, and nothing before it, until the cursor is moved.
    #[doc(alias = "RM_DictNextC")]
    // Not an iterator: the key is lent until the next step.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Option<(&[u8], &'a V)> {
        // SAFETY: a `Box<V>` of the dictionary, which is borrowed during `'a`.
        self.iter
            .next()
            .map(|(key, value)| (key, unsafe { value.cast().as_ref() }))
    }

    /// The entry that was sought, or else the one before the place (`RM_DictPrevC`).
    #[doc(alias = "RM_DictPrevC")]
    pub fn prev(&mut self) -> Option<(&[u8], &'a V)> {
        // SAFETY: as for `next`.
        self.iter
            .prev()
            .map(|(key, value)| (key, unsafe { value.cast().as_ref() }))
    }

    /// Moves to the entry that is nearest to a key (`RM_DictIteratorReseek`,
    /// `RM_DictIteratorReseekC`).
    #[doc(alias = "RM_DictIteratorReseek")]
    #[doc(alias = "RM_DictIteratorReseekC")]
    pub fn seek(&mut self, relation: Relation, key: &(impl Key + ?Sized)) {
        self.iter.seek(relation.operator(), key.parts());
    }

    /// Moves to the first entry (`RM_DictIteratorReseek`).
    pub fn seek_first(&mut self) {
        self.iter.seek(c"^", Parts::NONE);
    }

    /// Moves to the last entry (`RM_DictIteratorReseek`).
    pub fn seek_last(&mut self) {
        self.iter.seek(c"$", Parts::NONE);
    }

    /// Whether the key of the entry is so to another one; at the end it is not (`RM_DictCompare`,
    /// `RM_DictCompareC`).
    #[doc(alias = "RM_DictCompare")]
    #[doc(alias = "RM_DictCompareC")]
    #[must_use]
    pub fn is(&self, relation: Relation, key: &(impl Key + ?Sized)) -> bool {
        self.iter.is(relation.operator(), key.parts())
    }
}

/// The entries of a [`Dict`] in a range of keys, from both ends.
pub struct Iter<'a, V> {
    range: RawRange,
    _dict: PhantomData<&'a Dict<V>>,
}

impl<'a, V> Iter<'a, V> {
    pub(super) fn new<K: Key + ?Sized>(tree: &'a Tree, range: impl RangeBounds<K>) -> Self {
        Iter {
            range: RawRange::new(tree, range),
            _dict: PhantomData,
        }
    }
}

impl<'a, V> Iterator for Iter<'a, V> {
    type Item = (ServerString, &'a V);

    #[doc(alias = "RM_DictNext")]
    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.range.next()?;
        // SAFETY: a `Box<V>` of the dictionary, which is borrowed during `'a`.
        Some((key, unsafe { value.cast().as_ref() }))
    }
}

impl<V> DoubleEndedIterator for Iter<'_, V> {
    #[doc(alias = "RM_DictPrev")]
    fn next_back(&mut self) -> Option<Self::Item> {
        let (key, value) = self.range.next_back()?;
        // SAFETY: as for `next`.
        Some((key, unsafe { value.cast().as_ref() }))
    }
}

impl<V> std::iter::FusedIterator for Iter<'_, V> {}

/// The entries of a [`Dict`] in a range of keys, from both ends, their values to be changed.
pub struct IterMut<'a, V> {
    range: RawRange,
    _dict: PhantomData<&'a mut Dict<V>>,
}

impl<'a, V> IterMut<'a, V> {
    pub(super) fn new<K: Key + ?Sized>(tree: &'a mut Tree, range: impl RangeBounds<K>) -> Self {
        IterMut {
            range: RawRange::new(tree, range),
            _dict: PhantomData,
        }
    }
}

impl<'a, V> Iterator for IterMut<'a, V> {
    type Item = (ServerString, &'a mut V);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.range.next()?;
        // SAFETY: a `Box<V>` of the dictionary, which is borrowed exclusively during `'a`, and
        // which the range returns once.
        Some((key, unsafe { value.cast().as_mut() }))
    }
}

impl<V> DoubleEndedIterator for IterMut<'_, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (key, value) = self.range.next_back()?;
        // SAFETY: as for `next`.
        Some((key, unsafe { value.cast().as_mut() }))
    }
}

impl<V> std::iter::FusedIterator for IterMut<'_, V> {}

/// The entries of a [`Dict`] that is used up.
pub struct IntoIter<V>(Dict<V>);

impl<V> Iterator for IntoIter<V> {
    type Item = (ServerString, V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.pop_first()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.len(), Some(self.0.len()))
    }
}

impl<V> DoubleEndedIterator for IntoIter<V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.pop_last()
    }
}

impl<V> ExactSizeIterator for IntoIter<V> {}
impl<V> std::iter::FusedIterator for IntoIter<V> {}

impl<V> IntoIterator for Dict<V> {
    type Item = (ServerString, V);
    type IntoIter = IntoIter<V>;

    fn into_iter(self) -> IntoIter<V> {
        IntoIter(self)
    }
}

impl<'a, V> IntoIterator for &'a Dict<V> {
    type Item = (ServerString, &'a V);
    type IntoIter = Iter<'a, V>;

    fn into_iter(self) -> Iter<'a, V> {
        self.iter()
    }
}

impl<'a, V> IntoIterator for &'a mut Dict<V> {
    type Item = (ServerString, &'a mut V);
    type IntoIter = IterMut<'a, V>;

    fn into_iter(self) -> IterMut<'a, V> {
        self.iter_mut()
    }
}

/// The entries between two bounds, each of them once. Who has it sees to it that the tree lives and
/// stays as it is.
struct RawRange {
    tree: Tree,
    start: Bound<Vec<u8>>,
    end: Bound<Vec<u8>>,
    /// The place of each end, from the first step on.
    front: Option<RawIter>,
    back: Option<RawIter>,
    is_done: bool,
}

impl RawRange {
    fn new<K: Key + ?Sized>(tree: &Tree, range: impl RangeBounds<K>) -> RawRange {
        let owned = |bound: Bound<&K>| bound.map(|key| key.parts().as_bytes().to_vec());
        RawRange {
            tree: *tree,
            start: owned(range.start_bound()),
            end: owned(range.end_bound()),
            front: None,
            back: None,
            is_done: false,
        }
    }

    fn next(&mut self) -> Option<(ServerString, NonNull<c_void>)> {
        let seek = || start(self.tree, &self.start, c"^", c">=", c">");
        let front = self.front.get_or_insert_with(seek);
        let found = front.next_string().filter(|_| !self.is_done);
        let found = found.filter(|(key, _)| match &self.back {
            Some(back) => back.is(c">", Parts::String(key)),
            None => is_within(front, &self.end, c"<=", c"<"),
        });
        self.is_done = found.is_none();
        found
    }

    fn next_back(&mut self) -> Option<(ServerString, NonNull<c_void>)> {
        let seek = || start(self.tree, &self.end, c"$", c"<=", c"<");
        let back = self.back.get_or_insert_with(seek);
        let found = back.prev_string().filter(|_| !self.is_done);
        let found = found.filter(|(key, _)| match &self.front {
            Some(front) => front.is(c"<", Parts::String(key)),
            None => is_within(back, &self.start, c">=", c">"),
        });
        self.is_done = found.is_none();
        found
    }
}

/// An iterator at a bound.
fn start(
    tree: Tree,
    bound: &Bound<Vec<u8>>,
    unbounded: &'static CStr,
    included: &'static CStr,
    excluded: &'static CStr,
) -> RawIter {
    match bound {
        Bound::Unbounded => tree.start(unbounded, Parts::NONE),
        Bound::Included(key) => tree.start(included, Parts::Bytes(key)),
        Bound::Excluded(key) => tree.start(excluded, Parts::Bytes(key)),
    }
}

/// Whether the entry that an iterator has returned is on the right side of a bound.
fn is_within(
    iter: &RawIter,
    bound: &Bound<Vec<u8>>,
    included: &'static CStr,
    excluded: &'static CStr,
) -> bool {
    match bound {
        Bound::Unbounded => true,
        Bound::Included(key) => iter.is(included, Parts::Bytes(key)),
        Bound::Excluded(key) => iter.is(excluded, Parts::Bytes(key)),
    }
}
