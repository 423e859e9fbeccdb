//! Decides what can name a key: the server's own strings as they are, anything else as a copy.

use crate::args::KeyName;
use crate::{ServerStr, ServerString};

/// The name of a key: a string of the server's, a text, or bytes.
///
/// An argument of the call ([`KeyName`], [`ServerStr`]) is used as it is; of all else the server
/// gets a copy.
pub trait Name {
    /// Calls the function with the server's string.
    #[doc(hidden)]
    fn with<R>(&self, f: impl FnOnce(&ServerStr) -> R) -> R;
}

impl Name for ServerStr {
    fn with<R>(&self, f: impl FnOnce(&ServerStr) -> R) -> R {
        f(self)
    }
}

impl Name for KeyName<'_> {
    fn with<R>(&self, f: impl FnOnce(&ServerStr) -> R) -> R {
        f(self)
    }
}

macro_rules! copied {
    ($($name:ty)*) => {$(
        impl Name for $name {
            fn with<R>(&self, f: impl FnOnce(&ServerStr) -> R) -> R {
                f(&ServerString::from_bytes(self.as_ref()))
            }
        }
    )*};
}

// A `ServerString` too: what opens the key takes a reference of its own, and an owned string may be
// sent to another thread only as long as nothing else refers to it.
copied!(str String [u8] Vec<u8> ServerString);

impl<T: Name + ?Sized> Name for &T {
    fn with<R>(&self, f: impl FnOnce(&ServerStr) -> R) -> R {
        (**self).with(f)
    }
}
