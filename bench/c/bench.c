/* The commands of the comparison in C, as one writes them by hand against the Module API.
 *
 * What it decides: what redmod is held against. So it does all that the same commands do in redmod, and no more:
 * arguments are checked, a wrong type is an error, keys are closed by hand, and no memory is taken that is not needed.
 */

#include "redmod.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char NOT_AN_INTEGER[] = "ERR value is not an integer or out of range";
static const char NOT_A_FLOAT[] = "ERR value is not a valid float";
static const char SYNTAX[] = "ERR syntax error";

/* ---- Arguments and replies ---------------------------------------------------------------------------------- */

static int noop(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    REDISMODULE_NOT_USED(argv);
    if (argc != 1) return RedisModule_WrongArity(ctx);
    return RedisModule_ReplyWithSimpleString(ctx, "OK");
}

static int echo(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 2) return RedisModule_WrongArity(ctx);
    size_t len;
    const char *text = RedisModule_StringPtrLen(argv[1], &len);
    return RedisModule_ReplyWithStringBuffer(ctx, text, len);
}

static int add(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 3) return RedisModule_WrongArity(ctx);
    long long a, b, sum;
    if (RedisModule_StringToLongLong(argv[1], &a) != REDISMODULE_OK ||
        RedisModule_StringToLongLong(argv[2], &b) != REDISMODULE_OK)
        return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    if (__builtin_add_overflow(a, b, &sum)) return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    return RedisModule_ReplyWithLongLong(ctx, sum);
}

static int sum(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    long long sum = 0;
    for (int i = 1; i < argc; i++) {
        long long n;
        if (RedisModule_StringToLongLong(argv[i], &n) != REDISMODULE_OK || __builtin_add_overflow(sum, n, &sum))
            return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    }
    return RedisModule_ReplyWithLongLong(ctx, sum);
}

static int is_token(RedisModuleString *arg, const char *token, size_t token_len) {
    size_t len;
    const char *text = RedisModule_StringPtrLen(arg, &len);
    return len == token_len && !strncasecmp(text, token, len);
}

/* options key [EX seconds] [COUNT count] [MATCH pattern], in any order */
static int options(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc < 2) return RedisModule_WrongArity(ctx);
    long long seconds = -1, count = -1;
    size_t key_len, pattern_len = 0;
    const char *pattern = NULL;
    RedisModule_StringPtrLen(argv[1], &key_len);
    for (int i = 2; i < argc; i += 2) {
        if (i + 1 == argc) return RedisModule_ReplyWithError(ctx, SYNTAX);
        if (seconds < 0 && is_token(argv[i], "EX", 2)) {
            if (RedisModule_StringToLongLong(argv[i + 1], &seconds) != REDISMODULE_OK || seconds < 0)
                return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
        } else if (count < 0 && is_token(argv[i], "COUNT", 5)) {
            if (RedisModule_StringToLongLong(argv[i + 1], &count) != REDISMODULE_OK || count < 0)
                return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
        } else if (!pattern && is_token(argv[i], "MATCH", 5)) {
            pattern = RedisModule_StringPtrLen(argv[i + 1], &pattern_len);
        } else {
            return RedisModule_ReplyWithError(ctx, SYNTAX);
        }
    }
    long long total = (long long)key_len + (seconds < 0 ? 0 : seconds) + (count < 0 ? 0 : count);
    return RedisModule_ReplyWithLongLong(ctx, total + (long long)pattern_len);
}

static int hundred(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 2) return RedisModule_WrongArity(ctx);
    long long len;
    if (RedisModule_StringToLongLong(argv[1], &len) != REDISMODULE_OK || len < 0)
        return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    RedisModule_ReplyWithArray(ctx, len);
    for (long long i = 0; i < len; i++) RedisModule_ReplyWithLongLong(ctx, i);
    return REDISMODULE_OK;
}

static int fields(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 2) return RedisModule_WrongArity(ctx);
    size_t len;
    const char *name = RedisModule_StringPtrLen(argv[1], &len);
    RedisModule_ReplyWithMap(ctx, 4);
    RedisModule_ReplyWithCString(ctx, "id");
    RedisModule_ReplyWithLongLong(ctx, 7);
    RedisModule_ReplyWithCString(ctx, "name");
    RedisModule_ReplyWithStringBuffer(ctx, name, len);
    RedisModule_ReplyWithCString(ctx, "ratio");
    RedisModule_ReplyWithDouble(ctx, 0.5);
    RedisModule_ReplyWithCString(ctx, "ready");
    RedisModule_ReplyWithBool(ctx, 1);
    return REDISMODULE_OK;
}

/* ---- Keys and calls ----------------------------------------------------------------------------------------- */

/* The integer that the bytes are, by the server's rules. */
static int parse(const char *text, size_t len, long long *value) {
    char copy[24], *end;
    if (len == 0 || len >= sizeof(copy)) return 0;
    memcpy(copy, text, len);
    copy[len] = 0;
    const char *digits = copy + (copy[0] == '-');
    if (!(*digits >= '1' && *digits <= '9') && strcmp(copy, "0")) return 0;
    errno = 0;
    *value = strtoll(copy, &end, 10);
    return errno == 0 && end == copy + len;
}

static int incr(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 2) return RedisModule_WrongArity(ctx);
    RedisModuleKey *key = RedisModule_OpenKey(ctx, argv[1], REDISMODULE_READ | REDISMODULE_WRITE);
    int type = RedisModule_KeyType(key);
    if (type != REDISMODULE_KEYTYPE_EMPTY && type != REDISMODULE_KEYTYPE_STRING) {
        RedisModule_CloseKey(key);
        return RedisModule_ReplyWithError(ctx, REDISMODULE_ERRORMSG_WRONGTYPE);
    }
    long long value = 0;
    if (type == REDISMODULE_KEYTYPE_STRING) {
        size_t len;
        const char *text = RedisModule_StringDMA(key, &len, REDISMODULE_READ);
        if (!parse(text, len, &value)) {
            RedisModule_CloseKey(key);
            return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
        }
    }
    if (__builtin_add_overflow(value, 1, &value)) {
        RedisModule_CloseKey(key);
        return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    }
    RedisModuleString *text = RedisModule_CreateStringFromLongLong(ctx, value);
    RedisModule_StringSet(key, text);
    RedisModule_FreeString(ctx, text);
    RedisModule_CloseKey(key);
    RedisModule_ReplicateVerbatim(ctx);
    return RedisModule_ReplyWithLongLong(ctx, value);
}

/* score key score member: adds it, and replies the score that it has then */
static int score(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 4) return RedisModule_WrongArity(ctx);
    RedisModuleKey *key = RedisModule_OpenKey(ctx, argv[1], REDISMODULE_READ | REDISMODULE_WRITE);
    int type = RedisModule_KeyType(key);
    if (type != REDISMODULE_KEYTYPE_EMPTY && type != REDISMODULE_KEYTYPE_ZSET) {
        RedisModule_CloseKey(key);
        return RedisModule_ReplyWithError(ctx, REDISMODULE_ERRORMSG_WRONGTYPE);
    }
    double score;
    if (RedisModule_StringToDouble(argv[2], &score) != REDISMODULE_OK) {
        RedisModule_CloseKey(key);
        return RedisModule_ReplyWithError(ctx, NOT_A_FLOAT);
    }
    if (RedisModule_ZsetAdd(key, score, argv[3], NULL) != REDISMODULE_OK ||
        RedisModule_ZsetScore(key, argv[3], &score) != REDISMODULE_OK) {
        RedisModule_CloseKey(key);
        return RedisModule_ReplyWithError(ctx, NOT_A_FLOAT);
    }
    RedisModule_CloseKey(key);
    RedisModule_ReplicateVerbatim(ctx);
    return RedisModule_ReplyWithDouble(ctx, score);
}

static int call(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 2) return RedisModule_WrongArity(ctx);
    RedisModuleCallReply *reply = RedisModule_Call(ctx, "INCR", "s", argv[1]);
    if (!reply) return RedisModule_ReplyWithError(ctx, "ERR the call was refused");
    int type = RedisModule_CallReplyType(reply);
    if (type != REDISMODULE_REPLY_INTEGER) {
        if (type == REDISMODULE_REPLY_ERROR) RedisModule_ReplyWithCallReply(ctx, reply);
        else RedisModule_ReplyWithError(ctx, "ERR no integer was replied");
        RedisModule_FreeCallReply(reply);
        return REDISMODULE_OK;
    }
    long long value = RedisModule_CallReplyInteger(reply);
    RedisModule_FreeCallReply(reply);
    RedisModule_ReplicateVerbatim(ctx);
    return RedisModule_ReplyWithLongLong(ctx, value);
}

/* ---- A type of its own -------------------------------------------------------------------------------------- */

typedef struct {
    uint64_t count;
    char *text;
    size_t len;
} Note;

static RedisModuleType *note_type;

static void note_free(void *value) {
    Note *note = value;
    RedisModule_Free(note->text);
    RedisModule_Free(note);
}

static void note_save(RedisModuleIO *io, void *value) {
    Note *note = value;
    RedisModule_SaveUnsigned(io, note->count);
    RedisModule_SaveStringBuffer(io, note->text, note->len);
}

static void *note_load(RedisModuleIO *io, int encver) {
    if (encver != 0) return NULL;
    Note *note = RedisModule_Alloc(sizeof(*note));
    note->count = RedisModule_LoadUnsigned(io);
    note->text = RedisModule_LoadStringBuffer(io, &note->len);
    return note;
}

static size_t note_mem_usage(const void *value) {
    const Note *note = value;
    return RedisModule_MallocSize((void *)note) + RedisModule_MallocSize(note->text);
}

/* set key count text */
static int set(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 4) return RedisModule_WrongArity(ctx);
    RedisModuleKey *key = RedisModule_OpenKey(ctx, argv[1], REDISMODULE_READ | REDISMODULE_WRITE);
    if (RedisModule_KeyType(key) != REDISMODULE_KEYTYPE_EMPTY && RedisModule_ModuleTypeGetType(key) != note_type) {
        RedisModule_CloseKey(key);
        return RedisModule_ReplyWithError(ctx, REDISMODULE_ERRORMSG_WRONGTYPE);
    }
    long long count;
    if (RedisModule_StringToLongLong(argv[2], &count) != REDISMODULE_OK || count < 0) {
        RedisModule_CloseKey(key);
        return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    }
    Note *note = RedisModule_Alloc(sizeof(*note));
    note->count = (uint64_t)count;
    const char *text = RedisModule_StringPtrLen(argv[3], &note->len);
    note->text = RedisModule_Alloc(note->len);
    memcpy(note->text, text, note->len);
    RedisModule_ModuleTypeSetValue(key, note_type, note);
    RedisModule_CloseKey(key);
    RedisModule_ReplicateVerbatim(ctx);
    return RedisModule_ReplyWithSimpleString(ctx, "OK");
}

static int get(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 2) return RedisModule_WrongArity(ctx);
    RedisModuleKey *key = RedisModule_OpenKey(ctx, argv[1], REDISMODULE_READ);
    if (!key) return RedisModule_ReplyWithLongLong(ctx, 0);
    if (RedisModule_ModuleTypeGetType(key) != note_type) {
        RedisModule_CloseKey(key);
        return RedisModule_ReplyWithError(ctx, REDISMODULE_ERRORMSG_WRONGTYPE);
    }
    Note *note = RedisModule_ModuleTypeGetValue(key);
    long long count = (long long)note->count + (long long)note->len;
    RedisModule_CloseKey(key);
    return RedisModule_ReplyWithLongLong(ctx, count);
}

/* ---- Notifications ------------------------------------------------------------------------------------------ */

static long long seen;

static int on_string(RedisModuleCtx *ctx, int class, const char *event, RedisModuleString *key) {
    REDISMODULE_NOT_USED(ctx), REDISMODULE_NOT_USED(class), REDISMODULE_NOT_USED(key);
    if (!strcmp(event, "set")) seen++;
    return REDISMODULE_OK;
}

/* ---- Loading ------------------------------------------------------------------------------------------------ */

typedef struct {
    const char *name;
    RedisModuleCmdFunc run;
    const char *flags;
    int key;
} Command;

static const Command COMMANDS[] = {
    {"bench.noop", noop, "fast", 0},
    {"bench.echo", echo, "fast", 0},
    {"bench.add", add, "fast", 0},
    {"bench.sum", sum, "", 0},
    {"bench.options", options, "readonly", 1},
    {"bench.incr", incr, "write deny-oom", 1},
    {"bench.score", score, "write deny-oom", 1},
    {"bench.range", hundred, "", 0},
    {"bench.fields", fields, "", 0},
    {"bench.call", call, "write deny-oom", 1},
    {"bench.set", set, "write deny-oom", 1},
    {"bench.get", get, "readonly", 1},
};

int RedisModule_OnLoad(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    REDISMODULE_NOT_USED(argv), REDISMODULE_NOT_USED(argc);
    if (RedisModule_Init(ctx, "bench", 1, REDISMODULE_APIVER_1) != REDISMODULE_OK) return REDISMODULE_ERR;
    RedisModuleTypeMethods methods = {
        .version = 2, .rdb_load = note_load, .rdb_save = note_save, .mem_usage = note_mem_usage, .free = note_free};
    note_type = RedisModule_CreateDataType(ctx, "benchnote", 0, &methods);
    if (!note_type) return REDISMODULE_ERR;
    for (size_t i = 0; i < sizeof(COMMANDS) / sizeof(*COMMANDS); i++) {
        const Command *it = &COMMANDS[i];
        if (RedisModule_CreateCommand(ctx, it->name, it->run, it->flags, it->key, it->key, it->key) != REDISMODULE_OK)
            return REDISMODULE_ERR;
    }
    return RedisModule_SubscribeToKeyspaceEvents(ctx, REDISMODULE_NOTIFY_STRING, on_string);
}
