//! Decides how a command with `replicate = explicit` says what the replicas and the append-only
//! file get.

use redmod_sys::{REDISMODULE_OK, Symbol, api};

use crate::call::{ArgList, CallArgs, CommandName, NameBuffer, variadic};
use crate::context::{Context, ServerContext};
use crate::{Error, Result};

impl ServerContext {
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
    ///     cx.replicate("RPUSH", (log.name(), &now))
    /// }
    /// ```
    ///
    /// # Errors
    /// [`Error::UNKNOWN_COMMAND`]; while writing is paused (`CLIENT PAUSE`, a failover), unless the server has called
    /// a command with the flag `write`.
    #[doc(alias = "RM_Replicate")]
    pub fn replicate(&self, command: impl CommandName, args: impl CallArgs) -> Result<()> {
        self.replicate_with("", command, args)
    }

    /// Sends a command to the append-only file alone (`RM_Replicate` with `R`).
    ///
    /// # Errors
    /// As [`replicate`](ServerContext::replicate).
    pub fn replicate_to_aof(&self, command: impl CommandName, args: impl CallArgs) -> Result<()> {
        self.replicate_with("R", command, args)
    }

    /// Sends a command to the replicas alone (`RM_Replicate` with `A`).
    ///
    /// # Errors
    /// As [`replicate`](ServerContext::replicate).
    pub fn replicate_to_replicas(
        &self,
        command: impl CommandName,
        args: impl CallArgs,
    ) -> Result<()> {
        self.replicate_with("A", command, args)
    }

    fn replicate_with(
        &self,
        modifiers: &str,
        command: impl CommandName,
        args: impl CallArgs,
    ) -> Result<()> {
        if let Some(error) = self.refuses_replication() {
            return Err(error);
        }
        let mut buffer = NameBuffer::new();
        let command = command.to_c(&mut buffer)?;
        let mut list = ArgList::new();
        list.push(&args);
        list.finish(modifiers.bytes());
        // SAFETY: the context is live; the words are what the format says, and live as long as the
        // list; the server takes references of its own to strings.
        let status = unsafe { variadic!(api().Replicate, self.as_ptr(), command, list) };
        if status == REDISMODULE_OK {
            Ok(())
        } else {
            Err(Error::UNKNOWN_COMMAND)
        }
    }

    /// Whether traffic to the replicas should be avoided, as while a failover waits for them
    /// (`RM_AvoidReplicaTraffic`).
    #[doc(alias = "RM_AvoidReplicaTraffic")]
    #[must_use]
    pub fn avoids_replica_traffic(&self) -> bool {
        // SAFETY: a context exists, hence the table is loaded.
        unsafe { (api().AvoidReplicaTraffic)() != 0 }
    }
}

impl Context {
    /// Whether what the client asks for must be done, since it comes from the primary or from the
    /// append-only file (`RM_MustObeyClient`).
    ///
    /// # Errors
    /// On a server that cannot tell: it takes Valkey 8.1.1.
    #[doc(alias = "RM_MustObeyClient")]
    pub fn must_obey_client(&self) -> Result<bool> {
        // SAFETY: the context is live, hence the table loaded.
        match unsafe { api().MustObeyClient } {
            // SAFETY: the context is that of a command, and so has a client.
            Some(must_obey) => Ok(unsafe { must_obey(self.as_ptr()) } != 0),
            None => Err(Error::lacks(Symbol::MustObeyClient)),
        }
    }
}
