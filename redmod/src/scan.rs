//! Decides how the names of a database's keys are read one after the other.
//!
//! The server delivers some of them at each step, in the middle of its own walk through the
//! database. They are kept until the step is over; so whoever takes them may change what they like.

use std::borrow::BorrowMut;
use std::collections::VecDeque;
use std::ffi::c_void;
use std::iter::FusedIterator;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleCtx, RedisModuleKey, RedisModuleString, api};

use crate::context::ServerContext;
use crate::key::keep;
use crate::scan_cursor::ScanCursor;
use crate::{ServerStr, ServerString, panic};

impl ServerContext {
    /// The names of the keys in the selected database, in the server's order (`RM_Scan`).
    ///
    /// As with `SCAN`, a key that is there during the whole scan is delivered, maybe more than
    /// once. A key may have expired or been deleted by the time that its name is taken.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// #[command(flags = "readonly")]
    /// fn longest(cx: &Context) -> Option<ServerString> {
    ///     cx.scan().max_by_key(|name| name.as_bytes().len())
    /// }
    /// ```
    #[doc(alias = "RM_Scan")]
    pub fn scan(&self) -> Scan<'_> {
        self.scan_from(ScanCursor::new())
    }

    /// The names of the keys from the cursor's place on (`RM_Scan`). Dropped before the end, the
    /// scan is gone on with by the same cursor: see [`ScanCursor`].
    pub fn scan_from<C: BorrowMut<ScanCursor<ServerString>>>(&self, cursor: C) -> Scan<'_, C> {
        Scan { cx: self, cursor }
    }
}

impl ScanCursor<ServerString> {
    /// The name of the next key in the selected database (`RM_Scan`), as the items of
    /// [`ServerContext::scan`]; the context is free between one name and the next.
    ///
    /// ```no_run
    /// # use redmod::ScanCursor;
    /// # use redmod::prelude::*;
    /// /// Deletes what begins so.
    /// #[command(flags = "write")]
    /// fn sweep(cx: &mut Context, prefix: &[u8]) -> Result<()> {
    ///     let mut cursor = ScanCursor::new();
    ///     while let Some(name) = cursor.next_key(cx) {
    ///         if name.as_bytes().starts_with(prefix) {
    ///             cx.key_mut::<redmod::key::Any>(&name)?.delete();
    ///         }
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn next_key(&mut self, cx: &ServerContext) -> Option<ServerString> {
        self.next_with(|cursor, names| {
            let names = std::ptr::from_mut(names).cast();
            // SAFETY: the context is live, and has a client; the cursor is alive, and a number to
            // the server, so that one of another database is as good; the names are this call's,
            // and only `deliver` uses them meanwhile.
            let more = unsafe { (api().Scan)(cx.as_ptr(), cursor.as_ptr(), Some(deliver), names) };
            more != 0
        })
    }
}

/// The names of the keys in a database.
pub struct Scan<'cx, C = ScanCursor<ServerString>> {
    cx: &'cx ServerContext,
    cursor: C,
}

impl<C: BorrowMut<ScanCursor<ServerString>>> Iterator for Scan<'_, C> {
    type Item = ServerString;

    fn next(&mut self) -> Option<ServerString> {
        self.cursor.borrow_mut().next_key(self.cx)
    }
}

impl<C: BorrowMut<ScanCursor<ServerString>>> FusedIterator for Scan<'_, C> {}

/// The server's callback.
///
/// # Safety
/// Only the server calls it, in the middle of `next_key`, with the names that this has given it.
unsafe extern "C" fn deliver(
    _: *mut RedisModuleCtx,
    name: *mut RedisModuleString,
    _: *mut RedisModuleKey,
    names: *mut c_void,
) {
    // To keep a name has no reason to panic; if it does, the name is missing.
    let _ = panic::boundary(|| {
        // SAFETY: the data are those of `next_key`, which waits. The server has made the name for
        // this call, and lets go of it before the step is over; only then is a name taken.
        unsafe {
            let names = &mut *names.cast::<VecDeque<ServerString>>();
            names.push_back(keep(ServerStr::from_raw(NonNull::new_unchecked(name))));
        }
    });
}
