//! Decides how a callback sees the databases: which one is selected, what is in it, and how all of
//! them are emptied.
//!
//! What a callback selects ends with it. The server itself would keep it for the client; but the
//! link from a primary is a client as well, and so is the one that reads the append-only file:
//! whatever came next on it would go to the wrong database.

use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_OK, REDISMODULE_OPEN_KEY_NOTOUCH, REDISMODULE_READ, RedisModuleCtx, api,
};

use crate::context::ServerContext;
use crate::frame::{Access, Frame};
use crate::key::{Key, KeyMut, KeyType, Name, OPEN_TWICE};
use crate::{Error, Result, ServerString, frame};

const NO_SUCH_DATABASE: Error = Error::fixed(c"ERR DB index is out of range");
const NOT_WRITING: Error =
    Error::fixed(c"ERR a command without the flag `write` empties the databases");
const IN_THE_FILE: Error = Error::fixed(
    c"ERR a command whose call is replicated starts the append-only file anew, which would hold it",
);

/// How [`ServerContext::flush_all`] empties the databases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flush {
    /// Whether the values are freed later, on another thread.
    pub lazy: bool,
    /// Whether the append-only file is started anew, where the server keeps one. What the command
    /// writes may not get into it, so that this is an error in one that is replicated verbatim.
    pub restart_aof: bool,
}

impl ServerContext {
    /// The database that is selected (`RM_GetSelectedDb`).
    #[doc(alias = "RM_GetSelectedDb")]
    #[must_use]
    pub fn database(&self) -> i32 {
        // SAFETY: the context is live, and has a client.
        unsafe { (api().GetSelectedDb)(self.as_ptr()) }
    }

    /// Selects a database, until the call ends (`RM_SelectDb`). The client's own choice stays.
    ///
    /// # Errors
    /// Where the server has no such database.
    #[doc(alias = "RM_SelectDb")]
    pub fn select(&mut self, database: i32) -> Result<()> {
        self.switch(database)
    }

    /// Calls the function with another database selected, and then goes back, also after a panic
    /// (`RM_SelectDb`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// #[command(flags = "readonly")]
    /// fn sizes(cx: &mut Context) -> Result<(u64, u64)> {
    ///     Ok((cx.database_size(), cx.in_database(1, |cx| cx.database_size())?))
    /// }
    /// ```
    ///
    /// # Errors
    /// Where the server has no such database.
    pub fn in_database<R>(
        &mut self,
        database: i32,
        f: impl FnOnce(&mut ServerContext) -> R,
    ) -> Result<R> {
        let _back = Back::new(self, database)?;
        Ok(f(self))
    }

    /// Opens a key of another database for reading (`RM_OpenKey`).
    ///
    /// # Errors
    /// As [`key`](ServerContext::key); and where the server has no such database.
    pub fn key_in<T: KeyType>(
        &self,
        database: i32,
        name: &(impl Name + ?Sized),
    ) -> Result<Key<'_, T>> {
        let _back = Back::new(self, database)?;
        self.key(name)
    }

    /// Opens a key of another database for reading and writing (`RM_OpenKey`).
    ///
    /// # Errors
    /// As [`key_mut`](ServerContext::key_mut); and where the server has no such database.
    pub fn key_mut_in<T: KeyType>(
        &self,
        database: i32,
        name: &(impl Name + ?Sized),
    ) -> Result<KeyMut<'_, T>> {
        let _back = Back::new(self, database)?;
        self.key_mut(name)
    }

    /// How many keys the database has, those included that have expired and are still there
    /// (`RM_DbSize`).
    #[doc(alias = "RM_DbSize")]
    #[must_use]
    pub fn database_size(&self) -> u64 {
        // SAFETY: the context is live, and has a client.
        unsafe { (api().DbSize)(self.as_ptr()) }
    }

    /// The name of any key; `None` in an empty database (`RM_RandomKey`).
    ///
    /// The server removes what it finds expired, and tells the replicas itself.
    #[doc(alias = "RM_RandomKey")]
    pub fn random_key(&mut self) -> Option<ServerString> {
        frame::close_forgotten();
        // SAFETY: the context is live, has a client, and is borrowed exclusively, so that nothing
        // of an expired key is borrowed. It does not manage memory by itself: the string is ours.
        unsafe {
            let name = (api().RandomKey)(self.as_ptr());
            NonNull::new(name).map(|name| ServerString::from_raw(name))
        }
    }

    /// Whether there is such a key, without counting as a use of it (`RM_KeyExists`; by opening it
    /// on servers without it, before Redis 7.0).
    ///
    /// # Errors
    /// Where the key is open: its handle knows.
    #[doc(alias = "RM_KeyExists")]
    pub fn exists(&self, name: &(impl Name + ?Sized)) -> Result<bool> {
        let mode = REDISMODULE_READ | REDISMODULE_OPEN_KEY_NOTOUCH;
        name.with(|name| {
            // To look a key up may expire it.
            // SAFETY: the context is live, and has a client.
            if unsafe { frame::is_open(NonNull::from(self).cast(), name) } {
                return Err(OPEN_TWICE);
            }
            // SAFETY: the context is live, has a client, and nobody has the key open. A key that
            // is opened is closed at once.
            Ok(unsafe {
                if let Some(exists) = api().KeyExists {
                    exists(self.as_ptr(), name.as_ptr()) != 0
                } else {
                    let key = (api().OpenKey)(self.as_ptr(), name.as_ptr(), mode);
                    (api().CloseKey)(key.cast());
                    !key.is_null()
                }
            })
        })
    }

    /// Empties all databases, as `FLUSHALL` does (`RM_ResetDataset`).
    ///
    /// # Errors
    /// In a command without the flag `write`; as [`Flush::restart_aof`] says; and as
    /// [`key_mut`](ServerContext::key_mut) of an absent key.
    #[doc(alias = "RM_ResetDataset")]
    pub fn flush_all(&mut self, flush: Flush) -> Result<()> {
        may_empty(flush.restart_aof)?;
        if let Some(error) = self.refuses_writes() {
            return Err(error);
        }
        frame::close_forgotten();
        frame::note_write();
        // SAFETY: the context is borrowed exclusively, so that nothing of the keyspace is borrowed.
        unsafe { (api().ResetDataset)(flush.restart_aof.into(), flush.lazy.into()) };
        Ok(())
    }

    /// Selects a database until the callback ends.
    fn switch(&self, database: i32) -> Result<()> {
        let before = self.database();
        // SAFETY: the context is live, and has a client. Open keys stay in their databases: each
        // knows its own.
        match unsafe { (api().SelectDb)(self.as_ptr(), database) } {
            REDISMODULE_OK => {
                frame::note_select(before);
                Ok(())
            }
            _ => Err(NO_SUCH_DATABASE),
        }
    }
}

/// Whether the innermost callback may empty all databases.
pub(crate) fn may_empty(restart_aof: bool) -> Result<()> {
    match frame::access() {
        Access::Idle | Access::Read => Err(NOT_WRITING),
        Access::WriteVerbatim if restart_aof => Err(IN_THE_FILE),
        _ => Ok(()),
    }
}

/// Goes back to a database when it is dropped.
pub(crate) struct Back(*mut RedisModuleCtx, i32);

impl Back {
    /// Selects a database. What is returned is dropped in the scope that calls this.
    pub(crate) fn new(cx: &ServerContext, database: i32) -> Result<Back> {
        let back = Back(cx.as_ptr(), cx.database());
        cx.switch(database)?;
        Ok(back)
    }
}

impl Drop for Back {
    fn drop(&mut self) {
        // SAFETY: the context is live. The database was selected before, so it is there.
        unsafe { (api().SelectDb)(self.0, self.1) };
    }
}

impl Frame {
    /// Goes back to the database in which the callback began.
    ///
    /// # Safety
    /// The context is the callback's, and nothing borrows it.
    #[inline(always)]
    pub(crate) unsafe fn go_home(&self, context: *mut RedisModuleCtx) {
        if self.home().is_some() {
            // SAFETY: the caller's promise.
            unsafe { self.select_home(context) };
        }
    }

    /// # Safety
    /// As [`go_home`](Frame::go_home).
    #[cold]
    unsafe fn select_home(&self, context: *mut RedisModuleCtx) {
        if let Some(home) = self.home() {
            // SAFETY: the caller's promise. The database was selected before, so it is there.
            unsafe { (api().SelectDb)(context, home) };
        }
    }
}
