//! Decides what the subevents of the server's events are called.

use redmod_sys as sys;

macro_rules! subevents {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $number:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant = sys::$number as isize,)*
        }

        impl $name {
            pub(super) fn of(subevent: u64) -> Option<$name> {
                $(if subevent == sys::$number as u64 {
                    return Some($name::$variant);
                })*
                None
            }
        }
    )*};
}

subevents! {
    /// What the server is now: of [`ReplicationRoleChanged`](super::ReplicationRoleChanged).
    Role {
        /// A primary.
        NowPrimary = REDISMODULE_EVENT_REPLROLECHANGED_NOW_PRIMARY,
        /// A replica.
        NowReplica = REDISMODULE_EVENT_REPLROLECHANGED_NOW_REPLICA,
    }

    /// `Persistence`: a snapshot or the append-only file is written.
    Persistence {
        /// A child begins to write a snapshot.
        RdbStart = REDISMODULE_SUBEVENT_PERSISTENCE_RDB_START,
        /// A child begins to rewrite the append-only file.
        AofStart = REDISMODULE_SUBEVENT_PERSISTENCE_AOF_START,
        /// The server itself begins to write a snapshot (`SAVE`).
        SyncRdbStart = REDISMODULE_SUBEVENT_PERSISTENCE_SYNC_RDB_START,
        /// The server itself begins to write the append-only file (Redis 7.0).
        SyncAofStart = REDISMODULE_SUBEVENT_PERSISTENCE_SYNC_AOF_START,
        /// It is written.
        Ended = REDISMODULE_SUBEVENT_PERSISTENCE_ENDED,
        /// It could not be written.
        Failed = REDISMODULE_SUBEVENT_PERSISTENCE_FAILED,
    }

    /// When it is: of [`FlushDb`](super::FlushDb).
    FlushPhase {
        /// The keys are still there.
        Start = REDISMODULE_SUBEVENT_FLUSHDB_START,
        /// They are gone.
        End = REDISMODULE_SUBEVENT_FLUSHDB_END,
    }

    /// `Loading`: the server loads a data set.
    Loading {
        /// It begins to, from a snapshot.
        RdbStart = REDISMODULE_SUBEVENT_LOADING_RDB_START,
        /// It begins to, from the append-only file.
        AofStart = REDISMODULE_SUBEVENT_LOADING_AOF_START,
        /// It begins to, from its primary.
        ReplStart = REDISMODULE_SUBEVENT_LOADING_REPL_START,
        /// It has loaded it.
        Ended = REDISMODULE_SUBEVENT_LOADING_ENDED,
        /// It could not load it.
        Failed = REDISMODULE_SUBEVENT_LOADING_FAILED,
    }

    /// What a client did: of [`ClientChange`](super::ClientChange).
    Connection {
        /// It has connected.
        Connected = REDISMODULE_SUBEVENT_CLIENT_CHANGE_CONNECTED,
        /// It goes.
        Disconnected = REDISMODULE_SUBEVENT_CLIENT_CHANGE_DISCONNECTED,
    }

    /// `ReplicaChange`: what a replica of the server's did.
    ReplicaChange {
        /// It is in step from now on.
        Online = REDISMODULE_SUBEVENT_REPLICA_CHANGE_ONLINE,
        /// It has gone.
        Offline = REDISMODULE_SUBEVENT_REPLICA_CHANGE_OFFLINE,
    }

    /// `PrimaryLinkChange`, or `MasterLinkChange`: a replica's link to its primary.
    PrimaryLinkChange {
        /// It is there.
        Up = REDISMODULE_SUBEVENT_PRIMARY_LINK_UP,
        /// It is gone.
        Down = REDISMODULE_SUBEVENT_PRIMARY_LINK_DOWN,
    }

    /// What became of a module: of [`ModuleChange`](super::ModuleChange).
    ModuleState {
        /// It was loaded.
        Loaded = REDISMODULE_SUBEVENT_MODULE_LOADED,
        /// It was unloaded.
        Unloaded = REDISMODULE_SUBEVENT_MODULE_UNLOADED,
    }

    /// What is loaded: of [`LoadingProgress`](super::LoadingProgress).
    LoadingSource {
        /// A snapshot.
        Rdb = REDISMODULE_SUBEVENT_LOADING_PROGRESS_RDB,
        /// The append-only file.
        Aof = REDISMODULE_SUBEVENT_LOADING_PROGRESS_AOF,
    }

    /// `ReplBackup`: what a replica does with its old data set while it loads the new one. Redis 6.2 alone
    /// fires it.
    ReplBackup {
        /// It sets it aside.
        Create = REDISMODULE_SUBEVENT_REPL_BACKUP_CREATE,
        /// It takes it back, as loading has failed.
        Restore = REDISMODULE_SUBEVENT_REPL_BACKUP_RESTORE,
        /// It drops it.
        Discard = REDISMODULE_SUBEVENT_REPL_BACKUP_DISCARD,
    }

    /// `ForkChild`: a child of the server's, which saves for one (Redis 6.2).
    ForkChild {
        /// It was forked.
        Born = REDISMODULE_SUBEVENT_FORK_CHILD_BORN,
        /// It has ended.
        Died = REDISMODULE_SUBEVENT_FORK_CHILD_DIED,
    }

    /// `ReplAsyncLoad`: a replica loads a data set beside the one that it serves (Redis 7.0).
    ReplAsyncLoad {
        /// It begins to.
        Started = REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_STARTED,
        /// It has given up, and keeps the old one.
        Aborted = REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_ABORTED,
        /// The new one has taken the old one's place.
        Completed = REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_COMPLETED,
    }

    /// `EventLoop`: the server's loop, many times per second (Redis 7.0).
    EventLoop {
        /// It is about to wait for something to do.
        BeforeSleep = REDISMODULE_SUBEVENT_EVENTLOOP_BEFORE_SLEEP,
        /// It has waited.
        AfterSleep = REDISMODULE_SUBEVENT_EVENTLOOP_AFTER_SLEEP,
    }

    /// Why a key goes, or its value: of [`LostKey`](super::LostKey).
    Loss {
        /// It is deleted.
        Deleted = REDISMODULE_SUBEVENT_KEY_DELETED,
        /// It has expired.
        Expired = REDISMODULE_SUBEVENT_KEY_EXPIRED,
        /// Its memory was needed.
        Evicted = REDISMODULE_SUBEVENT_KEY_EVICTED,
        /// It gets another value.
        Overwritten = REDISMODULE_SUBEVENT_KEY_OVERWRITTEN,
    }

    /// How far it is: of [`AtomicSlotMigration`](super::AtomicSlotMigration).
    SlotMigration {
        /// This node begins to take slots over.
        ImportStarted = REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_STARTED,
        /// This node begins to hand slots over.
        ExportStarted = REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_STARTED,
        /// This node will not get the slots.
        ImportAborted = REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_ABORTED,
        /// This node keeps the slots.
        ExportAborted = REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_ABORTED,
        /// The slots are this node's.
        ImportCompleted = REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_COMPLETED,
        /// The slots are another node's.
        ExportCompleted = REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_COMPLETED,
    }

    /// What an access list forbade: of [`CommandResult`](super::CommandResult).
    AclReason {
        /// The client had not logged in.
        Auth = REDISMODULE_ACL_LOG_AUTH,
        /// The command.
        Command = REDISMODULE_ACL_LOG_CMD,
        /// A key.
        Key = REDISMODULE_ACL_LOG_KEY,
        /// A channel.
        Channel = REDISMODULE_ACL_LOG_CHANNEL,
        /// A database.
        Database = REDISMODULE_ACL_LOG_DB,
    }
}
