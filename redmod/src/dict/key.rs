//! Decides what can be a key of a dictionary: bytes, and the server's own strings as they are.

use crate::args::KeyName;
use crate::{ServerStr, ServerString};

/// A key of a [`Dict`](super::Dict): bytes, a text, or a string of the server's; an empty one too.
/// None of them is copied to look it up.
pub trait Key {
    #[doc(hidden)]
    fn parts(&self) -> Parts<'_>;
}

/// A key in one of the two forms that the server takes.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Parts<'a> {
    Bytes(&'a [u8]),
    String(&'a ServerStr),
}

impl Parts<'_> {
    /// Where the server asks for a key and looks at none.
    pub(super) const NONE: Parts<'static> = Parts::Bytes(&[]);

    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Parts::Bytes(bytes) => bytes,
            Parts::String(string) => string.as_bytes(),
        }
    }
}

macro_rules! keys {
    ($($name:ty: $form:ident;)*) => {$(
        impl Key for $name {
            fn parts(&self) -> Parts<'_> {
                Parts::$form(self.as_ref())
            }
        }
    )*};
}

keys! {
    str: Bytes;
    String: Bytes;
    [u8]: Bytes;
    Vec<u8>: Bytes;
}

impl<const N: usize> Key for [u8; N] {
    fn parts(&self) -> Parts<'_> {
        Parts::Bytes(self)
    }
}

impl Key for ServerStr {
    fn parts(&self) -> Parts<'_> {
        Parts::String(self)
    }
}

impl Key for ServerString {
    fn parts(&self) -> Parts<'_> {
        Parts::String(self)
    }
}

impl Key for KeyName<'_> {
    fn parts(&self) -> Parts<'_> {
        Parts::String(self)
    }
}

impl<T: Key + ?Sized> Key for &T {
    fn parts(&self) -> Parts<'_> {
        (**self).parts()
    }
}
