//! Decides how a call from the server becomes a call of the author's function: one generic shim,
//! compiled once per command.

use std::ffi::c_int;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, RedisModuleString, api};

use super::keys::{KeyPositions, Request};
use super::{Command, Meta, Replicate};
use crate::args::Input;
use crate::frame::Access;
use crate::reply::{ReplyError, Writer};
use crate::{Error, ServerStr, frame, panic};

/// A command's entry, as the server calls it.
pub(crate) type Shim =
    unsafe extern "C" fn(*mut RedisModuleCtx, *mut *mut RedisModuleString, c_int) -> c_int;

/// The entry of a command.
///
/// # Safety
/// Only the server calls it: `context` and the `argc` strings at `argv` live for the call.
pub(crate) unsafe extern "C" fn call<C: Command>(
    context: *mut RedisModuleCtx,
    argv: *mut *mut RedisModuleString,
    argc: c_int,
) -> c_int {
    // SAFETY: the server's promise, passed on.
    let (context, words) = unsafe { (NonNull::new_unchecked(context), words(argv, argc)) };
    let meta = const { &C::META };
    let frame = frame::enter(const { C::META.access() });
    // SAFETY: the context belongs to this call, which has not replied.
    let mut out = unsafe { Writer::new(context) };
    if words.len() < const { C::META.min_argc() } || words.len() > const { C::META.max_argc() } {
        out.error(&Error::WRONG_ARITY);
        return REDISMODULE_OK;
    }
    let done = panic::boundary(|| {
        // SAFETY: the context belongs to this call, and this is its only input.
        let mut input = unsafe { Input::new(context, words, const { C::META.name_len() }) };
        if let Err(error) = C::run(&mut input, &mut out) {
            error.reply_error(&mut out);
        }
    });
    if done.is_err() {
        answer_panic(&mut out, meta, words);
    } else if !out.is_done() {
        out.fill();
    }
    // SAFETY: the context belongs to this call, of which nothing is left.
    unsafe { frame.go_home(context.as_ptr()) };
    if const { matches!(C::META.replicate, Replicate::Verbatim) } && frame.has_written() {
        // What was written is owed to the replicas, however the call has ended.
        // SAFETY: the context belongs to this call.
        unsafe { (api().ReplicateVerbatim)(context.as_ptr()) };
    }
    REDISMODULE_OK
}

/// The entry of a command whose keys or channels the server asks it for.
///
/// # Safety
/// As [`call`].
pub(crate) unsafe extern "C" fn call_or_keys<C: Command>(
    context: *mut RedisModuleCtx,
    argv: *mut *mut RedisModuleString,
    argc: c_int,
) -> c_int {
    // SAFETY: the server's promise, passed on.
    unsafe {
        match Request::of(context) {
            None => call::<C>(context, argv, argc),
            Some(request) => {
                positions(context, words(argv, argc), const { &C::META }, request);
                REDISMODULE_OK
            }
        }
    }
}

/// Answers a request for positions; there is no client to tell of a failure.
#[cold]
pub(super) fn positions(
    context: *mut RedisModuleCtx,
    words: &[&ServerStr],
    meta: &Meta,
    request: Request,
) {
    let _frame = frame::enter(Access::Read);
    let _ = panic::boundary(|| KeyPositions::answer(context, words, meta, request));
}

/// The arguments as borrowed strings, name included.
///
/// # Safety
/// There are `argc` live strings at `argv`, alive for `'a`.
#[inline(always)]
pub(crate) unsafe fn words<'a>(
    argv: *mut *mut RedisModuleString,
    argc: c_int,
) -> &'a [&'a ServerStr] {
    // SAFETY: the caller's promise; a `&ServerStr` is the server's pointer, which is never null.
    unsafe { std::slice::from_raw_parts(argv.cast::<&ServerStr>(), argc as usize) }
}

#[cold]
fn answer_panic(out: &mut Writer<'_>, meta: &Meta, words: &[&ServerStr]) {
    let name: Vec<_> = words[..meta.name_len()]
        .iter()
        .map(|word| word.as_bytes())
        .collect();
    let name = name.join(&b' ').escape_ascii().to_string().to_lowercase();
    warning!("panic in {name}");
    if out.is_untouched() {
        out.error(&Error::new(format_args!("internal error in {name}")));
    }
    out.fill();
}
