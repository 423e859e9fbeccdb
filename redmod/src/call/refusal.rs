//! Decides what a call that the server refuses to make is an error of: `errno` says why, and each
//! reason is a constant.

use crate::Error;
use crate::call::CallOptions;

/// Why the server refuses to call a command.
impl Error {
    /// There is no such command (`ENOENT`).
    pub const UNKNOWN_COMMAND: Error = Error::fixed(c"ERR unknown command called");
    /// The command takes another number of arguments (`EINVAL`).
    pub const CALL_ARITY: Error =
        Error::fixed(c"ERR wrong number of arguments for the called command");
    /// A key belongs to another node of the cluster, or the keys to several slots (`EPERM`).
    pub const NOT_IN_THIS_NODE: Error =
        Error::fixed(c"ERR the called command has a key that is not in this node");
    /// The cluster is down and only reads are allowed (`EROFS`).
    pub const CLUSTER_READ_ONLY: Error =
        Error::fixed(c"CLUSTERDOWN the cluster is down and only reads are allowed");
    /// The cluster is down (`ENETDOWN`).
    pub const CLUSTER_DOWN: Error = Error::fixed(c"CLUSTERDOWN the cluster is down");
    /// [`check_acl`](CallOptions::check_acl) without a user to check (`ENOTSUP`).
    pub const NO_USER: Error = Error::fixed(c"ERR there is no user whose rights could be checked");
    /// The user may not do this: [`check_acl`](CallOptions::check_acl) (`EACCES`).
    pub const NO_PERMISSION: Error =
        Error::fixed(c"NOPERM the user has no permission for the called command or its keys");
    /// It writes: [`no_writes`](CallOptions::no_writes) (`ENOSPC`).
    pub const WRITES_DENIED: Error =
        Error::fixed(c"ERR a writing command is called where none is allowed");
    /// There is no memory for it: [`deny_oom`](CallOptions::deny_oom) (`ENOSPC`).
    pub const OUT_OF_MEMORY: Error =
        Error::fixed(c"OOM command not allowed when used memory > 'maxmemory'.");
    /// `CLIENT KILL` amid a command, whose own client may be among those that are killed; a
    /// [timer](crate::AnyContext::after) can call it.
    pub const KILLS_CLIENTS: Error = Error::fixed(
        c"ERR clients are not killed amid a command, which may be that of one of them",
    );
    /// A command by which the client that calls becomes a replica, or is closed (`SYNC`, `PSYNC`, `POST`,
    /// `HOST:`): a module calls as a client without a connection, which the server uses again.
    pub const NO_CONNECTION: Error =
        Error::fixed(c"ERR the command is for clients that have a connection");
    /// `REPLICAOF`, `CLUSTER RESET` and the like amid a command that the primary has sent, or that another
    /// has called: what it is a part of comes over the link that would be closed.
    pub const LEAVES_PRIMARY: Error =
        Error::fixed(c"ERR a replica does not leave its primary amid a command of its");
    /// 64 callbacks of the module run within each other, as where two commands call one another.
    pub const TOO_DEEP: Error = Error::fixed(c"ERR calls are nested too deeply");
    /// The server refuses for a reason that redmod does not know.
    pub const REFUSED: Error = Error::fixed(c"ERR the server refuses the call");
}

/// Why the last call came to nothing.
#[cold]
pub(crate) fn why(options: CallOptions) -> Error {
    // What those numbers are where they are not the same everywhere.
    #[cfg(target_os = "linux")]
    const ENETDOWN: i32 = 100;
    #[cfg(target_os = "linux")]
    const ENOTSUP: i32 = 95;
    #[cfg(not(target_os = "linux"))]
    const ENETDOWN: i32 = 50;
    #[cfg(not(target_os = "linux"))]
    const ENOTSUP: i32 = 45;

    match std::io::Error::last_os_error().raw_os_error() {
        Some(2) => Error::UNKNOWN_COMMAND,
        Some(22) => Error::CALL_ARITY,
        Some(1) => Error::NOT_IN_THIS_NODE,
        Some(30) => Error::CLUSTER_READ_ONLY,
        Some(ENETDOWN) => Error::CLUSTER_DOWN,
        Some(ENOTSUP) => Error::NO_USER,
        Some(13) => Error::NO_PERMISSION,
        Some(28) if options.denies_oom() => Error::OUT_OF_MEMORY,
        Some(28) => Error::WRITES_DENIED,
        // `EBADF`, a letter that the server does not know, was seen to before; `ESPIPE` is told in
        // the server's words.
        _ => Error::REFUSED,
    }
}
