//! Decides how the server's radix tree becomes an ordered map of owned values.
//!
//! The tree is plain memory of the server's allocator, which may be called from any thread; the
//! functions that read it leave it as it is, and each iterator has a state of its own. So a
//! dictionary is as `Send` and `Sync` as its values.

mod defrag;
mod iter;
mod key;
mod tree;

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Bound, RangeBounds};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::NonNull;

pub use iter::{Cursor, IntoIter, Iter, IterMut};
pub use key::Key;

use crate::ServerString;
use crate::panic::discard;
use key::Parts;
use tree::Tree;

/// A map from bytes to `V`, ordered by the bytes, on the server's radix tree: keys that begin alike
/// share their memory.
///
/// Used like a [`BTreeMap`](std::collections::BTreeMap) whose keys are [bytes, texts or strings of
/// the server's](Key). It belongs to no call and no context, so that it may be kept in a static.
///
/// ```no_run
/// use redmod::dict::Dict;
///
/// let mut ages = Dict::new();
/// ages.insert("ada", 36);
/// ages.insert("alan", 41);
/// assert_eq!(ages.insert("ada", 37), Some(36));
/// for (name, age) in &ages {
///     println!("{name:?} is {age}");
/// }
/// assert_eq!(ages.range("al"..).count(), 1);
/// ```
///
/// Nothing is inserted or removed while it is iterated over:
///
/// ```compile_fail,E0502
/// use redmod::dict::Dict;
///
/// fn clear(dict: &mut Dict<u64>) {
///     for (key, _) in dict.iter() {
///         dict.remove(&key);
///     }
/// }
/// ```
///
/// [`retain`](Dict::retain) removes entries on the way.
pub struct Dict<V> {
    /// Each entry's pointer is a `Box<V>` of its own.
    tree: Tree,
    /// Where the server's pass over it has paused, while it defragments.
    pause: Option<defrag::Pause>,
    _values: PhantomData<V>,
}

// SAFETY: see the module's comment; nothing in it is bound to a thread but the values.
unsafe impl<V: Send> Send for Dict<V> {}

// SAFETY: the same: with a shared reference the tree is only read.
unsafe impl<V: Sync> Sync for Dict<V> {}

/// How an entry's key is to be to another one, for [`Cursor::seek`] and [`Cursor::is`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same.
    Equal,
    /// Before it; of several, the last.
    Less,
    /// The same or, if there is no such key, before it.
    LessOrEqual,
    /// After it; of several, the first.
    Greater,
    /// The same or, if there is no such key, after it.
    GreaterOrEqual,
}

impl<V> Dict<V> {
    /// An empty dictionary (`RM_CreateDict`).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateDict")]
    #[must_use]
    pub fn new() -> Dict<V> {
        Dict {
            tree: Tree::new(),
            pause: None,
            _values: PhantomData,
        }
    }

    /// How many entries it has (`RM_DictSize`).
    #[doc(alias = "RM_DictSize")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.tree.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at a key (`RM_DictGet`, `RM_DictGetC`).
    #[doc(alias = "RM_DictGet")]
    #[doc(alias = "RM_DictGetC")]
    #[must_use]
    pub fn get(&self, key: &(impl Key + ?Sized)) -> Option<&V> {
        let value = self.tree.get(key.parts())?;
        // SAFETY: a `Box<V>` of this dictionary's, borrowed as long as the dictionary is.
        Some(unsafe { value.cast::<V>().as_ref() })
    }

    /// The value at a key, to be changed (`RM_DictGet`, `RM_DictGetC`).
    #[must_use]
    pub fn get_mut(&mut self, key: &(impl Key + ?Sized)) -> Option<&mut V> {
        let value = self.tree.get(key.parts())?;
        // SAFETY: as for `get`; and this is the only borrow.
        Some(unsafe { value.cast::<V>().as_mut() })
    }

    /// Whether there is such a key (`RM_DictGet`, `RM_DictGetC`).
    #[must_use]
    pub fn contains_key(&self, key: &(impl Key + ?Sized)) -> bool {
        self.tree.get(key.parts()).is_some()
    }

    /// Sets the value at a key; the one that was there before (`RM_DictReplace`,
    /// `RM_DictReplaceC`).
    #[doc(alias = "RM_DictReplace")]
    #[doc(alias = "RM_DictReplaceC")]
    pub fn insert(&mut self, key: &(impl Key + ?Sized), value: V) -> Option<V> {
        let old = self.tree.get(key.parts());
        self.tree.replace(key.parts(), boxed(value));
        // SAFETY: a `Box<V>` of this dictionary's, which was just taken out.
        old.map(|old| unsafe { unboxed(old.cast()) })
    }

    /// Sets the value at a key that is not there yet (`RM_DictSet`, `RM_DictSetC`).
    ///
    /// # Errors
    /// The value itself where there is such a key; its value stays.
    #[doc(alias = "RM_DictSet")]
    #[doc(alias = "RM_DictSetC")]
    pub fn try_insert(&mut self, key: &(impl Key + ?Sized), value: V) -> Result<(), V> {
        let value = boxed(value);
        if self.tree.set(key.parts(), value) {
            Ok(())
        } else {
            // SAFETY: made just above, and not taken into the tree.
            Err(unsafe { unboxed(value) })
        }
    }

    /// The value at a key; if there is none, it is made and set.
    pub fn get_or_insert_with(
        &mut self,
        key: &(impl Key + ?Sized),
        make: impl FnOnce() -> V,
    ) -> &mut V {
        let mut value = match self.tree.get(key.parts()) {
            Some(value) => value.cast(),
            None => {
                let value = boxed(make());
                self.tree.replace(key.parts(), value);
                value
            }
        };
        // SAFETY: as for `get_mut`.
        unsafe { value.as_mut() }
    }

    /// Removes a key; its value (`RM_DictDel`, `RM_DictDelC`).
    #[doc(alias = "RM_DictDel")]
    #[doc(alias = "RM_DictDelC")]
    pub fn remove(&mut self, key: &(impl Key + ?Sized)) -> Option<V> {
        let value = self.tree.remove(key.parts())?;
        // SAFETY: a `Box<V>` of this dictionary's, which was just taken out.
        Some(unsafe { unboxed(value.cast()) })
    }

    /// Removes the first entry.
    pub fn pop_first(&mut self) -> Option<(ServerString, V)> {
        self.pop(c"^")
    }

    /// Removes the last entry.
    pub fn pop_last(&mut self) -> Option<(ServerString, V)> {
        self.pop(c"$")
    }

    pub(crate) fn as_ptr(&self) -> *mut redmod_sys::RedisModuleDict {
        self.tree.as_ptr()
    }

    fn pop(&mut self, end: &'static std::ffi::CStr) -> Option<(ServerString, V)> {
        let (key, value) = self.tree.start(end, Parts::NONE).next_string()?;
        self.tree.remove(Parts::String(&key))?;
        // SAFETY: a `Box<V>` of this dictionary's, which was just taken out.
        Some((key, unsafe { unboxed(value.cast()) }))
    }

    /// Removes every entry.
    pub fn clear(&mut self) {
        self.retain(|_, _| false);
    }

    /// Keeps the entries for which the function says so.
    pub fn retain(&mut self, mut keep: impl FnMut(&[u8], &mut V) -> bool) {
        let mut place = self.tree.start(c"^", Parts::NONE);
        while let Some((key, value)) = place.next() {
            let mut value = value.cast::<V>();
            // SAFETY: as for `get_mut`.
            if !keep(key, unsafe { value.as_mut() }) {
                let key = key.to_vec();
                self.tree.remove(Parts::Bytes(&key));
                // The iterator's state is void with the removal, and new with the search.
                place.seek(c">", Parts::Bytes(&key));
                // SAFETY: a `Box<V>` of this dictionary's, which was just taken out.
                drop(unsafe { unboxed(value) });
            }
        }
    }

    /// All entries, in the order of their keys (`RM_DictNext`, `RM_DictPrev`).
    ///
    /// Each key is a copy; [`cursor`](Dict::cursor) lends them.
    pub fn iter(&self) -> Iter<'_, V> {
        self.range::<[u8], _>((Bound::Unbounded, Bound::Unbounded))
    }

    /// All entries, in the order of their keys, their values to be changed.
    pub fn iter_mut(&mut self) -> IterMut<'_, V> {
        self.range_mut::<[u8], _>((Bound::Unbounded, Bound::Unbounded))
    }

    /// The entries whose keys are in a range; none if it is reversed.
    pub fn range<K: Key + ?Sized, R: RangeBounds<K>>(&self, range: R) -> Iter<'_, V> {
        Iter::new(&self.tree, range)
    }

    /// The entries whose keys are in a range, their values to be changed.
    pub fn range_mut<K: Key + ?Sized, R: RangeBounds<K>>(&mut self, range: R) -> IterMut<'_, V> {
        IterMut::new(&mut self.tree, range)
    }

    /// A place in the dictionary, at the first entry (`RM_DictIteratorStart`).
    ///
    /// ```no_run
    /// # use redmod::dict::Dict;
    /// fn longest_key(dict: &Dict<u64>) -> usize {
    ///     let (mut longest, mut cursor) = (0, dict.cursor());
    ///     while let Some((key, _)) = cursor.next() {
    ///         longest = longest.max(key.len());
    ///     }
    ///     longest
    /// }
    /// ```
    #[must_use]
    pub fn cursor(&self) -> Cursor<'_, V> {
        Cursor::new(self.tree.start(c"^", Parts::NONE))
    }

    /// A place in the dictionary, at the entry that is nearest to a key (`RM_DictIteratorStart`,
    /// `RM_DictIteratorStartC`).
    #[doc(alias = "RM_DictIteratorStart")]
    #[doc(alias = "RM_DictIteratorStartC")]
    #[must_use]
    pub fn cursor_at(&self, relation: Relation, key: &(impl Key + ?Sized)) -> Cursor<'_, V> {
        Cursor::new(self.tree.start(relation.operator(), key.parts()))
    }
}

impl<V> Default for Dict<V> {
    fn default() -> Dict<V> {
        Dict::new()
    }
}

impl<V> Drop for Dict<V> {
    /// Drops every value, also where that panics, and frees the dictionary (`RM_FreeDict`).
    #[doc(alias = "RM_FreeDict")]
    fn drop(&mut self) {
        let mut panicked = None;
        while let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.clear())) {
            match panicked {
                None => panicked = Some(panic),
                Some(_) => discard(panic),
            }
        }
        // The tree is empty: to free it, the server calls itself once for each byte of a key.
        self.tree.free();
        match panicked {
            Some(panic) if std::thread::panicking() => discard(panic),
            Some(panic) => resume_unwind(panic),
            None => {}
        }
    }
}

impl<V: fmt::Debug> fmt::Debug for Dict<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: Key, V> Extend<(K, V)> for Dict<V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(&key, value);
        }
    }
}

impl<K: Key, V> FromIterator<(K, V)> for Dict<V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Dict<V> {
        let mut dict = Dict::new();
        dict.extend(entries);
        dict
    }
}

impl Relation {
    fn operator(self) -> &'static std::ffi::CStr {
        match self {
            Relation::Equal => c"==",
            Relation::Less => c"<",
            Relation::LessOrEqual => c"<=",
            Relation::Greater => c">",
            Relation::GreaterOrEqual => c">=",
        }
    }
}

/// A value as the tree keeps it.
fn boxed<V>(value: V) -> NonNull<V> {
    NonNull::from(Box::leak(Box::new(value)))
}

/// # Safety
/// `boxed` made it, and nothing else has it.
unsafe fn unboxed<V>(value: NonNull<V>) -> V {
    // SAFETY: the caller's promise.
    *unsafe { Box::from_raw(value.as_ptr()) }
}
