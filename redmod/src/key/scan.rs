//! Decides how the elements of a hash, a set or a sorted set are read one after the other.

use std::any::Any;
use std::borrow::BorrowMut;
use std::ffi::c_void;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::{NonNull, null_mut};

use redmod_sys::{RedisModuleKey, RedisModuleScanCursor, RedisModuleString, api};

use super::{Key, KeyMut, KeyType, ZSet};
use crate::scan_cursor::ScanCursor;
use crate::{ServerStr, ServerString};

/// The types of value whose elements can be scanned: [`Hash`](super::Hash), [`Set`](super::Set),
/// [`ZSet`].
pub trait Elements: KeyType + 'static {
    /// An element: a field and its value, a member, or a member and its score.
    type Element;
    /// The same, borrowed from the server.
    type Borrowed<'e>;

    /// An element as the server tells it.
    #[doc(hidden)]
    fn borrowed<'e>(name: &'e ServerStr, value: Option<&'e ServerStr>) -> Self::Borrowed<'e>;

    /// Keeps an element.
    ///
    /// # Safety
    /// The server delivers it, and refers to it no more once the scan's step is over.
    #[doc(hidden)]
    unsafe fn keep(element: Self::Borrowed<'_>) -> Self::Element;
}

impl Elements for ZSet {
    type Element = (ServerString, f64);
    type Borrowed<'e> = (&'e ServerStr, f64);

    fn borrowed<'e>(member: &'e ServerStr, score: Option<&'e ServerStr>) -> (&'e ServerStr, f64) {
        // The server's own text, which has all digits.
        let score = score.and_then(|score| score.to_str().ok()?.parse().ok());
        (member, score.unwrap_or(f64::NAN))
    }

    unsafe fn keep((member, score): (&ServerStr, f64)) -> (ServerString, f64) {
        // SAFETY: the caller's promise.
        (unsafe { keep(member) }, score)
    }
}

/// Keeps a string beyond the callback that got it, without copying it (`RM_RetainString`).
///
/// # Safety
/// The server has made the string for the callback, and lets go of it before anything else can see
/// what is returned here.
#[doc(alias = "RM_RetainString")]
pub(crate) unsafe fn keep(string: &ServerStr) -> ServerString {
    // SAFETY: the string lives. Without a context the reference is ours, and the only one that is
    // left when the server has let go of its own.
    unsafe {
        (api().RetainString)(null_mut(), string.as_ptr());
        ServerString::from_raw(NonNull::new_unchecked(string.as_ptr()))
    }
}

impl<T: Elements> Key<'_, T> {
    /// The elements, each once, in the server's order (`RM_ScanKey`).
    pub fn iter(&mut self) -> Scan<'_, T> {
        self.scan(ScanCursor::new())
    }

    /// The elements from the cursor's place on (`RM_ScanKey`). Dropped before the end, it is gone
    /// on with by the same cursor: see [`ScanCursor`].
    #[doc(alias = "RM_ScanKey")]
    pub fn scan<C: BorrowMut<ScanCursor<T::Element>>>(&mut self, cursor: C) -> Scan<'_, T, C> {
        Scan {
            handle: self.existing(),
            cursor,
            _key: PhantomData,
        }
    }

    /// Calls the function with each element as the server has it, keeping none (`RM_ScanKey`).
    pub fn for_each(&mut self, mut f: impl FnMut(T::Borrowed<'_>)) {
        let Some(handle) = self.existing() else {
            return;
        };
        let mut cursor = ScanCursor::<()>::new();
        // SAFETY: the handle is open on a `T`, as long as `self`.
        let _ = cursor.next_with(|cursor, _| unsafe { step::<T>(handle, cursor, &mut f) });
    }
}

impl<T: Elements> KeyMut<'_, T> {
    /// As for a key that is open for reading: [`Key::iter`].
    pub fn iter(&mut self) -> Scan<'_, T> {
        self.0.iter()
    }

    /// As for a key that is open for reading: [`Key::scan`].
    pub fn scan<C: BorrowMut<ScanCursor<T::Element>>>(&mut self, cursor: C) -> Scan<'_, T, C> {
        self.0.scan(cursor)
    }

    /// As for a key that is open for reading: [`Key::for_each`].
    pub fn for_each(&mut self, f: impl FnMut(T::Borrowed<'_>)) {
        self.0.for_each(f);
    }
}

/// The elements of a value, which is held exclusively meanwhile.
pub struct Scan<'k, T: Elements, C = ScanCursor<<T as Elements>::Element>> {
    /// The key; `None` if it is absent.
    handle: Option<*mut RedisModuleKey>,
    cursor: C,
    _key: PhantomData<&'k mut Key<'k, T>>,
}

impl<T: Elements, C: BorrowMut<ScanCursor<T::Element>>> Iterator for Scan<'_, T, C> {
    type Item = T::Element;

    fn next(&mut self) -> Option<T::Element> {
        let handle = self.handle;
        self.cursor.borrow_mut().next_with(|cursor, delivered| {
            let Some(handle) = handle else {
                return false;
            };
            // SAFETY: the handle is open on a `T`, and held exclusively. The server makes strings
            // for each element and lets go of them before the step is over; only then is an
            // element taken from `delivered`.
            unsafe {
                step::<T>(handle, cursor, &mut |element| {
                    delivered.push_back(T::keep(element));
                })
            }
        })
    }
}

impl<T: Elements, C: BorrowMut<ScanCursor<T::Element>>> FusedIterator for Scan<'_, T, C> {}

/// What the server's callback gets: the function, and what it panicked with.
struct Visit<'a, T: Elements> {
    f: &'a mut dyn FnMut(T::Borrowed<'_>),
    panicked: Option<Box<dyn Any + Send>>,
}

/// Visits some of the elements; whether there are more.
///
/// # Safety
/// The handle is open on a `T` that nothing changes meanwhile; the cursor is alive.
unsafe fn step<T: Elements>(
    handle: *mut RedisModuleKey,
    cursor: NonNull<RedisModuleScanCursor>,
    f: &mut dyn FnMut(T::Borrowed<'_>),
) -> bool {
    let mut visit = Visit::<T> { f, panicked: None };
    // SAFETY: the caller's promise; `visit` outlives the call, which ends before it returns. A
    // cursor is a number to the server, so that one of another value is as good.
    let more = unsafe {
        let data = (&raw mut visit).cast();
        (api().ScanKey)(handle, cursor.as_ptr(), Some(deliver::<T>), data)
    };
    match visit.panicked {
        Some(payload) => resume_unwind(payload),
        None => more != 0,
    }
}

/// The server's callback. No panic may pass through the server: the first is kept, and nothing is
/// visited after it.
unsafe extern "C" fn deliver<T: Elements>(
    _: *mut RedisModuleKey,
    name: *mut RedisModuleString,
    value: *mut RedisModuleString,
    data: *mut c_void,
) {
    // SAFETY: the data are those of `step`, which waits; the server calls with live strings, or
    // none for the value, which live until this returns.
    let (visit, name, value) = unsafe {
        (
            &mut *data.cast::<Visit<'_, T>>(),
            ServerStr::from_raw(NonNull::new_unchecked(name)),
            NonNull::new(value).map(|it| ServerStr::from_raw(it)),
        )
    };
    if visit.panicked.is_none() {
        let call = || (visit.f)(T::borrowed(name, value));
        visit.panicked = catch_unwind(AssertUnwindSafe(call)).err();
    }
}
