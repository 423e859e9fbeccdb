//! Decides how an argument is kept beyond its call without copying it.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicUsize, Ordering};

use redmod_sys::api;

use super::ServerStr;
use crate::Result;
use crate::args::{Args, Input, Shape};

/// An argument of the call that outlives it: a reference to the server's own string
/// (`RM_HoldString`).
///
/// As a parameter it costs a count where [`ServerString`](crate::ServerString) costs a copy. The
/// server's reference counts are not atomic, so that it stays on its thread:
///
/// ```compile_fail,E0277
/// # use redmod::prelude::*;
/// use redmod::HeldString;
///
/// #[command]
/// fn later(name: HeldString) {
///     std::thread::spawn(move || drop(name));
/// }
/// ```
#[doc(alias = "RM_HoldString")]
pub struct HeldString {
    /// Lent if it is a copy.
    string: NonNull<ServerStr>,
    _not_send: PhantomData<*mut ()>,
}

unsafe extern "C" {
    /// The calling thread, by a number that no other living one has.
    safe fn pthread_self() -> usize;
}

/// The server's main thread. All that runs there of a module runs under the server's lock.
static MAIN_THREAD: AtomicUsize = AtomicUsize::new(0);

/// Called by `OnLoad`, which refuses any other thread.
pub(crate) fn note_main_thread() {
    MAIN_THREAD.store(pthread_self(), Ordering::Relaxed);
}

/// Whether this is the thread that callbacks run on.
pub(crate) fn is_main_thread() -> bool {
    MAIN_THREAD.load(Ordering::Relaxed) == pthread_self()
}

impl HeldString {
    /// A reference to an argument.
    ///
    /// A command that a thread calls gets a copy: the thread may let it go when it no longer has the
    /// lock. So does one on a server without `RM_HoldString`, before Redis 6.0.7.
    fn of_argument(argument: &ServerStr) -> HeldString {
        let is_main = is_main_thread();
        // SAFETY: there is an argument, so the table is loaded.
        let hold = unsafe { api().HoldString }.filter(|_| is_main);
        // SAFETY: the argument is alive. Nobody changes a string to which two refer; without a
        // context this reference is ours to give back, as the copy is.
        let string = unsafe {
            match hold {
                Some(hold) => {
                    let held = hold(null_mut(), argument.as_ptr());
                    ServerStr::from_raw(NonNull::new_unchecked(held))
                }
                None => ServerStr::lent(argument.to_owned().into_raw()),
            }
        };
        HeldString {
            string: NonNull::from(string),
            _not_send: PhantomData,
        }
    }
}

impl<'a> Args<'a> for HeldString {
    const SHAPE: Shape = <&ServerStr>::SHAPE;

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        input.word().map(HeldString::of_argument)
    }
}

impl Clone for HeldString {
    /// Another reference (`RM_RetainString`).
    #[doc(alias = "RM_RetainString")]
    fn clone(&self) -> HeldString {
        // SAFETY: the string is alive, and on the heap, since it is held. This is the thread that
        // made the first reference: either the main one, which runs modules under the lock, or all
        // references to the string are this thread's.
        unsafe { (api().RetainString)(null_mut(), self.as_ptr()) };
        HeldString {
            string: self.string,
            _not_send: PhantomData,
        }
    }
}

impl Drop for HeldString {
    fn drop(&mut self) {
        // SAFETY: one reference is `self`'s, given back once, here, on the thread that made it (see
        // `clone`).
        unsafe { (api().FreeString)(null_mut(), self.as_ptr()) }
    }
}

impl Deref for HeldString {
    type Target = ServerStr;

    fn deref(&self) -> &ServerStr {
        // SAFETY: `self` has a reference to the string, which lives as long as the borrow.
        unsafe { self.string.as_ref() }
    }
}

impl fmt::Debug for HeldString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
