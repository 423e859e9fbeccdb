//! Decides how it is counted what a value takes: bytes for `MEMORY USAGE`, blocks for the server's
//! choice whether another thread frees it.

use super::saver::MAX_DEPTH;
use crate::MallocSize;

/// How many blocks are enough to know that freeing them takes long.
const MANY: usize = 1000;

/// What is counted of a value.
pub struct Size {
    bytes: usize,
    blocks: usize,
    /// Whether blocks alone are counted, and not beyond what is many.
    only_blocks: bool,
    depth: u16,
}

impl Size {
    pub(super) fn of_bytes() -> Size {
        Size {
            bytes: 0,
            blocks: 0,
            only_blocks: false,
            depth: 0,
        }
    }

    pub(super) fn of_blocks() -> Size {
        Size {
            only_blocks: true,
            ..Size::of_bytes()
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many blocks there are; beyond what is many, more than anybody asks for.
    pub(super) fn blocks(&self) -> usize {
        if self.is_enough() {
            usize::MAX / 2
        } else {
            self.blocks
        }
    }

    /// Counts the block that this owns, if it has one.
    pub fn block(&mut self, owner: &impl MallocSize) {
        self.unseen(1, || owner.malloc_size());
    }

    /// Counts blocks that nobody shows, of so many bytes together.
    pub(super) fn unseen(&mut self, blocks: usize, bytes: impl FnOnce() -> usize) {
        self.blocks += blocks;
        if !self.only_blocks {
            self.bytes += bytes();
        }
    }

    /// Whether what follows need not be looked at.
    pub(super) fn is_enough(&self) -> bool {
        self.only_blocks && self.blocks >= MANY
    }

    /// Counts the fields of a derived struct or enum; none that are nested too deep.
    #[doc(hidden)]
    pub fn nested(&mut self, measure: impl FnOnce(&mut Self)) {
        if self.depth < MAX_DEPTH && !self.is_enough() {
            self.depth += 1;
            measure(self);
            self.depth -= 1;
        }
    }
}
