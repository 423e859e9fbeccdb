//! Decides how tuples are saved: their parts in order.

use super::{Loader, Persist, Saver, Size};
use crate::Result;
use crate::defrag::Defragmenter;

macro_rules! tuples {
    ($($($part:ident $place:tt)*;)*) => {$(
        impl<$($part: Persist),*> Persist for ($($part,)*) {
            fn save(&self, out: &mut Saver<'_>) {
                $(self.$place.save(out);)*
            }

            fn load(input: &mut Loader<'_>) -> Result<Self> {
                Ok(($($part::load(input)?,)*))
            }

            fn measure(&self, size: &mut Size) {
                $(self.$place.measure(size);)*
            }

            fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
                $(self.$place.defrag(defrag);)*
            }
        }
    )*};
}

tuples! {
    A 0;
    A 0 B 1;
    A 0 B 1 C 2;
    A 0 B 1 C 2 D 3;
    A 0 B 1 C 2 D 3 E 4;
    A 0 B 1 C 2 D 3 E 4 F 5;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11;
}
