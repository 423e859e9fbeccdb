//! Decides when those who watch a key learn that it has changed, beyond what closing it does.

use redmod_sys::{REDISMODULE_OK, api};

use super::{KeyMut, KeyType, Name};
use crate::context::ServerContext;
use crate::database::Back;
use crate::{Error, Result};

const REFUSED: Error = Error::fixed(c"ERR the server refuses to signal the key as modified");

impl ServerContext {
    /// Tells clients that watch the key (`WATCH`), or cache it, that it has changed
    /// (`RM_SignalModifiedKey`).
    ///
    /// A key that was open for writing is signalled when it is closed, unless the module has the
    /// option [`NO_IMPLICIT_SIGNAL_MODIFIED`](crate::ModuleOption::NO_IMPLICIT_SIGNAL_MODIFIED).
    ///
    /// # Errors
    /// Where the server refuses.
    #[doc(alias = "RM_SignalModifiedKey")]
    pub fn signal_modified(&self, name: &(impl Name + ?Sized)) -> Result<()> {
        // SAFETY: the context is live, and has a client. The server looks at those who watch the
        // name, not at the value.
        let status =
            name.with(|name| unsafe { (api().SignalModifiedKey)(self.as_ptr(), name.as_ptr()) });
        match status {
            REDISMODULE_OK => Ok(()),
            _ => Err(REFUSED),
        }
    }
}

impl<T: KeyType> KeyMut<'_, T> {
    /// Tells clients that watch the key, or cache it, that it has changed
    /// (`RM_SignalModifiedKey`): see [`ServerContext::signal_modified`].
    ///
    /// # Errors
    /// Where the server refuses.
    pub fn signal_modified(&mut self) -> Result<()> {
        let (Some(name), Some(database)) = (self.name(), self.database()) else {
            return Err(REFUSED);
        };
        let cx = self.0.context;
        let _back = Back::new(cx, database)?;
        cx.signal_modified(name)
    }
}
