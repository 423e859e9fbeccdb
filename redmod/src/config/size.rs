//! Decides how numbers of bytes are written: as the server's own configs are, `100mb`.

use std::fmt;
use std::ops::Deref;

/// A number of bytes, as the value of a [`Config`](crate::Config): `100mb`, `64k`, `1000`.
///
/// The units are the server's: `k`, `m` and `g` are powers of 1000; `kb`, `mb` and `gb` powers of 1024.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemorySize(pub u64);

impl Deref for MemorySize {
    type Target = u64;

    fn deref(&self) -> &u64 {
        &self.0
    }
}

impl fmt::Display for MemorySize {
    /// With the largest unit of which it is a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fits = |unit: &&(&[u8], u64)| unit.0.len() == 2 && self.0.is_multiple_of(unit.1);
        match UNITS.iter().rfind(fits).filter(|_| self.0 > 0) {
            Some((name, bytes)) => write!(f, "{}{}", self.0 / bytes, name.escape_ascii()),
            None => write!(f, "{}", self.0),
        }
    }
}

const UNITS: &[(&[u8], u64)] = &[
    (b"", 1),
    (b"b", 1),
    (b"k", 1000),
    (b"kb", 1 << 10),
    (b"m", 1_000_000),
    (b"mb", 1 << 20),
    (b"g", 1_000_000_000),
    (b"gb", 1 << 30),
];

/// The number of bytes that the text is.
pub(super) const fn parse(text: &[u8]) -> Option<u64> {
    with_unit(text, UNITS)
}

/// A whole number with one of these units.
pub(super) const fn with_unit(text: &[u8], units: &[(&[u8], u64)]) -> Option<u64> {
    let (mut number, mut at) = (0u64, 0);
    while at < text.len() && text[at].is_ascii_digit() {
        let Some(tens) = number.checked_mul(10) else {
            return None;
        };
        let Some(sum) = tens.checked_add((text[at] - b'0') as u64) else {
            return None;
        };
        (number, at) = (sum, at + 1);
    }
    let (digits, unit) = text.split_at(at);
    let mut i = 0;
    while i < units.len() && !is_same(units[i].0, unit) {
        i += 1;
    }
    if digits.is_empty() || i == units.len() {
        return None;
    }
    number.checked_mul(units[i].1)
}

/// Whether both are the same, case aside. The standard library's own is not for the compiler in Rust 1.88.
pub(super) const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at].eq_ignore_ascii_case(&b[at]) {
        at += 1;
    }
    at == a.len() && at == b.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_the_servers_units() {
        for (text, bytes) in [
            ("0", Some(0)),
            ("10", Some(10)),
            ("10B", Some(10)),
            ("1k", Some(1000)),
            ("1Kb", Some(1024)),
            ("100mb", Some(100 << 20)),
            ("3g", Some(3_000_000_000)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("18446744073709551615kb", None),
            ("mb", None),
            ("", None),
            ("-1", None),
            ("1.5mb", None),
            ("1 mb", None),
            ("1mbb", None),
        ] {
            assert_eq!(parse(text.as_bytes()), bytes, "{text:?}");
        }
        for bytes in [0, 1, 1000, 1024, 1536 << 10, 1 << 40, u64::MAX] {
            let text = MemorySize(bytes).to_string();
            assert_eq!(parse(text.as_bytes()), Some(bytes), "{text}");
        }
        assert_eq!(MemorySize(1536 << 10).to_string(), "1536kb");
    }
}
