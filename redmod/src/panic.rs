//! Decides what a panic does: it ends at the one boundary between the server and the author's
//! code, is logged with its place, and is counted. The server lives.

use std::any::Any;
use std::backtrace::Backtrace;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::log::{Level, log_anywhere};

#[cfg(panic = "abort")]
compile_error!(
    "redmod needs `panic = \"unwind\"`: with `panic = \"abort\"` any panic in a command would end the \
     server; remove `panic = \"abort\"` from the profile"
);

/// How many panics the boundary has caught since the module was loaded.
static CAUGHT: AtomicU64 = AtomicU64::new(0);

/// A panic was caught.
pub(crate) struct Panicked;

/// Runs the author's code; every entry from the server goes through here.
///
/// After a panic the state that the code left behind is the author's, as after an early return.
#[inline(always)]
pub(crate) fn boundary<R>(body: impl FnOnce() -> R) -> Result<R, Panicked> {
    catch_unwind(AssertUnwindSafe(body)).map_err(caught)
}

#[cold]
fn caught(payload: Box<dyn Any + Send>) -> Panicked {
    CAUGHT.fetch_add(1, Ordering::Relaxed);
    discard(payload);
    Panicked
}

/// Drops what was panicked with. That may panic once more; then it is given up.
pub(crate) fn discard(payload: Box<dyn Any + Send>) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(again);
    }
}

/// The number of panics since the module was loaded.
pub(crate) fn count() -> u64 {
    CAUGHT.load(Ordering::Relaxed)
}

/// Starts afresh with each load: the library may have stayed mapped since the last one.
pub(crate) fn install() {
    CAUGHT.store(0, Ordering::Relaxed);
    // The hook is this library's own: the standard library is linked into the module.
    set_hook(Box::new(report));
}

/// Logs where the panic is and how it came there, while the stack is still there to be read.
fn report(panic: &PanicHookInfo<'_>) {
    log_anywhere(Level::Warning, format_args!("{panic}"));
    let trace = Backtrace::force_capture().to_string();
    // `str::lines` is code that no module needs otherwise.
    for line in trace
        .as_bytes()
        .trim_ascii_end()
        .split(|byte| *byte == b'\n')
    {
        let line = str::from_utf8(line).unwrap_or_default();
        log_anywhere(Level::Warning, format_args!("{line}"));
    }
}
