//! Decides how a module saves all databases to a file of its own, and loads them from one.

use std::ffi::{CString, c_int};
use std::fs::File;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, RedisModuleRdbStream, Symbol, api};

use crate::database::may_empty;
use crate::string::is_main_thread;
use crate::{ContextFlag, Error, Result, ServerContext, frame};

const ON_A_REPLICA: Error = Error::fixed(c"ERR a replica has the databases of its primary");
const ON_A_THREAD: Error = Error::fixed(c"ERR a thread cannot load a file");
const LOADING: Error = Error::fixed(c"ERR a file is being loaded already");
const NUL: Error = Error::fixed(c"ERR the name of a file has a NUL");

/// `RM_RdbSave` or `RM_RdbLoad`
type Action = unsafe extern "C" fn(*mut RedisModuleCtx, *mut RedisModuleRdbStream, c_int) -> c_int;

impl ServerContext {
    /// Saves all databases to a file, as `SAVE` does, and while the server waits
    /// (`RM_RdbStreamCreateFromFile`, `RM_RdbSave`, `RM_RdbStreamFree`). A name without a folder is one in the
    /// server's working directory; a file of this name is replaced once all is saved.
    ///
    /// # Errors
    /// Where the file cannot be written; and on servers without the functions, before Redis 7.2.
    #[doc(alias = "RM_RdbStreamCreateFromFile")]
    #[doc(alias = "RM_RdbSave")]
    #[doc(alias = "RM_RdbStreamFree")]
    pub fn save_rdb(&mut self, file: impl AsRef<Path>) -> Result<()> {
        // SAFETY: there is a context, so the table is loaded.
        let save = unsafe { api().RdbSave }.ok_or_else(|| Error::lacks(Symbol::RdbSave))?;
        let failed = |e| Error::new(format_args!("the databases cannot be saved: {e}"));
        self.with_stream(file.as_ref(), save)?.map_err(failed)
    }

    /// Empties all databases and loads those of a file, as when the server starts
    /// (`RM_RdbStreamCreateFromFile`, `RM_RdbLoad`, `RM_RdbStreamFree`). The server goes on with its own events
    /// meanwhile; replicas are dropped and have to get everything anew, and the append-only file is
    /// started anew.
    ///
    /// # Errors
    /// Where there is no such file or it cannot be read, on a replica, on a thread, while another
    /// one is loaded, and in a command without the flag `write` or whose call is replicated; then
    /// nothing is emptied. Where the file is broken, or of a newer format; then there is what was loaded
    /// until the error. And on servers without the functions, before Redis 7.2.
    #[doc(alias = "RM_RdbStreamCreateFromFile")]
    #[doc(alias = "RM_RdbLoad")]
    #[doc(alias = "RM_RdbStreamFree")]
    pub fn load_rdb(&mut self, file: impl AsRef<Path>) -> Result<()> {
        // SAFETY: as for `save_rdb`.
        let load = unsafe { api().RdbLoad }.ok_or_else(|| Error::lacks(Symbol::RdbLoad))?;
        may_empty(true)?;
        let flags = self.flags();
        if flags.contains(ContextFlag::Replica) {
            return Err(ON_A_REPLICA);
        } else if flags.contains(ContextFlag::Loading) {
            return Err(LOADING);
        } else if !is_main_thread() {
            // It would handle the server's events.
            return Err(ON_A_THREAD);
        }
        let file = file.as_ref();
        let failed = |e| Error::new(format_args!("the databases cannot be loaded: {e}"));
        // The server would find out after it has emptied the databases.
        File::open(file).map_err(failed)?;
        frame::note_write();
        self.with_stream(file, load)?.map_err(failed)
    }

    /// Does it with a file.
    fn with_stream(&mut self, file: &Path, action: Action) -> Result<io::Result<()>> {
        let name = CString::new(file.as_os_str().as_bytes()).map_err(|_| NUL)?;
        // SAFETY: as for `save_rdb`.
        let (create, free) = unsafe { (api().RdbStreamCreateFromFile, api().RdbStreamFree) };
        let create = create.ok_or_else(|| Error::lacks(Symbol::RdbStreamCreateFromFile))?;
        let free = free.ok_or_else(|| Error::lacks(Symbol::RdbStreamFree))?;
        frame::close_forgotten();
        // SAFETY: the context is borrowed exclusively, so that no value is borrowed that would be
        // read or freed; the server copies the name. The stream is freed once, and after its use.
        unsafe {
            let stream = create(name.as_ptr());
            let status = action(self.as_ptr(), stream, 0);
            let failure = io::Error::last_os_error();
            free(stream);
            Ok(if status == REDISMODULE_OK {
                Ok(())
            } else {
                Err(failure)
            })
        }
    }
}
