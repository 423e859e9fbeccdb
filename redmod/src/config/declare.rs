//! Decides what is wrong with a config that only its type can tell: run by the compiler, on the value of the static.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::Duration;

use super::kind::NONE;
use super::{Config, ConfigEnum, ConfigValue, Core, Flags, Kind, MemorySize, OnChange, Value};
use super::{duration, size};

/// The bits of a default that is kept as it is, before the module is loaded.
pub(super) const UNSET: u64 = u64::MAX;

/// The type of both ends of a range, for configs that have none.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum HasNoRange {}

type NoRange = Option<HasNoRange>;

const fn new<T: ConfigValue>(
    kind: Kind,
    default: Value<'static>,
    kept: Option<T::Kept>,
) -> Config<T> {
    let bits = match default {
        Value::Bits(bits) => bits,
        Value::Text(_) => 0,
    };
    Config {
        core: Core {
            kind,
            default,
            bits: AtomicU64::new(bits),
            text: RefCell::new(None),
            is_new: AtomicBool::new(false),
        },
        kept,
        on_change: None,
    }
}

impl<T: ConfigValue> Config<T> {
    /// What stands beside an error.
    #[doc(hidden)]
    #[must_use]
    pub const fn undeclared() -> Config<T> {
        new(Kind::Bool, Value::Bits(UNSET), None)
    }

    /// Has the function called before a value is set.
    #[doc(hidden)]
    #[must_use]
    pub const fn on_change(mut self, function: OnChange<T>) -> Config<T> {
        self.on_change = Some(function);
        self
    }
}

const EMPTY: &str = "the range is empty";
const OUTSIDE: &str = "the default is not within the range";

/// One end of a range, or else that of the type.
macro_rules! end {
    ($given:expr, $least_or_most:expr) => {
        match $given {
            Some(end) => end,
            None => $least_or_most,
        }
    };
}

macro_rules! numbers {
    ($($kind:ident as $wide:ty: $($number:ident)*;)*) => {$($(
        impl Config<$number> {
            #[doc(hidden)]
            #[must_use]
            #[track_caller]
            pub const fn declare(
                default: $number,
                min: Option<$number>,
                max: Option<$number>,
            ) -> Config<$number> {
                let (min, max) = (end!(min, $number::MIN), end!(max, $number::MAX));
                assert!(min <= max, "{}", EMPTY);
                assert!(min <= default && default <= max, "{}", OUTSIDE);
                let kind = Kind::$kind { min: min as $wide, max: max as $wide };
                new(kind, Value::Bits(default as $wide as u64), None)
            }
        }
    )*)*};
}

numbers! {
    Integer as i64: i8 i16 i32 i64 isize u8 u16 u32;
    Unsigned as u64: u64 usize;
}

impl Config<f64> {
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn declare(default: f64, min: Option<f64>, max: Option<f64>) -> Config<f64> {
        let (min, max) = (end!(min, f64::MIN), end!(max, f64::MAX));
        assert!(min <= max, "{}", EMPTY);
        assert!(min <= default && default <= max, "{}", OUTSIDE);
        new(Kind::float(min, max), Value::Bits(default.to_bits()), None)
    }
}

macro_rules! written {
    ($($type:ident: $kind:ident up to $most:expr, $parse:path, $wanted:expr;)*) => {$(
        impl Config<$type> {
            #[doc(hidden)]
            #[must_use]
            #[track_caller]
            pub const fn declare(
                default: &'static str,
                min: Option<&'static str>,
                max: Option<&'static str>,
            ) -> Config<$type> {
                let (Some(default), Some(min), Some(max)) = (
                    $parse(default.as_bytes()),
                    $parse(end!(min, "0").as_bytes()),
                    match max {
                        Some(max) => $parse(max.as_bytes()),
                        None => Some($most),
                    },
                ) else {
                    panic!("{}", $wanted);
                };
                assert!(min <= max, "{}", EMPTY);
                assert!(min <= default && default <= max, "{}", OUTSIDE);
                new(Kind::$kind { min, max }, Value::Bits(default), None)
            }
        }
    )*};
}

// A server's own number of bytes has a sign.
written! {
    MemorySize: Memory up to i64::MAX as u64, size::parse,
        "a number of bytes is written as `100mb`, with one of the units `b`, `k`, `kb`, `m`, `mb`, `g`, `gb` or none";
    Duration: Duration up to u64::MAX, duration::parse,
        "a duration is written as `500ms`, with one of the units `ns`, `us`, `ms`, `s`, `m`, `h`, `d`";
}

impl Config<bool> {
    #[doc(hidden)]
    #[must_use]
    pub const fn declare(default: bool, _: NoRange, _: NoRange) -> Config<bool> {
        new(Kind::Bool, Value::Bits(default as u64), None)
    }
}

impl Config<String> {
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn declare(default: &'static str, _: NoRange, _: NoRange) -> Config<String> {
        without_nul(default.as_bytes());
        new(Kind::Text, Value::Text(default.as_bytes()), None)
    }
}

impl Config<Vec<u8>> {
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn declare(default: &'static [u8], _: NoRange, _: NoRange) -> Config<Vec<u8>> {
        without_nul(default);
        new(Kind::Bytes, Value::Text(default), None)
    }
}

/// The server takes defaults as C strings.
#[track_caller]
const fn without_nul(text: &[u8]) {
    let mut at = 0;
    while at < text.len() {
        assert!(
            text[at] != 0,
            "the default holds a NUL, at which the server's text would end"
        );
        at += 1;
    }
}

impl<E: ConfigEnum> Config<E> {
    #[doc(hidden)]
    #[must_use]
    pub const fn declare(default: E, _: NoRange, _: NoRange) -> Config<E> {
        new(Kind::Enum(E::NAMES), Value::Bits(UNSET), Some(default))
    }
}

impl<E: ConfigEnum> Config<Flags<E>> {
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn declare(default: &'static [E], _: NoRange, _: NoRange) -> Config<Flags<E>> {
        // The server's numbers for flags are C's `int`s.
        assert!(E::NAMES.len() < 32, "there can be 31 flags at most");
        let mut at = 0;
        while at < E::NAMES.len() {
            let is_none = size::is_same(E::NAMES[at].to_bytes(), NONE.to_bytes());
            assert!(
                !is_none,
                "`none` is the word for no flag; rename the variant"
            );
            at += 1;
        }
        new(Kind::Flags(E::NAMES), Value::Bits(UNSET), Some(default))
    }
}
