//! Decides how a scan pauses: where it is, and what the server has delivered but nobody has taken
//! yet, are a value of their own, which borrows nothing.

use std::collections::VecDeque;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleScanCursor, api};

/// Where a scan is (`RM_ScanCursorCreate`), with the items that were delivered and not yet taken.
///
/// It may be kept, also by a thread: a scan that is dropped goes on with the same cursor later. As
/// with `SCAN`, what is there during the whole scan is delivered, maybe more than once; what comes
/// or goes meanwhile may be.
///
/// ```no_run
/// # use redmod::prelude::*;
/// use redmod::ScanCursor;
///
/// # fn f(cx: &Context) -> Result<()> {
/// let mut cursor = ScanCursor::new();
/// let mut first = cx.key::<Hash>("a")?;
/// for (field, value) in first.scan(&mut cursor).take(10) { /* … */ }
/// drop(first);
///
/// let mut again = cx.key::<Hash>("a")?;
/// for (field, value) in again.scan(&mut cursor) { /* the rest */ }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ScanCursor<Item> {
    raw: NonNull<RedisModuleScanCursor>,
    delivered: VecDeque<Item>,
    /// Whether the server has delivered everything.
    at_end: bool,
}

// SAFETY: the server's cursor is a number and a flag in a block of its own, reached through `self`
// only; it is made and freed by the server's allocator, which any thread may call.
unsafe impl<Item: Send> Send for ScanCursor<Item> {}

impl<Item> ScanCursor<Item> {
    /// The beginning of a scan (`RM_ScanCursorCreate`).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_ScanCursorCreate")]
    #[must_use]
    pub fn new() -> ScanCursor<Item> {
        assert!(redmod_sys::is_loaded(), "a cursor of a scan needs a server");
        // SAFETY: the table is loaded. The server ends the process rather than return null.
        let raw = unsafe { NonNull::new_unchecked((api().ScanCursorCreate)()) };
        ScanCursor {
            raw,
            delivered: VecDeque::new(),
            at_end: false,
        }
    }

    /// Goes back to the beginning (`RM_ScanCursorRestart`).
    #[doc(alias = "RM_ScanCursorRestart")]
    pub fn restart(&mut self) {
        // SAFETY: the cursor is alive as long as `self`, and no scan holds it.
        unsafe { (api().ScanCursorRestart)(self.raw.as_ptr()) };
        self.delivered.clear();
        self.at_end = false;
    }

    /// Whether the scan has taken everything.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.at_end && self.delivered.is_empty()
    }

    /// The next item. Where none is left, `step` is called with the server's cursor until it
    /// delivers one, or says by `false` that there will be no more.
    pub(crate) fn next_with(
        &mut self,
        mut step: impl FnMut(NonNull<RedisModuleScanCursor>, &mut VecDeque<Item>) -> bool,
    ) -> Option<Item> {
        while self.delivered.is_empty() && !self.at_end {
            self.at_end = !step(self.raw, &mut self.delivered);
        }
        self.delivered.pop_front()
    }
}

impl<Item> Default for ScanCursor<Item> {
    fn default() -> ScanCursor<Item> {
        ScanCursor::new()
    }
}

impl<Item> Drop for ScanCursor<Item> {
    #[doc(alias = "RM_ScanCursorDestroy")]
    fn drop(&mut self) {
        // SAFETY: made by `new`, and freed once, here.
        unsafe { (api().ScanCursorDestroy)(self.raw.as_ptr()) };
    }
}
