//! Decides how single values are replied.

use std::borrow::Cow;
use std::ffi::{CStr, CString};
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::Arc;

use super::{Reply, Writer};
use crate::log::Line;
use crate::{LongDouble, ServerStr, ServerString};

impl Reply for () {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        out.ok();
    }
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl Reply for $int {
            #[inline(always)]
            fn reply(&self, out: &mut Writer<'_>) {
                out.integer((*self).into());
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u16 u32);

impl Reply for u8 {
    #[inline(always)]
    fn reply(&self, out: &mut Writer<'_>) {
        out.integer((*self).into());
    }

    #[inline(always)]
    fn reply_slice(bytes: &[u8], out: &mut Writer<'_>) {
        out.bulk(bytes);
    }
}

macro_rules! wide_integers {
    ($($int:ty)*) => {$(
        impl Reply for $int {
            #[inline]
            fn reply(&self, out: &mut Writer<'_>) {
                match i64::try_from(*self) {
                    Ok(value) => out.integer(value),
                    Err(_) => big(out, *self),
                }
            }
        }
    )*};
}

wide_integers!(isize u64 usize i128 u128);

#[cold]
fn big(out: &mut Writer<'_>, number: impl std::fmt::Display) {
    let mut line = Line::new();
    write!(line, "{number}").expect("40 characters at most");
    out.big_number(line.as_c_str().to_str().expect("digits"));
}

impl Reply for f64 {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        out.double(*self);
    }
}

impl Reply for f32 {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        out.double((*self).into());
    }
}

impl Reply for LongDouble {
    fn reply(&self, out: &mut Writer<'_>) {
        out.long_double(*self);
    }
}

impl Reply for bool {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        out.bool(*self);
    }
}

impl Reply for str {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        out.bulk(self.as_bytes());
    }
}

impl Reply for String {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        out.bulk(self.as_bytes());
    }
}

impl Reply for CStr {
    fn reply(&self, out: &mut Writer<'_>) {
        out.c_string(self);
    }
}

impl Reply for CString {
    fn reply(&self, out: &mut Writer<'_>) {
        out.c_string(self);
    }
}

impl Reply for char {
    fn reply(&self, out: &mut Writer<'_>) {
        out.bulk(self.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

impl Reply for ServerStr {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        out.string(self);
    }
}

impl Reply for ServerString {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        out.string(self);
    }
}

impl<T: Reply> Reply for Option<T> {
    #[inline]
    fn reply(&self, out: &mut Writer<'_>) {
        match self {
            Some(value) => value.reply(out),
            None => out.null(),
        }
    }

    #[inline]
    fn reply_call(&self, out: &mut Writer<'_>) {
        match self {
            Some(value) => value.reply_call(out),
            None => out.null(),
        }
    }
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<T: Reply + ?Sized> Reply for $pointer {
            #[inline(always)]
            fn reply(&self, out: &mut Writer<'_>) {
                (**self).reply(out);
            }
        }
    )*};
}

pointers!(&T &mut T Box<T> Rc<T> Arc<T>);

impl<T: Reply + ToOwned + ?Sized> Reply for Cow<'_, T> {
    fn reply(&self, out: &mut Writer<'_>) {
        (**self).reply(out);
    }
}
