//! Decides what of a key can be seen while it goes.

use std::fmt;
use std::marker::PhantomData;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleKey, api};

use super::subevent::Loss;
use crate::ServerStr;
use crate::data_type::DataType;
use crate::key::ValueType;

/// `Key`: a key goes, or its value, which is still there (Redis 7.2).
///
/// Of a value of the server's own types, its type and size can be seen; to read a string may replace what
/// the server is about to delete. A value of the module's own [`data_type`](macro@crate::data_type) can be
/// read. Nothing of it is left after the call.
#[derive(Clone, Copy)]
pub struct LostKey<'a> {
    cause: Loss,
    key: NonNull<RedisModuleKey>,
    _key: PhantomData<&'a RedisModuleKey>,
}

impl<'a> LostKey<'a> {
    /// # Safety
    /// The key is null, or open for `'a`, on the value that goes.
    pub(super) unsafe fn new(cause: Loss, key: *mut RedisModuleKey) -> Option<LostKey<'a>> {
        Some(LostKey {
            cause,
            key: NonNull::new(key)?,
            _key: PhantomData,
        })
    }

    /// Why it goes.
    #[must_use]
    pub fn cause(&self) -> Loss {
        self.cause
    }

    /// Its name (`RM_GetKeyNameFromModuleKey`).
    #[doc(alias = "RM_GetKeyNameFromModuleKey")]
    #[must_use]
    pub fn name(&self) -> &'a ServerStr {
        // SAFETY: the key is open, and an open key has a name, which lives as long, on the stack maybe.
        unsafe {
            let name = (api().GetKeyNameFromModuleKey)(self.key.as_ptr());
            ServerStr::lent(NonNull::new_unchecked(name.cast_mut()))
        }
    }

    /// The database that it is in (`RM_GetDbIdFromModuleKey`).
    #[doc(alias = "RM_GetDbIdFromModuleKey")]
    #[must_use]
    pub fn database(&self) -> i32 {
        // SAFETY: the key is open. A server with this event has the function.
        unsafe {
            api()
                .GetDbIdFromModuleKey
                .map_or(0, |id| id(self.key.as_ptr()))
        }
    }

    /// The type of the value that goes (`RM_KeyType`).
    #[doc(alias = "RM_KeyType")]
    #[must_use]
    pub fn value_type(&self) -> Option<ValueType> {
        // SAFETY: the key is open.
        unsafe { ValueType::at(self.key) }
    }

    /// The size of the value that goes: bytes of a string, elements of others (`RM_ValueLength`).
    #[doc(alias = "RM_ValueLength")]
    #[must_use]
    #[allow(
        clippy::len_without_is_empty,
        reason = "it is the value that has a size"
    )]
    pub fn len(&self) -> usize {
        // SAFETY: the key is open.
        unsafe { (api().ValueLength)(self.key.as_ptr()) }
    }

    /// The value that goes, if it is a `T` (`RM_ModuleTypeGetType`, `RM_ModuleTypeGetValue`).
    #[doc(alias = "RM_ModuleTypeGetType")]
    #[doc(alias = "RM_ModuleTypeGetValue")]
    #[must_use]
    pub fn value<T: DataType>(&self) -> Option<&'a T> {
        // SAFETY: the key is open. The server's handle of the type was seen, and only the registration of
        // `T` has it, so that the value is a box of `T`. Nobody has it for writing: what of this module can
        // make a value go, or another take its place, takes the handle or the context exclusively. It is freed
        // after the event.
        unsafe {
            let key = self.key.as_ptr();
            if T::slot().get().is_null() || (api().ModuleTypeGetType)(key) != T::slot().get() {
                return None;
            }
            (api().ModuleTypeGetValue)(key).cast::<T>().as_ref()
        }
    }
}

impl fmt::Debug for LostKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LostKey")
            .field("cause", &self.cause)
            .field("name", &self.name())
            .field("database", &self.database())
            .field("value_type", &self.value_type())
            .field("len", &self.len())
            .finish()
    }
}
