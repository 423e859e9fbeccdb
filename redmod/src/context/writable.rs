//! Decides whether anything may be written where the server has not asked: it does before it calls a
//! command with the flag `write`, but not before a timer or a thread does something, or a command calls
//! another.
//!
//! On a replica that only reads, and while writing is paused, the server deletes no key that has expired. Such
//! a key looks absent, and what is written in its place would be a second value under its name, which ends
//! Redis.

use super::{ContextFlag, ServerContext};
use crate::{Error, frame};

const REPLICA: Error = Error::fixed(c"READONLY nothing is written on a replica that only reads");
const PAUSED: Error = Error::fixed(c"ERR nothing is written while writing is paused");

impl ServerContext {
    /// Why nothing may be written now, if it may not.
    #[inline]
    pub(crate) fn refuses_writes(&self) -> Option<Error> {
        if frame::is_write_checked() {
            return None;
        }
        self.why_not_to_write()
    }

    /// Why nothing may be sent to the replicas now, if it may not: while writing is paused, a server ends where
    /// anything is.
    #[inline]
    pub(crate) fn refuses_replication(&self) -> Option<Error> {
        let is_paused = !frame::is_write_checked() && self.avoids_replica_traffic();
        is_paused.then_some(PAUSED)
    }

    fn why_not_to_write(&self) -> Option<Error> {
        let flags = self.flags();
        if flags.contains(ContextFlag::ReadOnly) && !flags.contains(ContextFlag::Replicated) {
            Some(REPLICA)
        } else if self.avoids_replica_traffic() {
            Some(PAUSED)
        } else {
            None
        }
    }
}
