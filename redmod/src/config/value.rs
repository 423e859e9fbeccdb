//! Decides of which types configs can be.

use std::time::Duration;

use super::{ConfigEnum, Flags, MemorySize, Value};

/// What a [`Config`](crate::Config) can be of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value of a config",
    label = "no config of this type",
    note = "a config is of an integer, `f64`, `bool`, `String`, `Vec<u8>`, `Duration`, `MemorySize`, an enum with \
            `#[derive(ConfigEnum)]`, or `Flags` of such an enum"
)]
pub trait ConfigValue: 'static {
    /// What hooks are shown of a new value: `&str` of a `String`, `&[u8]` of a `Vec<u8>`, or else the value.
    type Seen<'a>;

    /// A default of which the compiler cannot make bits.
    #[doc(hidden)]
    type Kept: Copy + Sync + 'static;

    #[doc(hidden)]
    fn kept_bits(kept: Self::Kept) -> u64;

    #[doc(hidden)]
    fn see(value: Value<'_>) -> Self::Seen<'_>;
}

/// A value that is read without a context.
pub trait Scalar: ConfigValue + Sized {
    #[doc(hidden)]
    fn from_bits(bits: u64, kept: Option<Self::Kept>) -> Self;
}

macro_rules! scalars {
    ($($type:ty: $from_bits:expr;)*) => {$(
        impl ConfigValue for $type {
            type Seen<'a> = $type;
            type Kept = ();

            fn kept_bits((): ()) -> u64 {
                0
            }

            fn see(value: Value<'_>) -> $type {
                <$type as Scalar>::from_bits(value.bits(), None)
            }
        }

        impl Scalar for $type {
            #[inline(always)]
            fn from_bits(bits: u64, _: Option<()>) -> $type {
                ($from_bits)(bits)
            }
        }
    )*};
}

scalars! {
    i8: |bits| bits as i8;
    i16: |bits| bits as i16;
    i32: |bits| bits as i32;
    i64: |bits| bits as i64;
    isize: |bits| bits as isize;
    u8: |bits| bits as u8;
    u16: |bits| bits as u16;
    u32: |bits| bits as u32;
    u64: |bits| bits;
    usize: |bits| bits as usize;
    f64: f64::from_bits;
    bool: |bits| bits != 0;
    Duration: Duration::from_nanos;
    MemorySize: MemorySize;
}

macro_rules! texts {
    ($($type:ty: $seen:ty, $see:expr;)*) => {$(
        impl ConfigValue for $type {
            type Seen<'a> = &'a $seen;
            type Kept = ();

            fn kept_bits((): ()) -> u64 {
                0
            }

            fn see(value: Value<'_>) -> &$seen {
                match value {
                    Value::Text(text) => $see(text),
                    Value::Bits(_) => Default::default(),
                }
            }
        }
    )*};
}

texts! {
    String: str, |text| std::str::from_utf8(text).unwrap_or_default();
    Vec<u8>: [u8], |text| text;
}

#[diagnostic::do_not_recommend]
impl<E: ConfigEnum> ConfigValue for E {
    type Seen<'a> = E;
    type Kept = E;

    fn kept_bits(kept: E) -> u64 {
        kept.place() as u64
    }

    fn see(value: Value<'_>) -> E {
        E::from_bits(value.bits(), None)
    }
}

#[diagnostic::do_not_recommend]
impl<E: ConfigEnum> Scalar for E {
    #[inline]
    fn from_bits(bits: u64, kept: Option<E>) -> E {
        let place = usize::try_from(bits).unwrap_or(usize::MAX);
        E::at(place)
            .or(kept)
            .expect("only places of variants are stored")
    }
}

impl<E: ConfigEnum> ConfigValue for Flags<E> {
    type Seen<'a> = Flags<E>;
    type Kept = &'static [E];

    fn kept_bits(kept: &'static [E]) -> u64 {
        Flags::bits_of(kept)
    }

    fn see(value: Value<'_>) -> Flags<E> {
        Flags::from_bits(value.bits())
    }
}

impl<E: ConfigEnum> Scalar for Flags<E> {
    #[inline]
    fn from_bits(bits: u64, kept: Option<&'static [E]>) -> Flags<E> {
        match kept {
            Some(kept) if bits == super::declare::UNSET => Flags::from_bits(Flags::bits_of(kept)),
            _ => Flags::from_bits(bits),
        }
    }
}
