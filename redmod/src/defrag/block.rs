//! Decides what owns one block of memory, and how the block is changed for another one.

use std::alloc::Layout;
use std::ptr::NonNull;

/// What owns one block of the global allocator: [`Box`], [`Vec`] and [`String`].
pub trait Block: sealed::Block {}

impl<B: sealed::Block> Block for B {}

pub(super) mod sealed {
    use std::ptr::NonNull;

    /// What moves a block of the server's, of so many bytes: its new address, and the old one is free;
    /// or `None`, and all is as it was.
    pub type Mover<'a> = &'a mut dyn FnMut(NonNull<u8>, usize) -> Option<NonNull<u8>>;

    pub trait Block {
        /// Moves the block; whether it was moved.
        fn move_by(&mut self, mover: Mover<'_>) -> bool;
    }
}

use sealed::Mover;

impl<T> sealed::Block for Box<T> {
    fn move_by(&mut self, mover: Mover<'_>) -> bool {
        let layout = Layout::new::<T>();
        let block = NonNull::from(&mut **self).cast();
        // SAFETY: the block of a box has the layout of its value. The old box is not dropped: what it
        // owned is in the new one.
        unsafe {
            let moved = move_block(block, layout, mover);
            moved.inspect(|new| std::ptr::write(self, Box::from_raw(new.cast().as_ptr())))
        }
        .is_some()
    }
}

impl<T> sealed::Block for Box<[T]> {
    fn move_by(&mut self, mover: Mover<'_>) -> bool {
        let (len, layout) = (self.len(), Layout::for_value::<[T]>(self));
        let block = NonNull::from(&mut **self).cast();
        // SAFETY: as for `Box<T>`.
        unsafe {
            let moved = move_block(block, layout, mover);
            moved.inspect(|new| {
                let slice = std::ptr::slice_from_raw_parts_mut(new.cast().as_ptr(), len);
                std::ptr::write(self, Box::from_raw(slice));
            })
        }
        .is_some()
    }
}

impl sealed::Block for Box<str> {
    fn move_by(&mut self, mover: Mover<'_>) -> bool {
        let mut bytes = std::mem::take(self).into_boxed_bytes();
        let is_moved = bytes.move_by(mover);
        // SAFETY: the bytes are those of the text.
        *self = unsafe { std::str::from_boxed_utf8_unchecked(bytes) };
        is_moved
    }
}

impl<T> sealed::Block for Vec<T> {
    fn move_by(&mut self, mover: Mover<'_>) -> bool {
        let (len, capacity) = (self.len(), self.capacity());
        let layout = Layout::array::<T>(capacity).expect("the vector was allocated");
        let block = NonNull::from(self.as_mut_slice()).cast();
        // SAFETY: the block of a vector has the layout of an array of its capacity. The old vector is
        // not dropped: what it owned is in the new one.
        unsafe {
            let moved = move_block(block, layout, mover);
            moved.inspect(|new| {
                let new = Vec::from_raw_parts(new.cast().as_ptr(), len, capacity);
                std::ptr::write(self, new);
            })
        }
        .is_some()
    }
}

impl sealed::Block for String {
    fn move_by(&mut self, mover: Mover<'_>) -> bool {
        // SAFETY: the bytes stay what they are.
        unsafe { self.as_mut_vec() }.move_by(mover)
    }
}

/// Moves a block, if it is one, and the server's.
///
/// # Safety
/// The block is alive, made by the global allocator with the layout, if that is not empty, and its
/// owner has the new address before anything uses it.
unsafe fn move_block(block: NonNull<u8>, layout: Layout, mover: Mover<'_>) -> Option<NonNull<u8>> {
    if layout.size() == 0 {
        return None;
    }
    #[cfg(feature = "allocator")]
    // SAFETY: the caller's promise.
    return unsafe { crate::alloc::move_block(block, layout, mover) };
    #[cfg(not(feature = "allocator"))]
    {
        // The author's own allocator made it.
        let _ = (block, mover);
        None
    }
}
