/* The Redis and Valkey Module API in C: types, constants and functions of Redis 4.0 to 8.0 and Valkey 7.2 to 9.1.
 *
 * It is the project's one source of truth: the Rust types, the function table and the version data are generated
 * from it (`cargo xtask bindings`), and it is held against the servers' own headers (`cargo xtask headers`).
 *
 * What it decides:
 * - Everything is spelt RedisModule… and REDISMODULE_…, also what only Valkey has. RedisModule_Init() looks each
 *   function up under both prefixes, so that one binary loads on either server.
 * - The functions themselves are in redmod_functions.h, one macro line each, with their first releases.
 * - A comment after a constant or field names the first Redis release that has it if later than 6.0 and Valkey has
 *   it from the start (7.2), or else the first release of each; "only" where the other server has none.
 * - Where the two servers use one name for two values, the Redis value has the name and Valkey's the suffix _VALKEY.
 * - A struct's tag is its typedef name. A struct that grew has all its fields; the server reads as many as `version`
 *   promises.
 *
 * For a C module: include it in one source file, call RedisModule_Init() first thing in RedisModule_OnLoad(). Other
 * source files of the same module define REDISMODULE_API as `extern` before including it, and the one file as empty.
 */

#ifndef REDMOD_H
#define REDMOD_H

#include <stddef.h>
#include <stdint.h>

/* ---- Basics ------------------------------------------------------------------------------------------------- */

/* Results of nearly every function that returns an int */
#define REDISMODULE_OK  0
#define REDISMODULE_ERR 1

/* What RedisModule_Init() is told */
#define REDISMODULE_APIVER_1                 1
#define REDISMODULE_EXPERIMENTAL_API_VERSION 3          /* Redis 5.0.0 only */

/* Module options, for SetModuleOptions */
#define REDISMODULE_OPTIONS_HANDLE_IO_ERRORS                    (1 << 0)
#define REDISMODULE_OPTION_NO_IMPLICIT_SIGNAL_MODIFIED          (1 << 1)
#define REDISMODULE_OPTIONS_HANDLE_REPL_ASYNC_LOAD              (1 << 2)   /* Redis 7.0.0 */
#define REDISMODULE_OPTIONS_ALLOW_NESTED_KEYSPACE_NOTIFICATIONS (1 << 3)   /* Redis 7.2.0 */
#define REDISMODULE_OPTIONS_SKIP_COMMAND_VALIDATION             (1 << 4)   /* Valkey 8.1.1 only */
#define REDISMODULE_OPTIONS_HANDLE_ATOMIC_SLOT_MIGRATION        (1 << 5)   /* Valkey 9.1.2 only */
#define _REDISMODULE_OPTIONS_FLAGS_NEXT                         (1 << 4)   /* Redis */
#define _REDISMODULE_OPTIONS_FLAGS_NEXT_VALKEY                  (1 << 6)   /* Valkey */

typedef long long mstime_t; /* milliseconds */
typedef long long ustime_t; /* microseconds */

/* The servers' own types; a module only ever sees pointers to them. */
typedef struct RedisModuleBlockedClient RedisModuleBlockedClient;
typedef struct RedisModuleCallArgvBlockedHandle RedisModuleCallArgvBlockedHandle; /* Valkey 9.1.2 only */
typedef struct RedisModuleCallReply RedisModuleCallReply;
typedef struct RedisModuleClusterInfo RedisModuleClusterInfo;
typedef struct RedisModuleCommand RedisModuleCommand; /* Redis 7.0.0 */
typedef struct RedisModuleCommandFilter RedisModuleCommandFilter;
typedef struct RedisModuleCommandFilterCtx RedisModuleCommandFilterCtx;
typedef struct RedisModuleCtx RedisModuleCtx;
typedef struct RedisModuleDefragCtx RedisModuleDefragCtx; /* Redis 6.2.0 */
typedef struct RedisModuleDict RedisModuleDict;
typedef struct RedisModuleDictIter RedisModuleDictIter;
typedef struct RedisModuleDigest RedisModuleDigest;
typedef struct RedisModuleIO RedisModuleIO;
typedef struct RedisModuleInfoCtx RedisModuleInfoCtx;
typedef struct RedisModuleKey RedisModuleKey;
typedef struct RedisModuleKeyOptCtx RedisModuleKeyOptCtx; /* Redis 7.0.0 */
typedef struct RedisModuleRdbStream RedisModuleRdbStream; /* Redis 7.2.0 */
typedef struct RedisModuleScanCursor RedisModuleScanCursor;
typedef struct RedisModuleServerInfoData RedisModuleServerInfoData;
typedef struct RedisModuleString RedisModuleString;
typedef struct RedisModuleType RedisModuleType;
typedef struct RedisModuleUser RedisModuleUser;

/* Context flags, from GetContextFlags
 * Bit 25 means another thing on each server. */
#define REDISMODULE_CTX_FLAGS_LUA                     (1 << 0)
#define REDISMODULE_CTX_FLAGS_MULTI                   (1 << 1)
#define REDISMODULE_CTX_FLAGS_MASTER                  (1 << 2)   /* Redis 5.0.0 only */
#define REDISMODULE_CTX_FLAGS_PRIMARY                 (1 << 2)   /* Valkey 7.2 only */
#define REDISMODULE_CTX_FLAGS_REPLICA                 (1 << 3)   /* Valkey 7.2 only */
#define REDISMODULE_CTX_FLAGS_SLAVE                   (1 << 3)   /* Redis 5.0.0 only */
#define REDISMODULE_CTX_FLAGS_READONLY                (1 << 4)
#define REDISMODULE_CTX_FLAGS_CLUSTER                 (1 << 5)
#define REDISMODULE_CTX_FLAGS_AOF                     (1 << 6)
#define REDISMODULE_CTX_FLAGS_RDB                     (1 << 7)
#define REDISMODULE_CTX_FLAGS_MAXMEMORY               (1 << 8)
#define REDISMODULE_CTX_FLAGS_EVICT                   (1 << 9)
#define REDISMODULE_CTX_FLAGS_OOM                     (1 << 10)
#define REDISMODULE_CTX_FLAGS_OOM_WARNING             (1 << 11)
#define REDISMODULE_CTX_FLAGS_REPLICATED              (1 << 12)
#define REDISMODULE_CTX_FLAGS_LOADING                 (1 << 13)
#define REDISMODULE_CTX_FLAGS_REPLICA_IS_STALE        (1 << 14)
#define REDISMODULE_CTX_FLAGS_REPLICA_IS_CONNECTING   (1 << 15)
#define REDISMODULE_CTX_FLAGS_REPLICA_IS_TRANSFERRING (1 << 16)
#define REDISMODULE_CTX_FLAGS_REPLICA_IS_ONLINE       (1 << 17)
#define REDISMODULE_CTX_FLAGS_ACTIVE_CHILD            (1 << 18)
#define REDISMODULE_CTX_FLAGS_MULTI_DIRTY             (1 << 19)
#define REDISMODULE_CTX_FLAGS_IS_CHILD                (1 << 20)  /* Redis 6.2.0 */
#define REDISMODULE_CTX_FLAGS_DENY_BLOCKING           (1 << 21)  /* Redis 6.2.0 */
#define REDISMODULE_CTX_FLAGS_RESP3                   (1 << 22)  /* Redis 7.0.0 */
#define REDISMODULE_CTX_FLAGS_ASYNC_LOADING           (1 << 23)  /* Redis 7.0.0 */
#define REDISMODULE_CTX_FLAGS_SERVER_STARTUP          (1 << 24)  /* Redis 7.2.0 */
#define REDISMODULE_CTX_FLAGS_DEBUG_ENABLED           (1 << 25)  /* Redis 8.0 only */
#define REDISMODULE_CTX_FLAGS_SLOT_IMPORT_CLIENT      (1 << 25)  /* Valkey 9.1.2 only */
#define REDISMODULE_CTX_FLAGS_SLOT_EXPORT_CLIENT      (1 << 26)  /* Valkey 9.1.2 only */
#define _REDISMODULE_CTX_FLAGS_NEXT                   (1 << 26)  /* Redis */
#define _REDISMODULE_CTX_FLAGS_NEXT_VALKEY            (1 << 27)  /* Valkey */

/* Log levels, for Log and LogIOError */
#define REDISMODULE_LOGLEVEL_DEBUG   "debug"    /* Redis 7.0.0 */
#define REDISMODULE_LOGLEVEL_NOTICE  "notice"   /* Redis 7.0.0 */
#define REDISMODULE_LOGLEVEL_VERBOSE "verbose"  /* Redis 7.0.0 */
#define REDISMODULE_LOGLEVEL_WARNING "warning"  /* Redis 7.0.0 */

/* ---- Keys and values ---------------------------------------------------------------------------------------- */

/* Modes, for OpenKey */
#define REDISMODULE_READ                    (1 << 0)
#define REDISMODULE_WRITE                   (1 << 1)
#define REDISMODULE_OPEN_KEY_NOTOUCH        (1 << 16)
#define REDISMODULE_OPEN_KEY_NONOTIFY       (1 << 17)  /* Redis 7.2.0 */
#define REDISMODULE_OPEN_KEY_NOSTATS        (1 << 18)  /* Redis 7.2.0 */
#define REDISMODULE_OPEN_KEY_NOEXPIRE       (1 << 19)  /* Redis 7.2.0 */
#define REDISMODULE_OPEN_KEY_NOEFFECTS      (1 << 20)  /* Redis 7.2.0 */
#define REDISMODULE_OPEN_KEY_ACCESS_EXPIRED (1 << 21)  /* Redis 8.0 only */
#define _REDISMODULE_OPEN_KEY_ALL           4128771    /* Redis */
#define _REDISMODULE_OPEN_KEY_ALL_VALKEY    2031619    /* Valkey */

/* Types of keys */
#define REDISMODULE_KEYTYPE_EMPTY  0
#define REDISMODULE_KEYTYPE_STRING 1
#define REDISMODULE_KEYTYPE_LIST   2
#define REDISMODULE_KEYTYPE_HASH   3
#define REDISMODULE_KEYTYPE_SET    4
#define REDISMODULE_KEYTYPE_ZSET   5
#define REDISMODULE_KEYTYPE_MODULE 6
#define REDISMODULE_KEYTYPE_STREAM 7

/* Expiry */
#define REDISMODULE_NO_EXPIRE (-1)

/* Ends of a list */
#define REDISMODULE_LIST_HEAD 0
#define REDISMODULE_LIST_TAIL 1

/* Sorted sets: what ZsetAdd and ZsetIncrby are told, and what they answer */
#define REDISMODULE_ZADD_XX      (1 << 0)
#define REDISMODULE_ZADD_NX      (1 << 1)
#define REDISMODULE_ZADD_ADDED   (1 << 2)
#define REDISMODULE_ZADD_UPDATED (1 << 3)
#define REDISMODULE_ZADD_NOP     (1 << 4)
#define REDISMODULE_ZADD_GT      (1 << 5)   /* Redis 6.2.0 */
#define REDISMODULE_ZADD_LT      (1 << 6)   /* Redis 6.2.0 */

/* Range ends of sorted sets */
#define REDISMODULE_NEGATIVE_INFINITE (-1.0/0.0)
#define REDISMODULE_POSITIVE_INFINITE (1.0/0.0)

/* Hashes: flags of HashGet and HashSet */
#define REDISMODULE_HASH_NONE        0
#define REDISMODULE_HASH_NX          (1 << 0)
#define REDISMODULE_HASH_XX          (1 << 1)
#define REDISMODULE_HASH_CFIELDS     (1 << 2)
#define REDISMODULE_HASH_EXISTS      (1 << 3)
#define REDISMODULE_HASH_COUNT_ALL   (1 << 4)   /* Redis 6.2.0 */
#define REDISMODULE_HASH_EXPIRE_TIME (1 << 5)   /* Redis 8.0 only */
/* The value that makes HashSet delete the field. */
#define REDISMODULE_HASH_DELETE ((RedisModuleString *)(long)1)

/* Streams */
#define REDISMODULE_STREAM_ADD_AUTOID         (1 << 0)   /* Redis 6.2.0 */
#define REDISMODULE_STREAM_ITERATOR_EXCLUSIVE (1 << 0)   /* Redis 6.2.0 */
#define REDISMODULE_STREAM_ITERATOR_REVERSE   (1 << 1)   /* Redis 6.2.0 */
#define REDISMODULE_STREAM_TRIM_APPROX        (1 << 0)   /* Redis 6.2.0 */

typedef struct RedisModuleStreamID { /* Redis 6.2.0 */
    uint64_t ms;
    uint64_t seq;
} RedisModuleStreamID;

typedef void (*RedisModuleScanCB)(RedisModuleCtx *ctx, RedisModuleString *keyname, RedisModuleKey *key, void *privdata);
typedef void (*RedisModuleScanKeyCB)(RedisModuleKey *key, RedisModuleString *field, RedisModuleString *value, void *privdata);

/* ---- Commands ----------------------------------------------------------------------------------------------- */

typedef int (*RedisModuleCmdFunc)(RedisModuleCtx *ctx, RedisModuleString **argv, int argc);

/* What follows, to the replies, is for SetCommandInfo: Redis 7.0.0. */

typedef enum {
    REDISMODULE_ARG_TYPE_STRING     = 0  , /* Redis 7.0.0 */
    REDISMODULE_ARG_TYPE_INTEGER    = 1  , /* Redis 7.0.0 */
    REDISMODULE_ARG_TYPE_DOUBLE     = 2  , /* Redis 7.0.0 */
    REDISMODULE_ARG_TYPE_KEY        = 3  , /* Redis 7.0.0 */
    REDISMODULE_ARG_TYPE_PATTERN    = 4  , /* Redis 7.0.0 */
    REDISMODULE_ARG_TYPE_UNIX_TIME  = 5  , /* Redis 7.0.0 */
    REDISMODULE_ARG_TYPE_PURE_TOKEN = 6  , /* Redis 7.0.0 */
    REDISMODULE_ARG_TYPE_ONEOF      = 7  , /* Redis 7.0.0 */
    REDISMODULE_ARG_TYPE_BLOCK      = 8  , /* Redis 7.0.0 */
} RedisModuleCommandArgType;

/* Flags of an argument */
#define REDISMODULE_CMD_ARG_NONE           0          /* Redis 7.0.0 */
#define REDISMODULE_CMD_ARG_OPTIONAL       (1 << 0)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_ARG_MULTIPLE       (1 << 1)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_ARG_MULTIPLE_TOKEN (1 << 2)   /* Redis 7.0.0 */
#define _REDISMODULE_CMD_ARG_NEXT          (1 << 3)   /* Redis 7.0.0 */

typedef struct RedisModuleCommandArg {
    const char *name;
    RedisModuleCommandArgType type;
    int key_spec_index; /* for ARG_TYPE_KEY; else -1 */
    const char *token;
    const char *summary;
    const char *since;
    int flags;
    const char *deprecated_since;
    struct RedisModuleCommandArg *subargs; /* for ARG_TYPE_ONEOF and ARG_TYPE_BLOCK */
    const char *display_text; /* Redis 7.2.0; told from older ones by sizeof_arg, not by the version */
} RedisModuleCommandArg;

typedef struct RedisModuleCommandHistoryEntry {
    const char *since;
    const char *changes;
} RedisModuleCommandHistoryEntry;

typedef enum {
    REDISMODULE_KSPEC_BS_INVALID = 0  , /* Redis 7.0.0 */
    REDISMODULE_KSPEC_BS_UNKNOWN = 1  , /* Redis 7.0.0 */
    REDISMODULE_KSPEC_BS_INDEX   = 2  , /* Redis 7.0.0 */
    REDISMODULE_KSPEC_BS_KEYWORD = 3  , /* Redis 7.0.0 */
} RedisModuleKeySpecBeginSearchType;

typedef enum {
    REDISMODULE_KSPEC_FK_OMITTED = 0  , /* Redis 7.0.0 */
    REDISMODULE_KSPEC_FK_UNKNOWN = 1  , /* Redis 7.0.0 */
    REDISMODULE_KSPEC_FK_RANGE   = 2  , /* Redis 7.0.0 */
    REDISMODULE_KSPEC_FK_KEYNUM  = 3  , /* Redis 7.0.0 */
} RedisModuleKeySpecFindKeysType;

/* Flags of a key spec */
#define REDISMODULE_CMD_KEY_RO             (1 << 0)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_RW             (1 << 1)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_OW             (1 << 2)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_RM             (1 << 3)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_ACCESS         (1 << 4)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_UPDATE         (1 << 5)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_INSERT         (1 << 6)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_DELETE         (1 << 7)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_NOT_KEY        (1 << 8)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_INCOMPLETE     (1 << 9)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_KEY_VARIABLE_FLAGS (1 << 10)  /* Redis 7.0.0 */

/* Flags of a channel, for ChannelAtPosWithFlags */
#define REDISMODULE_CMD_CHANNEL_PATTERN     (1 << 0)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_CHANNEL_PUBLISH     (1 << 1)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_CHANNEL_SUBSCRIBE   (1 << 2)   /* Redis 7.0.0 */
#define REDISMODULE_CMD_CHANNEL_UNSUBSCRIBE (1 << 3)   /* Redis 7.0.0 */

typedef struct RedisModuleCommandKeySpec {
    const char *notes;
    uint64_t flags;
    RedisModuleKeySpecBeginSearchType begin_search_type;
    union {
        struct {
            int pos;
        } index;
        struct {
            const char *keyword;
            int startfrom;
        } keyword;
    } bs;
    RedisModuleKeySpecFindKeysType find_keys_type;
    union {
        struct {
            int lastkey;
            int keystep;
            int limit;
        } range;
        struct {
            int keynumidx;
            int firstkey;
            int keystep;
        } keynum;
    } fk;
} RedisModuleCommandKeySpec;

typedef struct RedisModuleCommandInfoVersion {
    int version;
    size_t sizeof_historyentry;
    size_t sizeof_keyspec;
    size_t sizeof_arg;
} RedisModuleCommandInfoVersion;

static const RedisModuleCommandInfoVersion RedisModule_CurrentCommandInfoVersion = {
    .version = 1,
    .sizeof_historyentry = sizeof(RedisModuleCommandHistoryEntry),
    .sizeof_keyspec = sizeof(RedisModuleCommandKeySpec),
    .sizeof_arg = sizeof(RedisModuleCommandArg),
};
#define REDISMODULE_COMMAND_INFO_VERSION (&RedisModule_CurrentCommandInfoVersion)

typedef struct RedisModuleCommandInfo {
    const RedisModuleCommandInfoVersion *version;
    const char *summary;
    const char *complexity;
    const char *since;
    RedisModuleCommandHistoryEntry *history; /* ends with an entry whose `since` is null */
    const char *tips;                        /* separated by spaces */
    int arity;                               /* negative: at least so many */
    RedisModuleCommandKeySpec *key_specs;    /* ends with one that is all zero */
    RedisModuleCommandArg *args;             /* ends with one that is all zero */
} RedisModuleCommandInfo;

/* ---- Replies and calls -------------------------------------------------------------------------------------- */

/* Types of a call reply */
#define REDISMODULE_REPLY_UNKNOWN         (-1)
#define REDISMODULE_REPLY_STRING          0
#define REDISMODULE_REPLY_ERROR           1
#define REDISMODULE_REPLY_INTEGER         2
#define REDISMODULE_REPLY_ARRAY           3
#define REDISMODULE_REPLY_NULL            4
#define REDISMODULE_REPLY_MAP             5          /* Redis 7.0.0 */
#define REDISMODULE_REPLY_SET             6          /* Redis 7.0.0 */
#define REDISMODULE_REPLY_BOOL            7          /* Redis 7.0.0 */
#define REDISMODULE_REPLY_DOUBLE          8          /* Redis 7.0.0 */
#define REDISMODULE_REPLY_BIG_NUMBER      9          /* Redis 7.0.0 */
#define REDISMODULE_REPLY_VERBATIM_STRING 10         /* Redis 7.0.0 */
#define REDISMODULE_REPLY_ATTRIBUTE       11         /* Redis 7.0.0 */
#define REDISMODULE_REPLY_PROMISE         12         /* Redis 7.2.0 */
#define REDISMODULE_REPLY_SIMPLE_STRING   13         /* Valkey 9.1.2 only */
#define REDISMODULE_REPLY_ARRAY_NULL      14         /* Valkey 9.1.2 only */

/* A length that is set later */
#define REDISMODULE_POSTPONED_LEN       (-1)       /* Redis 7.0.0 */
#define REDISMODULE_POSTPONED_ARRAY_LEN (-1)

/* The error text for a key of another type. */
#define REDISMODULE_ERRORMSG_WRONGTYPE "WRONGTYPE Operation against a key holding the wrong kind of value"

typedef void (*RedisModuleOnUnblocked)(RedisModuleCtx *ctx, RedisModuleCallReply *reply, void *private_data); /* Redis 7.2.0 */

/* Flags of CallArgv, which Valkey 9.1.2 declares without giving modules the function */
#define REDISMODULE_CALL_ARGV_REPLICATE         (1 << 0)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_NO_AOF            (1 << 1)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_NO_REPLICAS       (1 << 2)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_RESP_3            (1 << 3)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_RESP_AUTO         (1 << 4)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_RUN_AS_USER       (1 << 5)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_SCRIPT_MODE       (1 << 6)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_NO_WRITES         (1 << 7)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_ERRORS_AS_REPLIES (1 << 8)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_RESPECT_DENY_OOM  (1 << 9)   /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_DRY_RUN           (1 << 10)  /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_ALLOW_BLOCK       (1 << 11)  /* Valkey 9.1.2 only */
#define REDISMODULE_CALL_ARGV_REPLY_EXACT       (1 << 12)  /* Valkey 9.1.2 only */

/* Version of RedisModuleReplyHandlers */
#define REDISMODULE_REPLY_HANDLERS_VERSION 1          /* Valkey 9.1.2 only */

typedef struct RedisModuleReplyHandlersV1 { /* Valkey 9.1.2 only */
    uint64_t version;
    void (*null)(void *ctx);
    void (*nullBulkString)(void *ctx);
    void (*nullArray)(void *ctx);
    void (*bulkString)(void *ctx, const char *str, size_t len);
    void (*simpleString)(void *ctx, const char *str, size_t len);
    void (*verbatimString)(void *ctx, const char *str, size_t len, const char *fmt);
    void (*error)(void *ctx, const char *msg, size_t len);
    void (*integer)(void *ctx, long long val);
    void (*doubleVal)(void *ctx, double val);
    void (*bigNumber)(void *ctx, const char *str, size_t len);
    void (*boolVal)(void *ctx, int val);
    void (*attributeStart)(void *ctx, size_t len);
    void (*attributeEnd)(void *ctx);
    void (*arrayStart)(void *ctx, size_t len);
    void (*arrayEnd)(void *ctx);
    void (*mapStart)(void *ctx, size_t len);
    void (*mapEnd)(void *ctx);
    void (*setStart)(void *ctx, size_t len);
    void (*setEnd)(void *ctx);
    void (*replyParsingError)(void *ctx);
    void (*onBlocked)(void *ctx, RedisModuleCtx *module_ctx, RedisModuleCallArgvBlockedHandle *handle);
    int (*onRespAvailable)(void *ctx, RedisModuleCtx *module_ctx, const char *proto, size_t proto_len);
} RedisModuleReplyHandlersV1;
#define RedisModuleReplyHandlers RedisModuleReplyHandlersV1

/* ---- Data types --------------------------------------------------------------------------------------------- */

/* Version of RedisModuleTypeMethods
 * Fields by version: 1 to `free` (Redis 4.0), 2 to `aux_save_triggers` (6.0), 3 to `defrag` (6.2), 4 to `copy2` (7.0),
 * 5 to `aux_save2` (7.2). GetTypeMethodVersion says what the server reads. */
#define REDISMODULE_TYPE_METHOD_VERSION 5

/* When aux data is saved */
#define REDISMODULE_AUX_BEFORE_RDB (1 << 0)
#define REDISMODULE_AUX_AFTER_RDB  (1 << 1)

typedef void *(*RedisModuleTypeLoadFunc)(RedisModuleIO *rdb, int encver);
typedef void (*RedisModuleTypeSaveFunc)(RedisModuleIO *rdb, void *value);
typedef int (*RedisModuleTypeAuxLoadFunc)(RedisModuleIO *rdb, int encver, int when);
typedef void (*RedisModuleTypeAuxSaveFunc)(RedisModuleIO *rdb, int when);
typedef void (*RedisModuleTypeRewriteFunc)(RedisModuleIO *aof, RedisModuleString *key, void *value);
typedef size_t (*RedisModuleTypeMemUsageFunc)(const void *value);
typedef size_t (*RedisModuleTypeMemUsageFunc2)(RedisModuleKeyOptCtx *ctx, const void *value, size_t sample_size);
typedef void (*RedisModuleTypeDigestFunc)(RedisModuleDigest *digest, void *value);
typedef void (*RedisModuleTypeFreeFunc)(void *value);
typedef size_t (*RedisModuleTypeFreeEffortFunc)(RedisModuleString *key, const void *value);
typedef size_t (*RedisModuleTypeFreeEffortFunc2)(RedisModuleKeyOptCtx *ctx, const void *value);
typedef void (*RedisModuleTypeUnlinkFunc)(RedisModuleString *key, const void *value);
typedef void (*RedisModuleTypeUnlinkFunc2)(RedisModuleKeyOptCtx *ctx, const void *value);
typedef void *(*RedisModuleTypeCopyFunc)(RedisModuleString *fromkey, RedisModuleString *tokey, const void *value);
typedef void *(*RedisModuleTypeCopyFunc2)(RedisModuleKeyOptCtx *ctx, const void *value);
typedef int (*RedisModuleTypeDefragFunc)(RedisModuleDefragCtx *ctx, RedisModuleString *key, void **value);

typedef struct RedisModuleTypeMethods {
    uint64_t version;
    RedisModuleTypeLoadFunc rdb_load;
    RedisModuleTypeSaveFunc rdb_save; /* called without a null check */
    RedisModuleTypeRewriteFunc aof_rewrite;
    RedisModuleTypeMemUsageFunc mem_usage;
    RedisModuleTypeDigestFunc digest;
    RedisModuleTypeFreeFunc free;
    RedisModuleTypeAuxLoadFunc aux_load;
    RedisModuleTypeAuxSaveFunc aux_save;
    int aux_save_triggers;
    RedisModuleTypeFreeEffortFunc free_effort; /* Redis 6.2.0 */
    RedisModuleTypeUnlinkFunc unlink;
    RedisModuleTypeCopyFunc copy;
    RedisModuleTypeDefragFunc defrag;
    RedisModuleTypeMemUsageFunc2 mem_usage2; /* Redis 7.0.0 */
    RedisModuleTypeFreeEffortFunc2 free_effort2;
    RedisModuleTypeUnlinkFunc2 unlink2;
    RedisModuleTypeCopyFunc2 copy2;
    RedisModuleTypeAuxSaveFunc aux_save2; /* Redis 7.2.0 */
} RedisModuleTypeMethods;

typedef void (*RedisModuleDefragFunc)(RedisModuleDefragCtx *ctx);  /* Redis 6.2.0 */
typedef int (*RedisModuleDefragFunc2)(RedisModuleDefragCtx *ctx); /* Redis 8.0 only */
typedef int (*RedisModuleDefragDictValueCallback)(RedisModuleDefragCtx *ctx, void *data, unsigned char *key, size_t keylen,
                                                  void **newptr); /* Redis 8.0 only */

/* ---- Blocked clients, threads, timers, event loop ----------------------------------------------------------- */

/* Flags, for BlockClientOnKeysWithFlags */
#define REDISMODULE_BLOCK_UNBLOCK_DEFAULT 0          /* Redis 7.2.0 */
#define REDISMODULE_BLOCK_UNBLOCK_DELETED (1 << 0)   /* Redis 7.2.0 */

/* Flags, for Yield */
#define REDISMODULE_YIELD_FLAG_NONE    (1 << 0)   /* Redis 7.0.0 */
#define REDISMODULE_YIELD_FLAG_CLIENTS (1 << 1)   /* Redis 7.0.0 */

/* File events, for EventLoopAdd */
#define REDISMODULE_EVENTLOOP_READABLE (1 << 0)   /* Redis 7.0.0 */
#define REDISMODULE_EVENTLOOP_WRITABLE (1 << 1)   /* Redis 7.0.0 */

typedef uint64_t RedisModuleTimerID;

typedef void (*RedisModuleDisconnectFunc)(RedisModuleCtx *ctx, RedisModuleBlockedClient *bc);
typedef void (*RedisModuleTimerProc)(RedisModuleCtx *ctx, void *data);
typedef void (*RedisModuleEventLoopFunc)(int fd, void *user_data, int mask); /* Redis 7.0.0 */
typedef void (*RedisModuleEventLoopOneShotFunc)(void *user_data);            /* Redis 7.0.0 */
typedef void (*RedisModuleForkDoneHandler)(int exitcode, int bysignal, void *user_data);

/* ---- Keyspace notifications --------------------------------------------------------------------------------- */

/* Types of notifications
 * ALL holds those that users can switch on together: not KEY_MISS, LOADED and NEW. */
#define REDISMODULE_NOTIFY_KEYSPACE (1 << 0)
#define REDISMODULE_NOTIFY_KEYEVENT (1 << 1)
#define REDISMODULE_NOTIFY_GENERIC  (1 << 2)
#define REDISMODULE_NOTIFY_STRING   (1 << 3)
#define REDISMODULE_NOTIFY_LIST     (1 << 4)
#define REDISMODULE_NOTIFY_SET      (1 << 5)
#define REDISMODULE_NOTIFY_HASH     (1 << 6)
#define REDISMODULE_NOTIFY_ZSET     (1 << 7)
#define REDISMODULE_NOTIFY_EXPIRED  (1 << 8)
#define REDISMODULE_NOTIFY_EVICTED  (1 << 9)
#define REDISMODULE_NOTIFY_STREAM   (1 << 10)
#define REDISMODULE_NOTIFY_KEY_MISS (1 << 11)
#define REDISMODULE_NOTIFY_LOADED   (1 << 12)  /* Redis 6.2.0 */
#define REDISMODULE_NOTIFY_MODULE   (1 << 13)  /* Redis 7.0.0 */
#define REDISMODULE_NOTIFY_ALL      10236
#define REDISMODULE_NOTIFY_NEW      (1 << 14)  /* Redis 7.2.0 */
#define _REDISMODULE_NOTIFY_NEXT    (1 << 15)  /* Redis 6.2.0 */

typedef int (*RedisModuleNotificationFunc)(RedisModuleCtx *ctx, int type, const char *event, RedisModuleString *key);
typedef void (*RedisModulePostNotificationJobFunc)(RedisModuleCtx *ctx, void *pd); /* Redis 7.2.0 */

/* ---- Server events ------------------------------------------------------------------------------------------ */

typedef struct RedisModuleEvent {
    uint64_t id;
    uint64_t dataver;
} RedisModuleEvent;

typedef void (*RedisModuleEventCallback)(struct RedisModuleCtx *ctx, RedisModuleEvent eid, uint64_t subevent, void *data);

/* Events */
#define REDISMODULE_EVENT_REPLICATION_ROLE_CHANGED    0
#define REDISMODULE_EVENT_PERSISTENCE                 1
#define REDISMODULE_EVENT_FLUSHDB                     2
#define REDISMODULE_EVENT_LOADING                     3
#define REDISMODULE_EVENT_CLIENT_CHANGE               4
#define REDISMODULE_EVENT_SHUTDOWN                    5
#define REDISMODULE_EVENT_REPLICA_CHANGE              6
#define REDISMODULE_EVENT_MASTER_LINK_CHANGE          7          /* Redis 6.0.0 only */
#define REDISMODULE_EVENT_PRIMARY_LINK_CHANGE         7          /* Valkey 7.2 only */
#define REDISMODULE_EVENT_CRON_LOOP                   8
#define REDISMODULE_EVENT_MODULE_CHANGE               9
#define REDISMODULE_EVENT_LOADING_PROGRESS            10
#define REDISMODULE_EVENT_SWAPDB                      11         /* Redis 6.2.0 */
#define REDISMODULE_EVENT_REPL_BACKUP                 12         /* Redis 6.2.0 */
#define REDISMODULE_EVENT_FORK_CHILD                  13         /* Redis 6.2.0 */
#define REDISMODULE_EVENT_REPL_ASYNC_LOAD             14         /* Redis 7.0.0 */
#define REDISMODULE_EVENT_EVENTLOOP                   15         /* Redis 7.0.0 */
#define REDISMODULE_EVENT_CONFIG                      16         /* Redis 7.0.0 */
#define REDISMODULE_EVENT_KEY                         17         /* Redis 7.2.0 */
#define REDISMODULE_EVENT_AUTHENTICATION_ATTEMPT      18         /* Valkey 9.1.2 only */
#define REDISMODULE_EVENT_ATOMIC_SLOT_MIGRATION       19         /* Valkey 9.1.2 only */
#define REDISMODULE_EVENT_COMMAND_RESULT_SUCCESS      20         /* Valkey 9.1.2 only */
#define REDISMODULE_EVENT_COMMAND_RESULT_FAILURE      21         /* Valkey 9.1.2 only */
#define REDISMODULE_EVENT_COMMAND_RESULT_REJECTED     22         /* Valkey 9.1.2 only */
#define REDISMODULE_EVENT_COMMAND_RESULT_ACL_REJECTED 23         /* Valkey 9.1.2 only */
#define _REDISMODULE_EVENT_NEXT                       18         /* Redis */
#define _REDISMODULE_EVENT_NEXT_VALKEY                24         /* Valkey */

/* What SubscribeToServerEvent takes: one RedisModuleEvent_Name for each event. */
#define REDISMODULE_EVENTS(EVENT) \
    EVENT(ReplicationRoleChanged, REPLICATION_ROLE_CHANGED) \
    EVENT(Persistence, PERSISTENCE) \
    EVENT(FlushDB, FLUSHDB) \
    EVENT(Loading, LOADING) \
    EVENT(ClientChange, CLIENT_CHANGE) \
    EVENT(Shutdown, SHUTDOWN) \
    EVENT(ReplicaChange, REPLICA_CHANGE) \
    EVENT(MasterLinkChange, MASTER_LINK_CHANGE) \
    EVENT(PrimaryLinkChange, PRIMARY_LINK_CHANGE) \
    EVENT(CronLoop, CRON_LOOP) \
    EVENT(ModuleChange, MODULE_CHANGE) \
    EVENT(LoadingProgress, LOADING_PROGRESS) \
    EVENT(SwapDB, SWAPDB) \
    EVENT(ReplBackup, REPL_BACKUP) \
    EVENT(ForkChild, FORK_CHILD) \
    EVENT(ReplAsyncLoad, REPL_ASYNC_LOAD) \
    EVENT(EventLoop, EVENTLOOP) \
    EVENT(Config, CONFIG) \
    EVENT(Key, KEY) \
    EVENT(AuthenticationAttempt, AUTHENTICATION_ATTEMPT) \
    EVENT(AtomicSlotMigration, ATOMIC_SLOT_MIGRATION) \
    EVENT(CommandResultSuccess, COMMAND_RESULT_SUCCESS) \
    EVENT(CommandResultFailure, COMMAND_RESULT_FAILURE) \
    EVENT(CommandResultRejected, COMMAND_RESULT_REJECTED) \
    EVENT(CommandResultACLRejected, COMMAND_RESULT_ACL_REJECTED)

#if defined(__GNUC__)
#define REDMOD_UNUSED __attribute__((unused))
#else
#define REDMOD_UNUSED
#endif

#define REDMOD_EVENT(Name, NAME) \
    static const RedisModuleEvent RedisModuleEvent_##Name REDMOD_UNUSED = {REDISMODULE_EVENT_##NAME, 1};
REDISMODULE_EVENTS(REDMOD_EVENT)
#undef REDMOD_EVENT

/* Subevents of ReplicationRoleChanged */
#define REDISMODULE_EVENT_REPLROLECHANGED_NOW_MASTER  0          /* Redis 6.0.0 only */
#define REDISMODULE_EVENT_REPLROLECHANGED_NOW_PRIMARY 0          /* Valkey 7.2 only */
#define REDISMODULE_EVENT_REPLROLECHANGED_NOW_REPLICA 1
#define _REDISMODULE_EVENT_REPLROLECHANGED_NEXT       2          /* Redis 6.2.0 */

/* Subevents of Persistence */
#define REDISMODULE_SUBEVENT_PERSISTENCE_RDB_START      0
#define REDISMODULE_SUBEVENT_PERSISTENCE_AOF_START      1
#define REDISMODULE_SUBEVENT_PERSISTENCE_SYNC_RDB_START 2
#define REDISMODULE_SUBEVENT_PERSISTENCE_ENDED          3
#define REDISMODULE_SUBEVENT_PERSISTENCE_FAILED         4
#define REDISMODULE_SUBEVENT_PERSISTENCE_SYNC_AOF_START 5          /* Redis 7.0.0 */
#define _REDISMODULE_SUBEVENT_PERSISTENCE_NEXT          6          /* Redis 6.2.0 */

/* Subevents of FlushDB */
#define REDISMODULE_SUBEVENT_FLUSHDB_START 0
#define REDISMODULE_SUBEVENT_FLUSHDB_END   1
#define _REDISMODULE_SUBEVENT_FLUSHDB_NEXT 2          /* Redis 6.2.0 */

/* Subevents of LoadingProgress */
#define REDISMODULE_SUBEVENT_LOADING_PROGRESS_RDB   0
#define REDISMODULE_SUBEVENT_LOADING_PROGRESS_AOF   1
#define _REDISMODULE_SUBEVENT_LOADING_PROGRESS_NEXT 2          /* Redis 6.2.0 */

/* Subevents of Loading */
#define REDISMODULE_SUBEVENT_LOADING_RDB_START  0
#define REDISMODULE_SUBEVENT_LOADING_AOF_START  1
#define REDISMODULE_SUBEVENT_LOADING_REPL_START 2
#define REDISMODULE_SUBEVENT_LOADING_ENDED      3
#define REDISMODULE_SUBEVENT_LOADING_FAILED     4
#define _REDISMODULE_SUBEVENT_LOADING_NEXT      5          /* Redis 6.2.0 */

/* Subevents of ClientChange */
#define REDISMODULE_SUBEVENT_CLIENT_CHANGE_CONNECTED    0
#define REDISMODULE_SUBEVENT_CLIENT_CHANGE_DISCONNECTED 1
#define _REDISMODULE_SUBEVENT_CLIENT_CHANGE_NEXT        2          /* Redis 6.2.0 */

/* Subevents of ReplicaChange */
#define REDISMODULE_SUBEVENT_REPLICA_CHANGE_ONLINE  0
#define REDISMODULE_SUBEVENT_REPLICA_CHANGE_OFFLINE 1
#define _REDISMODULE_SUBEVENT_REPLICA_CHANGE_NEXT   2          /* Redis 6.2.0 */

/* Subevents of MasterLinkChange and PrimaryLinkChange, which are one event */
#define REDISMODULE_SUBEVENT_MASTER_LINK_DOWN  1          /* Redis 6.0.0 only */
#define REDISMODULE_SUBEVENT_MASTER_LINK_UP    0          /* Redis 6.0.0 only */
#define REDISMODULE_SUBEVENT_PRIMARY_LINK_DOWN 1          /* Valkey 7.2 only */
#define REDISMODULE_SUBEVENT_PRIMARY_LINK_UP   0          /* Valkey 7.2 only */
#define _REDISMODULE_SUBEVENT_MASTER_NEXT      2          /* Redis 6.2.0 only */
#define _REDISMODULE_SUBEVENT_PRIMARY_NEXT     2          /* Valkey 7.2 only */

/* Subevents of ModuleChange */
#define REDISMODULE_SUBEVENT_MODULE_LOADED   0
#define REDISMODULE_SUBEVENT_MODULE_UNLOADED 1
#define _REDISMODULE_SUBEVENT_MODULE_NEXT    2          /* Redis 6.2.0 */

/* Subevents of ReplBackup, never fired since Redis 7.0 */
#define REDISMODULE_SUBEVENT_REPL_BACKUP_CREATE  0          /* Redis 6.2.0 only */
#define REDISMODULE_SUBEVENT_REPL_BACKUP_RESTORE 1          /* Redis 6.2.0 only */
#define REDISMODULE_SUBEVENT_REPL_BACKUP_DISCARD 2          /* Redis 6.2.0 only */
#define _REDISMODULE_SUBEVENT_REPL_BACKUP_NEXT   3          /* Redis 6.2.0 only */

/* Subevents of ForkChild */
#define REDISMODULE_SUBEVENT_FORK_CHILD_BORN  0          /* Redis 6.2.0 */
#define REDISMODULE_SUBEVENT_FORK_CHILD_DIED  1          /* Redis 6.2.0 */
#define _REDISMODULE_SUBEVENT_FORK_CHILD_NEXT 2          /* Redis 6.2.0 */

/* Subevents of ReplAsyncLoad */
#define REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_STARTED   0          /* Redis 7.0.0 */
#define REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_ABORTED   1          /* Redis 7.0.0 */
#define REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_COMPLETED 2          /* Redis 7.0.0 */
#define _REDISMODULE_SUBEVENT_REPL_ASYNC_LOAD_NEXT     3          /* Redis 7.0.0 */

/* Subevents of EventLoop */
#define REDISMODULE_SUBEVENT_EVENTLOOP_BEFORE_SLEEP 0          /* Redis 7.0.0 */
#define REDISMODULE_SUBEVENT_EVENTLOOP_AFTER_SLEEP  1          /* Redis 7.0.0 */
#define _REDISMODULE_SUBEVENT_EVENTLOOP_NEXT        2          /* Redis 7.0.0 */

/* Subevents of Config */
#define REDISMODULE_SUBEVENT_CONFIG_CHANGE 0          /* Redis 7.0.0 */
#define _REDISMODULE_SUBEVENT_CONFIG_NEXT  1          /* Redis 7.0.0 */

/* Subevents of Key */
#define REDISMODULE_SUBEVENT_KEY_DELETED     0          /* Redis 7.2.0 */
#define REDISMODULE_SUBEVENT_KEY_EXPIRED     1          /* Redis 7.2.0 */
#define REDISMODULE_SUBEVENT_KEY_EVICTED     2          /* Redis 7.2.0 */
#define REDISMODULE_SUBEVENT_KEY_OVERWRITTEN 3          /* Redis 7.2.0 */
#define _REDISMODULE_SUBEVENT_KEY_NEXT       4          /* Redis 7.2.0 */

/* Subevents of AtomicSlotMigration */
#define REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_STARTED   0          /* Valkey 9.1.2 only */
#define REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_STARTED   1          /* Valkey 9.1.2 only */
#define REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_ABORTED   2          /* Valkey 9.1.2 only */
#define REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_ABORTED   3          /* Valkey 9.1.2 only */
#define REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_IMPORT_COMPLETED 4          /* Valkey 9.1.2 only */
#define REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_EXPORT_COMPLETED 5          /* Valkey 9.1.2 only */
#define _REDISMODULE_SUBEVENT_ATOMIC_SLOT_MIGRATION_NEXT            6          /* Valkey 9.1.2 only */

/* Events whose subevent is always 0 */
#define _REDISMODULE_SUBEVENT_CRON_LOOP_NEXT 0          /* Redis 6.2.0 */
#define _REDISMODULE_SUBEVENT_SHUTDOWN_NEXT  0          /* Redis 6.2.0 */
#define _REDISMODULE_SUBEVENT_SWAPDB_NEXT    0          /* Redis 6.2.0 */

/* Versions of what comes with an event */
#define REDISMODULE_CLIENTINFO_VERSION               1
#define REDISMODULE_REPLICATIONINFO_VERSION          1
#define REDISMODULE_FLUSHINFO_VERSION                1
#define REDISMODULE_MODULE_CHANGE_VERSION            1
#define REDISMODULE_CRON_LOOP_VERSION                1
#define REDISMODULE_LOADING_PROGRESS_VERSION         1
#define REDISMODULE_SWAPDBINFO_VERSION               1          /* Redis 6.2.0 */
#define REDISMODULE_CONFIGCHANGE_VERSION             1          /* Redis 7.0.0 */
#define REDISMODULE_KEYINFO_VERSION                  1          /* Redis 7.2.0 */
#define REDISMODULE_AUTHENTICATION_INFO_VERSION      1          /* Valkey 9.1.2 only */
#define REDISMODULE_ATOMICSLOTMIGRATION_INFO_VERSION 1          /* Valkey 9.1.2 only */
#define REDISMODULE_COMMANDRESULTINFO_VERSION        1          /* Valkey 9.1.2 only */

/* Flags of a client */
#define REDISMODULE_CLIENTINFO_FLAG_SSL                (1 << 0)
#define REDISMODULE_CLIENTINFO_FLAG_PUBSUB             (1 << 1)
#define REDISMODULE_CLIENTINFO_FLAG_BLOCKED            (1 << 2)
#define REDISMODULE_CLIENTINFO_FLAG_TRACKING           (1 << 3)
#define REDISMODULE_CLIENTINFO_FLAG_UNIXSOCKET         (1 << 4)
#define REDISMODULE_CLIENTINFO_FLAG_MULTI              (1 << 5)
#define REDISMODULE_CLIENTINFO_FLAG_READONLY           (1 << 6)   /* Valkey 9.1.2 only */
#define REDISMODULE_CLIENTINFO_FLAG_PRIMARY            (1 << 7)   /* Valkey 9.1.2 only */
#define REDISMODULE_CLIENTINFO_FLAG_REPLICA            (1 << 8)   /* Valkey 9.1.2 only */
#define REDISMODULE_CLIENTINFO_FLAG_MONITOR            (1 << 9)   /* Valkey 9.1.2 only */
#define REDISMODULE_CLIENTINFO_FLAG_MODULE             (1 << 10)  /* Valkey 9.1.2 only */
#define REDISMODULE_CLIENTINFO_FLAG_AUTHENTICATED      (1 << 11)  /* Valkey 9.1.2 only */
#define REDISMODULE_CLIENTINFO_FLAG_EVER_AUTHENTICATED (1 << 12)  /* Valkey 9.1.2 only */
#define REDISMODULE_CLIENTINFO_FLAG_FAKE               (1 << 13)  /* Valkey 9.1.2 only */

typedef struct RedisModuleClientInfoV1 { /* of ClientChange, and from GetClientInfoById */
    uint64_t version;
    uint64_t flags;
    uint64_t id;
    char addr[46];
    uint16_t port;
    uint16_t db;
} RedisModuleClientInfoV1;
#define RedisModuleClientInfo RedisModuleClientInfoV1
#define REDISMODULE_CLIENTINFO_INITIALIZER_V1 {.version = 1}

typedef struct RedisModuleReplicationInfoV1 { /* of ReplicationRoleChanged */
    uint64_t version;
    int master;       /* Valkey 8.0.1 names these three primary, primary_host and primary_port */
    char *masterhost;
    int masterport;
    char *replid1;
    char *replid2;
    uint64_t repl1_offset;
    uint64_t repl2_offset;
} RedisModuleReplicationInfoV1;
#define RedisModuleReplicationInfo RedisModuleReplicationInfoV1

typedef struct RedisModuleFlushInfoV1 { /* of FlushDB */
    uint64_t version;
    int32_t sync;
    int32_t dbnum; /* -1: all databases */
} RedisModuleFlushInfoV1;
#define RedisModuleFlushInfo RedisModuleFlushInfoV1

typedef struct RedisModuleModuleChangeV1 { /* of ModuleChange */
    uint64_t version;
    const char *module_name;
    int32_t module_version;
} RedisModuleModuleChangeV1;
#define RedisModuleModuleChange RedisModuleModuleChangeV1

typedef struct RedisModuleConfigChangeV1 { /* of Config; Redis 7.0.0 */
    uint64_t version;
    uint32_t num_changes;
    const char **config_names;
} RedisModuleConfigChangeV1;
#define RedisModuleConfigChange RedisModuleConfigChangeV1

typedef struct RedisModuleCronLoopV1 { /* of CronLoop */
    uint64_t version;
    int32_t hz;
} RedisModuleCronLoopV1;
#define RedisModuleCronLoop RedisModuleCronLoopV1

typedef struct RedisModuleLoadingProgressV1 { /* of LoadingProgress */
    uint64_t version;
    int32_t hz;
    int32_t progress; /* 0 to 1024; -1 if not known */
} RedisModuleLoadingProgressV1;
#define RedisModuleLoadingProgress RedisModuleLoadingProgressV1

typedef struct RedisModuleSwapDbInfoV1 { /* of SwapDB; Redis 6.2.0 */
    uint64_t version;
    int32_t dbnum_first;
    int32_t dbnum_second;
} RedisModuleSwapDbInfoV1;
#define RedisModuleSwapDbInfo RedisModuleSwapDbInfoV1

typedef struct RedisModuleKeyInfoV1 { /* of Key; Redis 7.2.0 */
    uint64_t version;
    RedisModuleKey *key;
} RedisModuleKeyInfoV1;
#define RedisModuleKeyInfo RedisModuleKeyInfoV1

typedef enum {
    REDISMODULE_AUTH_RESULT_GRANTED = 0  , /* Valkey 9.1.2 only */
    REDISMODULE_AUTH_RESULT_DENIED  = 1  , /* Valkey 9.1.2 only */
} RedisModuleAuthenticationResult;

typedef struct RedisModuleAuthenticationInfoV1 { /* of AuthenticationAttempt; Valkey 9.1.2 only */
    uint64_t version;
    uint64_t client_id;
    const char *username;
    const char *module_name;
    RedisModuleAuthenticationResult result;
} RedisModuleAuthenticationInfoV1;
#define RedisModuleAuthenticationInfo RedisModuleAuthenticationInfoV1
#define REDISMODULE_AUTHENTICATIONINFO_INITIALIZER_V1 {.version = 1}

/* Length of a cluster node's id. */
#define REDISMODULE_NODE_ID_LEN 40

typedef struct RedisModuleSlotRange { /* Valkey 9.1.2 only */
    int start;
    int end;
} RedisModuleSlotRange;

typedef struct RedisModuleAtomicSlotMigrationInfoV1 { /* of AtomicSlotMigration; Valkey 9.1.2 only */
    uint64_t version;
    char job_name[REDISMODULE_NODE_ID_LEN + 1];
    RedisModuleSlotRange *slot_ranges;
    uint32_t num_slot_ranges;
} RedisModuleAtomicSlotMigrationInfoV1;
#define RedisModuleAtomicSlotMigrationInfo RedisModuleAtomicSlotMigrationInfoV1
#define REDISMODULE_ATOMICSLOTMIGRATIONINFO_INITIALIZER_V1 {.version = 1}

typedef struct RedisModuleCommandResultInfoV1 { /* of the CommandResult events; Valkey 9.1.2 only */
    uint64_t version;
    const char *command_name;
    long long duration_us;
    long long dirty;
    uint64_t client_id;
    int is_module_client;
    int argc;
    RedisModuleString **argv;
    const char *rejection_context;
} RedisModuleCommandResultInfoV1;
#define RedisModuleCommandResultInfo RedisModuleCommandResultInfoV1

/* ---- Filters, cluster, users, configs, INFO ----------------------------------------------------------------- */

/* Flags, for RegisterCommandFilter */
#define REDISMODULE_CMDFILTER_NOSELF (1 << 0)

typedef void (*RedisModuleCommandFilterFunc)(RedisModuleCommandFilterCtx *filter);

/* Cluster flags, for SetClusterFlags */
#define REDISMODULE_CLUSTER_FLAG_NONE           0
#define REDISMODULE_CLUSTER_FLAG_NO_FAILOVER    (1 << 1)
#define REDISMODULE_CLUSTER_FLAG_NO_REDIRECTION (1 << 2)

/* Flags of a cluster node */
#define REDISMODULE_NODE_MYSELF     (1 << 0)
#define REDISMODULE_NODE_MASTER     (1 << 1)   /* Redis 5.0.0 only */
#define REDISMODULE_NODE_PRIMARY    (1 << 1)   /* Valkey 7.2 only */
#define REDISMODULE_NODE_SLAVE      (1 << 2)   /* Redis 5.0.0 only */
#define REDISMODULE_NODE_REPLICA    (1 << 2)   /* Valkey 7.2 only */
#define REDISMODULE_NODE_PFAIL      (1 << 3)
#define REDISMODULE_NODE_FAIL       (1 << 4)
#define REDISMODULE_NODE_NOFAILOVER (1 << 5)

typedef void (*RedisModuleClusterMessageReceiver)(RedisModuleCtx *ctx, const char *sender_id, uint8_t type,
                                                  const unsigned char *payload, uint32_t len);

typedef enum {
    REDISMODULE_ACL_LOG_AUTH    = 0  , /* Redis 7.0.0 */
    REDISMODULE_ACL_LOG_CMD     = 1  , /* Redis 7.0.0 */
    REDISMODULE_ACL_LOG_KEY     = 2  , /* Redis 7.0.0 */
    REDISMODULE_ACL_LOG_CHANNEL = 3  , /* Redis 7.0.0 */
    REDISMODULE_ACL_LOG_DB      = 4  , /* Valkey 9.1.2 only */
} RedisModuleACLLogEntryReason;

/* What an authentication callback answers */
#define REDISMODULE_AUTH_HANDLED     0          /* Redis 7.2.0 */
#define REDISMODULE_AUTH_NOT_HANDLED 1          /* Redis 7.2.0 */

typedef int (*RedisModuleAuthCallback)(RedisModuleCtx *ctx, RedisModuleString *username, RedisModuleString *password,
                                       RedisModuleString **err); /* Redis 7.2.0 */
typedef void (*RedisModuleUserChangedFunc)(uint64_t client_id, void *privdata);

/* Flags of a config
 * Bit 9 means another thing on each server. */
#define REDISMODULE_CONFIG_DEFAULT      0          /* Redis 7.0.0 */
#define REDISMODULE_CONFIG_IMMUTABLE    (1 << 0)   /* Redis 7.0.0 */
#define REDISMODULE_CONFIG_SENSITIVE    (1 << 1)   /* Redis 7.0.0 */
#define REDISMODULE_CONFIG_HIDDEN       (1 << 4)   /* Redis 7.0.0 */
#define REDISMODULE_CONFIG_PROTECTED    (1 << 5)   /* Redis 7.0.0 */
#define REDISMODULE_CONFIG_DENY_LOADING (1 << 6)   /* Redis 7.0.0 */
#define REDISMODULE_CONFIG_MEMORY       (1 << 7)   /* Redis 7.0.0 */
#define REDISMODULE_CONFIG_BITFLAGS     (1 << 8)   /* Redis 7.0.0 */
#define REDISMODULE_CONFIG_UNPREFIXED   (1 << 9)   /* Redis 8.0 only */
#define REDISMODULE_CONFIG_UNSIGNED     (1 << 9)   /* Valkey 9.1.2 only */

/* Callbacks of a config: Redis 7.0.0. */
typedef RedisModuleString *(*RedisModuleConfigGetStringFunc)(const char *name, void *privdata);
typedef long long (*RedisModuleConfigGetNumericFunc)(const char *name, void *privdata);
typedef unsigned long long (*RedisModuleConfigGetUnsignedNumericFunc)(const char *name, void *privdata); /* Valkey 9.1.2 only */
typedef int (*RedisModuleConfigGetBoolFunc)(const char *name, void *privdata);
typedef int (*RedisModuleConfigGetEnumFunc)(const char *name, void *privdata);
typedef int (*RedisModuleConfigSetStringFunc)(const char *name, RedisModuleString *val, void *privdata, RedisModuleString **err);
typedef int (*RedisModuleConfigSetNumericFunc)(const char *name, long long val, void *privdata, RedisModuleString **err);
typedef int (*RedisModuleConfigSetUnsignedNumericFunc)(const char *name, unsigned long long val, void *privdata,
                                                       RedisModuleString **err); /* Valkey 9.1.2 only */
typedef int (*RedisModuleConfigSetBoolFunc)(const char *name, int val, void *privdata, RedisModuleString **err);
typedef int (*RedisModuleConfigSetEnumFunc)(const char *name, int val, void *privdata, RedisModuleString **err);
typedef int (*RedisModuleConfigApplyFunc)(RedisModuleCtx *ctx, void *privdata, RedisModuleString **err);

typedef void (*RedisModuleInfoFunc)(RedisModuleInfoCtx *ctx, int for_crash_report);

/* ---- Scripting engines: Valkey only ------------------------------------------------------------------------- */

/* Versions of the structs below */
#define REDISMODULE_SCRIPTING_ENGINE_ABI_VERSION                   4          /* Valkey 8.1.1 only */
#define REDISMODULE_SCRIPTING_ENGINE_ABI_COMPILED_FUNCTION_VERSION 1          /* Valkey 8.1.1 only */
#define REDISMODULE_SCRIPTING_ENGINE_ABI_MEMORY_INFO_VERSION       1          /* Valkey 8.1.1 only */
#define REDISMODULE_SCRIPTING_ENGINE_ABI_DEBUGGER_COMMAND_VERSION  1          /* Valkey 9.1.2 only */

typedef void RedisModuleScriptingEngineCtx;
typedef void RedisModuleScriptingEngineServerRuntimeCtx;

typedef enum {
    REDISMODULE_VMSE_EVAL     = 0  , /* Valkey 8.1.1 only */
    REDISMODULE_VMSE_FUNCTION = 1  , /* Valkey 8.1.1 only */
    REDISMODULE_VMSE_ALL      = 2  , /* Valkey 8.1.1 only */
} RedisModuleScriptingEngineSubsystemType;

typedef enum {
    REDISMODULE_VMSE_STATE_EXECUTING = 0  , /* Valkey 8.1.1 only */
    REDISMODULE_VMSE_STATE_KILLED    = 1  , /* Valkey 8.1.1 only */
} RedisModuleScriptingEngineExecutionState;

typedef enum {
    REDISMODULE_VMSE_SCRIPT_FLAG_NO_WRITES        = (1 << 0), /* Valkey 9.1.2 only */
    REDISMODULE_VMSE_SCRIPT_FLAG_ALLOW_OOM        = (1 << 1), /* Valkey 9.1.2 only */
    REDISMODULE_VMSE_SCRIPT_FLAG_ALLOW_STALE      = (1 << 2), /* Valkey 9.1.2 only */
    REDISMODULE_VMSE_SCRIPT_FLAG_NO_CLUSTER       = (1 << 3), /* Valkey 9.1.2 only */
    REDISMODULE_VMSE_SCRIPT_FLAG_EVAL_COMPAT_MODE = (1 << 4), /* Valkey 9.1.2 only */
    REDISMODULE_VMSE_SCRIPT_FLAG_ALLOW_CROSS_SLOT = (1 << 5), /* Valkey 9.1.2 only */
} RedisModuleScriptingEngineScriptFlag;

typedef enum {
    REDISMODULE_VMSE_DEBUG_NOT_SUPPORTED = 0  , /* Valkey 9.1.2 only */
    REDISMODULE_VMSE_DEBUG_ENABLED       = 1  , /* Valkey 9.1.2 only */
    REDISMODULE_VMSE_DEBUG_ENABLE_FAIL   = 2  , /* Valkey 9.1.2 only */
} RedisModuleScriptingEngineDebuggerEnableRet;

typedef struct RedisModuleScriptingEngineCompiledFunctionV1 {
    uint64_t version;
    RedisModuleString *name;
    void *function;
    RedisModuleString *desc;
    uint64_t f_flags;
} RedisModuleScriptingEngineCompiledFunctionV1;
#define RedisModuleScriptingEngineCompiledFunction RedisModuleScriptingEngineCompiledFunctionV1

typedef struct RedisModuleScriptingEngineMemoryInfoV1 {
    uint64_t version;
    size_t used_memory;
    size_t engine_memory_overhead;
} RedisModuleScriptingEngineMemoryInfoV1;
#define RedisModuleScriptingEngineMemoryInfo RedisModuleScriptingEngineMemoryInfoV1

typedef struct RedisModuleScriptingEngineCallableLazyEvalReset { /* Valkey 8.1.1 only */
    void *context;
    void (*engineLazyEvalResetCallback)(void *context);
} RedisModuleScriptingEngineCallableLazyEvalReset;

typedef struct RedisModuleScriptingEngineCallableLazyEnvReset { /* Valkey 9.1.2 only */
    void *context;
    void (*engineLazyEnvResetCallback)(void *context);
} RedisModuleScriptingEngineCallableLazyEnvReset;

typedef int (*RedisModuleScriptingEngineDebuggerCommandHandlerFunc)(RedisModuleString **argv, size_t argc, void *context);

typedef struct RedisModuleScriptingEngineDebuggerCommandParam { /* Valkey 9.1.2 only */
    const char *name;
    int optional;
    int variadic;
} RedisModuleScriptingEngineDebuggerCommandParam;

typedef struct RedisModuleScriptingEngineDebuggerCommandV1 { /* Valkey 9.1.2 only */
    uint64_t version;
    const char *name;
    const size_t prefix_len;
    const RedisModuleScriptingEngineDebuggerCommandParam *params;
    size_t params_len;
    const char *desc;
    int invisible;
    RedisModuleScriptingEngineDebuggerCommandHandlerFunc handler;
    void *context;
} RedisModuleScriptingEngineDebuggerCommandV1;
#define RedisModuleScriptingEngineDebuggerCommand RedisModuleScriptingEngineDebuggerCommandV1

typedef RedisModuleScriptingEngineCompiledFunctionV1 **(*RedisModuleScriptingEngineCompileCodeFuncV1)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, RedisModuleScriptingEngineSubsystemType type,
    const char *code, size_t timeout, size_t *out_num_compiled_functions, RedisModuleString **err);
typedef RedisModuleScriptingEngineCompiledFunction **(*RedisModuleScriptingEngineCompileCodeFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, RedisModuleScriptingEngineSubsystemType type,
    const char *code, size_t code_len, size_t timeout, size_t *out_num_compiled_functions, RedisModuleString **err);
typedef void (*RedisModuleScriptingEngineFreeFunctionFunc)(RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx,
                                                           RedisModuleScriptingEngineSubsystemType type,
                                                           RedisModuleScriptingEngineCompiledFunction *compiled_function);
typedef void (*RedisModuleScriptingEngineCallFunctionFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, RedisModuleScriptingEngineServerRuntimeCtx *server_ctx,
    RedisModuleScriptingEngineCompiledFunction *compiled_function, RedisModuleScriptingEngineSubsystemType type,
    RedisModuleString **keys, size_t nkeys, RedisModuleString **args, size_t nargs);
typedef size_t (*RedisModuleScriptingEngineGetFunctionMemoryOverheadFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCompiledFunction *compiled_function);
typedef RedisModuleScriptingEngineCallableLazyEvalReset *(*RedisModuleScriptingEngineResetEvalEnvFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, int async); /* Valkey 8.1.1 only */
typedef RedisModuleScriptingEngineCallableLazyEnvReset *(*RedisModuleScriptingEngineResetEvalFuncV2)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, int async); /* Valkey 9.1.2 only */
typedef RedisModuleScriptingEngineCallableLazyEnvReset *(*RedisModuleScriptingEngineResetEnvFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, RedisModuleScriptingEngineSubsystemType type,
    int async); /* Valkey 9.1.2 only */
typedef RedisModuleScriptingEngineMemoryInfo (*RedisModuleScriptingEngineGetMemoryInfoFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, RedisModuleScriptingEngineSubsystemType type);
typedef RedisModuleScriptingEngineDebuggerEnableRet (*RedisModuleScriptingEngineDebuggerEnableFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, RedisModuleScriptingEngineSubsystemType type,
    const RedisModuleScriptingEngineDebuggerCommand **commands, size_t *commands_length); /* Valkey 9.1.2 only */
typedef void (*RedisModuleScriptingEngineDebuggerDisableFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx,
    RedisModuleScriptingEngineSubsystemType type); /* Valkey 9.1.2 only */
typedef void (*RedisModuleScriptingEngineDebuggerStartFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx, RedisModuleScriptingEngineSubsystemType type,
    RedisModuleString *source); /* Valkey 9.1.2 only */
typedef void (*RedisModuleScriptingEngineDebuggerEndFunc)(
    RedisModuleCtx *module_ctx, RedisModuleScriptingEngineCtx *engine_ctx,
    RedisModuleScriptingEngineSubsystemType type); /* Valkey 9.1.2 only */

typedef struct RedisModuleScriptingEngineMethodsV1 { /* as Valkey 8.1.1 has it */
    uint64_t version;
    union {
        RedisModuleScriptingEngineCompileCodeFuncV1 compile_code_v1;
        RedisModuleScriptingEngineCompileCodeFunc compile_code;
    };
    RedisModuleScriptingEngineFreeFunctionFunc free_function;
    RedisModuleScriptingEngineCallFunctionFunc call_function;
    RedisModuleScriptingEngineGetFunctionMemoryOverheadFunc get_function_memory_overhead;
    RedisModuleScriptingEngineResetEvalEnvFunc reset_eval_env;
    RedisModuleScriptingEngineGetMemoryInfoFunc get_memory_info;
} RedisModuleScriptingEngineMethodsV1;

#define REDMOD_SCRIPTING_ENGINE_METHODS_V3 \
    struct { \
        union { \
            RedisModuleScriptingEngineCompileCodeFuncV1 compile_code_v1; /* version 1 */ \
            RedisModuleScriptingEngineCompileCodeFunc compile_code; \
        }; \
        RedisModuleScriptingEngineFreeFunctionFunc free_function; \
        RedisModuleScriptingEngineCallFunctionFunc call_function; \
        RedisModuleScriptingEngineGetFunctionMemoryOverheadFunc get_function_memory_overhead; \
        union { \
            RedisModuleScriptingEngineResetEvalFuncV2 reset_eval_env_v2; /* to version 2 */ \
            RedisModuleScriptingEngineResetEnvFunc reset_env; \
        }; \
        RedisModuleScriptingEngineGetMemoryInfoFunc get_memory_info; \
    }

typedef struct RedisModuleScriptingEngineMethodsV3 { /* Valkey 9.1.2 only */
    uint64_t version;
    REDMOD_SCRIPTING_ENGINE_METHODS_V3;
} RedisModuleScriptingEngineMethodsV3;

typedef struct RedisModuleScriptingEngineMethodsV4 { /* Valkey 9.1.2 only */
    uint64_t version;
    REDMOD_SCRIPTING_ENGINE_METHODS_V3;
    RedisModuleScriptingEngineDebuggerEnableFunc debugger_enable;
    RedisModuleScriptingEngineDebuggerDisableFunc debugger_disable;
    RedisModuleScriptingEngineDebuggerStartFunc debugger_start;
    RedisModuleScriptingEngineDebuggerEndFunc debugger_end;
} RedisModuleScriptingEngineMethodsV4;
#define RedisModuleScriptingEngineMethods RedisModuleScriptingEngineMethodsV4

/* ---- Functions ---------------------------------------------------------------------------------------------- */

#ifndef REDISMODULE_API
#define REDISMODULE_API static REDMOD_UNUSED
#endif

#define FN(redis, valkey, class, area, type, name, params) REDISMODULE_API type(*RedisModule_##name) params;
#define FN_AS(redis, valkey, class, area, type, name, server, params) FN(redis, valkey, class, area, type, name, params)
#include "redmod_functions.h"

#ifndef REDMOD_NO_INIT

/* To be called first in RedisModule_OnLoad(): finds all functions and names the module. REDISMODULE_ERR if the name is
 * taken. What the server lacks is null: a function that came after Redis 6.0 is to be tested before it is called. */
static REDMOD_UNUSED int RedisModule_Init(RedisModuleCtx *ctx, const char *name, int ver, int apiver) {
    /* The context's first word is the look-up function. */
    int (*get)(const char *, void *) = *(int (**)(const char *, void *))(void *)ctx;
    void *found = NULL;
    int on_valkey = get("ValkeyModule_Alloc", (void *)&found) == REDISMODULE_OK;
#define FN(redis, valkey, class, area, type, name, params) \
    FN_AS(redis, valkey, class, area, type, name, name, params)
#define FN_AS(redis, valkey, class, area, type, name, server, params) \
    RedisModule_##name = NULL; \
    if ((on_valkey ? #valkey : #redis)[0] != '-' && \
        get("RedisModule_" #server, (void *)&RedisModule_##name) != REDISMODULE_OK) \
        (void)get("ValkeyModule_" #server, (void *)&RedisModule_##name);
#include "redmod_functions.h"
    RedisModule_GetApi = get;
    if (!RedisModule_SetModuleAttribs) return REDISMODULE_ERR;
    if (RedisModule_IsModuleNameBusy && RedisModule_IsModuleNameBusy(name)) return REDISMODULE_ERR;
    RedisModule_SetModuleAttribs(ctx, name, ver, apiver);
    return REDISMODULE_OK;
}

/* Ends the server, with the failed condition in its log. */
#define RedisModule_Assert(condition) ((condition) ? (void)0 : RedisModule__Assert(#condition, __FILE__, __LINE__))
/* A client id that stands for the append-only file. */
#define RedisModule_IsAOFClient(id) ((id) == UINT64_MAX)
#define REDISMODULE_NOT_USED(variable) ((void)(variable))
#define RMAPI_FUNC_SUPPORTED(function) ((function) != NULL)

#endif /* REDMOD_NO_INIT */

#endif /* REDMOD_H */
