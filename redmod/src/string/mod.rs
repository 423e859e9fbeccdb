//! Decides how the server's strings are seen: borrowed as [`ServerStr`], owned as [`ServerString`].

mod held;
mod number;

use std::cmp::Ordering;
use std::ffi::{CStr, c_void};
use std::fmt;
use std::marker::{PhantomData, PhantomPinned};
use std::mem::MaybeUninit;
use std::ptr::{NonNull, null_mut};

use redmod_sys::{REDISMODULE_OK, RedisModuleString, api};

pub use held::HeldString;
pub(crate) use held::{is_main_thread, note_main_thread};

/// A string of the server (`RedisModuleString`), borrowed.
///
/// Arguments are such strings. A `&ServerStr` is the server's own pointer: taking one as a
/// parameter copies nothing, and its bytes are the server's.
///
/// What is borrowed of a [`ServerString`] is copied where the server may keep it, and says so by its address.
#[repr(C)]
pub struct ServerStr {
    _opaque: [u8; 0],
    _not_send: PhantomData<(*mut c_void, PhantomPinned)>,
}

/// What is set in the address of a string that is lent: the server's own are at even ones.
const LENT: usize = 1;

impl ServerStr {
    /// # Safety
    /// `string` is a live string of the server that stays alive and unchanged during `'a`.
    pub(crate) unsafe fn from_raw<'a>(string: NonNull<RedisModuleString>) -> &'a ServerStr {
        // SAFETY: a `ServerStr` has no bytes of its own, so any live pointer will do; the
        // caller vouches for the lifetime.
        unsafe { string.cast::<ServerStr>().as_ref() }
    }

    /// The same for a string to which the server must not refer beyond a call: an owned one, or one that
    /// lies on the server's stack.
    ///
    /// # Safety
    /// As [`from_raw`](ServerStr::from_raw).
    pub(crate) unsafe fn lent<'a>(string: NonNull<RedisModuleString>) -> &'a ServerStr {
        let tagged = string.cast::<ServerStr>().map_addr(|it| it | LENT);
        // SAFETY: as for `from_raw`; no address is wrong for a type without bytes and alignment.
        unsafe { tagged.as_ref() }
    }

    /// Whether the server must not refer to it beyond a call.
    #[inline(always)]
    pub(crate) fn is_lent(&self) -> bool {
        std::ptr::from_ref(self).addr() & LENT != 0
    }

    #[inline(always)]
    pub(crate) fn as_ptr(&self) -> *mut RedisModuleString {
        let untagged = std::ptr::from_ref(self).map_addr(|it| it & !LENT);
        untagged.cast_mut().cast()
    }

    /// Whether the other string has the same bytes.
    ///
    /// # Safety
    /// The other string is alive.
    pub(crate) unsafe fn is_same_as(&self, other: *const RedisModuleString) -> bool {
        // SAFETY: the caller's promise.
        let other = unsafe { ServerStr::from_raw(NonNull::new_unchecked(other.cast_mut())) };
        self == other
    }

    /// The bytes, which may hold anything (`RM_StringPtrLen`).
    #[doc(alias = "RM_StringPtrLen")]
    #[must_use]
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        let mut len = MaybeUninit::uninit();
        // SAFETY: `self` exists, so the table is loaded, the string lives, and nothing changes
        // it while it is borrowed; the server writes the length, and returns so many readable bytes.
        unsafe {
            let bytes = (api().StringPtrLen)(self.as_ptr(), len.as_mut_ptr());
            std::slice::from_raw_parts(bytes.cast(), len.assume_init())
        }
    }

    /// The bytes as text, where they are valid UTF-8.
    ///
    /// # Errors
    /// [`std::str::Utf8Error`] otherwise.
    pub fn to_str(&self) -> Result<&str, std::str::Utf8Error> {
        std::str::from_utf8(self.as_bytes())
    }
}

impl AsRef<[u8]> for ServerStr {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl PartialEq for ServerStr {
    fn eq(&self, other: &ServerStr) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for ServerStr {}

impl PartialOrd for ServerStr {
    fn partial_cmp(&self, other: &ServerStr) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ServerStr {
    /// Byte by byte (`RM_StringCompare`).
    #[doc(alias = "RM_StringCompare")]
    fn cmp(&self, other: &ServerStr) -> Ordering {
        // SAFETY: both strings are alive, so the table is loaded.
        let order = unsafe { (api().StringCompare)(self.as_ptr(), other.as_ptr()) };
        order.cmp(&0)
    }
}

impl fmt::Debug for ServerStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.as_bytes().escape_ascii())
    }
}

impl ToOwned for ServerStr {
    type Owned = ServerString;

    /// A copy (`RM_CreateStringFromString`).
    #[doc(alias = "RM_CreateStringFromString")]
    fn to_owned(&self) -> ServerString {
        // SAFETY: the string is alive, so the table is loaded; without a context the copy, which
        // shares nothing with it, is nobody's but ours.
        unsafe {
            let copy = (api().CreateStringFromString)(null_mut(), self.as_ptr());
            ServerString(NonNull::new_unchecked(copy))
        }
    }
}

/// A string of the server (`RedisModuleString`), owned.
///
/// Always a copy that nothing else refers to: the server's reference counts are not atomic, so
/// that an unshared string is the only one that may be dropped on another thread, as lazy free
/// does. Where the server may keep it, as a key's name or an argument of a call, it gets a copy.
pub struct ServerString(NonNull<RedisModuleString>);

// SAFETY: the string is unshared (its constructors see to it, and what is borrowed of it is lent), so nothing on another thread touches
// its reference count, and the server's allocator may be called from any thread.
unsafe impl Send for ServerString {}

// SAFETY: a shared reference only reads the bytes, and nothing changes them.
unsafe impl Sync for ServerString {}

impl ServerString {
    /// # Safety
    /// `string` is a live string of the server that nothing else refers to, no context's automatic
    /// memory either, and that is ours to free.
    pub(crate) unsafe fn from_raw(string: NonNull<RedisModuleString>) -> ServerString {
        ServerString(string)
    }

    /// A copy of the bytes (`RM_CreateString`).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateString")]
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> ServerString {
        loaded();
        // SAFETY: the table is loaded; without a context the string is nobody's but ours; the
        // server copies the bytes and ends the process rather than return null.
        unsafe {
            let string = (api().CreateString)(null_mut(), bytes.as_ptr().cast(), bytes.len());
            ServerString(NonNull::new_unchecked(string))
        }
    }

    /// Adds bytes at the end (`RM_StringAppendBuffer`). With [`write!`] text is added.
    #[doc(alias = "RM_StringAppendBuffer")]
    pub fn append(&mut self, bytes: &[u8]) {
        // SAFETY: the string is alive, nothing borrows its bytes, and without a context it is not
        // looked for in one's memory; the server copies the bytes.
        let status = unsafe {
            let (bytes, len) = (bytes.as_ptr().cast(), bytes.len());
            (api().StringAppendBuffer)(null_mut(), self.as_ptr(), bytes, len)
        };
        debug_assert_eq!(status, REDISMODULE_OK, "nobody else refers to it");
    }

    /// Gives back what is allocated beyond the bytes (`RM_TrimStringAllocation`; nothing is done on
    /// servers without it, before Redis 7.0).
    #[doc(alias = "RM_TrimStringAllocation")]
    pub fn shrink_to_fit(&mut self) {
        // SAFETY: the table is loaded, since there is a string; nothing borrows its bytes, which
        // may move.
        unsafe {
            if let Some(trim) = api().TrimStringAllocation {
                trim(self.as_ptr());
            }
        }
    }

    /// Takes the new address of the string, which the server has moved.
    ///
    /// # Safety
    /// It is this string, at its new address, and the old one is free.
    pub(crate) unsafe fn point_to(&mut self, moved: NonNull<RedisModuleString>) {
        self.0 = moved;
    }

    /// The string, to be freed by the caller.
    pub(crate) fn into_raw(self) -> NonNull<RedisModuleString> {
        std::mem::ManuallyDrop::new(self).0
    }
}

#[track_caller]
fn loaded() {
    assert!(redmod_sys::is_loaded(), "a server's string needs a server");
}

impl From<&CStr> for ServerString {
    /// A copy (`RM_CreateStringPrintf`, with the format `%s`: Rust's own way to format is
    /// [`write!`]).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateStringPrintf")]
    fn from(text: &CStr) -> ServerString {
        loaded();
        // SAFETY: the table is loaded; the format says that a C string follows; without a context
        // the string is nobody's but ours.
        unsafe {
            let string = (api().CreateStringPrintf)(null_mut(), c"%s".as_ptr(), text.as_ptr());
            ServerString(NonNull::new_unchecked(string))
        }
    }
}

impl fmt::Write for ServerString {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.append(text.as_bytes());
        Ok(())
    }
}

impl PartialEq for ServerString {
    fn eq(&self, other: &ServerString) -> bool {
        **self == **other
    }
}

impl Eq for ServerString {}

impl PartialOrd for ServerString {
    fn partial_cmp(&self, other: &ServerString) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ServerString {
    fn cmp(&self, other: &ServerString) -> Ordering {
        (**self).cmp(other)
    }
}

impl std::ops::Deref for ServerString {
    type Target = ServerStr;

    fn deref(&self) -> &ServerStr {
        // SAFETY: `self` owns the string, which lives as long as the borrow.
        unsafe { ServerStr::lent(self.0) }
    }
}

impl std::borrow::Borrow<ServerStr> for ServerString {
    fn borrow(&self) -> &ServerStr {
        self
    }
}

impl Clone for ServerString {
    fn clone(&self) -> ServerString {
        (**self).to_owned()
    }
}

impl Drop for ServerString {
    #[doc(alias = "RM_FreeString")]
    fn drop(&mut self) {
        // SAFETY: ours alone, as the constructors promise, and freed once, here.
        unsafe { (api().FreeString)(null_mut(), self.0.as_ptr()) }
    }
}

impl fmt::Debug for ServerString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
