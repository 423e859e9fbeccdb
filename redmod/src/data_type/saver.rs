//! Decides how a value becomes bytes: one after the other, handed on in chunks, each a string of the
//! server's. No chunk is empty, so that an empty one can say that a save has failed; and the last
//! byte of a value is [`END`], so that one that was cut is not taken for whole.

use std::ptr::NonNull;
use std::sync::Mutex;

use redmod_sys::{RedisModuleDigest, RedisModuleIO, api};

use super::rdb::save_bytes;
use super::restore::Payload;

/// The last byte of every value.
pub(super) const END: u8 = b'.';

/// How many bytes are gathered before they are handed on.
const CHUNK: usize = 64 * 1024;

/// A buffer that the next value takes, so that not every value asks for memory of its own.
static SPARE: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// How large it may be.
const SPARE_BYTES: usize = 4096;

/// How deep derived structs and enums can be inside of each other.
pub(crate) const MAX_DEPTH: u16 = 500;

/// Where a value is saved to; made by the server's wish to save, or to copy, or to compare.
///
/// To a file, a replica or a client its bytes go as strings (`RM_SaveStringBuffer`).
#[doc(alias = "RM_SaveStringBuffer")]
pub struct Saver<'a> {
    buffer: Vec<u8>,
    /// How many chunks were handed on.
    chunks: usize,
    to: To<'a>,
    sorted: bool,
    encver: u16,
    depth: u16,
}

/// What is done with a chunk.
pub(super) enum To<'a> {
    /// Written to a file, a replica or a client.
    Io(NonNull<RedisModuleIO>),
    /// Added to the payload of a `RESTORE`.
    Payload(&'a mut Payload),
    /// Added to a digest.
    Digest(NonNull<RedisModuleDigest>),
    /// Nothing: all bytes stay together.
    Memory,
}

impl<'a> Saver<'a> {
    pub(super) fn new(to: To<'a>, encver: u16) -> Saver<'a> {
        let sorted = matches!(to, To::Digest(_));
        let spare = SPARE
            .try_lock()
            .map(|mut spare| std::mem::take(&mut *spare));
        Saver {
            buffer: spare.unwrap_or_default(),
            chunks: 0,
            to,
            sorted,
            encver,
            depth: 0,
        }
    }

    /// Saves a whole value; what is left in memory.
    pub(super) fn value(mut self, save: impl FnOnce(&mut Self)) -> Vec<u8> {
        save(&mut self);
        self.byte(END);
        self.hand_on();
        self.buffer
    }

    /// Saves a whole value to where it goes.
    pub(super) fn send(self, save: impl FnOnce(&mut Self)) {
        let buffer = self.value(save);
        if let (1..=SPARE_BYTES, Ok(mut spare)) = (buffer.capacity(), SPARE.try_lock()) {
            *spare = buffer;
        }
    }

    #[inline]
    pub(super) fn byte(&mut self, byte: u8) {
        self.buffer.push(byte);
        self.hand_on_if_full();
    }

    #[inline]
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        if bytes.len() >= CHUNK && !matches!(self.to, To::Memory) {
            // A chunk of its own, so that it is not copied.
            self.hand_on();
            self.chunks += 1;
            self.to.chunk(bytes);
        } else {
            self.buffer.extend_from_slice(bytes);
            self.hand_on_if_full();
        }
    }

    /// Seven bits in each byte, the lowest first; all but the last have the eighth set.
    #[inline]
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.buffer.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    pub(super) fn len(&mut self, len: usize) {
        self.number(len as u64);
    }

    /// Saves what is in no order: in that of its bytes where two that are equal must look alike.
    pub(super) fn entries<T>(
        &mut self,
        entries: impl ExactSizeIterator<Item = T>,
        mut save: impl FnMut(T, &mut Saver<'_>),
    ) {
        self.len(entries.len());
        if !self.sorted {
            return entries.for_each(|entry| save(entry, self));
        }
        let mut sorted: Vec<Vec<u8>> = entries
            .map(|entry| {
                let mut out = self.aside();
                save(entry, &mut out);
                out.into_bytes()
            })
            .collect();
        sorted.sort_unstable();
        sorted.iter().for_each(|entry| self.bytes(entry));
    }

    /// Whether two values that are equal must look alike.
    #[cfg(feature = "serde")]
    pub(super) fn is_sorted(&self) -> bool {
        self.sorted
    }

    /// What is saved by itself, to be put in its place afterwards.
    pub(super) fn aside(&self) -> Saver<'static> {
        Saver {
            buffer: Vec::new(),
            chunks: 0,
            to: To::Memory,
            sorted: self.sorted,
            encver: self.encver,
            depth: self.depth,
        }
    }

    /// All that was saved aside.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.buffer
    }

    #[cfg(feature = "serde")]
    pub(super) fn encver(&self) -> u16 {
        self.encver
    }

    /// Saves the fields of a derived struct or enum, which has changed with the encver `newest`.
    ///
    /// # Panics
    /// Where they could not be loaded again: they are too deep inside of others, or the data type was
    /// not told that they have changed.
    #[doc(hidden)]
    pub fn nested(&mut self, newest: u16, save: impl FnOnce(&mut Self)) {
        assert!(
            newest <= self.encver,
            "a field has changed with the encver {newest}, and the data type has {}",
            self.encver
        );
        self.enter();
        save(self);
        self.leave();
    }

    /// Begins what is inside of something else.
    ///
    /// # Panics
    /// Where it is too deep.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
        assert!(
            self.depth <= MAX_DEPTH,
            "a value is nested deeper than {MAX_DEPTH} levels"
        );
    }

    /// Ends what [`enter`](Saver::enter) has begun.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Saves which variant an enum has; of a struct without fields, that it is there.
    #[doc(hidden)]
    pub fn variant(&mut self, variant: u32) {
        self.number(variant.into());
    }

    /// Another one after each byte.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.chunks, self.buffer.len())
    }

    fn hand_on_if_full(&mut self) {
        if self.buffer.len() >= CHUNK {
            self.hand_on();
        }
    }

    fn hand_on(&mut self) {
        if !self.buffer.is_empty() && !matches!(self.to, To::Memory) {
            self.chunks += 1;
            self.to.chunk(&self.buffer);
            self.buffer.clear();
        }
    }
}

/// Gives back the memory when the module goes.
pub(crate) fn reset() {
    if let Ok(mut spare) = SPARE.lock() {
        *spare = Vec::new();
    }
}

impl To<'_> {
    #[doc(alias = "RM_SaveStringBuffer")]
    #[doc(alias = "RM_DigestAddStringBuffer")]
    fn chunk(&mut self, bytes: &[u8]) {
        let (start, len) = (bytes.as_ptr().cast(), bytes.len());
        match self {
            // SAFETY: the callback that has made this runs, so the IO lives.
            To::Io(io) => unsafe { save_bytes(*io, bytes) },
            // SAFETY: as for the IO.
            To::Digest(digest) => unsafe {
                (api().DigestAddStringBuffer)(digest.as_ptr(), start, len);
            },
            To::Payload(payload) => payload.string(bytes),
            To::Memory => {}
        }
    }

    /// Hands on what the server has made of a value.
    pub(super) fn written(&mut self, bytes: &[u8]) {
        match self {
            To::Payload(payload) => payload.written(bytes),
            to => to.chunk(bytes),
        }
    }
}

/// Says in place of the rest that the save has failed: what was written is never a value.
///
/// # Safety
/// The callback that was given the IO runs.
pub(super) unsafe fn poison(io: NonNull<RedisModuleIO>) {
    // SAFETY: the caller's promise; nothing is read where there are no bytes.
    unsafe { (api().SaveStringBuffer)(io.as_ptr(), c"".as_ptr(), 0) };
}
