/* The module `plain.rs`, written in C: one command, its description, a section of INFO. */

#include "redmod.h"

static int add(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    long long a, b, sum;
    if (argc != 3) return RedisModule_WrongArity(ctx);
    if (RedisModule_StringToLongLong(argv[1], &a) != REDISMODULE_OK ||
        RedisModule_StringToLongLong(argv[2], &b) != REDISMODULE_OK)
        return RedisModule_ReplyWithError(ctx, "ERR value is not an integer or out of range");
    if (__builtin_add_overflow(a, b, &sum)) return RedisModule_ReplyWithError(ctx, "ERR overflow");
    return RedisModule_ReplyWithLongLong(ctx, sum);
}

static void info(RedisModuleInfoCtx *ctx, int for_crash_report) {
    (void)for_crash_report;
    if (RedisModule_InfoAddSection(ctx, "redmod") == REDISMODULE_OK)
        RedisModule_InfoAddFieldULongLong(ctx, "panics", 0);
}

static RedisModuleCommandArg args[] = {
    {.name = "a", .type = REDISMODULE_ARG_TYPE_INTEGER, .key_spec_index = -1},
    {.name = "b", .type = REDISMODULE_ARG_TYPE_INTEGER, .key_spec_index = -1},
    {0},
};

static const RedisModuleCommandInfo description = {
    .version = REDISMODULE_COMMAND_INFO_VERSION,
    .summary = "Adds two numbers.",
    .arity = 3,
    .args = args,
};

int RedisModule_OnLoad(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    (void)argv, (void)argc;
    if (RedisModule_Init(ctx, "plain", 1, REDISMODULE_APIVER_1) != REDISMODULE_OK ||
        RedisModule_CreateCommand(ctx, "plain.add", add, "fast", 0, 0, 0) != REDISMODULE_OK)
        return REDISMODULE_ERR;
    RedisModule_SetModuleOptions(ctx, 0);
    if (RedisModule_SetCommandInfo &&
        RedisModule_SetCommandInfo(RedisModule_GetCommand(ctx, "plain.add"), &description) != REDISMODULE_OK)
        return REDISMODULE_ERR;
    return RedisModule_RegisterInfoFunc(ctx, info);
}
