//! Decides what a config of words is: one of an enum's variants, or any of them.

use std::ffi::CStr;
use std::fmt;
use std::marker::PhantomData;

/// An enum without fields, as the value of a [`Config`](crate::Config): made by
/// [`#[derive(ConfigEnum)]`](macro@crate::ConfigEnum).
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no words for a config",
    label = "no `ConfigEnum` for this type",
    note = "write `#[derive(ConfigEnum, Clone, Copy)]` on an enum"
)]
pub trait ConfigEnum: Copy + Sync + 'static {
    /// What the variants are called, in their order.
    #[doc(hidden)]
    const NAMES: &'static [&'static CStr];

    /// The variant's place.
    #[doc(hidden)]
    fn place(self) -> usize;

    /// The variant at this place.
    #[doc(hidden)]
    fn at(place: usize) -> Option<Self>;
}

/// Any of an enum's variants, as the value of a [`Config`](crate::Config): words with one blank between two, or
/// `none`.
pub struct Flags<E> {
    bits: u64,
    _enum: PhantomData<fn() -> E>,
}

impl<E: ConfigEnum> Flags<E> {
    pub(super) fn from_bits(bits: u64) -> Flags<E> {
        Flags {
            bits,
            _enum: PhantomData,
        }
    }

    pub(super) fn bits_of(flags: &[E]) -> u64 {
        flags.iter().fold(0, |all, flag| all | 1 << flag.place())
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn contains(self, flag: E) -> bool {
        self.bits & (1 << flag.place()) != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// Those that are there, in the order of the variants.
    pub fn iter(self) -> impl Iterator<Item = E> {
        let places = 0..E::NAMES.len();
        places
            .filter(move |place| self.bits & (1 << place) != 0)
            .filter_map(E::at)
    }
}

impl<E> Clone for Flags<E> {
    fn clone(&self) -> Flags<E> {
        *self
    }
}

impl<E> Copy for Flags<E> {}

impl<E> PartialEq for Flags<E> {
    fn eq(&self, other: &Flags<E>) -> bool {
        self.bits == other.bits
    }
}

impl<E> Eq for Flags<E> {}

impl<E: ConfigEnum> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.iter().map(|flag| E::NAMES[flag.place()]);
        f.debug_set().entries(names).finish()
    }
}
