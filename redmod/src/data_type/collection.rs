//! Decides how collections are saved: their length, and their elements. What is in no order, or is
//! there once, must be so when it is loaded.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};

use super::{Loader, Persist, Saver, Size, unseen};
use crate::defrag::Defragmenter;
use crate::{Error, Result};

/// How many bytes are more than servers move: those of no slab of their allocator.
const LARGE: usize = 64 * 1024;

const TWICE: Error = Error::fixed(c"ERR a key in it is there twice");

impl<T: Persist> Persist for Vec<T> {
    fn save(&self, out: &mut Saver<'_>) {
        out.len(self.len());
        T::save_all(self, out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        let len = input.number_as()?;
        T::load_all(len, input)
    }

    fn measure(&self, size: &mut Size) {
        if self.capacity() > 0 {
            size.block(self);
        }
        measure_all(self, size);
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        defrag.block(self);
        defrag_all(self.iter_mut(), defrag);
    }
}

impl<T: Persist> Persist for Box<[T]> {
    fn save(&self, out: &mut Saver<'_>) {
        out.len(self.len());
        T::save_all(self, out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        Vec::load(input).map(Vec::into_boxed_slice)
    }

    fn measure(&self, size: &mut Size) {
        if !self.is_empty() {
            size.block(self);
        }
        measure_all(self, size);
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        defrag.block(self);
        defrag_all(self.iter_mut(), defrag);
    }
}

impl<T: Persist> Persist for VecDeque<T> {
    fn save(&self, out: &mut Saver<'_>) {
        out.len(self.len());
        let (front, back) = self.as_slices();
        T::save_all(front, out);
        T::save_all(back, out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        Vec::load(input).map(VecDeque::from)
    }

    fn measure(&self, size: &mut Size) {
        unseen::ring::<T>(self.capacity(), size);
        measure_all(self, size);
    }

    /// Its buffer is moved as that of a vector, which puts the elements in a row.
    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        if self.capacity() * size_of::<T>() <= LARGE {
            let mut items = Vec::from(std::mem::take(self));
            defrag.block(&mut items);
            *self = items.into();
        }
        defrag_all(self.iter_mut(), defrag);
    }
}

impl<T: Persist> Persist for Box<T> {
    fn save(&self, out: &mut Saver<'_>) {
        T::save(self, out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        T::load(input).map(Box::new)
    }

    fn measure(&self, size: &mut Size) {
        size.block(self);
        T::measure(self, size);
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        defrag.block(self);
        T::defrag(self, defrag);
    }
}

impl<T: Persist> Persist for Option<T> {
    fn save(&self, out: &mut Saver<'_>) {
        self.is_some().save(out);
        if let Some(value) = self {
            value.save(out);
        }
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        bool::load(input)?.then(|| T::load(input)).transpose()
    }

    fn measure(&self, size: &mut Size) {
        if let Some(value) = self {
            value.measure(size);
        }
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        if let Some(value) = self {
            value.defrag(defrag);
        }
    }
}

/// One that is empty is a byte too, so that no element is without.
impl<T: Persist, const N: usize> Persist for [T; N] {
    fn save(&self, out: &mut Saver<'_>) {
        if N == 0 {
            out.byte(0);
        }
        self.iter().for_each(|item| item.save(out));
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        if N == 0 {
            input.byte()?;
        }
        let mut items = [const { None }; N];
        for item in &mut items {
            *item = Some(T::load(input)?);
        }
        Ok(items.map(|item| item.expect("each was just read")))
    }

    fn measure(&self, size: &mut Size) {
        measure_all(self, size);
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        self.iter_mut().for_each(|item| item.defrag(defrag));
    }
}

impl<K, V, S> Persist for HashMap<K, V, S>
where
    K: Persist + Eq + Hash,
    V: Persist,
    S: BuildHasher + Default,
{
    fn save(&self, out: &mut Saver<'_>) {
        out.entries(self.iter(), |(key, value), out| {
            key.save(out);
            value.save(out);
        });
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        let len = input.number_as()?;
        let room = input.capacity::<(K, V)>(len);
        let mut map = HashMap::with_capacity_and_hasher(room, S::default());
        for _ in 0..len {
            let (key, value) = (K::load(input)?, V::load(input)?);
            if map.insert(key, value).is_some() {
                return Err(TWICE);
            }
        }
        Ok(map)
    }

    fn measure(&self, size: &mut Size) {
        unseen::table::<(K, V)>(self.capacity(), size);
        measure_all(self.iter(), size);
    }

    /// Its values; the table and the keys are the standard library's.
    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        defrag_all(self.values_mut(), defrag);
    }
}

impl<T, S> Persist for HashSet<T, S>
where
    T: Persist + Eq + Hash,
    S: BuildHasher + Default,
{
    fn save(&self, out: &mut Saver<'_>) {
        out.entries(self.iter(), T::save);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        let len = input.number_as()?;
        let mut set = HashSet::with_capacity_and_hasher(input.capacity::<T>(len), S::default());
        for _ in 0..len {
            if !set.insert(T::load(input)?) {
                return Err(TWICE);
            }
        }
        Ok(set)
    }

    fn measure(&self, size: &mut Size) {
        unseen::table::<T>(self.capacity(), size);
        measure_all(self, size);
    }
}

impl<K: Persist + Ord, V: Persist> Persist for BTreeMap<K, V> {
    fn save(&self, out: &mut Saver<'_>) {
        out.len(self.len());
        for (key, value) in self {
            key.save(out);
            value.save(out);
        }
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        let len: usize = input.number_as()?;
        let mut map = BTreeMap::new();
        for _ in 0..len {
            let (key, value) = (K::load(input)?, V::load(input)?);
            if map.insert(key, value).is_some() {
                return Err(TWICE);
            }
        }
        Ok(map)
    }

    fn measure(&self, size: &mut Size) {
        unseen::nodes::<K, V>(self.keys(), size);
        measure_all(self.iter(), size);
    }

    /// Its values; the nodes and the keys are the standard library's.
    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        defrag_all(self.values_mut(), defrag);
    }
}

impl<T: Persist + Ord> Persist for BTreeSet<T> {
    fn save(&self, out: &mut Saver<'_>) {
        out.len(self.len());
        self.iter().for_each(|item| item.save(out));
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        let len: usize = input.number_as()?;
        let mut set = BTreeSet::new();
        for _ in 0..len {
            if !set.insert(T::load(input)?) {
                return Err(TWICE);
            }
        }
        Ok(set)
    }

    fn measure(&self, size: &mut Size) {
        unseen::nodes::<T, ()>(self.iter(), size);
        measure_all(self, size);
    }
}

/// What has no block of its own needs no look.
fn defrag_all<'a, T: Persist + 'a>(
    items: impl ExactSizeIterator<Item = &'a mut T>,
    defrag: &mut Defragmenter<'_>,
) {
    if std::mem::needs_drop::<T>() {
        defrag.each(items, T::defrag);
    }
}

/// What has no block of its own needs no look.
fn measure_all<T: Measure>(items: impl IntoIterator<Item = T>, size: &mut Size) {
    if !T::MAY_OWN {
        return;
    }
    for item in items {
        if size.is_enough() {
            return;
        }
        item.measure(size);
    }
}

/// An element, or an entry of a map.
trait Measure {
    const MAY_OWN: bool;

    fn measure(&self, size: &mut Size);
}

impl<T: Persist> Measure for &T {
    const MAY_OWN: bool = std::mem::needs_drop::<T>();

    fn measure(&self, size: &mut Size) {
        T::measure(self, size);
    }
}

impl<K: Persist, V: Persist> Measure for (&K, &V) {
    const MAY_OWN: bool = std::mem::needs_drop::<K>() || std::mem::needs_drop::<V>();

    fn measure(&self, size: &mut Size) {
        self.0.measure(size);
        self.1.measure(size);
    }
}
