/* A module with as many commands and sections of INFO as COMMANDS (1, 100 or 1000) and SECTIONS (1, 10 or 100) say: the same
 * as bench/growth in redmod, where each command has a function of its own, its key spec, its arguments and its summary.
 */

#include "redmod.h"

static const char NOT_AN_INTEGER[] = "ERR value is not an integer or out of range";

/* EACH(M, n) is M of 0 to n - 1, each as it is written in decimal: `command7`, not `command007`. */
#define TEN(M, n) M(n##0) M(n##1) M(n##2) M(n##3) M(n##4) M(n##5) M(n##6) M(n##7) M(n##8) M(n##9)
#define TENS(M, n) \
    TEN(M, n##1) TEN(M, n##2) TEN(M, n##3) TEN(M, n##4) TEN(M, n##5) TEN(M, n##6) TEN(M, n##7) TEN(M, n##8) TEN(M, n##9)
#define HUNDRED(M, n) TEN(M, n##0) TENS(M, n)
#define HUNDREDS(M) \
    HUNDRED(M, 1) HUNDRED(M, 2) HUNDRED(M, 3) HUNDRED(M, 4) HUNDRED(M, 5) HUNDRED(M, 6) HUNDRED(M, 7) HUNDRED(M, 8) HUNDRED(M, 9)
#define EACH_1(M) M(0)
#define EACH_10(M) TEN(M, )
#define EACH_100(M) TEN(M, ) TENS(M, )
#define EACH_1000(M) EACH_100(M) HUNDREDS(M)
#define EACH(M, n) EACH_N(M, n)
#define EACH_N(M, n) EACH_##n(M)

/* ---- Commands ----------------------------------------------------------------------------------------------- */

static int add(RedisModuleCtx *ctx, RedisModuleString **argv, int argc, long long number) {
    if (argc < 3 || argc > 4) return RedisModule_WrongArity(ctx);
    long long count;
    size_t len = 0;
    if (RedisModule_StringToLongLong(argv[2], &count) != REDISMODULE_OK)
        return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    if (argc == 4) RedisModule_StringPtrLen(argv[3], &len);
    return RedisModule_ReplyWithLongLong(ctx, count + number + (long long)len);
}

#define FUNCTION(n) \
    static int command##n(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { return add(ctx, argv, argc, n); }
EACH(FUNCTION, COMMANDS)

static int reply(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 2) return RedisModule_WrongArity(ctx);
    long long len;
    if (RedisModule_StringToLongLong(argv[1], &len) != REDISMODULE_OK || len < 0)
        return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    RedisModule_ReplyWithArray(ctx, len);
    for (long long i = 0; i < len; i++) RedisModule_ReplyWithLongLong(ctx, 1234567);
    return REDISMODULE_OK;
}

static long long many;

static int fields(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    if (argc != 2) return RedisModule_WrongArity(ctx);
    if (RedisModule_StringToLongLong(argv[1], &many) != REDISMODULE_OK || many < 0)
        return RedisModule_ReplyWithError(ctx, NOT_AN_INTEGER);
    return RedisModule_ReplyWithSimpleString(ctx, "OK");
}

/* ---- Sections of INFO --------------------------------------------------------------------------------------- */

static void info(RedisModuleInfoCtx *ctx, int for_crash_report) {
    REDISMODULE_NOT_USED(for_crash_report);
#define SECTION(n) \
    if (RedisModule_InfoAddSection(ctx, "section" #n) == REDISMODULE_OK) RedisModule_InfoAddFieldLongLong(ctx, "number", n);
    EACH(SECTION, SECTIONS)
    if (RedisModule_InfoAddSection(ctx, "fields") == REDISMODULE_OK)
        for (long long i = 0; i < many; i++) RedisModule_InfoAddFieldLongLong(ctx, "number", 1234567);
}

/* ---- Loading ------------------------------------------------------------------------------------------------ */

typedef struct {
    const char *name;
    RedisModuleCmdFunc run;
} Command;

#define ENTRY(n) {"growth.command" #n, command##n},
static const Command ADDING[] = {EACH(ENTRY, COMMANDS)};

static const RedisModuleCommandInfoVersion VERSION = {
    1, sizeof(RedisModuleCommandHistoryEntry), sizeof(RedisModuleCommandKeySpec), sizeof(RedisModuleCommandArg)};

static int describe(RedisModuleCtx *ctx, const char *name, const char *summary, int arity, RedisModuleCommandKeySpec *keys,
                    RedisModuleCommandArg *args) {
    /* Before Redis 7.0 there are no descriptions. */
    if (!RedisModule_SetCommandInfo) return REDISMODULE_OK;
    RedisModuleCommandInfo info = {.version = &VERSION, .summary = summary, .arity = arity, .key_specs = keys, .args = args};
    if (keys) info.since = "1.0.0", info.complexity = "O(1)";
    RedisModuleCommand *command = RedisModule_GetCommand(ctx, name);
    return command ? RedisModule_SetCommandInfo(command, &info) : REDISMODULE_ERR;
}

int RedisModule_OnLoad(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    REDISMODULE_NOT_USED(argv), REDISMODULE_NOT_USED(argc);
    if (RedisModule_Init(ctx, "growth", 1, REDISMODULE_APIVER_1) != REDISMODULE_OK) return REDISMODULE_ERR;
    for (size_t i = 0; i < sizeof(ADDING) / sizeof(*ADDING); i++) {
        const Command *it = &ADDING[i];
        RedisModuleCommandKeySpec keys[] = {{.flags = REDISMODULE_CMD_KEY_RO | REDISMODULE_CMD_KEY_ACCESS,
                                             .begin_search_type = REDISMODULE_KSPEC_BS_INDEX,
                                             .bs.index.pos = 1,
                                             .find_keys_type = REDISMODULE_KSPEC_FK_RANGE,
                                             .fk.range = {0, 1, 0}},
                                            {0}};
        RedisModuleCommandArg args[] = {
            {.name = "key", .type = REDISMODULE_ARG_TYPE_KEY, .key_spec_index = 0},
            {.name = "count", .type = REDISMODULE_ARG_TYPE_INTEGER, .key_spec_index = -1},
            {.name = "note", .type = REDISMODULE_ARG_TYPE_STRING, .key_spec_index = -1, .flags = REDISMODULE_CMD_ARG_OPTIONAL},
            {0}};
        if (RedisModule_CreateCommand(ctx, it->name, it->run, "readonly", 1, 1, 1) != REDISMODULE_OK ||
            describe(ctx, it->name, "Adds a number to a count.", -3, keys, args) != REDISMODULE_OK)
            return REDISMODULE_ERR;
    }
    RedisModuleCommandArg args[] = {{.name = "len", .type = REDISMODULE_ARG_TYPE_INTEGER, .key_spec_index = -1}, {0}};
    if (RedisModule_CreateCommand(ctx, "growth.reply", reply, "", 0, 0, 0) != REDISMODULE_OK ||
        describe(ctx, "growth.reply", "Replies so many integers.", 2, NULL, args) != REDISMODULE_OK ||
        RedisModule_CreateCommand(ctx, "growth.fields", fields, "", 0, 0, 0) != REDISMODULE_OK ||
        describe(ctx, "growth.fields", "Sets how many fields the section `fields` has.", 2, NULL, args) != REDISMODULE_OK)
        return REDISMODULE_ERR;
    return RedisModule_RegisterInfoFunc(ctx, info);
}
