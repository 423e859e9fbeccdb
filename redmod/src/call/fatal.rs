//! Decides what is not called, since no server would live on.

use std::ffi::CStr;

use super::ArgList;
use crate::context::{ContextFlag, ServerContext};
use crate::{Error, frame};

/// Whether calling this might end the server, by its first letter: known when compiled, for most names.
#[inline(always)]
pub(super) fn may_be(command: &CStr) -> bool {
    let first = command.to_bytes_with_nul()[0].to_ascii_lowercase();
    matches!(first, b'c' | b'e' | b'f' | b'h' | b'p' | b'r' | b's')
}

/// What calling this is an error of, if it would end the server.
pub(super) fn refused(cx: &ServerContext, command: &CStr, args: &ArgList<'_>) -> Option<Error> {
    let command = command.to_bytes();
    let is = |names: &[&str]| {
        let mut names = names.iter();
        names.any(|name| command.eq_ignore_ascii_case(name.as_bytes()))
    };
    // They make a replica of the client that calls, or close it (`HOST:` and `POST`, before Redis 7.0);
    // it is the server's own, which it uses again.
    if is(&["SYNC", "PSYNC", "HOST:", "POST"]) {
        return Some(Error::NO_CONNECTION);
    }
    // They free clients at once, except for the one that calls, which is not the one whose command runs.
    if is(&["CLIENT"]) && args.starts_with(&["KILL"]) && frame::is_amid_command() {
        return Some(Error::KILLS_CLIENTS);
    }
    // A script replicates what it does, be it asked to or not.
    if is(&["EVAL", "EVALSHA", "FCALL"]) {
        return cx.refuses_replication();
    }
    let leaves_primary = is(&["REPLICAOF", "SLAVEOF"])
        || is(&["CLUSTER"]) && args.starts_with(&["RESET", "REPLICATE", "FAILOVER"]);
    (leaves_primary && may_be_of_primary(cx)).then_some(Error::LEAVES_PRIMARY)
}

/// Whether the command that runs may be one of the primary's. One that is called by another does not know.
fn may_be_of_primary(cx: &ServerContext) -> bool {
    let is_replicated = || cx.flags().contains(ContextFlag::Replicated);
    frame::is_amid_command() && (frame::is_nested() || is_replicated())
}
