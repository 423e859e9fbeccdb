/* The functions of the Module API, each written once; whatever else the project knows of them comes from here.
 *
 * Made to be included several times, so it has no include guard. Before each inclusion define
 *
 *   FN(redis, valkey, class, area, return type, name, (parameters))
 *   FN_AS(redis, valkey, class, area, return type, name, server's name, (parameters))
 *
 * redis, valkey  the first release that has the function, `-` where that server never had it. On a server whose
 *                column says `-` the function is not looked up at all, since an equal name need not be an equal
 *                function: ACLCheckKeyPrefixPermissions takes other arguments on Valkey than on Redis.
 *                For lack of a Valkey 9.0, 9.1.2 stands for either.
 * class          BASE: among the 230 that the project's baseline names. Those in Redis 6.0.0 must be there, or the
 *                module is refused. NEW: may be missing, and so may a BASE function that came after 6.0.0.
 * FN_AS          where our name is not the server's: two functions that the servers know by one name.
 */

#ifndef FN_AS
#error "define FN and FN_AS before including redmod_functions.h"
#endif

/* The module itself */
FN(4.0.0, 7.2,   BASE, misc, int, GetApi, (const char *name, void *pointer))
FN(5.0.0, 7.2,   BASE, misc, int, IsModuleNameBusy, (const char *name))
FN(4.0.0, 7.2,   BASE, misc, void, SetModuleAttribs,
   (RedisModuleCtx *ctx, const char *name, int ver, int apiver))
FN(6.0.0, 7.2,   BASE, misc, void, SetModuleOptions, (RedisModuleCtx *ctx, int options))
FN(8.0,   -,     NEW,  misc, const char *, GetInternalSecret, (RedisModuleCtx *ctx, size_t *len))

/* Memory */
FN(4.0.0, 7.2,   BASE, alloc, void *, Alloc, (size_t bytes))
FN(4.0.0, 7.2,   BASE, alloc, void, AutoMemory, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, alloc, void *, Calloc, (size_t nmemb, size_t size))
FN(4.0.0, 7.2,   BASE, alloc, void, Free, (void *ptr))
FN(6.0.0, 7.2,   BASE, alloc, float, GetUsedMemoryRatio, (void))
FN(6.0.0, 7.2,   BASE, alloc, size_t, MallocSize, (void *ptr))
FN(4.0.0, 7.2,   BASE, alloc, void *, PoolAlloc, (RedisModuleCtx *ctx, size_t bytes))
FN(4.0.0, 7.2,   BASE, alloc, void *, Realloc, (void *ptr, size_t bytes))
FN(4.0.0, 7.2,   BASE, alloc, char *, Strdup, (const char *str))
FN(7.0.0, 7.2,   NEW,  alloc, size_t, MallocSizeDict, (RedisModuleDict *dict))
FN(7.0.0, 7.2,   NEW,  alloc, size_t, MallocSizeString, (RedisModuleString *str))
FN(7.0.1, 7.2,   NEW,  alloc, size_t, MallocUsableSize, (void *ptr))
FN(7.0.0, 7.2,   NEW,  alloc, void *, TryAlloc, (size_t bytes))
FN(7.4.0, 7.2,   NEW,  alloc, void *, TryCalloc, (size_t nmemb, size_t size))
FN(7.4.0, 7.2,   NEW,  alloc, void *, TryRealloc, (void *ptr, size_t bytes))

/* Strings */
FN(4.0.0, 7.2,   BASE, string, RedisModuleString *, CreateString,
   (RedisModuleCtx *ctx, const char *ptr, size_t len))
FN(6.0.0, 7.2,   BASE, string, RedisModuleString *, CreateStringFromDouble, (RedisModuleCtx *ctx, double d))
FN(6.0.0, 7.2,   BASE, string, RedisModuleString *, CreateStringFromLongDouble,
   (RedisModuleCtx *ctx, long double ld, int humanfriendly))
FN(4.0.0, 7.2,   BASE, string, RedisModuleString *, CreateStringFromLongLong,
   (RedisModuleCtx *ctx, long long ll))
FN(4.0.0, 7.2,   BASE, string, RedisModuleString *, CreateStringFromString,
   (RedisModuleCtx *ctx, const RedisModuleString *str))
FN(4.0.0, 7.2,   BASE, string, RedisModuleString *, CreateStringPrintf,
   (RedisModuleCtx *ctx, const char *fmt, ...))
FN(4.0.0, 7.2,   BASE, string, void, FreeString, (RedisModuleCtx *ctx, RedisModuleString *str))
FN(6.0.7, 7.2,   BASE, string, RedisModuleString *, HoldString, (RedisModuleCtx *ctx, RedisModuleString *str))
FN(4.0.0, 7.2,   BASE, string, void, RetainString, (RedisModuleCtx *ctx, RedisModuleString *str))
FN(4.0.0, 7.2,   BASE, string, int, StringAppendBuffer,
   (RedisModuleCtx *ctx, RedisModuleString *str, const char *buf, size_t len))
FN(4.0.0, 7.2,   BASE, string, int, StringCompare, (const RedisModuleString *a, const RedisModuleString *b))
FN(4.0.0, 7.2,   BASE, string, const char *, StringPtrLen, (const RedisModuleString *str, size_t *len))
FN(4.0.0, 7.2,   BASE, string, int, StringToDouble, (const RedisModuleString *str, double *d))
FN(6.0.0, 7.2,   BASE, string, int, StringToLongDouble, (const RedisModuleString *str, long double *d))
FN(4.0.0, 7.2,   BASE, string, int, StringToLongLong, (const RedisModuleString *str, long long *ll))
FN(6.2.0, 7.2,   NEW,  string, RedisModuleString *, CreateStringFromStreamID,
   (RedisModuleCtx *ctx, const RedisModuleStreamID *id))
FN(7.0.3, 7.2,   NEW,  string, RedisModuleString *, CreateStringFromULongLong,
   (RedisModuleCtx *ctx, unsigned long long ull))
FN(6.2.0, 7.2,   NEW,  string, int, StringToStreamID, (const RedisModuleString *str, RedisModuleStreamID *id))
FN(7.0.3, 7.2,   NEW,  string, int, StringToULongLong,
   (const RedisModuleString *str, unsigned long long *ull))
FN(7.0.0, 7.2,   NEW,  string, void, TrimStringAllocation, (RedisModuleString *str))

/* Commands and their arguments */
FN(4.0.0, 7.2,   BASE, command, int, CreateCommand,
   (RedisModuleCtx *ctx, const char *name, RedisModuleCmdFunc cmdfunc, const char *strflags, int firstkey,
    int lastkey, int keystep))
FN(4.0.0, 7.2,   BASE, command, int, IsKeysPositionRequest, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, command, void, KeyAtPos, (RedisModuleCtx *ctx, int pos))
FN(7.0.0, 7.2,   NEW,  command, void, ChannelAtPosWithFlags, (RedisModuleCtx *ctx, int pos, int flags))
FN(7.0.0, 7.2,   NEW,  command, int, CreateSubcommand,
   (RedisModuleCommand *parent, const char *name, RedisModuleCmdFunc cmdfunc, const char *strflags,
    int firstkey, int lastkey, int keystep))
FN(7.0.0, 7.2,   NEW,  command, RedisModuleCommand *, GetCommand, (RedisModuleCtx *ctx, const char *name))
FN(6.0.9, 7.2,   NEW,  command, int *, GetCommandKeys,
   (RedisModuleCtx *ctx, RedisModuleString **argv, int argc, int *num_keys))
FN(7.0.0, 7.2,   NEW,  command, int *, GetCommandKeysWithFlags,
   (RedisModuleCtx *ctx, RedisModuleString **argv, int argc, int *num_keys, int **out_flags))
FN(6.2.5, 7.2,   NEW,  command, const char *, GetCurrentCommandName, (RedisModuleCtx *ctx))
FN(7.0.0, 7.2,   NEW,  command, int, IsChannelsPositionRequest, (RedisModuleCtx *ctx))
FN(7.0.0, 7.2,   NEW,  command, void, KeyAtPosWithFlags, (RedisModuleCtx *ctx, int pos, int flags))
FN(7.0.0, 7.2,   NEW,  command, int, SetCommandInfo,
   (RedisModuleCommand *command, const RedisModuleCommandInfo *info))
FN(-,     8.1,   NEW,  command, int, UpdateRuntimeArgs,
   (RedisModuleCtx *ctx, RedisModuleString **argv, int argc))

/* Replies */
FN(4.0.0, 7.2,   BASE, reply, void, ReplySetArrayLength, (RedisModuleCtx *ctx, long len))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithArray, (RedisModuleCtx *ctx, long len))
FN(6.0.0, 7.2,   BASE, reply, int, ReplyWithCString, (RedisModuleCtx *ctx, const char *buf))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithCallReply, (RedisModuleCtx *ctx, RedisModuleCallReply *reply))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithDouble, (RedisModuleCtx *ctx, double d))
FN(6.0.0, 7.2,   BASE, reply, int, ReplyWithEmptyArray, (RedisModuleCtx *ctx))
FN(6.0.0, 7.2,   BASE, reply, int, ReplyWithEmptyString, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithError, (RedisModuleCtx *ctx, const char *err))
FN(6.0.0, 7.2,   BASE, reply, int, ReplyWithLongDouble, (RedisModuleCtx *ctx, long double d))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithLongLong, (RedisModuleCtx *ctx, long long ll))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithNull, (RedisModuleCtx *ctx))
FN(6.0.0, 7.2,   BASE, reply, int, ReplyWithNullArray, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithSimpleString, (RedisModuleCtx *ctx, const char *msg))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithString, (RedisModuleCtx *ctx, RedisModuleString *str))
FN(4.0.0, 7.2,   BASE, reply, int, ReplyWithStringBuffer, (RedisModuleCtx *ctx, const char *buf, size_t len))
FN(6.0.0, 7.2,   BASE, reply, int, ReplyWithVerbatimString,
   (RedisModuleCtx *ctx, const char *buf, size_t len))
FN(4.0.0, 7.2,   BASE, reply, int, WrongArity, (RedisModuleCtx *ctx))
FN(7.0.0, 7.2,   NEW,  reply, void, ReplySetAttributeLength, (RedisModuleCtx *ctx, long len))
FN(7.0.0, 7.2,   NEW,  reply, void, ReplySetMapLength, (RedisModuleCtx *ctx, long len))
/* Declared by every server since, but registered by none: never found so far. */
FN(7.0.0, 7.2,   NEW,  reply, void, ReplySetPushLength, (RedisModuleCtx *ctx, long len))
FN(7.0.0, 7.2,   NEW,  reply, void, ReplySetSetLength, (RedisModuleCtx *ctx, long len))
FN(7.0.0, 7.2,   NEW,  reply, int, ReplyWithAttribute, (RedisModuleCtx *ctx, long len))
FN(7.0.0, 7.2,   NEW,  reply, int, ReplyWithBigNumber, (RedisModuleCtx *ctx, const char *bignum, size_t len))
FN(7.0.0, 7.2,   NEW,  reply, int, ReplyWithBool, (RedisModuleCtx *ctx, int b))
FN(-,     9.1.2, NEW,  reply, int, ReplyWithCustomErrorFormat,
   (RedisModuleCtx *ctx, int update_error_stats, const char *fmt, ...))
FN(7.2.0, 7.2,   NEW,  reply, int, ReplyWithErrorFormat, (RedisModuleCtx *ctx, const char *fmt, ...))
FN(7.0.0, 7.2,   NEW,  reply, int, ReplyWithMap, (RedisModuleCtx *ctx, long len))
FN(7.0.0, 7.2,   NEW,  reply, int, ReplyWithSet, (RedisModuleCtx *ctx, long len))
FN(7.0.0, 7.2,   NEW,  reply, int, ReplyWithVerbatimStringType,
   (RedisModuleCtx *ctx, const char *buf, size_t len, const char *ext))

/* Calling commands, and what they answer */
FN(4.0.0, 7.2,   BASE, call, RedisModuleCallReply *, Call,
   (RedisModuleCtx *ctx, const char *cmdname, const char *fmt, ...))
FN(4.0.0, 7.2,   BASE, call, RedisModuleCallReply *, CallReplyArrayElement,
   (RedisModuleCallReply *reply, size_t idx))
FN(4.0.0, 7.2,   BASE, call, long long, CallReplyInteger, (RedisModuleCallReply *reply))
FN(4.0.0, 7.2,   BASE, call, size_t, CallReplyLength, (RedisModuleCallReply *reply))
FN(4.0.0, 7.2,   BASE, call, const char *, CallReplyProto, (RedisModuleCallReply *reply, size_t *len))
FN(4.0.0, 7.2,   BASE, call, const char *, CallReplyStringPtr, (RedisModuleCallReply *reply, size_t *len))
FN(4.0.0, 7.2,   BASE, call, int, CallReplyType, (RedisModuleCallReply *reply))
FN(4.0.0, 7.2,   BASE, call, RedisModuleString *, CreateStringFromCallReply, (RedisModuleCallReply *reply))
FN(4.0.0, 7.2,   BASE, call, void, FreeCallReply, (RedisModuleCallReply *reply))
FN(7.0.0, 7.2,   NEW,  call, RedisModuleCallReply *, CallReplyAttribute, (RedisModuleCallReply *reply))
FN(7.0.0, 7.2,   NEW,  call, int, CallReplyAttributeElement,
   (RedisModuleCallReply *reply, size_t idx, RedisModuleCallReply **key, RedisModuleCallReply **val))
FN(7.0.0, 7.2,   NEW,  call, const char *, CallReplyBigNumber, (RedisModuleCallReply *reply, size_t *len))
FN(7.0.0, 7.2,   NEW,  call, int, CallReplyBool, (RedisModuleCallReply *reply))
FN(7.0.0, 7.2,   NEW,  call, double, CallReplyDouble, (RedisModuleCallReply *reply))
FN(7.0.0, 7.2,   NEW,  call, int, CallReplyMapElement,
   (RedisModuleCallReply *reply, size_t idx, RedisModuleCallReply **key, RedisModuleCallReply **val))
FN(7.2.0, 7.2,   NEW,  call, int, CallReplyPromiseAbort, (RedisModuleCallReply *reply, void **private_data))
FN(7.2.0, 7.2,   NEW,  call, void, CallReplyPromiseSetUnblockHandler,
   (RedisModuleCallReply *reply, RedisModuleOnUnblocked on_unblock, void *private_data))
FN(7.0.0, 7.2,   NEW,  call, RedisModuleCallReply *, CallReplySetElement,
   (RedisModuleCallReply *reply, size_t idx))
FN(7.0.0, 7.2,   NEW,  call, const char *, CallReplyVerbatim,
   (RedisModuleCallReply *reply, size_t *len, const char **format))

/* Replication */
FN(6.0.0, 7.2,   BASE, replication, int, AvoidReplicaTraffic, (void))
FN(4.0.0, 7.2,   BASE, replication, int, Replicate,
   (RedisModuleCtx *ctx, const char *cmdname, const char *fmt, ...))
FN(4.0.0, 7.2,   BASE, replication, int, ReplicateVerbatim, (RedisModuleCtx *ctx))
FN(-,     8.1,   NEW,  replication, int, MustObeyClient, (RedisModuleCtx *ctx))

/* Keys */
FN(4.0.0, 7.2,   BASE, key, void, CloseKey, (RedisModuleKey *kp))
FN(6.0.0, 7.2,   BASE, key, unsigned long long, DbSize, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, key, int, DeleteKey, (RedisModuleKey *key))
FN(4.0.0, 7.2,   BASE, key, mstime_t, GetExpire, (RedisModuleKey *key))
FN(6.0.0, 7.2,   BASE, key, const RedisModuleString *, GetKeyNameFromModuleKey, (RedisModuleKey *key))
FN(4.0.0, 7.2,   BASE, key, int, GetSelectedDb, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, key, int, KeyType, (RedisModuleKey *kp))
FN(4.0.0, 7.2,   BASE, key, RedisModuleKey *, OpenKey,
   (RedisModuleCtx *ctx, RedisModuleString *keyname, int mode))
FN(6.0.0, 7.2,   BASE, key, RedisModuleString *, RandomKey, (RedisModuleCtx *ctx))
FN(6.0.0, 7.2,   BASE, key, void, ResetDataset, (int restart_aof, int async))
FN(4.0.0, 7.2,   BASE, key, int, SelectDb, (RedisModuleCtx *ctx, int newid))
FN(4.0.0, 7.2,   BASE, key, int, SetExpire, (RedisModuleKey *key, mstime_t expire))
FN(6.0.0, 7.2,   BASE, key, int, SignalModifiedKey, (RedisModuleCtx *ctx, RedisModuleString *keyname))
FN(5.0.0, 7.2,   BASE, key, int, UnlinkKey, (RedisModuleKey *key))
FN(4.0.0, 7.2,   BASE, key, size_t, ValueLength, (RedisModuleKey *kp))
FN(6.2.2, 7.2,   NEW,  key, mstime_t, GetAbsExpire, (RedisModuleKey *key))
FN(7.0.0, 7.2,   NEW,  key, int, GetDbIdFromModuleKey, (RedisModuleKey *key))
FN(7.2.0, 7.2,   NEW,  key, int, GetOpenKeyModesAll, (void))
FN(7.0.0, 7.2,   NEW,  key, int, KeyExists, (RedisModuleCtx *ctx, RedisModuleString *keyname))
FN(6.2.2, 7.2,   NEW,  key, int, SetAbsExpire, (RedisModuleKey *key, mstime_t expire))

/* String values */
FN(4.0.0, 7.2,   BASE, string-type, char *, StringDMA, (RedisModuleKey *key, size_t *len, int mode))
FN(4.0.0, 7.2,   BASE, string-type, int, StringSet, (RedisModuleKey *key, RedisModuleString *str))
FN(4.0.0, 7.2,   BASE, string-type, int, StringTruncate, (RedisModuleKey *key, size_t newlen))

/* List values */
FN(4.0.0, 7.2,   BASE, list, RedisModuleString *, ListPop, (RedisModuleKey *key, int where))
FN(4.0.0, 7.2,   BASE, list, int, ListPush, (RedisModuleKey *kp, int where, RedisModuleString *ele))
FN(7.0.0, 7.2,   NEW,  list, int, ListDelete, (RedisModuleKey *key, long index))
FN(7.0.0, 7.2,   NEW,  list, RedisModuleString *, ListGet, (RedisModuleKey *key, long index))
FN(7.0.0, 7.2,   NEW,  list, int, ListInsert, (RedisModuleKey *key, long index, RedisModuleString *value))
FN(7.0.0, 7.2,   NEW,  list, int, ListSet, (RedisModuleKey *key, long index, RedisModuleString *value))

/* Hash values */
FN(4.0.0, 7.2,   BASE, hash, int, HashGet, (RedisModuleKey *key, int flags, ...))
FN(4.0.0, 7.2,   BASE, hash, int, HashSet, (RedisModuleKey *key, int flags, ...))
FN(8.0,   -,     NEW,  hash, mstime_t, HashFieldMinExpire, (RedisModuleKey *key))
FN(-,     9.1.2, NEW,  hash, int, HashHasStringRef, (RedisModuleKey *key, RedisModuleString *field))
FN(-,     9.1.2, NEW,  hash, int, HashSetStringRef,
   (RedisModuleKey *key, RedisModuleString *field, const char *buf, size_t len))

/* Sorted sets */
FN(4.0.0, 7.2,   BASE, zset, int, ZsetAdd,
   (RedisModuleKey *key, double score, RedisModuleString *ele, int *flagsptr))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetFirstInLexRange,
   (RedisModuleKey *key, RedisModuleString *min, RedisModuleString *max))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetFirstInScoreRange,
   (RedisModuleKey *key, double min, double max, int minex, int maxex))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetIncrby,
   (RedisModuleKey *key, double score, RedisModuleString *ele, int *flagsptr, double *newscore))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetLastInLexRange,
   (RedisModuleKey *key, RedisModuleString *min, RedisModuleString *max))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetLastInScoreRange,
   (RedisModuleKey *key, double min, double max, int minex, int maxex))
FN(4.0.0, 7.2,   BASE, zset, RedisModuleString *, ZsetRangeCurrentElement,
   (RedisModuleKey *key, double *score))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetRangeEndReached, (RedisModuleKey *key))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetRangeNext, (RedisModuleKey *key))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetRangePrev, (RedisModuleKey *key))
FN(4.0.0, 7.2,   BASE, zset, void, ZsetRangeStop, (RedisModuleKey *key))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetRem, (RedisModuleKey *key, RedisModuleString *ele, int *deleted))
FN(4.0.0, 7.2,   BASE, zset, int, ZsetScore, (RedisModuleKey *key, RedisModuleString *ele, double *score))

/* Streams */
FN(6.2.0, 7.2,   NEW,  stream, int, StreamAdd,
   (RedisModuleKey *key, int flags, RedisModuleStreamID *id, RedisModuleString **argv, int64_t numfields))
FN(6.2.0, 7.2,   NEW,  stream, int, StreamDelete, (RedisModuleKey *key, RedisModuleStreamID *id))
FN(6.2.0, 7.2,   NEW,  stream, int, StreamIteratorDelete, (RedisModuleKey *key))
FN(6.2.0, 7.2,   NEW,  stream, int, StreamIteratorNextField,
   (RedisModuleKey *key, RedisModuleString **field_ptr, RedisModuleString **value_ptr))
FN(6.2.0, 7.2,   NEW,  stream, int, StreamIteratorNextID,
   (RedisModuleKey *key, RedisModuleStreamID *id, long *numfields))
FN(6.2.0, 7.2,   NEW,  stream, int, StreamIteratorStart,
   (RedisModuleKey *key, int flags, RedisModuleStreamID *startid, RedisModuleStreamID *endid))
FN(6.2.0, 7.2,   NEW,  stream, int, StreamIteratorStop, (RedisModuleKey *key))
FN(6.2.0, 7.2,   NEW,  stream, long long, StreamTrimByID,
   (RedisModuleKey *key, int flags, RedisModuleStreamID *id))
FN(6.2.0, 7.2,   NEW,  stream, long long, StreamTrimByLength,
   (RedisModuleKey *key, int flags, long long length))

/* Data types */
FN(4.0.0, 7.2,   BASE, datatype, RedisModuleType *, CreateDataType,
   (RedisModuleCtx *ctx, const char *name, int encver, RedisModuleTypeMethods *typemethods))
FN(4.0.0, 7.2,   BASE, datatype, RedisModuleType *, ModuleTypeGetType, (RedisModuleKey *key))
FN(4.0.0, 7.2,   BASE, datatype, void *, ModuleTypeGetValue, (RedisModuleKey *key))
FN(6.0.0, 7.2,   BASE, datatype, int, ModuleTypeReplaceValue,
   (RedisModuleKey *key, RedisModuleType *mt, void *new_value, void **old_value))
FN(4.0.0, 7.2,   BASE, datatype, int, ModuleTypeSetValue,
   (RedisModuleKey *key, RedisModuleType *mt, void *value))
FN(7.0.0, 7.2,   NEW,  datatype, int, GetDbIdFromOptCtx, (RedisModuleKeyOptCtx *ctx))
FN(7.0.0, 7.2,   NEW,  datatype, const RedisModuleString *, GetKeyNameFromOptCtx, (RedisModuleKeyOptCtx *ctx))
FN(7.0.0, 7.2,   NEW,  datatype, int, GetToDbIdFromOptCtx, (RedisModuleKeyOptCtx *ctx))
FN(7.0.0, 7.2,   NEW,  datatype, const RedisModuleString *, GetToKeyNameFromOptCtx,
   (RedisModuleKeyOptCtx *ctx))
FN(6.2.0, 7.2,   NEW,  datatype, int, GetTypeMethodVersion, (void))

/* RDB */
FN(4.0.0, 7.2,   BASE, rdb-io, RedisModuleCtx *, GetContextFromIO, (RedisModuleIO *io))
FN(6.0.0, 7.2,   BASE, rdb-io, const RedisModuleString *, GetKeyNameFromIO, (RedisModuleIO *io))
FN(6.0.0, 7.2,   BASE, rdb-io, int, IsIOError, (RedisModuleIO *io))
FN(6.0.0, 7.2,   BASE, rdb-io, void *, LoadDataTypeFromString,
   (const RedisModuleString *str, const RedisModuleType *mt))
FN(4.0.0, 7.2,   BASE, rdb-io, double, LoadDouble, (RedisModuleIO *io))
FN(4.0.0, 7.2,   BASE, rdb-io, float, LoadFloat, (RedisModuleIO *io))
FN(6.0.0, 7.2,   BASE, rdb-io, long double, LoadLongDouble, (RedisModuleIO *io))
FN(4.0.0, 7.2,   BASE, rdb-io, int64_t, LoadSigned, (RedisModuleIO *io))
FN(4.0.0, 7.2,   BASE, rdb-io, RedisModuleString *, LoadString, (RedisModuleIO *io))
FN(4.0.0, 7.2,   BASE, rdb-io, char *, LoadStringBuffer, (RedisModuleIO *io, size_t *lenptr))
FN(4.0.0, 7.2,   BASE, rdb-io, uint64_t, LoadUnsigned, (RedisModuleIO *io))
FN(6.0.0, 7.2,   BASE, rdb-io, RedisModuleString *, SaveDataTypeToString,
   (RedisModuleCtx *ctx, void *data, const RedisModuleType *mt))
FN(4.0.0, 7.2,   BASE, rdb-io, void, SaveDouble, (RedisModuleIO *io, double value))
FN(4.0.0, 7.2,   BASE, rdb-io, void, SaveFloat, (RedisModuleIO *io, float value))
FN(6.0.0, 7.2,   BASE, rdb-io, void, SaveLongDouble, (RedisModuleIO *io, long double value))
FN(4.0.0, 7.2,   BASE, rdb-io, void, SaveSigned, (RedisModuleIO *io, int64_t value))
FN(4.0.0, 7.2,   BASE, rdb-io, void, SaveString, (RedisModuleIO *io, RedisModuleString *s))
FN(4.0.0, 7.2,   BASE, rdb-io, void, SaveStringBuffer, (RedisModuleIO *io, const char *str, size_t len))
FN(4.0.0, 7.2,   BASE, rdb-io, void, SaveUnsigned, (RedisModuleIO *io, uint64_t value))
FN(7.0.0, 7.2,   NEW,  rdb-io, int, GetDbIdFromIO, (RedisModuleIO *io))
FN(7.0.0, 7.2,   NEW,  rdb-io, void *, LoadDataTypeFromStringEncver,
   (const RedisModuleString *str, const RedisModuleType *mt, int encver))
FN(7.2.0, 7.2,   NEW,  rdb-io, int, RdbLoad, (RedisModuleCtx *ctx, RedisModuleRdbStream *stream, int flags))
FN(7.2.0, 7.2,   NEW,  rdb-io, int, RdbSave, (RedisModuleCtx *ctx, RedisModuleRdbStream *stream, int flags))
FN(7.2.0, 7.2,   NEW,  rdb-io, RedisModuleRdbStream *, RdbStreamCreateFromFile, (const char *filename))
FN(7.2.0, 7.2,   NEW,  rdb-io, void, RdbStreamFree, (RedisModuleRdbStream *stream))

/* AOF */
FN(4.0.0, 7.2,   BASE, aof, void, EmitAOF, (RedisModuleIO *io, const char *cmdname, const char *fmt, ...))

/* Digests */
FN(4.0.0, 7.2,   BASE, digest, void, DigestAddLongLong, (RedisModuleDigest *md, long long ele))
FN(4.0.0, 7.2,   BASE, digest, void, DigestAddStringBuffer,
   (RedisModuleDigest *md, const char *ele, size_t len))
FN(4.0.0, 7.2,   BASE, digest, void, DigestEndSequence, (RedisModuleDigest *md))
FN(7.0.0, 7.2,   NEW,  digest, int, GetDbIdFromDigest, (RedisModuleDigest *dig))
FN(7.0.0, 7.2,   NEW,  digest, const RedisModuleString *, GetKeyNameFromDigest, (RedisModuleDigest *dig))

/* Defragmentation */
FN(6.2.0, 7.2,   NEW,  defrag, void *, DefragAlloc, (RedisModuleDefragCtx *ctx, void *ptr))
FN(8.0,   -,     NEW,  defrag, void *, DefragAllocRaw, (RedisModuleDefragCtx *ctx, size_t size))
FN(6.2.0, 7.2,   NEW,  defrag, int, DefragCursorGet, (RedisModuleDefragCtx *ctx, unsigned long *cursor))
FN(6.2.0, 7.2,   NEW,  defrag, int, DefragCursorSet, (RedisModuleDefragCtx *ctx, unsigned long cursor))
FN(8.0,   -,     NEW,  defrag, void, DefragFreeRaw, (RedisModuleDefragCtx *ctx, void *ptr))
FN(8.0,   -,     NEW,  defrag, RedisModuleDict *, DefragRedisModuleDict,
   (RedisModuleDefragCtx *ctx, RedisModuleDict *dict, RedisModuleDefragDictValueCallback valueCB,
    RedisModuleString **seekTo))
FN(6.2.0, -,     NEW,  defrag, RedisModuleString *, DefragRedisModuleString,
   (RedisModuleDefragCtx *ctx, RedisModuleString *str))
FN(6.2.0, 7.2,   NEW,  defrag, int, DefragShouldStop, (RedisModuleDefragCtx *ctx))
FN(-,     7.2,   NEW,  defrag, RedisModuleString *, DefragValkeyModuleString,
   (RedisModuleDefragCtx *ctx, RedisModuleString *str))
FN(7.0.0, 7.2,   NEW,  defrag, int, GetDbIdFromDefragCtx, (RedisModuleDefragCtx *ctx))
FN(7.0.0, 7.2,   NEW,  defrag, const RedisModuleString *, GetKeyNameFromDefragCtx,
   (RedisModuleDefragCtx *ctx))
FN(8.0,   -,     NEW,  defrag, int, RegisterDefragCallbacks,
   (RedisModuleCtx *ctx, RedisModuleDefragFunc start, RedisModuleDefragFunc end))
FN(6.2.0, 7.2,   NEW,  defrag, int, RegisterDefragFunc, (RedisModuleCtx *ctx, RedisModuleDefragFunc func))
FN(8.0,   -,     NEW,  defrag, int, RegisterDefragFunc2, (RedisModuleCtx *ctx, RedisModuleDefragFunc2 func))

/* Scanning */
FN(6.0.0, 7.2,   BASE, scan, int, Scan,
   (RedisModuleCtx *ctx, RedisModuleScanCursor *cursor, RedisModuleScanCB fn, void *privdata))
FN(6.0.0, 7.2,   BASE, scan, RedisModuleScanCursor *, ScanCursorCreate, (void))
FN(6.0.0, 7.2,   BASE, scan, void, ScanCursorDestroy, (RedisModuleScanCursor *cursor))
FN(6.0.0, 7.2,   BASE, scan, void, ScanCursorRestart, (RedisModuleScanCursor *cursor))
FN(6.0.0, 7.2,   BASE, scan, int, ScanKey,
   (RedisModuleKey *key, RedisModuleScanCursor *cursor, RedisModuleScanKeyCB fn, void *privdata))

/* Eviction */
FN(6.0.0, 7.2,   BASE, eviction, int, GetLFU, (RedisModuleKey *key, long long *lfu_freq))
FN(6.0.0, 7.2,   BASE, eviction, int, GetLRU, (RedisModuleKey *key, mstime_t *lru_idle))
FN(6.0.0, 7.2,   BASE, eviction, int, SetLFU, (RedisModuleKey *key, long long lfu_freq))
FN(6.0.0, 7.2,   BASE, eviction, int, SetLRU, (RedisModuleKey *key, mstime_t lru_idle))

/* Dictionaries */
FN(5.0.0, 7.2,   BASE, dict, RedisModuleDict *, CreateDict, (RedisModuleCtx *ctx))
FN(5.0.0, 7.2,   BASE, dict, int, DictCompare,
   (RedisModuleDictIter *di, const char *op, RedisModuleString *key))
FN(5.0.0, 7.2,   BASE, dict, int, DictCompareC,
   (RedisModuleDictIter *di, const char *op, void *key, size_t keylen))
FN(5.0.0, 7.2,   BASE, dict, int, DictDel, (RedisModuleDict *d, RedisModuleString *key, void *oldval))
FN(5.0.0, 7.2,   BASE, dict, int, DictDelC, (RedisModuleDict *d, void *key, size_t keylen, void *oldval))
FN(5.0.0, 7.2,   BASE, dict, void *, DictGet, (RedisModuleDict *d, RedisModuleString *key, int *nokey))
FN(5.0.0, 7.2,   BASE, dict, void *, DictGetC, (RedisModuleDict *d, void *key, size_t keylen, int *nokey))
FN(5.0.0, 7.2,   BASE, dict, int, DictIteratorReseek,
   (RedisModuleDictIter *di, const char *op, RedisModuleString *key))
FN(5.0.0, 7.2,   BASE, dict, int, DictIteratorReseekC,
   (RedisModuleDictIter *di, const char *op, void *key, size_t keylen))
FN(5.0.0, 7.2,   BASE, dict, RedisModuleDictIter *, DictIteratorStart,
   (RedisModuleDict *d, const char *op, RedisModuleString *key))
FN(5.0.0, 7.2,   BASE, dict, RedisModuleDictIter *, DictIteratorStartC,
   (RedisModuleDict *d, const char *op, void *key, size_t keylen))
FN(5.0.0, 7.2,   BASE, dict, void, DictIteratorStop, (RedisModuleDictIter *di))
FN(5.0.0, 7.2,   BASE, dict, RedisModuleString *, DictNext,
   (RedisModuleCtx *ctx, RedisModuleDictIter *di, void **dataptr))
FN(5.0.0, 7.2,   BASE, dict, void *, DictNextC, (RedisModuleDictIter *di, size_t *keylen, void **dataptr))
FN(5.0.0, 7.2,   BASE, dict, RedisModuleString *, DictPrev,
   (RedisModuleCtx *ctx, RedisModuleDictIter *di, void **dataptr))
FN(5.0.0, 7.2,   BASE, dict, void *, DictPrevC, (RedisModuleDictIter *di, size_t *keylen, void **dataptr))
FN(5.0.0, 7.2,   BASE, dict, int, DictReplace, (RedisModuleDict *d, RedisModuleString *key, void *ptr))
FN(5.0.0, 7.2,   BASE, dict, int, DictReplaceC, (RedisModuleDict *d, void *key, size_t keylen, void *ptr))
FN(5.0.0, 7.2,   BASE, dict, int, DictSet, (RedisModuleDict *d, RedisModuleString *key, void *ptr))
FN(5.0.0, 7.2,   BASE, dict, int, DictSetC, (RedisModuleDict *d, void *key, size_t keylen, void *ptr))
FN(5.0.0, 7.2,   BASE, dict, uint64_t, DictSize, (RedisModuleDict *d))
FN(5.0.0, 7.2,   BASE, dict, void, FreeDict, (RedisModuleCtx *ctx, RedisModuleDict *d))

/* Blocked clients */
FN(4.0.0, 7.2,   BASE, blocking, int, AbortBlock, (RedisModuleBlockedClient *bc))
FN(4.0.0, 7.2,   BASE, blocking, RedisModuleBlockedClient *, BlockClient,
   (RedisModuleCtx *ctx, RedisModuleCmdFunc reply_callback, RedisModuleCmdFunc timeout_callback,
    void (*free_privdata)(RedisModuleCtx*, void*), long long timeout_ms))
FN(6.0.0, 7.2,   BASE, blocking, RedisModuleBlockedClient *, BlockClientOnKeys,
   (RedisModuleCtx *ctx, RedisModuleCmdFunc reply_callback, RedisModuleCmdFunc timeout_callback,
    void (*free_privdata)(RedisModuleCtx*, void*), long long timeout_ms, RedisModuleString **keys,
    int numkeys, void *privdata))
FN(5.0.0, 7.2,   BASE, blocking, int, BlockedClientDisconnected, (RedisModuleCtx *ctx))
FN(5.0.0, 7.2,   BASE, blocking, RedisModuleBlockedClient *, GetBlockedClientHandle, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, blocking, void *, GetBlockedClientPrivateData, (RedisModuleCtx *ctx))
FN(6.0.0, 7.2,   BASE, blocking, RedisModuleString *, GetBlockedClientReadyKey, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, blocking, int, IsBlockedReplyRequest, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, blocking, int, IsBlockedTimeoutRequest, (RedisModuleCtx *ctx))
FN(5.0.0, 7.2,   BASE, blocking, void, SetDisconnectCallback,
   (RedisModuleBlockedClient *bc, RedisModuleDisconnectFunc callback))
FN(6.0.0, 7.2,   BASE, blocking, void, SignalKeyAsReady, (RedisModuleCtx *ctx, RedisModuleString *key))
FN(4.0.0, 7.2,   BASE, blocking, int, UnblockClient, (RedisModuleBlockedClient *bc, void *privdata))
FN(7.2.0, 7.2,   NEW,  blocking, void *, BlockClientGetPrivateData,
   (RedisModuleBlockedClient *blocked_client))
FN(7.2.0, 7.2,   NEW,  blocking, RedisModuleBlockedClient *, BlockClientOnAuth,
   (RedisModuleCtx *ctx, RedisModuleAuthCallback reply_callback,
    void (*free_privdata)(RedisModuleCtx*, void*)))
FN(7.2.0, 7.2,   NEW,  blocking, RedisModuleBlockedClient *, BlockClientOnKeysWithFlags,
   (RedisModuleCtx *ctx, RedisModuleCmdFunc reply_callback, RedisModuleCmdFunc timeout_callback,
    void (*free_privdata)(RedisModuleCtx*, void*), long long timeout_ms, RedisModuleString **keys,
    int numkeys, void *privdata, int flags))
FN(7.2.0, 7.2,   NEW,  blocking, void, BlockClientSetPrivateData,
   (RedisModuleBlockedClient *blocked_client, void *private_data))
FN(6.2.0, 7.2,   NEW,  blocking, int, BlockedClientMeasureTimeEnd, (RedisModuleBlockedClient *bc))
FN(6.2.0, 7.2,   NEW,  blocking, int, BlockedClientMeasureTimeStart, (RedisModuleBlockedClient *bc))

/* Threads */
FN(4.0.0, 7.2,   BASE, thread, void, FreeThreadSafeContext, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, thread, RedisModuleCtx *, GetThreadSafeContext, (RedisModuleBlockedClient *bc))
FN(4.0.0, 7.2,   BASE, thread, void, ThreadSafeContextLock, (RedisModuleCtx *ctx))
FN(4.0.0, 7.2,   BASE, thread, void, ThreadSafeContextUnlock, (RedisModuleCtx *ctx))
FN(6.0.9, 7.2,   NEW,  thread, RedisModuleCtx *, GetDetachedThreadSafeContext, (RedisModuleCtx *ctx))
FN(6.0.8, 7.2,   NEW,  thread, int, ThreadSafeContextTryLock, (RedisModuleCtx *ctx))
FN(7.0.0, 7.2,   NEW,  thread, void, Yield, (RedisModuleCtx *ctx, int flags, const char *busy_reply))

/* Timers */
FN(5.0.0, 7.2,   BASE, timer, RedisModuleTimerID, CreateTimer,
   (RedisModuleCtx *ctx, mstime_t period, RedisModuleTimerProc callback, void *data))
FN(5.0.0, 7.2,   BASE, timer, int, GetTimerInfo,
   (RedisModuleCtx *ctx, RedisModuleTimerID id, uint64_t *remaining, void **data))
FN(5.0.0, 7.2,   BASE, timer, int, StopTimer, (RedisModuleCtx *ctx, RedisModuleTimerID id, void **data))

/* Event loop */
FN(7.0.0, 7.2,   NEW,  eventloop, int, EventLoopAdd,
   (int fd, int mask, RedisModuleEventLoopFunc func, void *user_data))
FN(7.0.0, 7.2,   NEW,  eventloop, int, EventLoopAddOneShot,
   (RedisModuleEventLoopOneShotFunc func, void *user_data))
FN(7.0.0, 7.2,   NEW,  eventloop, int, EventLoopDel, (int fd, int mask))

/* Forked children */
FN(6.0.0, 7.2,   BASE, fork, int, ExitFromChild, (int retcode))
FN(6.0.0, 7.2,   BASE, fork, int, Fork, (RedisModuleForkDoneHandler cb, void *user_data))
FN(6.0.0, 7.2,   BASE, fork, int, KillForkChild, (int child_pid))
FN(6.2.0, 7.2,   NEW,  fork, void, SendChildHeartbeat, (double progress))

/* Keyspace notifications */
FN(6.0.0, 7.2,   BASE, keyspace-event, int, GetNotifyKeyspaceEvents, (void))
FN(6.0.0, 7.2,   BASE, keyspace-event, int, NotifyKeyspaceEvent,
   (RedisModuleCtx *ctx, int type, const char *event, RedisModuleString *key))
FN(5.0.0, 7.2,   BASE, keyspace-event, int, SubscribeToKeyspaceEvents,
   (RedisModuleCtx *ctx, int types, RedisModuleNotificationFunc cb))
FN(7.2.0, 7.2,   NEW,  keyspace-event, int, AddPostNotificationJob,
   (RedisModuleCtx *ctx, RedisModulePostNotificationJobFunc callback, void *pd, void (*free_pd)(void*)))
FN(6.0.9, 7.2,   NEW,  keyspace-event, int, GetKeyspaceNotificationFlagsAll, (void))

/* Server events */
FN(6.0.0, 7.2,   BASE, server-event, int, SubscribeToServerEvent,
   (RedisModuleCtx *ctx, RedisModuleEvent event, RedisModuleEventCallback callback))
FN(6.0.9, 7.2,   NEW,  server-event, int, IsSubEventSupported, (RedisModuleEvent event, uint64_t subevent))

/* Command filters */
FN(6.0.0, 7.2,   BASE, filter, int, CommandFilterArgDelete, (RedisModuleCommandFilterCtx *fctx, int pos))
FN(6.0.0, 7.2,   BASE, filter, RedisModuleString *, CommandFilterArgGet,
   (RedisModuleCommandFilterCtx *fctx, int pos))
FN(6.0.0, 7.2,   BASE, filter, int, CommandFilterArgInsert,
   (RedisModuleCommandFilterCtx *fctx, int pos, RedisModuleString *arg))
FN(6.0.0, 7.2,   BASE, filter, int, CommandFilterArgReplace,
   (RedisModuleCommandFilterCtx *fctx, int pos, RedisModuleString *arg))
FN(6.0.0, 7.2,   BASE, filter, int, CommandFilterArgsCount, (RedisModuleCommandFilterCtx *fctx))
FN(6.0.0, 7.2,   BASE, filter, RedisModuleCommandFilter *, RegisterCommandFilter,
   (RedisModuleCtx *ctx, RedisModuleCommandFilterFunc cb, int flags))
FN(6.0.0, 7.2,   BASE, filter, int, UnregisterCommandFilter,
   (RedisModuleCtx *ctx, RedisModuleCommandFilter *filter))
FN(7.2.0, 7.2,   NEW,  filter, unsigned long long, CommandFilterGetClientId,
   (RedisModuleCommandFilterCtx *fctx))

/* Cluster */
FN(5.0.0, 7.2,   BASE, cluster, void, FreeClusterNodesList, (char **ids))
FN(5.0.0, 7.2,   BASE, cluster, int, GetClusterNodeInfo,
   (RedisModuleCtx *ctx, const char *id, char *ip, char *master_id, int *port, int *flags))
FN(5.0.0, 7.2,   BASE, cluster, char **, GetClusterNodesList, (RedisModuleCtx *ctx, size_t *numnodes))
FN(5.0.0, 7.2,   BASE, cluster, size_t, GetClusterSize, (void))
FN(5.0.0, 7.2,   BASE, cluster, const char *, GetMyClusterID, (void))
FN(5.0.0, 7.2,   BASE, cluster, void, RegisterClusterMessageReceiver,
   (RedisModuleCtx *ctx, uint8_t type, RedisModuleClusterMessageReceiver callback))
FN(5.0.0, 7.2,   BASE, cluster, int, SendClusterMessage,
   (RedisModuleCtx *ctx, const char *target_id, uint8_t type, const char *msg, uint32_t len))
FN(5.0.0, 7.2,   BASE, cluster, void, SetClusterFlags, (RedisModuleCtx *ctx, uint64_t flags))
FN(7.4.0, 7.2,   NEW,  cluster, const char *, ClusterCanonicalKeyNameInSlot, (unsigned int slot))
FN(7.4.0, 7.2,   NEW,  cluster, unsigned int, ClusterKeySlot, (RedisModuleString *key))
FN(-,     9.1.2, NEW,  cluster, unsigned int, ClusterKeySlotC, (const char *key, size_t keylen))
FN(-,     8.0,   NEW,  cluster, int, GetClusterNodeInfoForClient,
   (RedisModuleCtx *ctx, uint64_t client_id, const char *node_id, char *ip, char *primary_id, int *port,
    int *flags))

/* Users and permissions */
FN(6.0.0, 7.2,   BASE, acl, int, AuthenticateClientWithACLUser,
   (RedisModuleCtx *ctx, const char *name, size_t len, RedisModuleUserChangedFunc callback,
    void *privdata, uint64_t *client_id))
FN(6.0.0, 7.2,   BASE, acl, int, AuthenticateClientWithUser,
   (RedisModuleCtx *ctx, RedisModuleUser *user, RedisModuleUserChangedFunc callback, void *privdata,
    uint64_t *client_id))
FN(6.0.0, 7.2,   BASE, acl, RedisModuleUser *, CreateModuleUser, (const char *name))
FN(6.0.0, 7.2,   BASE, acl, int, DeauthenticateAndCloseClient, (RedisModuleCtx *ctx, uint64_t client_id))
FN(6.0.0, 7.2,   BASE, acl, void, FreeModuleUser, (RedisModuleUser *user))
FN(6.0.0, 7.2,   BASE, acl, int, SetModuleUserACL, (RedisModuleUser *user, const char *acl))
FN(7.0.0, 7.2,   NEW,  acl, void, ACLAddLogEntry,
   (RedisModuleCtx *ctx, RedisModuleUser *user, RedisModuleString *object,
    RedisModuleACLLogEntryReason reason))
FN(7.2.0, 7.2,   NEW,  acl, void, ACLAddLogEntryByUserName,
   (RedisModuleCtx *ctx, RedisModuleString *user, RedisModuleString *object,
    RedisModuleACLLogEntryReason reason))
FN(7.0.0, 7.2,   NEW,  acl, int, ACLCheckChannelPermissions,
   (RedisModuleUser *user, RedisModuleString *ch, int literal))
FN(7.0.0, 7.2,   NEW,  acl, int, ACLCheckCommandPermissions,
   (RedisModuleUser *user, RedisModuleString **argv, int argc))
FN(7.0.0, 7.2,   NEW,  acl, int, ACLCheckKeyPermissions,
   (RedisModuleUser *user, RedisModuleString *key, int flags))
FN(8.0,   -,     NEW,  acl, int, ACLCheckKeyPrefixPermissions,
   (RedisModuleUser *user, RedisModuleString *prefix, int flags))
FN_AS(-,     9.1.2, NEW,  acl, int, ACLCheckKeyPrefixPermissions_Valkey, ACLCheckKeyPrefixPermissions,
   (RedisModuleUser *user, const char *prefix, size_t len, unsigned int flags))
FN(-,     9.1.2, NEW,  acl, int, ACLCheckPermissions,
   (RedisModuleUser *user, RedisModuleString **argv, int argc, int dbid,
    RedisModuleACLLogEntryReason *denial_reason))
FN(7.4.0, 7.2,   NEW,  acl, int, AddACLCategory, (RedisModuleCtx *ctx, const char *name))
FN(7.0.0, 7.2,   NEW,  acl, RedisModuleString *, GetCurrentUserName, (RedisModuleCtx *ctx))
FN(7.0.6, 7.2,   NEW,  acl, RedisModuleString *, GetModuleUserACLString, (RedisModuleUser *user))
FN(7.0.0, 7.2,   NEW,  acl, RedisModuleUser *, GetModuleUserFromUserName, (RedisModuleString *name))
FN(7.0.0, 7.2,   NEW,  acl, int, RedactClientCommandArgument, (RedisModuleCtx *ctx, int pos))
FN(7.2.0, 7.2,   NEW,  acl, void, RegisterAuthCallback, (RedisModuleCtx *ctx, RedisModuleAuthCallback cb))
FN(7.2.0, 7.2,   NEW,  acl, int, SetCommandACLCategories,
   (RedisModuleCommand *command, const char *ctgrsflags))
FN(7.0.6, 7.2,   NEW,  acl, void, SetContextUser, (RedisModuleCtx *ctx, const RedisModuleUser *user))
FN(7.0.6, 7.2,   NEW,  acl, int, SetModuleUserACLString,
   (RedisModuleCtx *ctx, RedisModuleUser *user, const char *acl, RedisModuleString **error))

/* Configs */
FN(7.0.0, 7.2,   NEW,  config, int, LoadConfigs, (RedisModuleCtx *ctx))
FN(8.0,   -,     NEW,  config, int, LoadDefaultConfigs, (RedisModuleCtx *ctx))
FN(7.0.0, 7.2,   NEW,  config, int, RegisterBoolConfig,
   (RedisModuleCtx *ctx, const char *name, int default_val, unsigned int flags,
    RedisModuleConfigGetBoolFunc getfn, RedisModuleConfigSetBoolFunc setfn,
    RedisModuleConfigApplyFunc applyfn, void *privdata))
FN(7.0.0, 7.2,   NEW,  config, int, RegisterEnumConfig,
   (RedisModuleCtx *ctx, const char *name, int default_val, unsigned int flags, const char **enum_values,
    const int *int_values, int num_enum_vals, RedisModuleConfigGetEnumFunc getfn,
    RedisModuleConfigSetEnumFunc setfn, RedisModuleConfigApplyFunc applyfn, void *privdata))
FN(7.0.0, 7.2,   NEW,  config, int, RegisterNumericConfig,
   (RedisModuleCtx *ctx, const char *name, long long default_val, unsigned int flags, long long min,
    long long max, RedisModuleConfigGetNumericFunc getfn, RedisModuleConfigSetNumericFunc setfn,
    RedisModuleConfigApplyFunc applyfn, void *privdata))
FN(7.0.0, 7.2,   NEW,  config, int, RegisterStringConfig,
   (RedisModuleCtx *ctx, const char *name, const char *default_val, unsigned int flags,
    RedisModuleConfigGetStringFunc getfn, RedisModuleConfigSetStringFunc setfn,
    RedisModuleConfigApplyFunc applyfn, void *privdata))
FN(-,     9.1.2, NEW,  config, int, RegisterUnsignedNumericConfig,
   (RedisModuleCtx *ctx, const char *name, unsigned long long default_val, unsigned int flags,
    unsigned long long min, unsigned long long max, RedisModuleConfigGetUnsignedNumericFunc getfn,
    RedisModuleConfigSetUnsignedNumericFunc setfn, RedisModuleConfigApplyFunc applyfn, void *privdata))

/* INFO */
FN(6.0.0, 7.2,   BASE, info, void, FreeServerInfo, (RedisModuleCtx *ctx, RedisModuleServerInfoData *data))
FN(6.0.0, 7.2,   BASE, info, RedisModuleServerInfoData *, GetServerInfo,
   (RedisModuleCtx *ctx, const char *section))
FN(6.0.0, 7.2,   BASE, info, int, InfoAddFieldCString,
   (RedisModuleInfoCtx *ctx, const char *field, const char *value))
FN(6.0.0, 7.2,   BASE, info, int, InfoAddFieldDouble,
   (RedisModuleInfoCtx *ctx, const char *field, double value))
FN(6.0.0, 7.2,   BASE, info, int, InfoAddFieldLongLong,
   (RedisModuleInfoCtx *ctx, const char *field, long long value))
FN(6.0.0, 7.2,   BASE, info, int, InfoAddFieldString,
   (RedisModuleInfoCtx *ctx, const char *field, RedisModuleString *value))
FN(6.0.0, 7.2,   BASE, info, int, InfoAddFieldULongLong,
   (RedisModuleInfoCtx *ctx, const char *field, unsigned long long value))
FN(6.0.0, 7.2,   BASE, info, int, InfoAddSection, (RedisModuleInfoCtx *ctx, const char *name))
FN(6.0.0, 7.2,   BASE, info, int, InfoBeginDictField, (RedisModuleInfoCtx *ctx, const char *name))
FN(6.0.0, 7.2,   BASE, info, int, InfoEndDictField, (RedisModuleInfoCtx *ctx))
FN(6.0.0, 7.2,   BASE, info, int, RegisterInfoFunc, (RedisModuleCtx *ctx, RedisModuleInfoFunc cb))
FN(6.0.0, 7.2,   BASE, info, RedisModuleString *, ServerInfoGetField,
   (RedisModuleCtx *ctx, RedisModuleServerInfoData *data, const char *field))
FN(6.0.0, 7.2,   BASE, info, const char *, ServerInfoGetFieldC,
   (RedisModuleServerInfoData *data, const char *field))
FN(6.0.0, 7.2,   BASE, info, double, ServerInfoGetFieldDouble,
   (RedisModuleServerInfoData *data, const char *field, int *out_err))
FN(6.0.0, 7.2,   BASE, info, long long, ServerInfoGetFieldSigned,
   (RedisModuleServerInfoData *data, const char *field, int *out_err))
FN(6.0.0, 7.2,   BASE, info, unsigned long long, ServerInfoGetFieldUnsigned,
   (RedisModuleServerInfoData *data, const char *field, int *out_err))

/* Log */
FN(6.0.0, 7.2,   BASE, log, void, LatencyAddSample, (const char *event, mstime_t latency))
FN(4.0.0, 7.2,   BASE, log, void, Log, (RedisModuleCtx *ctx, const char *level, const char *fmt, ...))
FN(4.0.0, 7.2,   BASE, log, void, LogIOError, (RedisModuleIO *io, const char *levelstr, const char *fmt, ...))
FN(6.0.0, 7.2,   BASE, log, void, _Assert, (const char *estr, const char *file, int line))

/* APIs shared between modules */
FN(6.0.0, 7.2,   BASE, shared-api, int, ExportSharedAPI,
   (RedisModuleCtx *ctx, const char *apiname, void *func))
FN(6.0.0, 7.2,   BASE, shared-api, void *, GetSharedAPI, (RedisModuleCtx *ctx, const char *apiname))

/* Scripting engines */
FN(-,     8.1,   NEW,  scripting-engine, RedisModuleScriptingEngineExecutionState, GetFunctionExecutionState,
   (RedisModuleScriptingEngineServerRuntimeCtx *server_ctx))
FN(-,     8.1,   NEW,  scripting-engine, int, RegisterScriptingEngine,
   (RedisModuleCtx *module_ctx, const char *engine_name, RedisModuleScriptingEngineCtx *engine_ctx,
    RedisModuleScriptingEngineMethods *engine_methods))
FN(-,     9.1.2, NEW,  scripting-engine, void, ScriptingEngineDebuggerFlushLogs, (void))
FN(-,     9.1.2, NEW,  scripting-engine, void, ScriptingEngineDebuggerLog,
   (RedisModuleString *msg, int truncate))
FN(-,     9.1.2, NEW,  scripting-engine, void, ScriptingEngineDebuggerLogRespReply,
   (RedisModuleCallReply *reply))
FN(-,     9.1.2, NEW,  scripting-engine, void, ScriptingEngineDebuggerLogRespReplyStr, (const char *reply))
FN(-,     9.1.2, NEW,  scripting-engine, void, ScriptingEngineDebuggerProcessCommands,
   (int *client_disconnected, RedisModuleString **err))
FN(-,     8.1,   NEW,  scripting-engine, int, UnregisterScriptingEngine,
   (RedisModuleCtx *module_ctx, const char *engine_name))

/* Clock, clients, random numbers, server */
FN(4.0.0, 7.2,   BASE, utility, unsigned long long, GetClientId, (RedisModuleCtx *ctx))
FN(6.0.0, 7.2,   BASE, utility, int, GetClientInfoById, (void *ci, uint64_t id))
FN(5.0.0, 7.2,   BASE, utility, int, GetContextFlags, (RedisModuleCtx *ctx))
FN(5.0.0, 7.2,   BASE, utility, void, GetRandomBytes, (unsigned char *dst, size_t len))
FN(5.0.0, 7.2,   BASE, utility, void, GetRandomHexChars, (char *dst, size_t len))
FN(4.0.0, 7.2,   BASE, utility, mstime_t, Milliseconds, (void))
FN(6.0.0, 7.2,   BASE, utility, int, PublishMessage,
   (RedisModuleCtx *ctx, RedisModuleString *channel, RedisModuleString *message))
FN(7.2.0, 7.2,   NEW,  utility, ustime_t, CachedMicroseconds, (void))
FN(6.0.9, 7.2,   NEW,  utility, RedisModuleString *, GetClientCertificate, (RedisModuleCtx *ctx, uint64_t id))
FN(7.0.3, 7.2,   NEW,  utility, RedisModuleString *, GetClientNameById, (RedisModuleCtx *ctx, uint64_t id))
FN(6.2.1, 7.2,   NEW,  utility, RedisModuleString *, GetClientUserNameById,
   (RedisModuleCtx *ctx, uint64_t id))
FN(6.0.9, 7.2,   NEW,  utility, int, GetContextFlagsAll, (void))
FN(7.2.0, 7.2,   NEW,  utility, int, GetModuleOptionsAll, (void))
FN(6.0.9, 7.2,   NEW,  utility, int, GetServerVersion, (void))
FN(7.2.0, 7.2,   NEW,  utility, ustime_t, Microseconds, (void))
FN(7.0.0, 7.2,   NEW,  utility, uint64_t, MonotonicMicroseconds, (void))
FN(7.0.0, 7.2,   NEW,  utility, int, PublishMessageShard,
   (RedisModuleCtx *ctx, RedisModuleString *channel, RedisModuleString *message))
FN(7.0.3, 7.2,   NEW,  utility, int, SetClientNameById, (uint64_t id, RedisModuleString *name))

#undef FN
#undef FN_AS
