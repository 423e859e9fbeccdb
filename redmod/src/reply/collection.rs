//! Decides how several values are replied.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use super::{Reply, Writer};

impl<T: Reply> Reply for [T] {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        T::reply_slice(self, out);
    }
}

impl<T: Reply, const N: usize> Reply for [T; N] {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        T::reply_slice(self, out);
    }
}

impl<T: Reply> Reply for Vec<T> {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        T::reply_slice(self, out);
    }
}

impl<T: Reply> Reply for VecDeque<T> {
    fn reply(&self, out: &mut Writer<'_>) {
        out.array(self.len(), |out| out.each(self));
    }
}

macro_rules! sets {
    ($($set:ident<T $(, $state:ident)?>)*) => {$(
        impl<T: Reply $(, $state)?> Reply for $set<T $(, $state)?> {
            fn reply(&self, out: &mut Writer<'_>) {
                out.set(self.len(), |out| out.each(self));
            }
        }
    )*};
}

sets!(BTreeSet<T> HashSet<T, S>);

macro_rules! maps {
    ($($map:ident<K, V $(, $state:ident)?>)*) => {$(
        impl<K: Reply, V: Reply $(, $state)?> Reply for $map<K, V $(, $state)?> {
            fn reply(&self, out: &mut Writer<'_>) {
                out.map(self.len(), |out| self.iter().for_each(|(key, value)| out.entry(key, value)));
            }
        }
    )*};
}

maps!(BTreeMap<K, V> HashMap<K, V, S>);

macro_rules! tuples {
    ($($len:literal $($T:ident $i:tt)+;)*) => {$(
        impl<$($T: Reply),+> Reply for ($($T,)+) {
            #[inline]
            fn reply(&self, out: &mut Writer<'_>) {
                out.array($len, |out| {
                    $(out.push(&self.$i);)+
                });
            }
        }
    )*};
}

tuples! {
    1 A 0;
    2 A 0 B 1;
    3 A 0 B 1 C 2;
    4 A 0 B 1 C 2 D 3;
    5 A 0 B 1 C 2 D 3 E 4;
    6 A 0 B 1 C 2 D 3 E 4 F 5;
}
