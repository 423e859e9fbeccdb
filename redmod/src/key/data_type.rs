//! Decides how a value of a data type is reached at its key: by reference, from the one handle.

use std::ptr::{NonNull, null_mut};

use redmod_sys::{REDISMODULE_OK, RedisModuleKey, api};

use super::{Found, Key, KeyMut, KeyType, ValueType, sealed};
use crate::data_type::DataType;
use crate::frame;

impl<T: DataType> sealed::Sealed for T {}

impl<T: DataType> KeyType for T {
    fn is(value: ValueType) -> bool {
        value == ValueType::Module
    }

    #[inline(always)]
    unsafe fn found(handle: NonNull<RedisModuleKey>) -> Found {
        // SAFETY: the handle is open, as the caller promises.
        let server = unsafe { (api().ModuleTypeGetType)(handle.as_ptr()) };
        // Null is no type, so that one which was not registered is none of a value.
        if !server.is_null() && server == T::slot().get() {
            return Found::Such;
        }
        // SAFETY: as above.
        match unsafe { ValueType::at(handle) } {
            None => Found::Nothing,
            Some(_) => Found::Other,
        }
    }
}

impl<T: DataType> Key<'_, T> {
    /// The value (`RM_ModuleTypeGetType`, `RM_ModuleTypeGetValue`); `None` for an absent key.
    #[doc(alias = "RM_ModuleTypeGetType")]
    #[doc(alias = "RM_ModuleTypeGetValue")]
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        // SAFETY: see `value`; while this handle is borrowed nobody has the value for writing, as it
        // is the only handle.
        self.value().map(|value| unsafe { value.as_ref() })
    }

    /// The value, a box of `T`: the server's handle of the type was seen when the key was opened (`found`), only the
    /// registration of `T` has it, and what is set since is of this type. It lives while nothing is written to the key.
    #[inline]
    fn value(&self) -> Option<NonNull<T>> {
        // SAFETY: the handle is open. Null is an absent key, or a value that was taken out.
        NonNull::new(unsafe { (api().ModuleTypeGetValue)(self.handle?.as_ptr()).cast() })
    }
}

impl<T: DataType> KeyMut<'_, T> {
    /// The value, for writing; `None` for an absent key.
    #[must_use]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        let mut value = self.0.value()?;
        frame::note_write();
        // SAFETY: see `value`; this is the only handle, and it is borrowed exclusively.
        Some(unsafe { value.as_mut() })
    }

    /// The value, for writing; an absent key gets a default first.
    pub fn or_default(&mut self) -> &mut T
    where
        T: Default,
    {
        self.or_insert_with(T::default)
    }

    /// The value, for writing; an absent key gets this one first.
    pub fn or_insert_with(&mut self, value: impl FnOnce() -> T) -> &mut T {
        if self.0.value().is_none() {
            self.set(value());
        }
        self.get_mut().expect("it was there or has just been set")
    }

    /// Sets the value; the key loses its time to live (`RM_ModuleTypeSetValue`).
    #[doc(alias = "RM_ModuleTypeSetValue")]
    ///
    /// # Panics
    /// If the type was not registered when the module was loaded; `#[data_type]` sees to that.
    pub fn set(&mut self, value: T) {
        let server = T::slot().get();
        assert!(!server.is_null(), "the data type is not registered");
        let handle = self.write();
        let value = Box::into_raw(Box::new(value));
        // SAFETY: the handle is open for writing, the type is registered, nothing borrows the old value,
        // which the server frees through `free`, and the new one is a box of `T` that from here on is the server's.
        let status = unsafe { (api().ModuleTypeSetValue)(handle, server, value.cast()) };
        if status != REDISMODULE_OK {
            // SAFETY: the server has not taken it.
            drop(unsafe { Box::from_raw(value) });
            unreachable!("a server takes a value at a key that is open for writing");
        }
    }

    /// Puts a value in the place of the one that is there, which is returned
    /// (`RM_ModuleTypeReplaceValue`); the key keeps its time to live. An absent key gets the value.
    #[doc(alias = "RM_ModuleTypeReplaceValue")]
    pub fn replace(&mut self, value: T) -> Option<T> {
        if self.0.value().is_none() {
            self.set(value);
            return None;
        }
        self.exchange(Box::into_raw(Box::new(value)))
    }

    /// Takes the value out; the key is absent then (`RM_ModuleTypeReplaceValue`, `RM_DeleteKey`).
    #[doc(alias = "RM_ModuleTypeReplaceValue")]
    pub fn take(&mut self) -> Option<T> {
        self.0.value()?;
        // Between the two calls nothing runs that could see the placeholder.
        let old = self.exchange(null_mut());
        self.delete();
        old
    }

    /// Replaces a value that is there; null is a placeholder, which is no value.
    fn exchange(&mut self, new: *mut T) -> Option<T> {
        let mut old = null_mut();
        let handle = self.write();
        // SAFETY: the handle is open for writing, on a value of the type that nothing borrows; the new
        // value is a box of `T` or null, which every callback knows as no value.
        let status = unsafe {
            let server = T::slot().get();
            (api().ModuleTypeReplaceValue)(handle, server, new.cast(), &raw mut old)
        };
        assert_eq!(status, REDISMODULE_OK, "a value of the type is there");
        // SAFETY: the old value is a box of `T`, and is nobody's now.
        NonNull::new(old.cast::<T>()).map(|old| *unsafe { Box::from_raw(old.as_ptr()) })
    }
}
