//! Decides who allocates: the server, once it has loaded the module, so that `used_memory` counts
//! the module; the system before, and where there is no server, as in unit tests.
//!
//! A block must be freed by who made it. So the change of allocators happens only while no block
//! of the system's is alive, which is so in every module that allocates nothing before `OnLoad`;
//! otherwise the module keeps the system's allocator for good.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use redmod_sys::api;

/// The allocator of every module, unless the feature `allocator` is off: whatever it allocates comes
/// from the server (`RM_Alloc`, `RM_Calloc`, `RM_Realloc`, `RM_Free`), and counts there as used
/// memory.
///
/// Where there is no memory the server ends, as it does for modules in C. That holds for `Vec::try_reserve` as well, which asks
/// an allocator by the same function as `Vec::reserve` does: so a length that a client has sent is to be compared with a limit before room is made for it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Allocator;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// Whether the server allocates.
static SERVER: AtomicBool = AtomicBool::new(false);

/// The system's blocks that are alive.
static SYSTEM_BLOCKS: AtomicUsize = AtomicUsize::new(0);

/// Lets the server allocate from now on, if it can; called by `OnLoad`, before anything else.
///
/// # Safety
/// The table is loaded, and no other thread runs code of this module.
pub(crate) unsafe fn switch_to_server() {
    if SYSTEM_BLOCKS.load(Ordering::Relaxed) == 0 {
        SERVER.store(true, Ordering::Relaxed);
    }
}

/// The server's block that a block of ours is in; `None` if the system made it.
///
/// # Safety
/// The block is alive, and was made by the global allocator with the layout.
pub(crate) unsafe fn server_block(block: *const u8, layout: Layout) -> Option<*const u8> {
    if !SERVER.load(Ordering::Relaxed) {
        None
    } else if layout.align() > ALIGN {
        // SAFETY: made by `over_aligned::alloc`, which the same alignment led to.
        Some(unsafe { over_aligned::whole(block) })
    } else {
        Some(block)
    }
}

/// Gives a block of ours to what moves blocks of the server's, of so many bytes: the new address of
/// ours, if it was moved; `None` as well if the system made it.
///
/// # Safety
/// The block is alive, was made by the global allocator with the layout, and its owner has the new
/// address before anything uses it. What moves it copies all of its bytes.
pub(crate) unsafe fn move_block(
    block: NonNull<u8>,
    layout: Layout,
    mover: impl FnOnce(NonNull<u8>, usize) -> Option<NonNull<u8>>,
) -> Option<NonNull<u8>> {
    if !SERVER.load(Ordering::Relaxed) {
        None
    } else if layout.align() > ALIGN {
        // SAFETY: made by `over_aligned::alloc`, which the same alignment led to.
        unsafe { over_aligned::move_block(block, layout, mover) }
    } else {
        mover(block, layout.size())
    }
}

/// What the server's allocator promises for any size.
const ALIGN: usize = 8;

// Not inlined: what they do would be part of each function that allocates, the standard library's too, which are 15 kB.
//
// SAFETY: both allocators honour size and alignment (the server's with `over_aligned`), neither
// unwinds, and a block goes back to the allocator that made it (see the module's comment).
unsafe impl GlobalAlloc for Allocator {
    #[inline(never)]
    #[doc(alias = "RM_Alloc")]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !SERVER.load(Ordering::Relaxed) {
            // SAFETY: the caller's promise is the same.
            return unsafe { alloc_by_system(layout) };
        }
        if layout.align() > ALIGN {
            return over_aligned::alloc(layout);
        }
        // SAFETY: `SERVER` is set only after the table was loaded.
        unsafe { (api().Alloc)(layout.size()).cast() }
    }

    #[inline(never)]
    #[doc(alias = "RM_Calloc")]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !SERVER.load(Ordering::Relaxed) {
            // SAFETY: the caller's promise is the same.
            return unsafe { count(System.alloc_zeroed(layout)) };
        }
        if layout.align() > ALIGN {
            let block = over_aligned::alloc(layout);
            // SAFETY: the block has `layout.size()` bytes.
            unsafe { block.write_bytes(0, layout.size()) };
            return block;
        }
        // SAFETY: as for `alloc`.
        unsafe { (api().Calloc)(1, layout.size()).cast() }
    }

    #[inline(never)]
    #[doc(alias = "RM_Free")]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if !SERVER.load(Ordering::Relaxed) {
            SYSTEM_BLOCKS.fetch_sub(1, Ordering::Relaxed);
            // SAFETY: the caller's promise is the same.
            return unsafe { System.dealloc(block, layout) };
        }
        if layout.align() > ALIGN {
            // SAFETY: made by `over_aligned::alloc`, which the same alignment led to.
            return unsafe { over_aligned::dealloc(block) };
        }
        // SAFETY: made by the server's `Alloc`, `Calloc` or `Realloc`.
        unsafe { (api().Free)(block.cast()) }
    }

    #[inline(never)]
    #[doc(alias = "RM_Realloc")]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        if !SERVER.load(Ordering::Relaxed) {
            // SAFETY: the caller's promise is the same.
            return unsafe { System.realloc(block, layout, new_size) };
        }
        if layout.align() > ALIGN {
            // SAFETY: the caller promises a block of this layout and a size that is none too
            // large for its alignment.
            return unsafe { over_aligned::realloc(block, layout, new_size) };
        }
        // SAFETY: as for `dealloc`.
        unsafe { (api().Realloc)(block.cast(), new_size).cast() }
    }
}

/// Apart, so that what mostly happens needs no stack.
///
/// # Safety
/// As [`System`] says.
#[cold]
#[inline(never)]
unsafe fn alloc_by_system(layout: Layout) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { count(System.alloc(layout)) }
}

/// Notes a block of the system's.
#[inline]
fn count(block: *mut u8) -> *mut u8 {
    SYSTEM_BLOCKS.fetch_add(usize::from(!block.is_null()), Ordering::Relaxed);
    block
}

/// Blocks with a larger alignment than the server gives: a larger block, and in front of the
/// aligned part the address of the whole.
mod over_aligned {
    use std::alloc::Layout;
    use std::ptr::NonNull;

    use redmod_sys::api;

    #[cold]
    #[inline(never)]
    pub(super) fn alloc(layout: Layout) -> *mut u8 {
        let Some(size) = layout.size().checked_add(layout.align()) else {
            return std::ptr::null_mut();
        };
        // SAFETY: called only while the server allocates, so the table is loaded. The server's
        // block is aligned to 8, so the next multiple of a larger alignment is at least 8 bytes,
        // room for an address, and at most `align` bytes further.
        unsafe {
            let whole = (api().Alloc)(size).cast::<u8>();
            let block = whole.add(offset(whole, layout));
            block.cast::<*mut u8>().sub(1).write(whole);
            block
        }
    }

    /// How far into the whole the aligned part begins.
    fn offset(whole: *mut u8, layout: Layout) -> usize {
        layout.align() - whole.addr() % layout.align()
    }

    /// # Safety
    /// The block was made by `alloc` with `layout`, and what moves it copies all of its bytes.
    pub(super) unsafe fn move_block(
        block: NonNull<u8>,
        layout: Layout,
        mover: impl FnOnce(NonNull<u8>, usize) -> Option<NonNull<u8>>,
    ) -> Option<NonNull<u8>> {
        // SAFETY: the caller's promise. In the new whole the aligned part may begin elsewhere, with as
        // much room as `alloc` has made: so it goes there, and the address in front of it.
        unsafe {
            let whole = NonNull::new_unchecked(whole(block.as_ptr()));
            let before = block.addr().get() - whole.addr().get();
            let moved = mover(whole, layout.size() + layout.align())?;
            let new = moved.add(offset(moved.as_ptr(), layout));
            new.copy_from(moved.add(before), layout.size());
            new.cast::<*mut u8>().sub(1).write(moved.as_ptr());
            Some(new)
        }
    }

    /// # Safety
    /// The block was made by `alloc`.
    pub(super) unsafe fn whole(block: *const u8) -> *mut u8 {
        // SAFETY: `alloc` wrote the address of the whole block there.
        unsafe { block.cast::<*mut u8>().sub(1).read() }
    }

    /// # Safety
    /// The block was made by `alloc`.
    pub(super) unsafe fn dealloc(block: *mut u8) {
        // SAFETY: the caller's promise; the whole is a block of the server's.
        unsafe { (api().Free)(whole(block).cast()) }
    }

    /// # Safety
    /// The block was made by `alloc` with `layout`, and `new_size` fits its alignment.
    pub(super) unsafe fn realloc(block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        let new = alloc(unsafe { Layout::from_size_align_unchecked(new_size, layout.align()) });
        if !new.is_null() {
            // SAFETY: both blocks are alive, distinct, and at least as long.
            unsafe {
                new.copy_from_nonoverlapping(block, layout.size().min(new_size));
                dealloc(block);
            }
        }
        new
    }
}
