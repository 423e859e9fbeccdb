//! The module that `cargo xtask cost` builds with redmod, in `redis-module`.

#![forbid(unsafe_code)]

use redis_module::{
    Context, NextArg, RedisError, RedisResult, RedisString, alloc::RedisAlloc, redis_module,
};

fn add(_: &Context, args: Vec<RedisString>) -> RedisResult {
    let mut args = args.into_iter().skip(1);
    let (a, b) = (args.next_i64()?, args.next_i64()?);
    args.done()?;
    let sum = a.checked_add(b);
    Ok(sum
        .ok_or(RedisError::Str("ERR the sum does not fit"))?
        .into())
}

redis_module! {
    name: "smallest",
    version: 1,
    allocator: (RedisAlloc, RedisAlloc),
    data_types: [],
    commands: [
        ["smallest.add", add, "fast", 0, 0, 0, ""],
    ],
}
