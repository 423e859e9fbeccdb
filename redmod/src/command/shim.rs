//! Decides how a call from the server becomes a call of the author's function: one generic shim,
//! compiled once per command.

use std::ffi::c_int;
use std::fmt;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, RedisModuleString, api};

use super::keys::{KeyPositions, Request};
use super::{Command, Meta, Replicate};
use crate::args::shape::takes_context;
use crate::args::{Input, Late};
use crate::context::ServerContext;
use crate::frame::{Access, Frame};
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
    if words.len() < const { C::META.min_argc() } || words.len() > const { C::META.max_argc() } {
        // SAFETY: the context belongs to this call, which has not replied.
        unsafe { Writer::new(context) }.error(&Error::WRONG_ARITY);
        return REDISMODULE_OK;
    }
    let access = const { C::META.access() };
    if const { takes_context(C::META.params) } {
        let frame = frame::enter(access);
        // SAFETY: the context belongs to this call, which has not replied.
        unsafe { run::<C>(context, words, None) };
        // SAFETY: the context belongs to this call, of which nothing is left.
        unsafe { finish::<C>(&frame, context) };
    } else {
        let late = Late::new(access);
        // SAFETY: as above.
        unsafe { run::<C>(context, words, Some(&late)) };
        if let Some(frame) = late.entered() {
            // SAFETY: as above.
            unsafe { finish::<C>(&frame, context) };
        }
    }
    REDISMODULE_OK
}

/// Parses, calls and replies, whatever happens.
///
/// # Safety
/// The context belongs to a call with so many words, which has not replied.
#[inline(always)]
unsafe fn run<'a, C: Command>(
    context: NonNull<RedisModuleCtx>,
    words: &'a [&'a ServerStr],
    late: Option<&'a Late>,
) {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Writer::new(context) };
    let done = panic::boundary(|| {
        // SAFETY: no command has fewer words than its name.
        let args = unsafe { words.get_unchecked(const { C::META.name_len() }..) };
        // SAFETY: the context belongs to this call, and this is its only input.
        let mut input = unsafe { Input::new(context, args, late) };
        if let Err(error) = C::run(&mut input, &mut out) {
            error.reply_error(&mut out);
        }
    });
    if done.is_err() {
        answer_panic(out, const { &C::META }, words);
    } else {
        out.fill();
    }
}

/// Leaves the database that the call has begun in selected, and tells the replicas what it has written, however it has ended.
///
/// # Safety
/// The context belongs to the call, of which nothing is left.
#[inline(always)]
unsafe fn finish<C: Command>(frame: &Frame, context: NonNull<RedisModuleCtx>) {
    // SAFETY: the caller's promise.
    unsafe {
        frame.go_home(context.as_ptr());
        if const { matches!(C::META.replicate, Replicate::Verbatim) }
            && frame.has_written()
            && ServerContext::from_raw(context)
                .refuses_replication()
                .is_none()
        {
            (api().ReplicateVerbatim)(context.as_ptr());
        }
    }
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
fn answer_panic(mut out: Writer<'_>, meta: &Meta, words: &[&ServerStr]) {
    panicked(&mut out, &words[..meta.name_len()]);
    out.fill();
}

/// Replies that the command of this name has panicked, unless something is replied already.
#[cold]
pub(crate) fn panicked(out: &mut Writer<'_>, name: &[&ServerStr]) {
    let name = Name(name);
    warning!("panic in {name}");
    if out.is_untouched() {
        out.error(&Error::new(format_args!("internal error in {name}")));
    }
}

/// What a command was called by, as it is shown: in lower case.
struct Name<'a>(&'a [&'a ServerStr]);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, word) in self.0.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { " " })?;
            for byte in word.as_bytes() {
                write!(f, "{}", byte.to_ascii_lowercase().escape_ascii())?;
            }
        }
        Ok(())
    }
}
