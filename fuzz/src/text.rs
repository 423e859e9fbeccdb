//! Decides what a string of the server is: its bytes in a block of exactly their length, so that a read beyond them is seen, and
//! a count of those who hold it.

use std::cell::Cell;

use redmod_sys::RedisModuleString;

pub(crate) struct Text {
    bytes: Cell<Box<[u8]>>,
    holders: Cell<usize>,
}

impl Text {
    pub(crate) fn make(bytes: &[u8]) -> *mut Text {
        Box::into_raw(Box::new(Text {
            bytes: Cell::new(bytes.into()),
            holders: Cell::new(1),
        }))
    }

    /// # Safety
    /// It was made by [`make`](Text::make), and lives for `'a`.
    pub(crate) unsafe fn of<'a>(string: *const RedisModuleString) -> &'a Text {
        // SAFETY: the caller's promise.
        unsafe { &*string.cast::<Text>() }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: there is one thread, and the bytes are only replaced by `append`, on a string that is not borrowed.
        unsafe { &*self.bytes.as_ptr() }
    }

    pub(crate) fn append(&self, more: &[u8]) {
        self.bytes.set([self.bytes(), more].concat().into());
    }

    pub(crate) fn retain(&self) {
        self.holders.set(self.holders.get() + 1);
    }

    /// # Safety
    /// It was made by [`make`](Text::make), and who calls this holds it.
    pub(crate) unsafe fn release(string: *mut RedisModuleString) {
        // SAFETY: the caller's promise.
        let holders = &unsafe { Text::of(string) }.holders;
        holders.set(holders.get() - 1);
        if holders.get() == 0 {
            // SAFETY: nobody else holds it.
            drop(unsafe { Box::from_raw(string.cast::<Text>()) });
        }
    }
}
