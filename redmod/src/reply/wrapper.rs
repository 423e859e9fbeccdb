//! Decides how the reply types are named that Rust has no type for.

use std::ffi::CStr;

use super::{Reply, Writer};

/// A simple string: `Status(c"QUEUED")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status<'a>(pub &'a CStr);

impl Reply for Status<'_> {
    fn reply(&self, out: &mut Writer<'_>) {
        out.status(self.0);
    }
}

/// A bulk string from anything that is bytes, where the type alone would reply as an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bulk<T>(pub T);

impl<T: AsRef<[u8]>> Reply for Bulk<T> {
    fn reply(&self, out: &mut Writer<'_>) {
        out.bulk(self.0.as_ref());
    }
}

/// A string with its format, three letters or digits: `Verbatim(b"txt", text)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verbatim<T>(pub &'static [u8; 3], pub T);

impl<T: AsRef<[u8]>> Reply for Verbatim<T> {
    fn reply(&self, out: &mut Writer<'_>) {
        out.verbatim(self.0, self.1.as_ref());
    }
}

/// An integer of any length, by its decimal digits. What is no number is replied as a bulk string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BigNumber<T>(pub T);

impl<T: AsRef<str>> Reply for BigNumber<T> {
    fn reply(&self, out: &mut Writer<'_>) {
        out.big_number(self.0.as_ref());
    }
}

/// The null array of RESP2, as `BLPOP` answers when it times out; null on RESP3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NullArray;

impl Reply for NullArray {
    fn reply(&self, out: &mut Writer<'_>) {
        out.null_array();
    }
}

/// A value with attributes, which clients with RESP3 get in front of it (Redis 7.0).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed<K, V, const N: usize, T> {
    /// The attributes, as keys and values.
    pub attributes: [(K, V); N],
    /// The value.
    pub value: T,
}

impl<K: Reply, V: Reply, const N: usize, T: Reply> Reply for Attributed<K, V, N, T> {
    fn reply(&self, out: &mut Writer<'_>) {
        let attributes = |out: &mut Writer<'_>| {
            self.attributes
                .iter()
                .for_each(|(key, value)| out.entry(key, value));
        };
        out.attributed(N, attributes, |out| self.value.reply(out));
    }
}
