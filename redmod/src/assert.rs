//! Decides how a module ends the server rather than let it go on with what is wrong.

use std::fmt::Write;
use std::panic::Location;

use redmod_sys::api;

use crate::log::Line;

/// Ends the server, with a report of the crash in its log, if the claim does not hold (`RM__Assert`).
///
/// This is for what must not go on, such as a save of values that contradict each other: clients lose their
/// connections, and what was not saved is lost. Anything less is an error or a panic, which the server survives.
///
/// ```no_run
/// # let (index, values) = (vec![1], vec![1]);
/// redmod::server_assert(index.len() == values.len(), "the index has every value");
/// ```
///
/// # Panics
/// In place of ending the process where no server has loaded the module, as in unit tests.
#[doc(alias = "RM__Assert")]
#[track_caller]
pub fn server_assert(holds: bool, claim: &str) {
    if !holds {
        fail(claim, Location::caller());
    }
}

#[cold]
fn fail(claim: &str, at: &Location<'_>) -> ! {
    assert!(redmod_sys::is_loaded(), "{claim}: {at}");
    let (mut text, mut file) = (Line::new(), Line::new());
    // What is too long is cut.
    let _ = text.write_str(claim);
    let _ = file.write_str(at.file());
    let line = at.line().try_into().unwrap_or(0);
    // SAFETY: the table is loaded, and both are C strings; the server writes its report and ends.
    unsafe { (api()._Assert)(text.as_c_str().as_ptr(), file.as_c_str().as_ptr(), line) };
    unreachable!("the server has ended")
}
