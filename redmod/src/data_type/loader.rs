//! Decides how bytes become a value: whatever they are, they end in a value or in an error, and no
//! length is believed beyond the bytes that are there.

#[cfg(feature = "serde")]
use std::borrow::Cow;
use std::ops::Range;
use std::ptr::NonNull;

use redmod_sys::RedisModuleIO;

use super::rdb::Buffer;
use super::saver::{END, MAX_DEPTH};
use crate::{Error, Result};

const TOO_SHORT: Error = Error::fixed(c"ERR its bytes end early");
const TOO_LONG: Error = Error::fixed(c"ERR there are bytes after its end");
pub(super) const NOT_SAVED: Error =
    Error::fixed(c"ERR it was not saved whole: saving it has panicked");
const TOO_DEEP: Error = Error::fixed(c"ERR it is nested too deep");
const NUMBER: Error = Error::fixed(c"ERR a number in it is out of range");
const VARIANT: Error = Error::fixed(c"ERR it has a variant that its type does not have");

/// How much memory is set aside for elements before they are read.
const SET_ASIDE: usize = 64 * 1024;

/// Where a value is loaded from: the strings that were saved (`RM_LoadStringBuffer`).
#[doc(alias = "RM_LoadStringBuffer")]
pub struct Loader<'a> {
    chunk: Chunk<'a>,
    /// How far the chunk is read.
    at: usize,
    /// How many chunks came before.
    chunks: usize,
    /// Where more chunks come from.
    io: Option<NonNull<RedisModuleIO>>,
    encver: u16,
    depth: u16,
}

/// Bytes that are there.
enum Chunk<'a> {
    Lent(&'a [u8]),
    Server(Buffer),
}

impl Chunk<'_> {
    #[inline]
    fn bytes(&self) -> &[u8] {
        match self {
            Chunk::Lent(bytes) => bytes,
            Chunk::Server(buffer) => buffer,
        }
    }
}

impl<'a> Loader<'a> {
    /// Reads from the server.
    ///
    /// # Safety
    /// The callback that was given the IO runs as long as this lives.
    pub(super) unsafe fn from_io(io: NonNull<RedisModuleIO>, encver: u16) -> Loader<'a> {
        Loader {
            chunk: Chunk::Lent(&[]),
            at: 0,
            chunks: 0,
            io: Some(io),
            encver,
            depth: 0,
        }
    }

    /// Reads from memory.
    pub(super) fn from_bytes(bytes: &'a [u8], encver: u16) -> Loader<'a> {
        Loader {
            chunk: Chunk::Lent(bytes),
            at: 0,
            chunks: 0,
            io: None,
            encver,
            depth: 0,
        }
    }

    /// The version in which the value was saved: the `encver` of its data type at that time.
    #[must_use]
    pub fn encver(&self) -> u16 {
        self.encver
    }

    /// Whether the value was saved in one of these versions.
    #[doc(hidden)]
    #[must_use]
    pub fn has_version(&self, versions: Range<u16>) -> bool {
        versions.contains(&self.encver)
    }

    /// Reads a whole value.
    pub(super) fn value<T>(mut self, load: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let value = load(&mut self)?;
        if self.byte()? != END || !self.rest().is_empty() {
            return Err(TOO_LONG);
        }
        Ok(value)
    }

    #[inline]
    fn rest(&self) -> &[u8] {
        &self.chunk.bytes()[self.at..]
    }

    /// Another one after each byte.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.chunks, self.at)
    }

    /// Makes sure that at least one byte is there.
    #[inline]
    fn ready(&mut self) -> Result<()> {
        if self.at < self.chunk.bytes().len() {
            return Ok(());
        }
        self.next_chunk()
    }

    /// `RM_LoadStringBuffer`
    #[inline(never)]
    fn next_chunk(&mut self) -> Result<()> {
        let io = self.io.ok_or(TOO_SHORT)?;
        // SAFETY: the callback runs, as `from_io` was promised.
        let buffer = unsafe { Buffer::load(io) }.ok_or(TOO_SHORT)?;
        let is_empty = buffer.is_empty();
        (self.chunk, self.at) = (Chunk::Server(buffer), 0);
        self.chunks += 1;
        if is_empty { Err(NOT_SAVED) } else { Ok(()) }
    }

    #[inline]
    pub(super) fn byte(&mut self) -> Result<u8> {
        self.ready()?;
        let byte = self.chunk.bytes()[self.at];
        self.at += 1;
        Ok(byte)
    }

    /// Reads exactly as many bytes as there is room for.
    pub(super) fn fill(&mut self, mut room: &mut [u8]) -> Result<()> {
        while !room.is_empty() {
            self.ready()?;
            let len = room.len().min(self.rest().len());
            let (now, later) = room.split_at_mut(len);
            now.copy_from_slice(&self.rest()[..len]);
            self.at += len;
            room = later;
        }
        Ok(())
    }

    /// Reads so many bytes, which are set aside only as they are found.
    #[inline]
    pub(super) fn bytes(&mut self, len: usize) -> Result<Vec<u8>> {
        let Some(bytes) = self.rest().get(..len) else {
            return self.bytes_of_chunks(len);
        };
        let bytes = bytes.to_vec();
        self.at += len;
        Ok(bytes)
    }

    #[cold]
    fn bytes_of_chunks(&mut self, len: usize) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < len {
            self.ready()?;
            let now = self.rest();
            let now = &now[..now.len().min(len - bytes.len())];
            if bytes.is_empty() {
                bytes = Vec::with_capacity(now.len());
            }
            bytes.extend_from_slice(now);
            self.at += now.len();
        }
        bytes.shrink_to_fit();
        Ok(bytes)
    }

    /// Hands over so many bytes, which are copied only where they come in several chunks.
    #[cfg(feature = "serde")]
    pub(super) fn lend<T>(
        &mut self,
        len: usize,
        take: impl FnOnce(Cow<'_, [u8]>) -> T,
    ) -> Result<T> {
        let Some(bytes) = self.rest().get(..len) else {
            return self.bytes_of_chunks(len).map(Cow::Owned).map(take);
        };
        let value = take(Cow::Borrowed(bytes));
        self.at += len;
        Ok(value)
    }

    #[inline]
    pub(super) fn number(&mut self) -> Result<u64> {
        if let [byte @ ..0x80, ..] = *self.rest() {
            self.at += 1;
            return Ok(byte.into());
        }
        self.long_number()
    }

    fn long_number(&mut self) -> Result<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7F);
            if shift == 63 && bits > 1 {
                break;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(NUMBER)
    }

    /// Reads a number into a type that is smaller.
    #[inline]
    pub(super) fn number_as<N: TryFrom<u64>>(&mut self) -> Result<N> {
        N::try_from(self.number()?).map_err(|_| NUMBER)
    }

    /// For how many elements room is made before they are read: never for more than bytes are there.
    pub(super) fn capacity<T>(&self, len: usize) -> usize {
        let most = SET_ASIDE / size_of::<T>().max(1);
        len.min(self.rest().len()).min(most)
    }

    /// Reads the fields of a derived struct or enum.
    ///
    /// # Errors
    /// Where they are too deep inside of others.
    #[doc(hidden)]
    pub fn nested<T>(&mut self, load: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth == MAX_DEPTH {
            return Err(TOO_DEEP);
        }
        self.depth += 1;
        let value = load(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// Reads which variant an enum has.
    ///
    /// # Errors
    /// For a number that is none of the first `variants`.
    #[doc(hidden)]
    pub fn variant(&mut self, variants: u32) -> Result<u32> {
        let variant = self.number_as()?;
        if variant < variants {
            Ok(variant)
        } else {
            Err(VARIANT)
        }
    }
}
