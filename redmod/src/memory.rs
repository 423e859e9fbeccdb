//! Decides how a module learns how much memory a value of its own takes.

use std::alloc::Layout;

use redmod_sys::api;

use crate::ServerString;
use crate::dict::Dict;

/// How much memory a value keeps beside itself, as the server's allocator counts it: what
/// `MEMORY USAGE` wants to know.
///
/// It counts the blocks that the value itself owns, not those of its elements.
pub trait MallocSize {
    /// In bytes, with what the allocator adds; 0 without a block.
    ///
    /// Where the server does not allocate, as in unit tests and without the feature `allocator`, it
    /// is what was asked for.
    #[doc(alias = "RM_MallocSize")]
    #[doc(alias = "RM_MallocSizeString")]
    fn malloc_size(&self) -> usize;
}

/// `RM_MallocSize`.
impl<T: ?Sized> MallocSize for Box<T> {
    fn malloc_size(&self) -> usize {
        let value: *const T = &raw const **self;
        // SAFETY: the block of a box has the layout of its value.
        unsafe { block_size(value.cast(), Layout::for_value::<T>(self)) }
    }
}

/// `RM_MallocSize`.
impl<T> MallocSize for Vec<T> {
    fn malloc_size(&self) -> usize {
        let layout = Layout::array::<T>(self.capacity()).expect("the vector was allocated");
        // SAFETY: the block of a vector has the layout of an array of its capacity.
        unsafe { block_size(self.as_ptr().cast(), layout) }
    }
}

/// `RM_MallocSize`.
impl MallocSize for String {
    fn malloc_size(&self) -> usize {
        let layout = Layout::array::<u8>(self.capacity()).expect("the string was allocated");
        // SAFETY: as for `Vec<u8>`, which a string is.
        unsafe { block_size(self.as_ptr(), layout) }
    }
}

/// `RM_MallocSizeString`; on servers without it, before Redis 7.0, what a string of its length takes that has
/// no room to spare.
impl MallocSize for ServerString {
    fn malloc_size(&self) -> usize {
        // SAFETY: the table is loaded, since there is a string; it is alive.
        let size = unsafe { api().MallocSizeString.map(|size| size(self.as_ptr())) };
        size.unwrap_or_else(|| string_of(self.as_bytes().len()))
    }
}

/// What a string of the server's takes: short ones are one block with their handle, of 16 bytes; in front
/// of the bytes are their length and their room, and a NUL comes after them.
fn string_of(len: usize) -> usize {
    const HANDLE: usize = 16;
    match len {
        0..=44 => taken(HANDLE + 3 + len + 1),
        45..=255 => taken(HANDLE) + taken(3 + len + 1),
        256..=0xFFFF => taken(HANDLE) + taken(5 + len + 1),
        _ => taken(HANDLE) + taken(9 + len + 1),
    }
}

/// What the allocator takes for so many bytes. The sizes that it has are the same from one power of two to
/// the next, so that a small block tells that of a large one.
pub(crate) fn taken(bytes: usize) -> usize {
    const SMALL: u32 = 13;
    let shift = bytes
        .checked_ilog2()
        .map_or(0, |log| log.saturating_sub(SMALL));
    let small = Vec::<u8>::with_capacity(bytes.div_ceil(1 << shift));
    small.malloc_size() << shift
}

/// `RM_MallocSizeDict`, which estimates; without its values, and 0 on servers without it, before
/// Redis 7.0.
impl<V> MallocSize for Dict<V> {
    #[doc(alias = "RM_MallocSizeDict")]
    fn malloc_size(&self) -> usize {
        // SAFETY: the table is loaded, since there is a dictionary; it is alive.
        unsafe { api().MallocSizeDict.map_or(0, |size| size(self.as_ptr())) }
    }
}

/// # Safety
/// The block is alive, and made by the global allocator with the layout, if that is not empty.
unsafe fn block_size(block: *const u8, layout: Layout) -> usize {
    if layout.size() == 0 {
        return 0;
    }
    #[cfg(feature = "allocator")]
    // SAFETY: the caller's promise.
    if let Some(whole) = unsafe { crate::alloc::server_block(block, layout) } {
        // SAFETY: it is a block of the server's allocator.
        return unsafe { (api().MallocSize)(whole.cast_mut().cast()) };
    }
    #[cfg(not(feature = "allocator"))]
    // The author's own allocator made it.
    let _ = block;
    layout.size()
}
