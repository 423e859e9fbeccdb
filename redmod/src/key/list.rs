//! Decides how a list is read and written: from both ends, and by index where the server can.

use std::ffi::{c_int, c_long};
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_LIST_HEAD, REDISMODULE_LIST_TAIL, REDISMODULE_OK, RedisModuleKey,
    RedisModuleString, Symbol, api,
};

use super::{Key, KeyMut, KeyType, Name, ValueType, sealed};
use crate::{Error, Result, ServerString};

/// A list: `KeyMut<List>`.
pub enum List {}

impl sealed::Sealed for List {}

impl KeyType for List {
    fn is(value: ValueType) -> bool {
        value == ValueType::List
    }

    /// The place in the list that an access by index leaves in the handle points into the value.
    /// The server forgets it with each push; it does not where it deletes or moves the value, and
    /// follows it when the key is closed.
    unsafe fn settle(handle: *mut RedisModuleKey) {
        // SAFETY: the table is loaded.
        if unsafe { api().ListGet }.is_none() {
            return;
        }
        let nothing = ServerString::from_bytes(b"");
        // SAFETY: the caller's handle is open for writing on a list. What is pushed is popped.
        unsafe {
            (api().ListPush)(handle, REDISMODULE_LIST_TAIL, nothing.as_ptr());
            drop(pop(handle, REDISMODULE_LIST_TAIL));
        }
    }
}

const REFUSED: Error = Error::fixed(c"ERR the server refuses to change the list");
const OUT_OF_RANGE: Error = Error::fixed(c"ERR index out of range");

impl Key<'_, List> {
    /// The element at an index, below zero counted from the end (`RM_ListGet`).
    ///
    /// The handle remembers the place, so that the next element is near.
    ///
    /// # Errors
    /// Where the server lacks the function: before Redis 7.0.
    #[doc(alias = "RM_ListGet")]
    pub fn get(&mut self, index: isize) -> Result<Option<ServerString>> {
        // SAFETY: the table is loaded.
        let get = unsafe { api().ListGet }.ok_or_else(|| Error::lacks(Symbol::ListGet))?;
        let Some(handle) = self.existing() else {
            return Ok(None);
        };
        // SAFETY: the handle is open. The server decodes the element into a string that nothing
        // else refers to.
        Ok(unsafe {
            NonNull::new(get(handle, index as c_long)).map(|it| ServerString::from_raw(it))
        })
    }

    /// The elements, from either end (`RM_ListGet`). Holds the handle exclusively.
    ///
    /// # Errors
    /// As [`get`](Key::get).
    pub fn iter(&mut self) -> Result<Iter<'_>> {
        // SAFETY: the table is loaded.
        let get = unsafe { api().ListGet }.ok_or_else(|| Error::lacks(Symbol::ListGet))?;
        Ok(Iter {
            get,
            handle: self.existing(),
            front: 0,
            back: self.len(),
            _key: PhantomData,
        })
    }
}

impl KeyMut<'_, List> {
    /// The element at an index, below zero counted from the end (`RM_ListGet`).
    ///
    /// # Errors
    /// As [`Key::get`].
    pub fn get(&mut self, index: isize) -> Result<Option<ServerString>> {
        self.0.get(index)
    }

    /// The elements, from either end (`RM_ListGet`). Holds the handle exclusively.
    ///
    /// # Errors
    /// As [`get`](KeyMut::get).
    pub fn iter(&mut self) -> Result<Iter<'_>> {
        self.0.iter()
    }

    /// Puts an element before the first; an absent key becomes a list (`RM_ListPush`).
    ///
    /// # Errors
    /// Where the server refuses.
    #[doc(alias = "RM_ListPush")]
    pub fn push_front(&mut self, element: &(impl Name + ?Sized)) -> Result<()> {
        self.push(REDISMODULE_LIST_HEAD, element)
    }

    /// Puts an element after the last; an absent key becomes a list (`RM_ListPush`).
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn push_back(&mut self, element: &(impl Name + ?Sized)) -> Result<()> {
        self.push(REDISMODULE_LIST_TAIL, element)
    }

    fn push(&mut self, end: c_int, element: &(impl Name + ?Sized)) -> Result<()> {
        let handle = self.write();
        // SAFETY: the handle is open for writing, `&mut self` lets nothing into the value, and the
        // server copies the element.
        let status = element.with(|it| unsafe { (api().ListPush)(handle, end, it.as_ptr()) });
        done(status, REFUSED)
    }

    /// Takes the first element; with the last of them the key goes too (`RM_ListPop`).
    #[doc(alias = "RM_ListPop")]
    pub fn pop_front(&mut self) -> Option<ServerString> {
        self.pop(REDISMODULE_LIST_HEAD)
    }

    /// Takes the last element; with the last of them the key goes too (`RM_ListPop`).
    pub fn pop_back(&mut self) -> Option<ServerString> {
        self.pop(REDISMODULE_LIST_TAIL)
    }

    fn pop(&mut self, end: c_int) -> Option<ServerString> {
        self.existing()?;
        // SAFETY: the handle is open for writing, and `&mut self` lets nothing into the value.
        unsafe { pop(self.write(), end) }
    }

    /// Replaces the element at an index, below zero counted from the end (`RM_ListSet`).
    ///
    /// # Errors
    /// Where there is no such element, and where the server lacks the function: before Redis 7.0.
    #[doc(alias = "RM_ListSet")]
    pub fn set(&mut self, index: isize, element: &(impl Name + ?Sized)) -> Result<()> {
        // SAFETY: the table is loaded.
        let set = unsafe { api().ListSet }.ok_or_else(|| Error::lacks(Symbol::ListSet))?;
        if !self.has(index) {
            return Err(OUT_OF_RANGE);
        }
        let handle = self.write();
        // SAFETY: as for `push`.
        let status = element.with(|it| unsafe { set(handle, index as c_long, it.as_ptr()) });
        self.changed_in_place();
        done(status, REFUSED)
    }

    /// Puts an element before the one at an index, or at the length; below zero after the one
    /// counted from the end. An absent key becomes a list (`RM_ListInsert`).
    ///
    /// # Errors
    /// As [`set`](KeyMut::set).
    #[doc(alias = "RM_ListInsert")]
    pub fn insert(&mut self, index: isize, element: &(impl Name + ?Sized)) -> Result<()> {
        // SAFETY: the table is loaded.
        let insert = unsafe { api().ListInsert }.ok_or_else(|| Error::lacks(Symbol::ListInsert))?;
        let places = self.len() + 1;
        if !is_within(index, places) {
            return Err(OUT_OF_RANGE);
        }
        let handle = self.write();
        // SAFETY: as for `push`.
        let status = element.with(|it| unsafe { insert(handle, index as c_long, it.as_ptr()) });
        self.changed_in_place();
        done(status, REFUSED)
    }

    /// Removes the element at an index, below zero counted from the end; whether there was one
    /// (`RM_ListDelete`). With the last of them the key goes too.
    ///
    /// # Errors
    /// Where the server lacks the function: before Redis 7.0.
    #[doc(alias = "RM_ListDelete")]
    pub fn remove(&mut self, index: isize) -> Result<bool> {
        // SAFETY: the table is loaded.
        let delete = unsafe { api().ListDelete }.ok_or_else(|| Error::lacks(Symbol::ListDelete))?;
        if !self.has(index) {
            return Ok(false);
        }
        // SAFETY: the handle is open for writing, and `&mut self` lets nothing into the value.
        let status = unsafe { delete(self.write(), index as c_long) };
        self.changed_in_place();
        done(status, REFUSED).map(|()| true)
    }

    /// Redis 7.0 loses its place in the list when it changes there, and then gets other elements.
    /// Later servers, known by a function that came with 7.2, do not.
    fn changed_in_place(&mut self) {
        // SAFETY: the table is loaded.
        if unsafe { api().AddPostNotificationJob }.is_some() {
            return;
        }
        if let Some(handle) = self.existing() {
            // SAFETY: the handle is open for writing, on a list.
            unsafe { List::settle(handle) };
        }
    }

    fn has(&self, index: isize) -> bool {
        is_within(index, self.len())
    }
}

/// Whether one of so many places has the index.
fn is_within(index: isize, places: usize) -> bool {
    if index < 0 {
        index.unsigned_abs() <= places
    } else {
        index.unsigned_abs() < places
    }
}

fn done(status: c_int, error: Error) -> Result<()> {
    if status == REDISMODULE_OK {
        Ok(())
    } else {
        Err(error)
    }
}

/// # Safety
/// The handle is open for writing.
unsafe fn pop(handle: *mut RedisModuleKey, end: c_int) -> Option<ServerString> {
    // SAFETY: the caller's promise. The server decodes the element into a string that nothing
    // else refers to.
    unsafe { NonNull::new((api().ListPop)(handle, end)).map(|it| ServerString::from_raw(it)) }
}

/// The elements of a list, from either end.
pub struct Iter<'k> {
    get: unsafe extern "C" fn(*mut RedisModuleKey, c_long) -> *mut RedisModuleString,
    handle: Option<*mut RedisModuleKey>,
    front: usize,
    back: usize,
    _key: PhantomData<&'k mut RedisModuleKey>,
}

impl Iter<'_> {
    fn at(&self, index: usize) -> Option<ServerString> {
        // SAFETY: the handle is open, and held exclusively. The string is as in `get`.
        unsafe {
            NonNull::new((self.get)(self.handle?, index as c_long))
                .map(|it| ServerString::from_raw(it))
        }
    }
}

impl Iterator for Iter<'_> {
    type Item = ServerString;

    fn next(&mut self) -> Option<ServerString> {
        if self.front == self.back {
            return None;
        }
        self.front += 1;
        self.at(self.front - 1)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.back - self.front;
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<ServerString> {
        if self.front == self.back {
            return None;
        }
        self.back -= 1;
        self.at(self.back)
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl FusedIterator for Iter<'_> {}
