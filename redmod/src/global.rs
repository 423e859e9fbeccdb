//! Decides how callbacks share state: by statics that are reached through what shows that the
//! server's lock is held, so that they need no lock of their own.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::fmt;

use crate::data_type::{RdbIo, RdbReader, RdbWriter};
use crate::defrag::Defragmenter;
use crate::{
    AnyContext, ConfigContext, Context, Error, EventContext, FilterArgs, Info, LoadContext, Locked,
    NotificationContext, Result, ServerContext, panic,
};

const BORROWED: Error = Error::fixed(c"ERR the module's state is in use by an outer call");
pub(crate) const CRASHED: Error = Error::fixed(c"ERR the server has crashed");

/// State that the callbacks of a module share, as a static.
///
/// It is borrowed like a [`RefCell`], and what shows that nobody else is at it is a context, which is
/// there only under the server's lock: nothing is locked, and nothing is allocated.
///
/// ```no_run
/// # use redmod::prelude::*;
/// use std::collections::HashMap;
///
/// use redmod::Global;
///
/// static HITS: Global<HashMap<String, u64>> = Global::new(HashMap::new);
///
/// /// Counts a hit of a page.
/// #[command]
/// fn hit(cx: &Context, page: &str) -> Result<u64> {
///     let mut hits = HITS.borrow_mut(cx)?;
///     let count = hits.entry(page.to_owned()).or_default();
///     *count += 1;
///     Ok(*count)
/// }
/// ```
///
/// The value is made when it is first borrowed after the module was loaded. It is dropped when the module is
/// unloaded, on the main thread after `module!`'s `unload`, those that were made last first. A panic
/// gives back what was borrowed, as it is at that moment.
pub struct Global<T: 'static> {
    value: RefCell<Option<T>>,
    make: fn() -> T,
    /// The one that was made before.
    next: Cell<Option<&'static dyn Forget>>,
}

// SAFETY: the cells are touched only while a reference to what shows that the server is locked is
// borrowed, hence by one thread at a time; a `T` may go from one to another.
unsafe impl<T: Send> Sync for Global<T> {}

impl<T: Send> Global<T> {
    /// State that the function makes when it is first borrowed.
    #[must_use]
    pub const fn new(make: fn() -> T) -> Global<T> {
        Global {
            value: RefCell::new(None),
            make,
            next: Cell::new(None),
        }
    }

    /// Borrows the value to look at it, as long as the context is borrowed.
    ///
    /// # Errors
    /// Where an outer call has borrowed it for changing, and for reports of crashes.
    ///
    /// # Panics
    /// If the function that makes the value does.
    pub fn borrow<'a, C: HoldsLock + ?Sized>(&'static self, cx: &'a C) -> Result<Ref<'a, T>> {
        self.make(cx)?;
        let value = self.value.try_borrow().map_err(|_| BORROWED)?;
        Ref::filter_map(value, Option::as_ref).map_err(|_| BORROWED)
    }

    /// Borrows the value to change it, as long as the context is borrowed.
    ///
    /// # Errors
    /// Where it is borrowed already, and for reports of crashes.
    ///
    /// # Panics
    /// If the function that makes the value does.
    pub fn borrow_mut<'a, C: HoldsLock + ?Sized>(
        &'static self,
        cx: &'a C,
    ) -> Result<RefMut<'a, T>> {
        self.make(cx)?;
        let value = self.value.try_borrow_mut().map_err(|_| BORROWED)?;
        RefMut::filter_map(value, Option::as_mut).map_err(|_| BORROWED)
    }

    /// Calls the function with the value and the context, which may call other commands meanwhile. If these
    /// come back to the module, they do not get at the value.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use redmod::Global;
    ///
    /// static NAMES: Global<Vec<String>> = Global::new(Vec::new);
    ///
    /// /// Deletes the keys that were noted.
    /// #[command(flags = "write", replicate = explicit)]
    /// fn sweep(cx: &mut Context) -> Result<usize> {
    ///     NAMES.with(cx, |names, cx| {
    ///         for name in names.iter() {
    ///             cx.call::<()>("DEL", name)?;
    ///             cx.replicate("DEL", name)?;
    ///         }
    ///         Ok(names.drain(..).count())
    ///     })?
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`borrow_mut`](Global::borrow_mut).
    ///
    /// # Panics
    /// If the function that makes the value does.
    pub fn with<R, C: HoldsLock + ?Sized>(
        &'static self,
        cx: &mut C,
        f: impl FnOnce(&mut T, &mut C) -> R,
    ) -> Result<R> {
        self.make(cx)?;
        let mut value = self.value.try_borrow_mut().map_err(|_| BORROWED)?;
        let value = value.as_mut().ok_or(BORROWED)?;
        Ok(f(value, cx))
    }

    /// Makes the value, if there is none.
    #[inline]
    fn make<C: HoldsLock + ?Sized>(&'static self, cx: &C) -> Result<()> {
        if !cx.may_share() {
            return Err(CRASHED);
        }
        match self.value.try_borrow() {
            Ok(value) if value.is_none() => {}
            // There is a value, or it is being changed.
            _ => return Ok(()),
        }
        self.make_now();
        Ok(())
    }

    #[cold]
    fn make_now(&'static self) {
        let value = (self.make)();
        // The function has no context, so that nobody else has made one meanwhile.
        self.value.replace(Some(value));
        self.next.set(MADE.0.replace(Some(self)));
    }
}

impl<T> fmt::Debug for Global<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Global").finish_non_exhaustive()
    }
}

/// What shows that the server's lock is held: a context, whatever its kind, the guard of a lock, a section of `INFO`
/// that is being written, the arguments that a filter looks at, what is saved or loaded, what moves
/// memory.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not show that the server is locked",
    label = "no context",
    note = "a callback takes `cx: &Context`; a thread locks a `DetachedContext`"
)]
pub trait HoldsLock: sealed::HoldsLock {
    /// Whether what callbacks share is in order: it may not be when the server has crashed amid one.
    #[doc(hidden)]
    fn may_share(&self) -> bool {
        true
    }
}

mod sealed {
    pub trait HoldsLock {}
}

macro_rules! hold_lock {
    ($($type:ty)*) => {$(
        impl sealed::HoldsLock for $type {}
        impl HoldsLock for $type {}
    )*};
}

hold_lock!(
    AnyContext ServerContext Context LoadContext ConfigContext EventContext NotificationContext Locked<'_>
    FilterArgs<'_> RdbIo<'_> RdbReader<'_> RdbWriter<'_> Defragmenter<'_>
);

impl sealed::HoldsLock for Info<'_> {}

impl HoldsLock for Info<'_> {
    fn may_share(&self) -> bool {
        !self.is_for_crash_report()
    }
}

impl<C: HoldsLock + ?Sized> sealed::HoldsLock for &mut C {}

impl<C: HoldsLock + ?Sized> HoldsLock for &mut C {
    fn may_share(&self) -> bool {
        (**self).may_share()
    }
}

/// A [`Global`] whatever its type.
trait Forget {
    /// Drops the value, and tells of the one that was made before.
    fn forget(&self) -> Option<&'static dyn Forget>;
}

impl<T> Forget for Global<T> {
    fn forget(&self) -> Option<&'static dyn Forget> {
        let next = self.next.take();
        // What was forgotten while it was borrowed is given up.
        let value = self
            .value
            .try_borrow_mut()
            .ok()
            .and_then(|mut it| it.take());
        // A panic is logged.
        let _ = panic::boundary(|| drop(value));
        next
    }
}

/// Those that have a value, the last one first.
struct Made(Cell<Option<&'static dyn Forget>>);

// SAFETY: touched only as the cells of a `Global` are, or by `drop_all`.
unsafe impl Sync for Made {}

static MADE: Made = Made(Cell::new(None));

/// Drops all values. They are made again when they are borrowed again.
///
/// Only the main thread calls this, when the module is unloaded or its loading has failed; hence the
/// server is locked, and no value is borrowed.
pub(crate) fn drop_all() {
    let mut made = MADE.0.take();
    while let Some(global) = made {
        made = global.forget();
    }
}
