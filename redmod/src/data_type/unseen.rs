//! Decides how much is counted for blocks that the standard library keeps to itself: the tables of hash
//! maps, the nodes of ordered ones, the rings of queues.

use std::mem::MaybeUninit;

use super::Size;
use crate::memory::taken;

/// The table of a hash map: a power of two of places, an eighth of which is free, a byte more for each,
/// and a group of bytes at the end.
pub(super) fn table<T>(capacity: usize, size: &mut Size) {
    if capacity > 0 {
        let places = (capacity + capacity.div_ceil(7)).next_power_of_two();
        size.unseen(1, || {
            taken((places * size_of::<T>()).next_multiple_of(16) + places + 16)
        });
    }
}

/// The ring of a queue.
pub(super) fn ring<T>(capacity: usize, size: &mut Size) {
    if capacity > 0 && size_of::<T>() > 0 {
        size.unseen(1, || taken(capacity * size_of::<T>()));
    }
}

/// The nodes of an ordered map, whose keys come in order.
///
/// How full they are depends on how the map was filled: neighbours in a leaf lie side by side, and two
/// leaves have a key between them that lies in a node further up.
pub(super) fn nodes<'a, K: 'a, V>(keys: impl ExactSizeIterator<Item = &'a K>, size: &mut Size) {
    let len = keys.len();
    if len == 0 {
        return;
    }
    size.unseen(len.div_ceil(ENTRIES), || {
        let (mut gaps, mut next) = (0, None);
        for key in keys {
            let place = std::ptr::from_ref(key);
            gaps += usize::from(next.is_some_and(|next| next != place));
            next = Some(place.wrapping_add(1));
        }
        let above = gaps / 2;
        let leaves = above + 1;
        // These are taken to be as full as the leaves are.
        let inner = (above * leaves).div_ceil(len - above);
        leaves * taken(size_of::<Leaf<K, V>>()) + inner * taken(size_of::<Inner<K, V>>())
    });
}

/// How many entries a node has room for.
const ENTRIES: usize = 11;

/// As large as a leaf.
struct Leaf<K, V> {
    _keys: [MaybeUninit<K>; ENTRIES],
    _values: [MaybeUninit<V>; ENTRIES],
    _parent: usize,
    _place: [u16; 2],
}

/// As large as a node above leaves.
#[repr(C)]
struct Inner<K, V> {
    _entries: Leaf<K, V>,
    _below: [usize; ENTRIES + 1],
}
