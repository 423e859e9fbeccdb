//! Decides how a command with `replicate = explicit` says what the replicas and the append-only
//! file get.

use std::ffi::CStr;

use redmod_sys::{REDISMODULE_OK, api};

use crate::context::Context;
use crate::{Error, Result, ServerString};

impl Context {
    /// Sends a command to the replicas and the append-only file, after what was sent before
    /// (`RM_Replicate`).
    ///
    /// For commands with `replicate = explicit`, and the flag `write` or `may-replicate`. One that
    /// replicates verbatim sends the call as well.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// /// Adds the time that it is here, which is another one on a replica, to a list.
    /// #[command(flags = "write", keys = 1..1, replicate = explicit)]
    /// fn stamp(cx: &Context, mut log: KeyMut<List>) -> Result<()> {
    ///     let now = format!("{:?}", std::time::SystemTime::now());
    ///     log.push_back(&now)?;
    ///     let name = log.name().map_or(&b""[..], |name| name.as_bytes());
    ///     cx.replicate(c"RPUSH", &[name, now.as_bytes()])
    /// }
    /// ```
    ///
    /// # Errors
    /// Where there is no such command.
    #[doc(alias = "RM_Replicate")]
    pub fn replicate<A: AsRef<[u8]>>(&self, command: &CStr, args: &[A]) -> Result<()> {
        let args: Vec<_> = args
            .iter()
            .map(|arg| ServerString::from_bytes(arg.as_ref()))
            .collect();
        let argv: Vec<_> = args.iter().map(|arg| arg.as_ptr()).collect();
        // SAFETY: the context is live; the format says that a vector of strings and its length
        // follow, to which the server takes references of its own.
        let status = unsafe {
            let (command, format) = (command.as_ptr(), c"v".as_ptr());
            (api().Replicate)(self.as_ptr(), command, format, argv.as_ptr(), argv.len())
        };
        if status == REDISMODULE_OK {
            Ok(())
        } else {
            Err(Error::new(format_args!(
                "the server refuses to replicate {command:?}"
            )))
        }
    }
}
