//! Decides how subcommands work before Redis 7.0, which has none: their container is a command that
//! looks the subcommand up and calls it.

use std::ffi::c_int;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, RedisModuleString};

use super::keys::Request;
use super::shim::{positions, words};
use super::{Meta, Registered};
use crate::reply::Writer;
use crate::{Error, ServerStr, registry};

/// The entry of every container.
///
/// # Safety
/// Only the server calls it: `context` and the `argc` strings at `argv` live for the call.
pub(super) unsafe extern "C" fn call(
    context: *mut RedisModuleCtx,
    argv: *mut *mut RedisModuleString,
    argc: c_int,
) -> c_int {
    // SAFETY: the server's promise, passed on.
    let words = unsafe { words(argv, argc) };
    let request = Request::of(context);
    match (find(words), request) {
        // SAFETY: the same promise.
        (Some(subcommand), None) => return unsafe { (subcommand.shim)(context, argv, argc) },
        (Some(subcommand), Some(request)) => positions(context, words, &subcommand.meta, request),
        (None, Some(_)) => {}
        // SAFETY: the context belongs to this call, which has not replied.
        (None, None) => unsafe {
            let mut out = Writer::new(NonNull::new_unchecked(context));
            out.error(&unknown(words));
        },
    }
    REDISMODULE_OK
}

fn find(words: &[&ServerStr]) -> Option<&'static Registered> {
    let [container, subcommand, ..] = words else {
        return None;
    };
    let is = |word: &ServerStr, name: &str| word.as_bytes().eq_ignore_ascii_case(name.as_bytes());
    registry::commands().find(|command| {
        let name = command.meta.name.and_then(|name| name.split_once(' '));
        name.is_some_and(|(first, second)| is(container, first) && is(subcommand, second))
    })
}

#[cold]
fn unknown(words: &[&ServerStr]) -> Error {
    match words.get(1) {
        None => Error::WRONG_ARITY,
        // What a client sent is shown as far as an error needs it.
        Some(word) => {
            let shown = &word.as_bytes()[..word.as_bytes().len().min(128)];
            Error::new(format_args!(
                "unknown subcommand '{}'",
                shown.escape_ascii()
            ))
        }
    }
}

/// The flags of the container: what any of its subcommands may do.
pub(super) fn flags<'a>(subcommands: impl Iterator<Item = &'a Meta>) -> Vec<&'static str> {
    let mut flags = vec!["getkeys-api"];
    for meta in subcommands {
        let new = |flag: &&str| !flags.contains(flag);
        let added: Vec<_> = meta.flags.iter().copied().filter(new).collect();
        flags.extend(added);
    }
    if flags.contains(&"write") {
        flags.retain(|flag| *flag != "readonly");
    }
    flags
}
