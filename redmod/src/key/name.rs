//! Decides what can name a key or an element: the server's own strings as they are, anything else
//! as a copy.

use std::borrow::Cow;

use crate::args::KeyName;
use crate::{ServerStr, ServerString};

/// The name of a key, a field, a member: a string of the server's, a text, bytes, or an integer.
///
/// An argument of the call ([`KeyName`], [`ServerStr`]) is used as it is; of all else the server
/// gets a copy.
pub trait Name {
    /// The server's string.
    #[doc(hidden)]
    fn to_server(&self) -> Cow<'_, ServerStr>;

    /// Calls the function with the server's string.
    #[doc(hidden)]
    fn with<R>(&self, f: impl FnOnce(&ServerStr) -> R) -> R {
        f(&self.to_server())
    }
}

impl Name for ServerStr {
    fn to_server(&self) -> Cow<'_, ServerStr> {
        if self.is_lent() {
            Cow::Owned(self.to_owned())
        } else {
            Cow::Borrowed(self)
        }
    }
}

impl Name for KeyName<'_> {
    fn to_server(&self) -> Cow<'_, ServerStr> {
        Cow::Borrowed(self)
    }
}

macro_rules! copied {
    ($($name:ty)*) => {$(
        impl Name for $name {
            fn to_server(&self) -> Cow<'_, ServerStr> {
                Cow::Owned(ServerString::from_bytes(self.as_ref()))
            }
        }
    )*};
}

// A `ServerString` too: what opens the key takes a reference of its own, and an owned string may be
// sent to another thread only as long as nothing else refers to it.
copied!(str String [u8] Vec<u8> ServerString);

/// Integers are named by their decimal digits (`RM_CreateStringFromLongLong`).
macro_rules! integers {
    ($($int:ty)*) => {$(
        impl Name for $int {
            fn to_server(&self) -> Cow<'_, ServerStr> {
                Cow::Owned(ServerString::from_i64((*self).into()))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u16 u32);

impl<T: Name + ?Sized> Name for &T {
    fn to_server(&self) -> Cow<'_, ServerStr> {
        (**self).to_server()
    }
}

impl<const N: usize> Name for [u8; N] {
    fn to_server(&self) -> Cow<'_, ServerStr> {
        self.as_slice().to_server()
    }
}
