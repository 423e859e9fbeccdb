// Generated from include/redmod.h by `cargo xtask bindings`; do not edit.

//! Types and constants, named as in C: the header describes them.

#![allow(
    missing_docs,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals
)]

pub const REDISMODULE_OK: i32 = 0;
pub const REDISMODULE_ERR: i32 = 1;
pub const REDISMODULE_APIVER_1: i32 = 1;
pub const REDISMODULE_EXPERIMENTAL_API_VERSION: i32 = 3;
pub const REDISMODULE_OPTIONS_HANDLE_IO_ERRORS: i32 = 1;
pub const REDISMODULE_OPTION_NO_IMPLICIT_SIGNAL_MODIFIED: i32 = 2;
pub const REDISMODULE_OPTIONS_HANDLE_REPL_ASYNC_LOAD: i32 = 4;
pub const REDISMODULE_OPTIONS_ALLOW_NESTED_KEYSPACE_NOTIFICATIONS: i32 = 8;
pub const REDISMODULE_OPTIONS_SKIP_COMMAND_VALIDATION: i32 = 16;
pub const REDISMODULE_OPTIONS_HANDLE_ATOMIC_SLOT_MIGRATION: i32 = 32;
pub const _REDISMODULE_OPTIONS_FLAGS_NEXT: i32 = 16;
pub const _REDISMODULE_OPTIONS_FLAGS_NEXT_VALKEY: i32 = 64;
pub const REDISMODULE_CTX_FLAGS_LUA: i32 = 1;
pub const REDISMODULE_CTX_FLAGS_MULTI: i32 = 2;
pub const REDISMODULE_CTX_FLAGS_MASTER: i32 = 4;
pub const REDISMODULE_CTX_FLAGS_PRIMARY: i32 = 4;
pub const REDISMODULE_CTX_FLAGS_REPLICA: i32 = 8;
pub const REDISMODULE_CTX_FLAGS_SLAVE: i32 = 8;
pub const REDISMODULE_CTX_FLAGS_READONLY: i32 = 16;
pub const REDISMODULE_CTX_FLAGS_CLUSTER: i32 = 32;
pub const REDISMODULE_CTX_FLAGS_AOF: i32 = 64;
pub const REDISMODULE_CTX_FLAGS_RDB: i32 = 128;
pub const REDISMODULE_CTX_FLAGS_MAXMEMORY: i32 = 256;
pub const REDISMODULE_CTX_FLAGS_EVICT: i32 = 512;
pub const REDISMODULE_CTX_FLAGS_OOM: i32 = 1024;
pub const REDISMODULE_CTX_FLAGS_OOM_WARNING: i32 = 2048;
pub const REDISMODULE_CTX_FLAGS_REPLICATED: i32 = 4096;
pub const REDISMODULE_CTX_FLAGS_LOADING: i32 = 8192;
pub const REDISMODULE_CTX_FLAGS_REPLICA_IS_STALE: i32 = 16384;
pub const REDISMODULE_CTX_FLAGS_REPLICA_IS_CONNECTING: i32 = 32768;
pub const REDISMODULE_CTX_FLAGS_REPLICA_IS_TRANSFERRING: i32 = 65536;
pub const REDISMODULE_CTX_FLAGS_REPLICA_IS_ONLINE: i32 = 131072;
pub const REDISMODULE_CTX_FLAGS_ACTIVE_CHILD: i32 = 262144;
pub const REDISMODULE_CTX_FLAGS_MULTI_DIRTY: i32 = 524288;
pub const REDISMODULE_CTX_FLAGS_IS_CHILD: i32 = 1048576;
pub const REDISMODULE_CTX_FLAGS_DENY_BLOCKING: i32 = 2097152;
pub const REDISMODULE_CTX_FLAGS_RESP3: i32 = 4194304;
pub const REDISMODULE_CTX_FLAGS_ASYNC_LOADING: i32 = 8388608;
pub const REDISMODULE_CTX_FLAGS_SERVER_STARTUP: i32 = 16777216;
pub const REDISMODULE_CTX_FLAGS_DEBUG_ENABLED: i32 = 33554432;
pub const REDISMODULE_CTX_FLAGS_SLOT_IMPORT_CLIENT: i32 = 33554432;
pub const REDISMODULE_CTX_FLAGS_SLOT_EXPORT_CLIENT: i32 = 67108864;
pub const _REDISMODULE_CTX_FLAGS_NEXT: i32 = 67108864;
pub const _REDISMODULE_CTX_FLAGS_NEXT_VALKEY: i32 = 134217728;
pub const REDISMODULE_LOGLEVEL_DEBUG: &::core::ffi::CStr = c"debug";
pub const REDISMODULE_LOGLEVEL_NOTICE: &::core::ffi::CStr = c"notice";
pub const REDISMODULE_LOGLEVEL_VERBOSE: &::core::ffi::CStr = c"verbose";
pub const REDISMODULE_LOGLEVEL_WARNING: &::core::ffi::CStr = c"warning";
pub const REDISMODULE_READ: i32 = 1;
pub const REDISMODULE_WRITE: i32 = 2;
pub const REDISMODULE_OPEN_KEY_NOTOUCH: i32 = 65536;
pub const REDISMODULE_OPEN_KEY_NONOTIFY: i32 = 131072;
pub const REDISMODULE_OPEN_KEY_NOSTATS: i32 = 262144;
pub const REDISMODULE_OPEN_KEY_NOEXPIRE: i32 = 524288;
pub const REDISMODULE_OPEN_KEY_NOEFFECTS: i32 = 1048576;
pub const REDISMODULE_OPEN_KEY_ACCESS_EXPIRED: i32 = 2097152;
pub const _REDISMODULE_OPEN_KEY_ALL: i32 = 4128771;
pub const _REDISMODULE_OPEN_KEY_ALL_VALKEY: i32 = 2031619;
pub const REDISMODULE_KEYTYPE_EMPTY: i32 = 0;
pub const REDISMODULE_KEYTYPE_STRING: i32 = 1;
pub const REDISMODULE_KEYTYPE_LIST: i32 = 2;
pub const REDISMODULE_KEYTYPE_HASH: i32 = 3;
pub const REDISMODULE_KEYTYPE_SET: i32 = 4;
pub const REDISMODULE_KEYTYPE_ZSET: i32 = 5;
pub const REDISMODULE_KEYTYPE_MODULE: i32 = 6;
pub const REDISMODULE_KEYTYPE_STREAM: i32 = 7;
pub const REDISMODULE_NO_EXPIRE: i32 = -1;
pub const REDISMODULE_LIST_HEAD: i32 = 0;
pub const REDISMODULE_LIST_TAIL: i32 = 1;
pub const REDISMODULE_ZADD_XX: i32 = 1;
pub const REDISMODULE_ZADD_NX: i32 = 2;
pub const REDISMODULE_ZADD_ADDED: i32 = 4;
pub const REDISMODULE_ZADD_UPDATED: i32 = 8;
pub const REDISMODULE_ZADD_NOP: i32 = 16;
pub const REDISMODULE_ZADD_GT: i32 = 32;
pub const REDISMODULE_ZADD_LT: i32 = 64;
pub const REDISMODULE_NEGATIVE_INFINITE: f64 = f64::NEG_INFINITY;
pub const REDISMODULE_POSITIVE_INFINITE: f64 = f64::INFINITY;
pub const REDISMODULE_HASH_NONE: i32 = 0;
pub const REDISMODULE_HASH_NX: i32 = 1;
pub const REDISMODULE_HASH_XX: i32 = 2;
pub const REDISMODULE_HASH_CFIELDS: i32 = 4;
pub const REDISMODULE_HASH_EXISTS: i32 = 8;
pub const REDISMODULE_HASH_COUNT_ALL: i32 = 16;
pub const REDISMODULE_HASH_EXPIRE_TIME: i32 = 32;
pub const REDISMODULE_STREAM_ADD_AUTOID: i32 = 1;
pub const REDISMODULE_STREAM_ITERATOR_EXCLUSIVE: i32 = 1;
pub const REDISMODULE_STREAM_ITERATOR_REVERSE: i32 = 2;
pub const REDISMODULE_STREAM_TRIM_APPROX: i32 = 1;
pub const REDISMODULE_CMD_ARG_NONE: i32 = 0;
pub const REDISMODULE_CMD_ARG_OPTIONAL: i32 = 1;
pub const REDISMODULE_CMD_ARG_MULTIPLE: i32 = 2;
pub const REDISMODULE_CMD_ARG_MULTIPLE_TOKEN: i32 = 4;
pub const _REDISMODULE_CMD_ARG_NEXT: i32 = 8;
pub const REDISMODULE_CMD_KEY_RO: i32 = 1;
pub const REDISMODULE_CMD_KEY_RW: i32 = 2;
pub const REDISMODULE_CMD_KEY_OW: i32 = 4;
pub const REDISMODULE_CMD_KEY_RM: i32 = 8;
pub const REDISMODULE_CMD_KEY_ACCESS: i32 = 16;
pub const REDISMODULE_CMD_KEY_UPDATE: i32 = 32;
pub const REDISMODULE_CMD_KEY_INSERT: i32 = 64;
pub const REDISMODULE_CMD_KEY_DELETE: i32 = 128;
pub const REDISMODULE_CMD_KEY_NOT_KEY: i32 = 256;
pub const REDISMODULE_CMD_KEY_INCOMPLETE: i32 = 512;
pub const REDISMODULE_CMD_KEY_VARIABLE_FLAGS: i32 = 1024;
pub const REDISMODULE_CMD_CHANNEL_PATTERN: i32 = 1;
pub const REDISMODULE_CMD_CHANNEL_PUBLISH: i32 = 2;
pub const REDISMODULE_CMD_CHANNEL_SUBSCRIBE: i32 = 4;
pub const REDISMODULE_CMD_CHANNEL_UNSUBSCRIBE: i32 = 8;
pub const REDISMODULE_REPLY_UNKNOWN: i32 = -1;
pub const REDISMODULE_REPLY_STRING: i32 = 0;
pub const REDISMODULE_REPLY_ERROR: i32 = 1;
pub const REDISMODULE_REPLY_INTEGER: i32 = 2;
pub const REDISMODULE_REPLY_ARRAY: i32 = 3;
pub const REDISMODULE_REPLY_NULL: i32 = 4;
pub const REDISMODULE_REPLY_MAP: i32 = 5;
pub const REDISMODULE_REPLY_SET: i32 = 6;
pub const REDISMODULE_REPLY_BOOL: i32 = 7;
pub const REDISMODULE_REPLY_DOUBLE: i32 = 8;
pub const REDISMODULE_REPLY_BIG_NUMBER: i32 = 9;
pub const REDISMODULE_REPLY_VERBATIM_STRING: i32 = 10;
pub const REDISMODULE_REPLY_ATTRIBUTE: i32 = 11;
pub const REDISMODULE_REPLY_PROMISE: i32 = 12;
pub const REDISMODULE_REPLY_SIMPLE_STRING: i32 = 13;
pub const REDISMODULE_REPLY_ARRAY_NULL: i32 = 14;
pub const REDISMODULE_POSTPONED_LEN: i32 = -1;
pub const REDISMODULE_POSTPONED_ARRAY_LEN: i32 = -1;
pub const REDISMODULE_ERRORMSG_WRONGTYPE: &::core::ffi::CStr =
    c"WRONGTYPE Operation against a key holding the wrong kind of value";
pub const REDISMODULE_CALL_ARGV_REPLICATE: i32 = 1;
pub const REDISMODULE_CALL_ARGV_NO_AOF: i32 = 2;
pub const REDISMODULE_CALL_ARGV_NO_REPLICAS: i32 = 4;
pub const REDISMODULE_CALL_ARGV_RESP_3: i32 = 8;
pub const REDISMODULE_CALL_ARGV_RESP_AUTO: i32 = 16;
pub const REDISMODULE_CALL_ARGV_RUN_AS_USER: i32 = 32;
pub const REDISMODULE_CALL_ARGV_SCRIPT_MODE: i32 = 64;
pub const REDISMODULE_CALL_ARGV_NO_WRITES: i32 = 128;
pub const REDISMODULE_CALL_ARGV_ERRORS_AS_REPLIES: i32 = 256;
pub const REDISMODULE_CALL_ARGV_RESPECT_DENY_OOM: i32 = 512;
pub const REDISMODULE_CALL_ARGV_DRY_RUN: i32 = 1024;
pub const REDISMODULE_CALL_ARGV_ALLOW_BLOCK: i32 = 2048;
pub const REDISMODULE_CALL_ARGV_REPLY_EXACT: i32 = 4096;
pub const REDISMODULE_REPLY_HANDLERS_VERSION: i32 = 1;
pub const REDISMODULE_TYPE_METHOD_VERSION: i32 = 5;
pub const REDISMODULE_AUX_BEFORE_RDB: i32 = 1;
pub const REDISMODULE_AUX_AFTER_RDB: i32 = 2;
pub const REDISMODULE_BLOCK_UNBLOCK_DEFAULT: i32 = 0;
pub const REDISMODULE_BLOCK_UNBLOCK_DELETED: i32 = 1;
pub const REDISMODULE_YIELD_FLAG_NONE: i32 = 1;
pub const REDISMODULE_YIELD_FLAG_CLIENTS: i32 = 2;
pub const REDISMODULE_EVENTLOOP_READABLE: i32 = 1;
pub const REDISMODULE_EVENTLOOP_WRITABLE: i32 = 2;
pub const REDISMODULE_NOTIFY_KEYSPACE: i32 = 1;
pub const REDISMODULE_NOTIFY_KEYEVENT: i32 = 2;
pub const REDISMODULE_NOTIFY_GENERIC: i32 = 4;
pub const REDISMODULE_NOTIFY_STRING: i32 = 8;
pub const REDISMODULE_NOTIFY_LIST: i32 = 16;
pub const REDISMODULE_NOTIFY_SET: i32 = 32;
pub const REDISMODULE_NOTIFY_HASH: i32 = 64;
pub const REDISMODULE_NOTIFY_ZSET: i32 = 128;
pub const REDISMODULE_NOTIFY_EXPIRED: i32 = 256;
pub const REDISMODULE_NOTIFY_EVICTED: i32 = 512;
pub const REDISMODULE_NOTIFY_STREAM: i32 = 1024;
pub const REDISMODULE_NOTIFY_KEY_MISS: i32 = 2048;
pub const REDISMODULE_NOTIFY_LOADED: i32 = 4096;
pub const REDISMODULE_NOTIFY_MODULE: i32 = 8192;
pub const REDISMODULE_NOTIFY_ALL: i32 = 10236;
pub const REDISMODULE_NOTIFY_NEW: i32 = 16384;
pub const _REDISMODULE_NOTIFY_NEXT: i32 = 32768;
pub const REDISMODULE_EVENT_REPLICATION_ROLE_CHANGED: i32 = 0;
pub const REDISMODULE_EVENT_PERSISTENCE: i32 = 1;
pub const REDISMODULE_EVENT_FLUSHDB: i32 = 2;
pub const REDISMODULE_EVENT_LOADING: i32 = 3;
pub const REDISMODULE_EVENT_CLIENT_CHANGE: i32 = 4;
pub const REDISMODULE_EVENT_SHUTDOWN: i32 = 5;
pub const REDISMODULE_EVENT_REPLICA_CHANGE: i32 = 6;
pub const REDISMODULE_EVENT_MASTER_LINK_CHANGE: i32 = 7;
pub const REDISMODULE_EVENT_PRIMARY_LINK_CHANGE: i32 = 7;
pub const REDISMODULE_EVENT_CRON_LOOP: i32 = 8;
pub const REDISMODULE_EVENT_MODULE_CHANGE: i32 = 9;
pub const REDISMODULE_EVENT_LOADING_PROGRESS: i32 = 10;
pub const REDISMODULE_EVENT_SWAPDB: i32 = 11;
pub const REDISMODULE_EVENT_REPL_BACKUP: i32 = 12;
pub const REDISMODULE_EVENT_FORK_CHILD: i32 = 13;
pub const REDISMODULE_EVENT_REPL_ASYNC_LOAD: i32 = 14;
pub const REDISMODULE_EVENT_EVENTLOOP: i32 = 15;
pub const REDISMODULE_EVENT_CONFIG: i32 = 16;
pub const REDISMODULE_EVENT_KEY: i32 = 17;
pub const REDISMODULE_EVENT_AUTHENTICATION_ATTEMPT: i32 = 18;
pub const REDISMODULE_EVENT_ATOMIC_SLOT_MIGRATION: i32 = 19;
pub const REDISMODULE_EVENT_COMMAND_RESULT_SUCCESS: i32 = 20;
pub const REDISMODULE_EVENT_COMMAND_RESULT_FAILURE: i32 = 21;
pub const REDISMODULE_EVENT_COMMAND_RESULT_REJECTED: i32 = 22;
pub const REDISMODULE_EVENT_COMMAND_RESULT_ACL_REJECTED: i32 = 23;
pub const _REDISMODULE_EVENT_NEXT: i32 = 18;
pub const _REDISMODULE_EVENT_NEXT_VALKEY: i32 = 24;
pub const REDISMODULE_EVENT_REPLROLECHANGED_NOW_MASTER: i32 = 0;
pub const REDISMODULE_EVENT_REPLROLECHANGED_NOW_PRIMARY: i32 = 0;
pub const REDISMODULE_EVENT_REPLROLECHANGED_NOW_REPLICA: i32 = 1;
pub const _REDISMODULE_EVENT_REPLROLECHANGED_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_PERSISTENCE_RDB_START: i32 = 0;
pub const REDISMODULE_SUBEVENT_PERSISTENCE_AOF_START: i32 = 1;
pub const REDISMODULE_SUBEVENT_PERSISTENCE_SYNC_RDB_START: i32 = 2;
pub const REDISMODULE_SUBEVENT_PERSISTENCE_ENDED: i32 = 3;
pub const REDISMODULE_SUBEVENT_PERSISTENCE_FAILED: i32 = 4;
pub const REDISMODULE_SUBEVENT_PERSISTENCE_SYNC_AOF_START: i32 = 5;
pub const _REDISMODULE_SUBEVENT_PERSISTENCE_NEXT: i32 = 6;
pub const REDISMODULE_SUBEVENT_FLUSHDB_START: i32 = 0;
pub const REDISMODULE_SUBEVENT_FLUSHDB_END: i32 = 1;
pub const _REDISMODULE_SUBEVENT_FLUSHDB_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_LOADING_PROGRESS_RDB: i32 = 0;
pub const REDISMODULE_SUBEVENT_LOADING_PROGRESS_AOF: i32 = 1;
pub const _REDISMODULE_SUBEVENT_LOADING_PROGRESS_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_LOADING_RDB_START: i32 = 0;
pub const REDISMODULE_SUBEVENT_LOADING_AOF_START: i32 = 1;
pub const REDISMODULE_SUBEVENT_LOADING_REPL_START: i32 = 2;
pub const REDISMODULE_SUBEVENT_LOADING_ENDED: i32 = 3;
pub const REDISMODULE_SUBEVENT_LOADING_FAILED: i32 = 4;
pub const _REDISMODULE_SUBEVENT_LOADING_NEXT: i32 = 5;
pub const REDISMODULE_SUBEVENT_CLIENT_CHANGE_CONNECTED: i32 = 0;
pub const REDISMODULE_SUBEVENT_CLIENT_CHANGE_DISCONNECTED: i32 = 1;
pub const _REDISMODULE_SUBEVENT_CLIENT_CHANGE_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_REPLICA_CHANGE_ONLINE: i32 = 0;
pub const REDISMODULE_SUBEVENT_REPLICA_CHANGE_OFFLINE: i32 = 1;
pub const _REDISMODULE_SUBEVENT_REPLICA_CHANGE_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_MASTER_LINK_DOWN: i32 = 1;
pub const REDISMODULE_SUBEVENT_MASTER_LINK_UP: i32 = 0;
pub const REDISMODULE_SUBEVENT_PRIMARY_LINK_DOWN: i32 = 1;
pub const REDISMODULE_SUBEVENT_PRIMARY_LINK_UP: i32 = 0;
pub const _REDISMODULE_SUBEVENT_MASTER_NEXT: i32 = 2;
pub const _REDISMODULE_SUBEVENT_PRIMARY_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_MODULE_LOADED: i32 = 0;
pub const REDISMODULE_SUBEVENT_MODULE_UNLOADED: i32 = 1;
pub const _REDISMODULE_SUBEVENT_MODULE_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_REPL_BACKUP_CREATE: i32 = 0;
pub const REDISMODULE_SUBEVENT_REPL_BACKUP_RESTORE: i32 = 1;
pub const REDISMODULE_SUBEVENT_REPL_BACKUP_DISCARD: i32 = 2;
pub const _REDISMODULE_SUBEVENT_REPL_BACKUP_NEXT: i32 = 3;
pub const REDISMODULE_SUBEVENT_FORK_CHILD_BORN: i32 = 0;
pub const REDISMODULE_SUBEVENT_FORK_CHILD_DIED: i32 = 1;
pub const _REDISMODULE_SUBEVENT_FORK_CHILD_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_STARTED: i32 = 0;
pub const REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_ABORTED: i32 = 1;
pub const REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_COMPLETED: i32 = 2;
pub const _REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_NEXT: i32 = 3;
pub const REDISMODULE_SUBEVENT_EVENTLOOP_BEFORE_SLEEP: i32 = 0;
pub const REDISMODULE_SUBEVENT_EVENTLOOP_AFTER_SLEEP: i32 = 1;
pub const _REDISMODULE_SUBEVENT_EVENTLOOP_NEXT: i32 = 2;
pub const REDISMODULE_SUBEVENT_CONFIG_CHANGE: i32 = 0;
pub const _REDISMODULE_SUBEVENT_CONFIG_NEXT: i32 = 1;
pub const REDISMODULE_SUBEVENT_KEY_DELETED: i32 = 0;
pub const REDISMODULE_SUBEVENT_KEY_EXPIRED: i32 = 1;
pub const REDISMODULE_SUBEVENT_KEY_EVICTED: i32 = 2;
pub const REDISMODULE_SUBEVENT_KEY_OVERWRITTEN: i32 = 3;
pub const _REDISMODULE_SUBEVENT_KEY_NEXT: i32 = 4;
pub const REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_STARTED: i32 = 0;
pub const REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_STARTED: i32 = 1;
pub const REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_ABORTED: i32 = 2;
pub const REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_ABORTED: i32 = 3;
pub const REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_COMPLETED: i32 = 4;
pub const REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_COMPLETED: i32 = 5;
pub const _REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_NEXT: i32 = 6;
pub const _REDISMODULE_SUBEVENT_CRON_LOOP_NEXT: i32 = 0;
pub const _REDISMODULE_SUBEVENT_SHUTDOWN_NEXT: i32 = 0;
pub const _REDISMODULE_SUBEVENT_SWAPDB_NEXT: i32 = 0;
pub const REDISMODULE_CLIENTINFO_VERSION: i32 = 1;
pub const REDISMODULE_REPLICATIONINFO_VERSION: i32 = 1;
pub const REDISMODULE_FLUSHINFO_VERSION: i32 = 1;
pub const REDISMODULE_MODULE_CHANGE_VERSION: i32 = 1;
pub const REDISMODULE_CRON_LOOP_VERSION: i32 = 1;
pub const REDISMODULE_LOADING_PROGRESS_VERSION: i32 = 1;
pub const REDISMODULE_SWAPDBINFO_VERSION: i32 = 1;
pub const REDISMODULE_CONFIGCHANGE_VERSION: i32 = 1;
pub const REDISMODULE_KEYINFO_VERSION: i32 = 1;
pub const REDISMODULE_AUTHENTICATION_INFO_VERSION: i32 = 1;
pub const REDISMODULE_ATOMICSLOTMIGRATION_INFO_VERSION: i32 = 1;
pub const REDISMODULE_COMMANDRESULTINFO_VERSION: i32 = 1;
pub const REDISMODULE_CLIENTINFO_FLAG_SSL: i32 = 1;
pub const REDISMODULE_CLIENTINFO_FLAG_PUBSUB: i32 = 2;
pub const REDISMODULE_CLIENTINFO_FLAG_BLOCKED: i32 = 4;
pub const REDISMODULE_CLIENTINFO_FLAG_TRACKING: i32 = 8;
pub const REDISMODULE_CLIENTINFO_FLAG_UNIXSOCKET: i32 = 16;
pub const REDISMODULE_CLIENTINFO_FLAG_MULTI: i32 = 32;
pub const REDISMODULE_CLIENTINFO_FLAG_READONLY: i32 = 64;
pub const REDISMODULE_CLIENTINFO_FLAG_PRIMARY: i32 = 128;
pub const REDISMODULE_CLIENTINFO_FLAG_REPLICA: i32 = 256;
pub const REDISMODULE_CLIENTINFO_FLAG_MONITOR: i32 = 512;
pub const REDISMODULE_CLIENTINFO_FLAG_MODULE: i32 = 1024;
pub const REDISMODULE_CLIENTINFO_FLAG_AUTHENTICATED: i32 = 2048;
pub const REDISMODULE_CLIENTINFO_FLAG_EVER_AUTHENTICATED: i32 = 4096;
pub const REDISMODULE_CLIENTINFO_FLAG_FAKE: i32 = 8192;
pub const REDISMODULE_NODE_ID_LEN: i32 = 40;
pub const REDISMODULE_CMDFILTER_NOSELF: i32 = 1;
pub const REDISMODULE_CLUSTER_FLAG_NONE: i32 = 0;
pub const REDISMODULE_CLUSTER_FLAG_NO_FAILOVER: i32 = 2;
pub const REDISMODULE_CLUSTER_FLAG_NO_REDIRECTION: i32 = 4;
pub const REDISMODULE_NODE_MYSELF: i32 = 1;
pub const REDISMODULE_NODE_MASTER: i32 = 2;
pub const REDISMODULE_NODE_PRIMARY: i32 = 2;
pub const REDISMODULE_NODE_SLAVE: i32 = 4;
pub const REDISMODULE_NODE_REPLICA: i32 = 4;
pub const REDISMODULE_NODE_PFAIL: i32 = 8;
pub const REDISMODULE_NODE_FAIL: i32 = 16;
pub const REDISMODULE_NODE_NOFAILOVER: i32 = 32;
pub const REDISMODULE_AUTH_HANDLED: i32 = 0;
pub const REDISMODULE_AUTH_NOT_HANDLED: i32 = 1;
pub const REDISMODULE_CONFIG_DEFAULT: i32 = 0;
pub const REDISMODULE_CONFIG_IMMUTABLE: i32 = 1;
pub const REDISMODULE_CONFIG_SENSITIVE: i32 = 2;
pub const REDISMODULE_CONFIG_HIDDEN: i32 = 16;
pub const REDISMODULE_CONFIG_PROTECTED: i32 = 32;
pub const REDISMODULE_CONFIG_DENY_LOADING: i32 = 64;
pub const REDISMODULE_CONFIG_MEMORY: i32 = 128;
pub const REDISMODULE_CONFIG_BITFLAGS: i32 = 256;
pub const REDISMODULE_CONFIG_UNPREFIXED: i32 = 512;
pub const REDISMODULE_CONFIG_UNSIGNED: i32 = 512;
pub const REDISMODULE_SCRIPTING_ENGINE_ABI_VERSION: i32 = 4;
pub const REDISMODULE_SCRIPTING_ENGINE_ABI_COMPILED_FUNCTION_VERSION: i32 = 1;
pub const REDISMODULE_SCRIPTING_ENGINE_ABI_MEMORY_INFO_VERSION: i32 = 1;
pub const REDISMODULE_SCRIPTING_ENGINE_ABI_DEBUGGER_COMMAND_VERSION: i32 = 1;
pub type mstime_t = ::core::ffi::c_longlong;
pub type ustime_t = ::core::ffi::c_longlong;
#[repr(C)]
pub struct RedisModuleBlockedClient {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleCallArgvBlockedHandle {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleCallReply {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleClusterInfo {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleCommand {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleCommandFilter {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleCommandFilterCtx {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleCtx {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleDefragCtx {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleDict {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleDictIter {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleDigest {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleIO {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleInfoCtx {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleKey {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleKeyOptCtx {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleRdbStream {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleScanCursor {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleServerInfoData {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleString {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleType {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
pub struct RedisModuleUser {
    _unused: [u8; 0],
    _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleStreamID {
    pub ms: u64,
    pub seq: u64,
}
pub type RedisModuleScanCB = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        keyname: *mut RedisModuleString,
        key: *mut RedisModuleKey,
        privdata: *mut ::core::ffi::c_void,
    ),
>;
pub type RedisModuleScanKeyCB = ::core::option::Option<
    unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        field: *mut RedisModuleString,
        value: *mut RedisModuleString,
        privdata: *mut ::core::ffi::c_void,
    ),
>;
pub type RedisModuleCmdFunc = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        argv: *mut *mut RedisModuleString,
        argc: ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
>;
pub const REDISMODULE_ARG_TYPE_STRING: RedisModuleCommandArgType = 0;
pub const REDISMODULE_ARG_TYPE_INTEGER: RedisModuleCommandArgType = 1;
pub const REDISMODULE_ARG_TYPE_DOUBLE: RedisModuleCommandArgType = 2;
pub const REDISMODULE_ARG_TYPE_KEY: RedisModuleCommandArgType = 3;
pub const REDISMODULE_ARG_TYPE_PATTERN: RedisModuleCommandArgType = 4;
pub const REDISMODULE_ARG_TYPE_UNIX_TIME: RedisModuleCommandArgType = 5;
pub const REDISMODULE_ARG_TYPE_PURE_TOKEN: RedisModuleCommandArgType = 6;
pub const REDISMODULE_ARG_TYPE_ONEOF: RedisModuleCommandArgType = 7;
pub const REDISMODULE_ARG_TYPE_BLOCK: RedisModuleCommandArgType = 8;
pub type RedisModuleCommandArgType = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandArg {
    pub name: *const ::core::ffi::c_char,
    pub type_: RedisModuleCommandArgType,
    pub key_spec_index: ::core::ffi::c_int,
    pub token: *const ::core::ffi::c_char,
    pub summary: *const ::core::ffi::c_char,
    pub since: *const ::core::ffi::c_char,
    pub flags: ::core::ffi::c_int,
    pub deprecated_since: *const ::core::ffi::c_char,
    pub subargs: *mut RedisModuleCommandArg,
    pub display_text: *const ::core::ffi::c_char,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandHistoryEntry {
    pub since: *const ::core::ffi::c_char,
    pub changes: *const ::core::ffi::c_char,
}
pub const REDISMODULE_KSPEC_BS_INVALID: RedisModuleKeySpecBeginSearchType = 0;
pub const REDISMODULE_KSPEC_BS_UNKNOWN: RedisModuleKeySpecBeginSearchType = 1;
pub const REDISMODULE_KSPEC_BS_INDEX: RedisModuleKeySpecBeginSearchType = 2;
pub const REDISMODULE_KSPEC_BS_KEYWORD: RedisModuleKeySpecBeginSearchType = 3;
pub type RedisModuleKeySpecBeginSearchType = ::core::ffi::c_uint;
pub const REDISMODULE_KSPEC_FK_OMITTED: RedisModuleKeySpecFindKeysType = 0;
pub const REDISMODULE_KSPEC_FK_UNKNOWN: RedisModuleKeySpecFindKeysType = 1;
pub const REDISMODULE_KSPEC_FK_RANGE: RedisModuleKeySpecFindKeysType = 2;
pub const REDISMODULE_KSPEC_FK_KEYNUM: RedisModuleKeySpecFindKeysType = 3;
pub type RedisModuleKeySpecFindKeysType = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct RedisModuleCommandKeySpec {
    pub notes: *const ::core::ffi::c_char,
    pub flags: u64,
    pub begin_search_type: RedisModuleKeySpecBeginSearchType,
    pub bs: RedisModuleCommandKeySpec_bs,
    pub find_keys_type: RedisModuleKeySpecFindKeysType,
    pub fk: RedisModuleCommandKeySpec_fk,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union RedisModuleCommandKeySpec_bs {
    pub index: RedisModuleCommandKeySpec_bs_index,
    pub keyword: RedisModuleCommandKeySpec_bs_keyword,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandKeySpec_bs_index {
    pub pos: ::core::ffi::c_int,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandKeySpec_bs_keyword {
    pub keyword: *const ::core::ffi::c_char,
    pub startfrom: ::core::ffi::c_int,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union RedisModuleCommandKeySpec_fk {
    pub range: RedisModuleCommandKeySpec_fk_range,
    pub keynum: RedisModuleCommandKeySpec_fk_keynum,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandKeySpec_fk_range {
    pub lastkey: ::core::ffi::c_int,
    pub keystep: ::core::ffi::c_int,
    pub limit: ::core::ffi::c_int,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandKeySpec_fk_keynum {
    pub keynumidx: ::core::ffi::c_int,
    pub firstkey: ::core::ffi::c_int,
    pub keystep: ::core::ffi::c_int,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandInfoVersion {
    pub version: ::core::ffi::c_int,
    pub sizeof_historyentry: usize,
    pub sizeof_keyspec: usize,
    pub sizeof_arg: usize,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandInfo {
    pub version: *const RedisModuleCommandInfoVersion,
    pub summary: *const ::core::ffi::c_char,
    pub complexity: *const ::core::ffi::c_char,
    pub since: *const ::core::ffi::c_char,
    pub history: *mut RedisModuleCommandHistoryEntry,
    pub tips: *const ::core::ffi::c_char,
    pub arity: ::core::ffi::c_int,
    pub key_specs: *mut RedisModuleCommandKeySpec,
    pub args: *mut RedisModuleCommandArg,
}
pub type RedisModuleOnUnblocked = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        reply: *mut RedisModuleCallReply,
        private_data: *mut ::core::ffi::c_void,
    ),
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleReplyHandlersV1 {
    pub version: u64,
    pub null: ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void)>,
    pub nullBulkString: ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void)>,
    pub nullArray: ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void)>,
    pub bulkString: ::core::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::core::ffi::c_void,
            str_: *const ::core::ffi::c_char,
            len: usize,
        ),
    >,
    pub simpleString: ::core::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::core::ffi::c_void,
            str_: *const ::core::ffi::c_char,
            len: usize,
        ),
    >,
    pub verbatimString: ::core::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::core::ffi::c_void,
            str_: *const ::core::ffi::c_char,
            len: usize,
            fmt: *const ::core::ffi::c_char,
        ),
    >,
    pub error: ::core::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::core::ffi::c_void,
            msg: *const ::core::ffi::c_char,
            len: usize,
        ),
    >,
    pub integer: ::core::option::Option<
        unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void, val: ::core::ffi::c_longlong),
    >,
    pub doubleVal:
        ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void, val: f64)>,
    pub bigNumber: ::core::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::core::ffi::c_void,
            str_: *const ::core::ffi::c_char,
            len: usize,
        ),
    >,
    pub boolVal: ::core::option::Option<
        unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void, val: ::core::ffi::c_int),
    >,
    pub attributeStart:
        ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void, len: usize)>,
    pub attributeEnd: ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void)>,
    pub arrayStart:
        ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void, len: usize)>,
    pub arrayEnd: ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void)>,
    pub mapStart:
        ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void, len: usize)>,
    pub mapEnd: ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void)>,
    pub setStart:
        ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void, len: usize)>,
    pub setEnd: ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void)>,
    pub replyParsingError:
        ::core::option::Option<unsafe extern "C" fn(ctx: *mut ::core::ffi::c_void)>,
    pub onBlocked: ::core::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::core::ffi::c_void,
            module_ctx: *mut RedisModuleCtx,
            handle: *mut RedisModuleCallArgvBlockedHandle,
        ),
    >,
    pub onRespAvailable: ::core::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::core::ffi::c_void,
            module_ctx: *mut RedisModuleCtx,
            proto: *const ::core::ffi::c_char,
            proto_len: usize,
        ) -> ::core::ffi::c_int,
    >,
}
pub type RedisModuleTypeLoadFunc = ::core::option::Option<
    unsafe extern "C" fn(
        rdb: *mut RedisModuleIO,
        encver: ::core::ffi::c_int,
    ) -> *mut ::core::ffi::c_void,
>;
pub type RedisModuleTypeSaveFunc = ::core::option::Option<
    unsafe extern "C" fn(rdb: *mut RedisModuleIO, value: *mut ::core::ffi::c_void),
>;
pub type RedisModuleTypeAuxLoadFunc = ::core::option::Option<
    unsafe extern "C" fn(
        rdb: *mut RedisModuleIO,
        encver: ::core::ffi::c_int,
        when: ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleTypeAuxSaveFunc =
    ::core::option::Option<unsafe extern "C" fn(rdb: *mut RedisModuleIO, when: ::core::ffi::c_int)>;
pub type RedisModuleTypeRewriteFunc = ::core::option::Option<
    unsafe extern "C" fn(
        aof: *mut RedisModuleIO,
        key: *mut RedisModuleString,
        value: *mut ::core::ffi::c_void,
    ),
>;
pub type RedisModuleTypeMemUsageFunc =
    ::core::option::Option<unsafe extern "C" fn(value: *const ::core::ffi::c_void) -> usize>;
pub type RedisModuleTypeMemUsageFunc2 = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleKeyOptCtx,
        value: *const ::core::ffi::c_void,
        sample_size: usize,
    ) -> usize,
>;
pub type RedisModuleTypeDigestFunc = ::core::option::Option<
    unsafe extern "C" fn(digest: *mut RedisModuleDigest, value: *mut ::core::ffi::c_void),
>;
pub type RedisModuleTypeFreeFunc =
    ::core::option::Option<unsafe extern "C" fn(value: *mut ::core::ffi::c_void)>;
pub type RedisModuleTypeFreeEffortFunc = ::core::option::Option<
    unsafe extern "C" fn(key: *mut RedisModuleString, value: *const ::core::ffi::c_void) -> usize,
>;
pub type RedisModuleTypeFreeEffortFunc2 = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleKeyOptCtx,
        value: *const ::core::ffi::c_void,
    ) -> usize,
>;
pub type RedisModuleTypeUnlinkFunc = ::core::option::Option<
    unsafe extern "C" fn(key: *mut RedisModuleString, value: *const ::core::ffi::c_void),
>;
pub type RedisModuleTypeUnlinkFunc2 = ::core::option::Option<
    unsafe extern "C" fn(ctx: *mut RedisModuleKeyOptCtx, value: *const ::core::ffi::c_void),
>;
pub type RedisModuleTypeCopyFunc = ::core::option::Option<
    unsafe extern "C" fn(
        fromkey: *mut RedisModuleString,
        tokey: *mut RedisModuleString,
        value: *const ::core::ffi::c_void,
    ) -> *mut ::core::ffi::c_void,
>;
pub type RedisModuleTypeCopyFunc2 = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleKeyOptCtx,
        value: *const ::core::ffi::c_void,
    ) -> *mut ::core::ffi::c_void,
>;
pub type RedisModuleTypeDefragFunc = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleDefragCtx,
        key: *mut RedisModuleString,
        value: *mut *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleTypeMethods {
    pub version: u64,
    pub rdb_load: RedisModuleTypeLoadFunc,
    pub rdb_save: RedisModuleTypeSaveFunc,
    pub aof_rewrite: RedisModuleTypeRewriteFunc,
    pub mem_usage: RedisModuleTypeMemUsageFunc,
    pub digest: RedisModuleTypeDigestFunc,
    pub free: RedisModuleTypeFreeFunc,
    pub aux_load: RedisModuleTypeAuxLoadFunc,
    pub aux_save: RedisModuleTypeAuxSaveFunc,
    pub aux_save_triggers: ::core::ffi::c_int,
    pub free_effort: RedisModuleTypeFreeEffortFunc,
    pub unlink: RedisModuleTypeUnlinkFunc,
    pub copy: RedisModuleTypeCopyFunc,
    pub defrag: RedisModuleTypeDefragFunc,
    pub mem_usage2: RedisModuleTypeMemUsageFunc2,
    pub free_effort2: RedisModuleTypeFreeEffortFunc2,
    pub unlink2: RedisModuleTypeUnlinkFunc2,
    pub copy2: RedisModuleTypeCopyFunc2,
    pub aux_save2: RedisModuleTypeAuxSaveFunc,
}
pub type RedisModuleDefragFunc =
    ::core::option::Option<unsafe extern "C" fn(ctx: *mut RedisModuleDefragCtx)>;
pub type RedisModuleDefragFunc2 = ::core::option::Option<
    unsafe extern "C" fn(ctx: *mut RedisModuleDefragCtx) -> ::core::ffi::c_int,
>;
pub type RedisModuleDefragDictValueCallback = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleDefragCtx,
        data: *mut ::core::ffi::c_void,
        key: *mut ::core::ffi::c_uchar,
        keylen: usize,
        newptr: *mut *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleTimerID = u64;
pub type RedisModuleDisconnectFunc = ::core::option::Option<
    unsafe extern "C" fn(ctx: *mut RedisModuleCtx, bc: *mut RedisModuleBlockedClient),
>;
pub type RedisModuleTimerProc = ::core::option::Option<
    unsafe extern "C" fn(ctx: *mut RedisModuleCtx, data: *mut ::core::ffi::c_void),
>;
pub type RedisModuleEventLoopFunc = ::core::option::Option<
    unsafe extern "C" fn(
        fd: ::core::ffi::c_int,
        user_data: *mut ::core::ffi::c_void,
        mask: ::core::ffi::c_int,
    ),
>;
pub type RedisModuleEventLoopOneShotFunc =
    ::core::option::Option<unsafe extern "C" fn(user_data: *mut ::core::ffi::c_void)>;
pub type RedisModuleForkDoneHandler = ::core::option::Option<
    unsafe extern "C" fn(
        exitcode: ::core::ffi::c_int,
        bysignal: ::core::ffi::c_int,
        user_data: *mut ::core::ffi::c_void,
    ),
>;
pub type RedisModuleNotificationFunc = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        type_: ::core::ffi::c_int,
        event: *const ::core::ffi::c_char,
        key: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModulePostNotificationJobFunc = ::core::option::Option<
    unsafe extern "C" fn(ctx: *mut RedisModuleCtx, pd: *mut ::core::ffi::c_void),
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleEvent {
    pub id: u64,
    pub dataver: u64,
}
pub type RedisModuleEventCallback = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        eid: RedisModuleEvent,
        subevent: u64,
        data: *mut ::core::ffi::c_void,
    ),
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleClientInfoV1 {
    pub version: u64,
    pub flags: u64,
    pub id: u64,
    pub addr: [::core::ffi::c_char; 46usize],
    pub port: u16,
    pub db: u16,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleReplicationInfoV1 {
    pub version: u64,
    pub master: ::core::ffi::c_int,
    pub masterhost: *mut ::core::ffi::c_char,
    pub masterport: ::core::ffi::c_int,
    pub replid1: *mut ::core::ffi::c_char,
    pub replid2: *mut ::core::ffi::c_char,
    pub repl1_offset: u64,
    pub repl2_offset: u64,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleFlushInfoV1 {
    pub version: u64,
    pub sync: i32,
    pub dbnum: i32,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleModuleChangeV1 {
    pub version: u64,
    pub module_name: *const ::core::ffi::c_char,
    pub module_version: i32,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleConfigChangeV1 {
    pub version: u64,
    pub num_changes: u32,
    pub config_names: *mut *const ::core::ffi::c_char,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCronLoopV1 {
    pub version: u64,
    pub hz: i32,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleLoadingProgressV1 {
    pub version: u64,
    pub hz: i32,
    pub progress: i32,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleSwapDbInfoV1 {
    pub version: u64,
    pub dbnum_first: i32,
    pub dbnum_second: i32,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleKeyInfoV1 {
    pub version: u64,
    pub key: *mut RedisModuleKey,
}
pub const REDISMODULE_AUTH_RESULT_GRANTED: RedisModuleAuthenticationResult = 0;
pub const REDISMODULE_AUTH_RESULT_DENIED: RedisModuleAuthenticationResult = 1;
pub type RedisModuleAuthenticationResult = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleAuthenticationInfoV1 {
    pub version: u64,
    pub client_id: u64,
    pub username: *const ::core::ffi::c_char,
    pub module_name: *const ::core::ffi::c_char,
    pub result: RedisModuleAuthenticationResult,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleSlotRange {
    pub start: ::core::ffi::c_int,
    pub end: ::core::ffi::c_int,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleAtomicSlotMigrationInfoV1 {
    pub version: u64,
    pub job_name: [::core::ffi::c_char; 41usize],
    pub slot_ranges: *mut RedisModuleSlotRange,
    pub num_slot_ranges: u32,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleCommandResultInfoV1 {
    pub version: u64,
    pub command_name: *const ::core::ffi::c_char,
    pub duration_us: ::core::ffi::c_longlong,
    pub dirty: ::core::ffi::c_longlong,
    pub client_id: u64,
    pub is_module_client: ::core::ffi::c_int,
    pub argc: ::core::ffi::c_int,
    pub argv: *mut *mut RedisModuleString,
    pub rejection_context: *const ::core::ffi::c_char,
}
pub type RedisModuleCommandFilterFunc =
    ::core::option::Option<unsafe extern "C" fn(filter: *mut RedisModuleCommandFilterCtx)>;
pub type RedisModuleClusterMessageReceiver = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        sender_id: *const ::core::ffi::c_char,
        type_: u8,
        payload: *const ::core::ffi::c_uchar,
        len: u32,
    ),
>;
pub const REDISMODULE_ACL_LOG_AUTH: RedisModuleACLLogEntryReason = 0;
pub const REDISMODULE_ACL_LOG_CMD: RedisModuleACLLogEntryReason = 1;
pub const REDISMODULE_ACL_LOG_KEY: RedisModuleACLLogEntryReason = 2;
pub const REDISMODULE_ACL_LOG_CHANNEL: RedisModuleACLLogEntryReason = 3;
pub const REDISMODULE_ACL_LOG_DB: RedisModuleACLLogEntryReason = 4;
pub type RedisModuleACLLogEntryReason = ::core::ffi::c_uint;
pub type RedisModuleAuthCallback = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        username: *mut RedisModuleString,
        password: *mut RedisModuleString,
        err: *mut *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleUserChangedFunc = ::core::option::Option<
    unsafe extern "C" fn(client_id: u64, privdata: *mut ::core::ffi::c_void),
>;
pub type RedisModuleConfigGetStringFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        privdata: *mut ::core::ffi::c_void,
    ) -> *mut RedisModuleString,
>;
pub type RedisModuleConfigGetNumericFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        privdata: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_longlong,
>;
pub type RedisModuleConfigGetUnsignedNumericFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        privdata: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_ulonglong,
>;
pub type RedisModuleConfigGetBoolFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        privdata: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleConfigGetEnumFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        privdata: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleConfigSetStringFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        val: *mut RedisModuleString,
        privdata: *mut ::core::ffi::c_void,
        err: *mut *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleConfigSetNumericFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        val: ::core::ffi::c_longlong,
        privdata: *mut ::core::ffi::c_void,
        err: *mut *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleConfigSetUnsignedNumericFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        val: ::core::ffi::c_ulonglong,
        privdata: *mut ::core::ffi::c_void,
        err: *mut *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleConfigSetBoolFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        val: ::core::ffi::c_int,
        privdata: *mut ::core::ffi::c_void,
        err: *mut *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleConfigSetEnumFunc = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        val: ::core::ffi::c_int,
        privdata: *mut ::core::ffi::c_void,
        err: *mut *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleConfigApplyFunc = ::core::option::Option<
    unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        privdata: *mut ::core::ffi::c_void,
        err: *mut *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
>;
pub type RedisModuleInfoFunc = ::core::option::Option<
    unsafe extern "C" fn(ctx: *mut RedisModuleInfoCtx, for_crash_report: ::core::ffi::c_int),
>;
pub type RedisModuleScriptingEngineCtx = ::core::ffi::c_void;
pub type RedisModuleScriptingEngineServerRuntimeCtx = ::core::ffi::c_void;
pub const REDISMODULE_VMSE_EVAL: RedisModuleScriptingEngineSubsystemType = 0;
pub const REDISMODULE_VMSE_FUNCTION: RedisModuleScriptingEngineSubsystemType = 1;
pub const REDISMODULE_VMSE_ALL: RedisModuleScriptingEngineSubsystemType = 2;
pub type RedisModuleScriptingEngineSubsystemType = ::core::ffi::c_uint;
pub const REDISMODULE_VMSE_STATE_EXECUTING: RedisModuleScriptingEngineExecutionState = 0;
pub const REDISMODULE_VMSE_STATE_KILLED: RedisModuleScriptingEngineExecutionState = 1;
pub type RedisModuleScriptingEngineExecutionState = ::core::ffi::c_uint;
pub const REDISMODULE_VMSE_SCRIPT_FLAG_NO_WRITES: RedisModuleScriptingEngineScriptFlag = 1;
pub const REDISMODULE_VMSE_SCRIPT_FLAG_ALLOW_OOM: RedisModuleScriptingEngineScriptFlag = 2;
pub const REDISMODULE_VMSE_SCRIPT_FLAG_ALLOW_STALE: RedisModuleScriptingEngineScriptFlag = 4;
pub const REDISMODULE_VMSE_SCRIPT_FLAG_NO_CLUSTER: RedisModuleScriptingEngineScriptFlag = 8;
pub const REDISMODULE_VMSE_SCRIPT_FLAG_EVAL_COMPAT_MODE: RedisModuleScriptingEngineScriptFlag = 16;
pub const REDISMODULE_VMSE_SCRIPT_FLAG_ALLOW_CROSS_SLOT: RedisModuleScriptingEngineScriptFlag = 32;
pub type RedisModuleScriptingEngineScriptFlag = ::core::ffi::c_uint;
pub const REDISMODULE_VMSE_DEBUG_NOT_SUPPORTED: RedisModuleScriptingEngineDebuggerEnableRet = 0;
pub const REDISMODULE_VMSE_DEBUG_ENABLED: RedisModuleScriptingEngineDebuggerEnableRet = 1;
pub const REDISMODULE_VMSE_DEBUG_ENABLE_FAIL: RedisModuleScriptingEngineDebuggerEnableRet = 2;
pub type RedisModuleScriptingEngineDebuggerEnableRet = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleScriptingEngineCompiledFunctionV1 {
    pub version: u64,
    pub name: *mut RedisModuleString,
    pub function: *mut ::core::ffi::c_void,
    pub desc: *mut RedisModuleString,
    pub f_flags: u64,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleScriptingEngineMemoryInfoV1 {
    pub version: u64,
    pub used_memory: usize,
    pub engine_memory_overhead: usize,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleScriptingEngineCallableLazyEvalReset {
    pub context: *mut ::core::ffi::c_void,
    pub engineLazyEvalResetCallback:
        ::core::option::Option<unsafe extern "C" fn(context: *mut ::core::ffi::c_void)>,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleScriptingEngineCallableLazyEnvReset {
    pub context: *mut ::core::ffi::c_void,
    pub engineLazyEnvResetCallback:
        ::core::option::Option<unsafe extern "C" fn(context: *mut ::core::ffi::c_void)>,
}
pub type RedisModuleScriptingEngineDebuggerCommandHandlerFunc = ::core::option::Option<
    unsafe extern "C" fn(
        argv: *mut *mut RedisModuleString,
        argc: usize,
        context: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleScriptingEngineDebuggerCommandParam {
    pub name: *const ::core::ffi::c_char,
    pub optional: ::core::ffi::c_int,
    pub variadic: ::core::ffi::c_int,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct RedisModuleScriptingEngineDebuggerCommandV1 {
    pub version: u64,
    pub name: *const ::core::ffi::c_char,
    pub prefix_len: usize,
    pub params: *const RedisModuleScriptingEngineDebuggerCommandParam,
    pub params_len: usize,
    pub desc: *const ::core::ffi::c_char,
    pub invisible: ::core::ffi::c_int,
    pub handler: RedisModuleScriptingEngineDebuggerCommandHandlerFunc,
    pub context: *mut ::core::ffi::c_void,
}
pub type RedisModuleScriptingEngineCompileCodeFuncV1 = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
        code: *const ::core::ffi::c_char,
        timeout: usize,
        out_num_compiled_functions: *mut usize,
        err: *mut *mut RedisModuleString,
    ) -> *mut *mut RedisModuleScriptingEngineCompiledFunctionV1,
>;
pub type RedisModuleScriptingEngineCompileCodeFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
        code: *const ::core::ffi::c_char,
        code_len: usize,
        timeout: usize,
        out_num_compiled_functions: *mut usize,
        err: *mut *mut RedisModuleString,
    ) -> *mut *mut RedisModuleScriptingEngineCompiledFunctionV1,
>;
pub type RedisModuleScriptingEngineFreeFunctionFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
        compiled_function: *mut RedisModuleScriptingEngineCompiledFunctionV1,
    ),
>;
pub type RedisModuleScriptingEngineCallFunctionFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        server_ctx: *mut RedisModuleScriptingEngineServerRuntimeCtx,
        compiled_function: *mut RedisModuleScriptingEngineCompiledFunctionV1,
        type_: RedisModuleScriptingEngineSubsystemType,
        keys: *mut *mut RedisModuleString,
        nkeys: usize,
        args: *mut *mut RedisModuleString,
        nargs: usize,
    ),
>;
pub type RedisModuleScriptingEngineGetFunctionMemoryOverheadFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        compiled_function: *mut RedisModuleScriptingEngineCompiledFunctionV1,
    ) -> usize,
>;
pub type RedisModuleScriptingEngineResetEvalEnvFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        async_: ::core::ffi::c_int,
    ) -> *mut RedisModuleScriptingEngineCallableLazyEvalReset,
>;
pub type RedisModuleScriptingEngineResetEvalFuncV2 = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        async_: ::core::ffi::c_int,
    ) -> *mut RedisModuleScriptingEngineCallableLazyEnvReset,
>;
pub type RedisModuleScriptingEngineResetEnvFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
        async_: ::core::ffi::c_int,
    ) -> *mut RedisModuleScriptingEngineCallableLazyEnvReset,
>;
pub type RedisModuleScriptingEngineGetMemoryInfoFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
    ) -> RedisModuleScriptingEngineMemoryInfoV1,
>;
pub type RedisModuleScriptingEngineDebuggerEnableFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
        commands: *mut *const RedisModuleScriptingEngineDebuggerCommandV1,
        commands_length: *mut usize,
    ) -> RedisModuleScriptingEngineDebuggerEnableRet,
>;
pub type RedisModuleScriptingEngineDebuggerDisableFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
    ),
>;
pub type RedisModuleScriptingEngineDebuggerStartFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
        source: *mut RedisModuleString,
    ),
>;
pub type RedisModuleScriptingEngineDebuggerEndFunc = ::core::option::Option<
    unsafe extern "C" fn(
        module_ctx: *mut RedisModuleCtx,
        engine_ctx: *mut RedisModuleScriptingEngineCtx,
        type_: RedisModuleScriptingEngineSubsystemType,
    ),
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct RedisModuleScriptingEngineMethodsV1 {
    pub version: u64,
    pub __bindgen_anon_1: RedisModuleScriptingEngineMethodsV1__bindgen_ty_1,
    pub free_function: RedisModuleScriptingEngineFreeFunctionFunc,
    pub call_function: RedisModuleScriptingEngineCallFunctionFunc,
    pub get_function_memory_overhead: RedisModuleScriptingEngineGetFunctionMemoryOverheadFunc,
    pub reset_eval_env: RedisModuleScriptingEngineResetEvalEnvFunc,
    pub get_memory_info: RedisModuleScriptingEngineGetMemoryInfoFunc,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union RedisModuleScriptingEngineMethodsV1__bindgen_ty_1 {
    pub compile_code_v1: RedisModuleScriptingEngineCompileCodeFuncV1,
    pub compile_code: RedisModuleScriptingEngineCompileCodeFunc,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct RedisModuleScriptingEngineMethodsV3 {
    pub version: u64,
    pub __bindgen_anon_1: RedisModuleScriptingEngineMethodsV3__bindgen_ty_1,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct RedisModuleScriptingEngineMethodsV3__bindgen_ty_1 {
    pub __bindgen_anon_1: RedisModuleScriptingEngineMethodsV3__bindgen_ty_1__bindgen_ty_1,
    pub free_function: RedisModuleScriptingEngineFreeFunctionFunc,
    pub call_function: RedisModuleScriptingEngineCallFunctionFunc,
    pub get_function_memory_overhead: RedisModuleScriptingEngineGetFunctionMemoryOverheadFunc,
    pub __bindgen_anon_2: RedisModuleScriptingEngineMethodsV3__bindgen_ty_1__bindgen_ty_2,
    pub get_memory_info: RedisModuleScriptingEngineGetMemoryInfoFunc,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union RedisModuleScriptingEngineMethodsV3__bindgen_ty_1__bindgen_ty_1 {
    pub compile_code_v1: RedisModuleScriptingEngineCompileCodeFuncV1,
    pub compile_code: RedisModuleScriptingEngineCompileCodeFunc,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union RedisModuleScriptingEngineMethodsV3__bindgen_ty_1__bindgen_ty_2 {
    pub reset_eval_env_v2: RedisModuleScriptingEngineResetEvalFuncV2,
    pub reset_env: RedisModuleScriptingEngineResetEnvFunc,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct RedisModuleScriptingEngineMethodsV4 {
    pub version: u64,
    pub __bindgen_anon_1: RedisModuleScriptingEngineMethodsV4__bindgen_ty_1,
    pub debugger_enable: RedisModuleScriptingEngineDebuggerEnableFunc,
    pub debugger_disable: RedisModuleScriptingEngineDebuggerDisableFunc,
    pub debugger_start: RedisModuleScriptingEngineDebuggerStartFunc,
    pub debugger_end: RedisModuleScriptingEngineDebuggerEndFunc,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct RedisModuleScriptingEngineMethodsV4__bindgen_ty_1 {
    pub __bindgen_anon_1: RedisModuleScriptingEngineMethodsV4__bindgen_ty_1__bindgen_ty_1,
    pub free_function: RedisModuleScriptingEngineFreeFunctionFunc,
    pub call_function: RedisModuleScriptingEngineCallFunctionFunc,
    pub get_function_memory_overhead: RedisModuleScriptingEngineGetFunctionMemoryOverheadFunc,
    pub __bindgen_anon_2: RedisModuleScriptingEngineMethodsV4__bindgen_ty_1__bindgen_ty_2,
    pub get_memory_info: RedisModuleScriptingEngineGetMemoryInfoFunc,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union RedisModuleScriptingEngineMethodsV4__bindgen_ty_1__bindgen_ty_1 {
    pub compile_code_v1: RedisModuleScriptingEngineCompileCodeFuncV1,
    pub compile_code: RedisModuleScriptingEngineCompileCodeFunc,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union RedisModuleScriptingEngineMethodsV4__bindgen_ty_1__bindgen_ty_2 {
    pub reset_eval_env_v2: RedisModuleScriptingEngineResetEvalFuncV2,
    pub reset_env: RedisModuleScriptingEngineResetEnvFunc,
}
pub type RedisModuleReplyHandlers = RedisModuleReplyHandlersV1;
pub type RedisModuleClientInfo = RedisModuleClientInfoV1;
pub type RedisModuleReplicationInfo = RedisModuleReplicationInfoV1;
pub type RedisModuleFlushInfo = RedisModuleFlushInfoV1;
pub type RedisModuleModuleChange = RedisModuleModuleChangeV1;
pub type RedisModuleConfigChange = RedisModuleConfigChangeV1;
pub type RedisModuleCronLoop = RedisModuleCronLoopV1;
pub type RedisModuleLoadingProgress = RedisModuleLoadingProgressV1;
pub type RedisModuleSwapDbInfo = RedisModuleSwapDbInfoV1;
pub type RedisModuleKeyInfo = RedisModuleKeyInfoV1;
pub type RedisModuleAuthenticationInfo = RedisModuleAuthenticationInfoV1;
pub type RedisModuleAtomicSlotMigrationInfo = RedisModuleAtomicSlotMigrationInfoV1;
pub type RedisModuleCommandResultInfo = RedisModuleCommandResultInfoV1;
pub type RedisModuleScriptingEngineCompiledFunction = RedisModuleScriptingEngineCompiledFunctionV1;
pub type RedisModuleScriptingEngineMemoryInfo = RedisModuleScriptingEngineMemoryInfoV1;
pub type RedisModuleScriptingEngineDebuggerCommand = RedisModuleScriptingEngineDebuggerCommandV1;
pub type RedisModuleScriptingEngineMethods = RedisModuleScriptingEngineMethodsV4;
pub const RedisModuleEvent_ReplicationRoleChanged: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_REPLICATION_ROLE_CHANGED as u64,
    dataver: 1,
};
pub const RedisModuleEvent_Persistence: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_PERSISTENCE as u64,
    dataver: 1,
};
pub const RedisModuleEvent_FlushDB: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_FLUSHDB as u64,
    dataver: 1,
};
pub const RedisModuleEvent_Loading: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_LOADING as u64,
    dataver: 1,
};
pub const RedisModuleEvent_ClientChange: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_CLIENT_CHANGE as u64,
    dataver: 1,
};
pub const RedisModuleEvent_Shutdown: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_SHUTDOWN as u64,
    dataver: 1,
};
pub const RedisModuleEvent_ReplicaChange: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_REPLICA_CHANGE as u64,
    dataver: 1,
};
pub const RedisModuleEvent_MasterLinkChange: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_MASTER_LINK_CHANGE as u64,
    dataver: 1,
};
pub const RedisModuleEvent_PrimaryLinkChange: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_PRIMARY_LINK_CHANGE as u64,
    dataver: 1,
};
pub const RedisModuleEvent_CronLoop: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_CRON_LOOP as u64,
    dataver: 1,
};
pub const RedisModuleEvent_ModuleChange: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_MODULE_CHANGE as u64,
    dataver: 1,
};
pub const RedisModuleEvent_LoadingProgress: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_LOADING_PROGRESS as u64,
    dataver: 1,
};
pub const RedisModuleEvent_SwapDB: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_SWAPDB as u64,
    dataver: 1,
};
pub const RedisModuleEvent_ReplBackup: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_REPL_BACKUP as u64,
    dataver: 1,
};
pub const RedisModuleEvent_ForkChild: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_FORK_CHILD as u64,
    dataver: 1,
};
pub const RedisModuleEvent_ReplAsyncLoad: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_REPL_ASYNC_LOAD as u64,
    dataver: 1,
};
pub const RedisModuleEvent_EventLoop: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_EVENTLOOP as u64,
    dataver: 1,
};
pub const RedisModuleEvent_Config: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_CONFIG as u64,
    dataver: 1,
};
pub const RedisModuleEvent_Key: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_KEY as u64,
    dataver: 1,
};
pub const RedisModuleEvent_AuthenticationAttempt: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_AUTHENTICATION_ATTEMPT as u64,
    dataver: 1,
};
pub const RedisModuleEvent_AtomicSlotMigration: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_ATOMIC_SLOT_MIGRATION as u64,
    dataver: 1,
};
pub const RedisModuleEvent_CommandResultSuccess: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_COMMAND_RESULT_SUCCESS as u64,
    dataver: 1,
};
pub const RedisModuleEvent_CommandResultFailure: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_COMMAND_RESULT_FAILURE as u64,
    dataver: 1,
};
pub const RedisModuleEvent_CommandResultRejected: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_COMMAND_RESULT_REJECTED as u64,
    dataver: 1,
};
pub const RedisModuleEvent_CommandResultACLRejected: RedisModuleEvent = RedisModuleEvent {
    id: REDISMODULE_EVENT_COMMAND_RESULT_ACL_REJECTED as u64,
    dataver: 1,
};
