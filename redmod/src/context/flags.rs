//! Decides what a context tells of its surroundings: the caller, the server's role, its memory.

use std::ffi::c_int;
use std::fmt;

use redmod_sys::{self as sys, RedisModuleCtx, Server, api};

use super::AnyContext;

macro_rules! context_flags {
    ($($(#[$doc:meta])* $name:ident = $bit:ident $(on $server:ident)?;)*) => {
        /// Something that may be true of a context; see [`AnyContext::flags`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ContextFlag {
            $($(#[$doc])* $name,)*
        }

        impl ContextFlag {
            /// All flags.
            pub const ALL: &[ContextFlag] = &[$(ContextFlag::$name),*];

            /// Its bit, and the one of the two servers that means this by it if they differ.
            const fn bit(self) -> (c_int, Option<Server>) {
                #[allow(unused_mut, unused_assignments)]
                match self {
                    $(ContextFlag::$name => {
                        let mut server = None;
                        $(server = Some(Server::$server);)?
                        (sys::$bit, server)
                    })*
                }
            }
        }
    };
}

context_flags! {
    /// A script runs the command.
    Script = REDISMODULE_CTX_FLAGS_LUA;
    /// The command is part of a transaction (`MULTI`).
    Transaction = REDISMODULE_CTX_FLAGS_MULTI;
    /// The server is a primary.
    Primary = REDISMODULE_CTX_FLAGS_PRIMARY;
    /// The server is a replica.
    Replica = REDISMODULE_CTX_FLAGS_REPLICA;
    /// The server is a replica that refuses writes.
    ReadOnly = REDISMODULE_CTX_FLAGS_READONLY;
    /// The server is part of a cluster.
    Cluster = REDISMODULE_CTX_FLAGS_CLUSTER;
    /// The append-only file is on.
    Aof = REDISMODULE_CTX_FLAGS_AOF;
    /// Snapshots are taken from time to time.
    Rdb = REDISMODULE_CTX_FLAGS_RDB;
    /// `maxmemory` is set.
    MaxMemory = REDISMODULE_CTX_FLAGS_MAXMEMORY;
    /// `maxmemory` is set, with a policy that may evict keys.
    Evict = REDISMODULE_CTX_FLAGS_EVICT;
    /// More memory is in use than `maxmemory`.
    OutOfMemory = REDISMODULE_CTX_FLAGS_OOM;
    /// Less than a quarter of `maxmemory` is left.
    OutOfMemoryWarning = REDISMODULE_CTX_FLAGS_OOM_WARNING;
    /// The command comes from the primary or from the append-only file.
    Replicated = REDISMODULE_CTX_FLAGS_REPLICATED;
    /// The server is loading its data.
    Loading = REDISMODULE_CTX_FLAGS_LOADING;
    /// The replica has no link to its primary.
    ReplicaIsStale = REDISMODULE_CTX_FLAGS_REPLICA_IS_STALE;
    /// The replica is connecting to its primary.
    ReplicaIsConnecting = REDISMODULE_CTX_FLAGS_REPLICA_IS_CONNECTING;
    /// The replica is receiving its primary's data.
    ReplicaIsTransferring = REDISMODULE_CTX_FLAGS_REPLICA_IS_TRANSFERRING;
    /// The replica follows its primary.
    ReplicaIsOnline = REDISMODULE_CTX_FLAGS_REPLICA_IS_ONLINE;
    /// A child process of the server's runs: it saves, rewrites, or is a module's.
    ActiveChild = REDISMODULE_CTX_FLAGS_ACTIVE_CHILD;
    /// The transaction will be refused, since a watched key has changed.
    TransactionDirty = REDISMODULE_CTX_FLAGS_MULTI_DIRTY;
    /// This is the child process (Redis 6.2).
    IsChild = REDISMODULE_CTX_FLAGS_IS_CHILD;
    /// The caller cannot be blocked (Redis 6.2).
    DenyBlocking = REDISMODULE_CTX_FLAGS_DENY_BLOCKING;
    /// The caller speaks RESP3 (Redis 7.0).
    Resp3 = REDISMODULE_CTX_FLAGS_RESP3;
    /// The replica loads new data beside the old (Redis 7.0).
    AsyncLoading = REDISMODULE_CTX_FLAGS_ASYNC_LOADING;
    /// The server is starting (Redis 7.2).
    ServerStartup = REDISMODULE_CTX_FLAGS_SERVER_STARTUP;
    /// The caller may use `DEBUG` (Redis 8.0; Valkey means something else by its bit).
    DebugEnabled = REDISMODULE_CTX_FLAGS_DEBUG_ENABLED on Redis;
    /// The caller sends slots that this node imports (Valkey 9.1).
    SlotImportClient = REDISMODULE_CTX_FLAGS_SLOT_IMPORT_CLIENT on Valkey;
    /// The caller gets slots that this node exports (Valkey 9.1).
    SlotExportClient = REDISMODULE_CTX_FLAGS_SLOT_EXPORT_CLIENT on Valkey;
}

impl ContextFlag {
    /// The bit, if this server means this flag by it.
    fn known_bit(self) -> c_int {
        match self.bit() {
            (_, Some(server)) if Some(server) != sys::server() => 0,
            (bit, _) => bit,
        }
    }

    /// Whether this server knows the flag (`RM_GetContextFlagsAll`; servers without it, before Redis
    /// 6.0.9, know those of Redis 6.0).
    #[doc(alias = "RM_GetContextFlagsAll")]
    #[must_use]
    pub fn is_supported(self) -> bool {
        const REDIS_6_0: c_int = (sys::REDISMODULE_CTX_FLAGS_MULTI_DIRTY << 1) - 1;
        // SAFETY: the table is loaded, since there are flags only behind a context.
        let all = unsafe { api().GetContextFlagsAll.map_or(REDIS_6_0, |all| all()) };
        self.known_bit() & all != 0
    }
}

/// What is true of a context; see [`AnyContext::flags`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ContextFlags(c_int);

impl ContextFlags {
    /// # Safety
    /// The context is live.
    pub(crate) unsafe fn of(context: *mut RedisModuleCtx) -> ContextFlags {
        // SAFETY: the caller's promise; the context need not have a client.
        ContextFlags(unsafe { (api().GetContextFlags)(context) })
    }

    /// Whether the flag is true. One that the server does not know never is.
    #[must_use]
    pub fn contains(self, flag: ContextFlag) -> bool {
        self.0 & flag.known_bit() != 0
    }

    /// All flags that are true.
    pub fn iter(self) -> impl Iterator<Item = ContextFlag> {
        let flags = ContextFlag::ALL.iter().copied();
        flags.filter(move |flag| self.contains(*flag))
    }
}

impl fmt::Debug for ContextFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl AnyContext {
    /// What is true of the context and of the server just now (`RM_GetContextFlags`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use redmod::ContextFlag;
    ///
    /// #[command(flags = "readonly")]
    /// fn is_writable(cx: &Context) -> bool {
    ///     let flags = cx.flags();
    ///     !flags.contains(ContextFlag::ReadOnly) && !flags.contains(ContextFlag::OutOfMemory)
    /// }
    /// ```
    #[doc(alias = "RM_GetContextFlags")]
    #[must_use]
    pub fn flags(&self) -> ContextFlags {
        // SAFETY: the context is live.
        unsafe { ContextFlags::of(self.as_ptr()) }
    }
}
