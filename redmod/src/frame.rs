//! Decides what is known of the callbacks that are running: how deep they are nested, so that the
//! module is not unloaded under its own feet.
//!
//! Only the thread that holds the server's lock runs callbacks, so that plain loads and stores do.

use std::sync::atomic::{AtomicUsize, Ordering};

static DEPTH: AtomicUsize = AtomicUsize::new(0);

/// A running callback.
pub(crate) struct Frame(());

/// Notes that a callback runs, until the frame is dropped.
#[inline(always)]
pub(crate) fn enter() -> Frame {
    DEPTH.store(DEPTH.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
    Frame(())
}

impl Drop for Frame {
    #[inline(always)]
    fn drop(&mut self) {
        DEPTH.store(DEPTH.load(Ordering::Relaxed) - 1, Ordering::Relaxed);
    }
}

/// Whether any callback is running.
pub(crate) fn is_any_running() -> bool {
    DEPTH.load(Ordering::Relaxed) > 0
}

/// Starts afresh with each load.
pub(crate) fn reset() {
    DEPTH.store(0, Ordering::Relaxed);
}
