//! The module that `cargo xtask cost` builds with redmod, in `valkey-module`.

#![forbid(unsafe_code)]

use valkey_module::{
    Context, NextArg, ValkeyError, ValkeyResult, ValkeyString, alloc::ValkeyAlloc, valkey_module,
};

fn add(_: &Context, args: Vec<ValkeyString>) -> ValkeyResult {
    let mut args = args.into_iter().skip(1);
    let (a, b) = (args.next_i64()?, args.next_i64()?);
    args.done()?;
    let sum = a.checked_add(b);
    Ok(sum
        .ok_or(ValkeyError::Str("ERR the sum does not fit"))?
        .into())
}

valkey_module! {
    name: "smallest",
    version: 1,
    allocator: (ValkeyAlloc, ValkeyAlloc),
    data_types: [],
    commands: [
        ["smallest.add", add, "fast", 0, 0, 0],
    ],
}
