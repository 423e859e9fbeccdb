//! Decides which keys count as open: those that the running callbacks hold, so that none is opened twice, and
//! none is left open.

use std::ptr::NonNull;

use redmod_sys::{RedisModuleCtx, RedisModuleKey, RedisModuleString, api};

use super::{innermost, settle_if_due};
use crate::ServerStr;

/// The keys that are open, those of the outermost callback first.
///
/// Mostly it is one, which therefore has a place of its own. It is taken only when no key is open, so that what
/// is there was opened before all others.
pub(super) struct OpenKeys {
    len: u32,
    first: OpenKey,
    others: Vec<OpenKey>,
}

/// A key that a callback holds open.
#[derive(Clone, Copy)]
struct OpenKey {
    /// None while it is closed for a call that may free its value.
    handle: Option<NonNull<RedisModuleKey>>,
    place: Place,
}

/// What is known of a key beside its handle.
#[derive(Clone, Copy)]
enum Place {
    /// Nothing: its handle says which database it is in (`RM_GetDbIdFromModuleKey`).
    Asked,
    /// Its database, where handles do not say that.
    Known(i32),
    /// It is closed for a while, and still nobody else's: its database and its name, which is retained.
    Suspended(i32, NonNull<RedisModuleString>),
}

const NONE: OpenKey = OpenKey {
    handle: None,
    place: Place::Asked,
};

impl OpenKey {
    fn is(&self, handle: NonNull<RedisModuleKey>) -> bool {
        self.handle == Some(handle)
    }

    fn is_suspended(&self, key: &Suspended) -> bool {
        matches!(self.place, Place::Suspended(database, name) if name == key.name && database == key.database)
    }

    /// Its name; none where there is no key.
    fn name(&self) -> Option<*const RedisModuleString> {
        match (self.place, self.handle) {
            (Place::Suspended(_, name), _) => Some(name.as_ptr()),
            // SAFETY: the handle is open.
            (_, Some(handle)) => Some(unsafe { (api().GetKeyNameFromModuleKey)(handle.as_ptr()) }),
            (_, None) => None,
        }
    }

    fn database(&self) -> Option<i32> {
        match self.place {
            Place::Known(database) | Place::Suspended(database, _) => Some(database),
            // SAFETY: the handle is open.
            Place::Asked => unsafe { Some((api().GetDbIdFromModuleKey?)(self.handle?.as_ptr())) },
        }
    }

    /// Lets go of it. Closing may notify modules, this one too.
    ///
    /// # Safety
    /// It is in the list no more, and nothing uses the handle.
    unsafe fn close(self) {
        // SAFETY: the name was retained without a context; the handle is open.
        unsafe {
            if let Place::Suspended(_, name) = self.place {
                (api().FreeString)(std::ptr::null_mut(), name.as_ptr());
            } else if let Some(handle) = self.handle {
                (api().CloseKey)(handle.as_ptr());
            }
        }
    }
}

impl OpenKeys {
    pub(super) const NONE: OpenKeys = OpenKeys {
        len: 0,
        first: NONE,
        others: Vec::new(),
    };

    #[inline(always)]
    fn push(&mut self, handle: NonNull<RedisModuleKey>, place: Place) {
        let handle = Some(handle);
        if self.len == 0 {
            self.first = OpenKey { handle, place };
        } else {
            self.push_other(OpenKey { handle, place });
        }
        self.len += 1;
    }

    #[inline(never)]
    fn push_other(&mut self, key: OpenKey) {
        self.others.push(key);
    }

    /// Takes a key from the list; whether it was there.
    #[inline(always)]
    fn remove(&mut self, handle: NonNull<RedisModuleKey>) -> bool {
        let was_there = if self.first.is(handle) {
            // Enough of `NONE`: what has a handle is not suspended.
            self.first.handle = None;
            true
        } else {
            self.remove_other(handle)
        };
        self.len -= u32::from(was_there);
        was_there
    }

    #[inline(never)]
    fn remove_other(&mut self, handle: NonNull<RedisModuleKey>) -> bool {
        let at = self.others.iter().rposition(|key| key.is(handle));
        at.map(|at| self.others.remove(at)).is_some()
    }

    /// Takes the key that was opened last.
    fn pop(&mut self) -> OpenKey {
        self.len -= 1;
        let last = self.others.pop();
        last.unwrap_or_else(|| std::mem::replace(&mut self.first, NONE))
    }

    fn iter(&self) -> impl Iterator<Item = &OpenKey> {
        [&self.first].into_iter().chain(&self.others)
    }

    fn find(&mut self, is: impl Fn(&OpenKey) -> bool) -> Option<&mut OpenKey> {
        let all = [&mut self.first].into_iter().chain(&mut self.others);
        all.into_iter().find(|key| is(key))
    }
}

/// Changes the list of open keys.
#[inline(always)]
fn change<R>(f: impl FnOnce(&mut OpenKeys) -> R) -> R {
    // SAFETY: callbacks run one at a time, and the functions below call nothing but what compares keys,
    // so that this is the only reference.
    let open = unsafe { &mut *super::FRAMES.open.get() };
    f(open)
}

/// How many keys all callbacks hold open.
#[inline(always)]
pub(super) fn count() -> u32 {
    change(|open| open.len)
}

/// Whether any callback has a key open.
#[inline(always)]
pub(crate) fn is_any_open() -> bool {
    count() != 0
}

/// Whether the innermost callback has a key open.
#[inline(always)]
pub(crate) fn has_open_keys() -> bool {
    count() != innermost().outside
}

/// Whether any callback holds the key open that has this name in the database that is selected.
///
/// # Safety
/// The context is live, and has a client.
#[inline(always)]
pub(crate) unsafe fn is_open(context: NonNull<RedisModuleCtx>, name: &ServerStr) -> bool {
    // SAFETY: the caller's promise.
    is_any_open() && unsafe { is_among_open(context, name) }
}

/// Names first, as mostly they differ.
///
/// # Safety
/// As [`is_open`].
#[inline(never)]
unsafe fn is_among_open(context: NonNull<RedisModuleCtx>, name: &ServerStr) -> bool {
    // SAFETY: the caller's promise; a key's name lives as long as the key is open, or is retained.
    let is_it = |key: &OpenKey| unsafe {
        key.name().is_some_and(|its| name.is_same_as(its))
            && key.database() == Some((api().GetSelectedDb)(context.as_ptr()))
    };
    change(|open| open.iter().any(is_it))
}

/// The database of a key that is open.
pub(crate) fn database_of(handle: NonNull<RedisModuleKey>) -> Option<i32> {
    change(|open| open.find(|key| key.is(handle))?.database())
}

/// Opens a key, which counts as open from then on; `None` where it is absent and not opened for writing
/// (`RM_OpenKey`).
///
/// # Safety
/// The context is live, and has a client; the key is not open. The handle is closed by [`close`].
#[doc(alias = "RM_OpenKey")]
#[inline(always)]
pub(crate) unsafe fn open(
    context: NonNull<RedisModuleCtx>,
    name: &ServerStr,
    mode: i32,
) -> Option<NonNull<RedisModuleKey>> {
    // SAFETY: the caller's promise.
    unsafe {
        if api().GetDbIdFromModuleKey.is_none() {
            return open_in_known(context, name, mode);
        }
        let handle = (api().OpenKey)(context.as_ptr(), name.as_ptr(), mode);
        note_open(handle.cast(), Place::Asked)
    }
}

/// Opens a key where handles do not say which database they are in, before Redis 7.0.
///
/// # Safety
/// As [`open`].
#[inline(never)]
unsafe fn open_in_known(
    context: NonNull<RedisModuleCtx>,
    name: &ServerStr,
    mode: i32,
) -> Option<NonNull<RedisModuleKey>> {
    // SAFETY: the caller's promise.
    unsafe {
        let database = (api().GetSelectedDb)(context.as_ptr());
        let handle = (api().OpenKey)(context.as_ptr(), name.as_ptr(), mode);
        note_open(handle.cast(), Place::Known(database))
    }
}

#[inline(always)]
fn note_open(handle: *mut RedisModuleKey, place: Place) -> Option<NonNull<RedisModuleKey>> {
    let handle = NonNull::new(handle)?;
    change(|open| open.push(handle, place));
    Some(handle)
}

/// Closes a key (`RM_CloseKey`).
///
/// # Safety
/// [`open`] has returned the handle, which nothing uses any more.
#[doc(alias = "RM_CloseKey")]
#[inline(always)]
pub(crate) unsafe fn close(handle: NonNull<RedisModuleKey>) {
    if change(|open| open.remove(handle)) {
        // SAFETY: the caller's promise. Closing comes last, but for what waits for it.
        unsafe { (api().CloseKey)(handle.as_ptr()) };
        settle_if_due();
    }
}

/// Closes what the innermost callback has left open, by `mem::forget` for one. It has ended, or its
/// context is borrowed exclusively, so that nothing uses these keys any more; their values may go
/// afterwards, but not before.
#[inline(always)]
pub(crate) fn close_forgotten() {
    if has_open_keys() {
        close_all();
    }
}

/// Its own are the last ones: callbacks within this one have closed theirs.
#[cold]
fn close_all() {
    while has_open_keys() {
        let key = change(OpenKeys::pop);
        // SAFETY: it was just taken, and nothing uses it any more, as `close_forgotten` says.
        unsafe { key.close() };
    }
    settle_if_due();
}

/// A key that is closed for a while and counts as open.
pub(crate) struct Suspended {
    pub(crate) name: NonNull<RedisModuleString>,
    pub(crate) database: i32,
}

/// Closes a key for a call that may free its value (`RM_CloseKey`). Until [`resume`], or the end of
/// the callback, it counts as open, so that nothing else opens it.
///
/// # Safety
/// As [`close`].
pub(crate) unsafe fn suspend(handle: NonNull<RedisModuleKey>) -> Option<Suspended> {
    // SAFETY: the handle is open and has a name, of which a reference is taken before it is closed.
    let name = unsafe {
        let name = (api().GetKeyNameFromModuleKey)(handle.as_ptr()).cast_mut();
        (api().RetainString)(std::ptr::null_mut(), name);
        NonNull::new_unchecked(name)
    };
    let database = change(|open| {
        let key = open.find(|key| key.is(handle))?;
        let database = key.database()?;
        *key = OpenKey {
            handle: None,
            place: Place::Suspended(database, name),
        };
        Some(database)
    });
    // SAFETY: nothing knows the handle any more.
    unsafe { (api().CloseKey)(handle.as_ptr()) };
    Some(Suspended {
        name,
        database: database?,
    })
}

/// Takes up a key with the handle that it has now, or none.
///
/// # Safety
/// The handle is open, on the same key.
pub(crate) unsafe fn resume(key: &Suspended, handle: Option<NonNull<RedisModuleKey>>) {
    change(|open| {
        let Some(it) = open.find(|it| it.is_suspended(key)) else {
            return;
        };
        if handle.is_some() {
            let place = Place::Known(key.database);
            *it = OpenKey { handle, place };
        } else {
            *it = NONE;
            open.others.retain(|it| it.name().is_some());
            open.len -= 1;
        }
    });
    // SAFETY: retained by `suspend`; an open handle has a reference of its own.
    unsafe { (api().FreeString)(std::ptr::null_mut(), key.name.as_ptr()) };
    settle_if_due();
}

/// Starts afresh with each load, and gives the memory back with each unload.
pub(super) fn reset() {
    change(|open| *open = OpenKeys::NONE);
}
