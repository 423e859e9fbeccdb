//! Decides how numbers are saved: one by itself in as few bytes as it takes, several as one buffer
//! in which each has its full width, the lowest byte first.

use super::{Loader, Persist, Saver};
use crate::{Error, Result};

const NUMBER: Error = Error::fixed(c"ERR a number in it is out of range");

/// How many bytes of several numbers are turned at a time.
const PIECE: usize = 4096;

/// Several numbers, each as `$wire` has it.
macro_rules! buffers {
    ($wire:ident) => {
        fn save_all(items: &[Self], out: &mut Saver<'_>) {
            const WIDTH: usize = size_of::<$wire>();
            let mut piece = [0; PIECE];
            for items in items.chunks(PIECE / WIDTH) {
                for (item, bytes) in items.iter().zip(piece.chunks_exact_mut(WIDTH)) {
                    bytes.copy_from_slice(&(*item as $wire).to_le_bytes());
                }
                out.bytes(&piece[..items.len() * WIDTH]);
            }
        }

        fn load_all(len: usize, input: &mut Loader<'_>) -> Result<Vec<Self>> {
            const WIDTH: usize = size_of::<$wire>();
            let mut items = Vec::with_capacity(input.capacity::<Self>(len));
            let mut piece = [0; PIECE];
            while items.len() < len {
                let now = (len - items.len()).min(PIECE / WIDTH);
                let piece = &mut piece[..now * WIDTH];
                input.fill(piece)?;
                for bytes in piece.chunks_exact(WIDTH) {
                    let number = $wire::from_le_bytes(bytes.try_into().map_err(|_| NUMBER)?);
                    items.push(Self::try_from(number).map_err(|_| NUMBER)?);
                }
            }
            items.shrink_to_fit();
            Ok(items)
        }
    };
}

macro_rules! unsigned {
    ($($type:ident as $wire:ident),*) => {$(
        impl Persist for $type {
            #[inline]
            fn save(&self, out: &mut Saver<'_>) {
                out.number(*self as u64);
            }

            #[inline]
            fn load(input: &mut Loader<'_>) -> Result<Self> {
                input.number_as()
            }

            buffers!($wire);
        }
    )*};
}

unsigned! { u16 as u16, u32 as u32, u64 as u64, usize as u64 }

/// Small ones of either sign are short: 0, -1, 1, -2 are 0, 1, 2, 3.
macro_rules! signed {
    ($($type:ident as $wire:ident),*) => {$(
        impl Persist for $type {
            #[inline]
            fn save(&self, out: &mut Saver<'_>) {
                let number = *self as i64;
                out.number((number << 1 ^ number >> 63) as u64);
            }

            #[inline]
            fn load(input: &mut Loader<'_>) -> Result<Self> {
                let number = input.number()?;
                let number = (number >> 1) as i64 ^ -((number & 1) as i64);
                $type::try_from(number).map_err(|_| NUMBER)
            }

            buffers!($wire);
        }
    )*};
}

signed! { i16 as i16, i32 as i32, i64 as i64, isize as i64 }

/// Always of their full width.
macro_rules! wide {
    ($($type:ident),*) => {$(
        impl Persist for $type {
            #[inline]
            fn save(&self, out: &mut Saver<'_>) {
                out.bytes(&self.to_le_bytes());
            }

            #[inline]
            fn load(input: &mut Loader<'_>) -> Result<Self> {
                let mut bytes = [0; size_of::<$type>()];
                input.fill(&mut bytes)?;
                Ok($type::from_le_bytes(bytes))
            }

            buffers!($type);
        }
    )*};
}

wide! { i8, u128, i128, f32, f64 }

impl Persist for u8 {
    #[inline]
    fn save(&self, out: &mut Saver<'_>) {
        out.byte(*self);
    }

    #[inline]
    fn load(input: &mut Loader<'_>) -> Result<Self> {
        input.byte()
    }

    fn save_all(items: &[Self], out: &mut Saver<'_>) {
        out.bytes(items);
    }

    fn load_all(len: usize, input: &mut Loader<'_>) -> Result<Vec<Self>> {
        input.bytes(len)
    }
}

impl Persist for bool {
    fn save(&self, out: &mut Saver<'_>) {
        out.byte((*self).into());
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        match input.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(NUMBER),
        }
    }
}
