//! Decides which values are arguments of a call, and of how many arguments each consists.

use super::{ArgList, CallArgs};
use crate::args::{KeyName, Millis, Seconds};
use crate::{ServerStr, ServerString};

impl CallArgs for str {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        args.bytes(self.as_bytes());
    }
}

impl CallArgs for String {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        args.bytes(self.as_bytes());
    }
}

impl CallArgs for ServerStr {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        args.string(self);
    }
}

impl CallArgs for KeyName<'_> {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        args.string(self);
    }
}

/// Copied: what is called may keep the string, and an owned one may be sent to another thread only
/// as long as nothing else refers to it.
impl CallArgs for ServerString {
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        args.bytes(self.as_bytes());
    }
}

impl CallArgs for u8 {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        args.integer((*self).into());
    }

    #[inline(always)]
    fn push_slice<'a>(bytes: &'a [u8], args: &mut ArgList<'a>) {
        args.bytes(bytes);
    }
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl CallArgs for $int {
            #[inline(always)]
            fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
                match i64::try_from(*self) {
                    Ok(value) => args.integer(value),
                    Err(_) => args.push_display(self),
                }
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u16 u32 u64 u128 usize);

/// The shortest text that is read as the same number.
macro_rules! floats {
    ($($float:ty)*) => {$(
        impl CallArgs for $float {
            fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
                if *self == 0.0 || (1e-5..1e17).contains(&self.abs()) || !self.is_finite() {
                    args.push_display(self);
                } else {
                    args.push_display(format_args!("{self:e}"));
                }
            }
        }
    )*};
}

floats!(f32 f64);

/// In seconds or milliseconds, as they are taken.
impl CallArgs for Seconds {
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        args.push_display(self.as_secs());
    }
}

impl CallArgs for Millis {
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        args.push_display(self.as_millis());
    }
}

impl<T: CallArgs> CallArgs for [T] {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        T::push_slice(self, args);
    }
}

impl<T: CallArgs, const N: usize> CallArgs for [T; N] {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        T::push_slice(self, args);
    }
}

impl<T: CallArgs> CallArgs for Vec<T> {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        T::push_slice(self, args);
    }
}

impl<T: CallArgs> CallArgs for Option<T> {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        self.iter().for_each(|value| value.push_to(args));
    }
}

impl<T: CallArgs + ?Sized> CallArgs for &T {
    #[inline(always)]
    fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
        (**self).push_to(args);
    }
}

/// No argument.
impl CallArgs for () {
    #[inline(always)]
    fn push_to<'a>(&'a self, _args: &mut ArgList<'a>) {}
}

macro_rules! tuples {
    ($($name:ident $i:tt),*) => {
        impl<$($name: CallArgs),*> CallArgs for ($($name,)*) {
            #[inline(always)]
            fn push_to<'a>(&'a self, args: &mut ArgList<'a>) {
                $(self.$i.push_to(args);)*
            }
        }
    };
}

tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
tuples!(A 0, B 1, C 2, D 3, E 4);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
