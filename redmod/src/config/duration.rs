//! Decides how durations are written: a whole number and a unit, `500ms`.

use super::size::with_unit;

/// The units, in nanoseconds.
const UNITS: &[(&[u8], u64)] = &[
    (b"ns", 1),
    (b"us", 1_000),
    (b"ms", 1_000_000),
    (b"s", 1_000_000_000),
    (b"m", 60_000_000_000),
    (b"h", 3_600_000_000_000),
    (b"d", 86_400_000_000_000),
];

/// What is said of a text that is no duration.
pub(super) const WANTED: &str =
    "argument must be a duration, a number with one of the units ns, us, ms, s, m, h, d";

/// The number of nanoseconds that the text is; nothing at all needs no unit.
pub(super) const fn parse(text: &[u8]) -> Option<u64> {
    match text {
        b"0" => Some(0),
        text => with_unit(text, UNITS),
    }
}

/// With the largest unit of which it is a whole number.
pub(super) fn write(nanos: u64) -> String {
    let fits = |unit: &&(&[u8], u64)| nanos.is_multiple_of(unit.1);
    match UNITS.iter().rfind(fits).filter(|_| nanos > 0) {
        Some((name, unit)) => format!("{}{}", nanos / unit, name.escape_ascii()),
        None => "0s".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_whole_numbers_of_a_unit() {
        for (text, nanos, written) in [
            ("0", 0, "0s"),
            ("0h", 0, "0s"),
            ("5s", 5_000_000_000, "5s"),
            ("1500MS", 1_500_000_000, "1500ms"),
            ("120s", 120_000_000_000, "2m"),
            ("7d", 604_800_000_000_000, "7d"),
            ("18446744073709551615ns", u64::MAX, "18446744073709551615ns"),
        ] {
            assert_eq!(parse(text.as_bytes()), Some(nanos), "{text:?}");
            assert_eq!(write(nanos), written);
            assert_eq!(parse(written.as_bytes()), Some(nanos));
        }
        for text in ["", "5", "s", "-5s", "1.5s", "5 s", "1h30m", "213504d"] {
            assert_eq!(parse(text.as_bytes()), None, "{text:?}");
        }
    }
}
