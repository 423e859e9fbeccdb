/* A command that ends a part of a profile: callgrind writes what it has counted whenever `bench_mark` is entered. */

#include "redmod.h"

int bench_mark(RedisModuleCtx *ctx, RedisModuleString **argv, int argc);

__attribute__((noinline)) int bench_mark(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    REDISMODULE_NOT_USED(argv), REDISMODULE_NOT_USED(argc);
    return RedisModule_ReplyWithSimpleString(ctx, "OK");
}

int RedisModule_OnLoad(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    REDISMODULE_NOT_USED(argv), REDISMODULE_NOT_USED(argc);
    if (RedisModule_Init(ctx, "mark", 1, REDISMODULE_APIVER_1) != REDISMODULE_OK) return REDISMODULE_ERR;
    return RedisModule_CreateCommand(ctx, "bench.mark", bench_mark, "", 0, 0, 0);
}
