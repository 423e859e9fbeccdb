//! Decides what the server's callbacks for a type do: each is compiled once per type, and none lets
//! a panic through.

use std::ffi::{c_int, c_void};
use std::mem::ManuallyDrop;
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicU32, Ordering};

use redmod_sys::{
    RedisModuleDefragCtx, RedisModuleDigest, RedisModuleIO, RedisModuleKeyOptCtx,
    RedisModuleString, RedisModuleTypeMethods, api,
};

use super::hooks::{Aof, Digest, Place, Sample};
use super::restore::Payload;
use super::saver::To;
use super::{DataType, Form, Size, aux_data, string};
use crate::defrag::Defragmenter;
use crate::log::{Level, log_io};
use crate::{Error, Result, ServerStr, frame, panic};

/// The newest version of the struct that is filled here.
const NEWEST: c_int = 5;

/// The callbacks of a type, as far as this server knows of them (`RM_GetTypeMethodVersion`).
#[doc(alias = "RM_GetTypeMethodVersion")]
pub(super) fn methods<T: DataType>() -> RedisModuleTypeMethods {
    // SAFETY: called while the module is loaded, so the table is; the function returns a number.
    // Servers without it know the second version, that of Redis 6.0.
    let known = unsafe { api().GetTypeMethodVersion.map_or(2, |version| version()) };
    let mut methods = RedisModuleTypeMethods {
        version: known.min(NEWEST) as u64,
        rdb_load: Some(load::<T>),
        rdb_save: Some(save::<T>),
        aof_rewrite: Some(rewrite::<T>),
        mem_usage: Some(mem_usage::<T>),
        digest: Some(digest::<T>),
        free: Some(free::<T>),
        aux_load: None,
        aux_save: None,
        aux_save_triggers: 0,
        free_effort: Some(free_effort::<T>),
        unlink: T::HOOKS.unlink.and(Some(unlink::<T>)),
        copy: Some(copy::<T>),
        defrag: Some(defrag::<T>),
        mem_usage2: Some(mem_usage2::<T>),
        free_effort2: None,
        unlink2: T::HOOKS.unlink.and(Some(unlink2::<T>)),
        copy2: Some(copy2::<T>),
        aux_save2: None,
    };
    aux_data::add::<T>(&mut methods);
    methods
}

/// The server's process, which is not that of the children that it forks for saving.
static SERVER: AtomicU32 = AtomicU32::new(0);

/// Called by `OnLoad`, which only the server itself calls.
pub(super) fn note_process() {
    SERVER.store(std::process::id(), Ordering::Relaxed);
}

unsafe extern "C" {
    /// Sends a signal to a process.
    safe fn kill(process: c_int, signal: c_int) -> c_int;
}

/// In a child that the server has forked for saving: dies, so that the server keeps the file that
/// it has. A signal says so; a mere exit would leave the half of a new one behind.
pub(super) fn die_in_child() {
    const SIGKILL: c_int = 9;
    let process = std::process::id();
    if process != SERVER.load(Ordering::Relaxed) {
        kill(process as c_int, SIGKILL);
    }
}

/// The value that the server gives back; `None` for the placeholder of one that was taken out.
///
/// # Safety
/// It was given to the server as a value of the type, and is not changed during `'a`.
unsafe fn value<'a, T: DataType>(value: *const c_void) -> Option<&'a T> {
    // SAFETY: the caller's promise: values of the type are boxes of `T`.
    unsafe { value.cast::<T>().as_ref() }
}

/// `rdb_load`: a value, or null and a line in the log.
///
/// # Safety
/// Only the server calls it, with an IO that lives for the call.
unsafe extern "C" fn load<T: DataType>(io: *mut RedisModuleIO, encver: c_int) -> *mut c_void {
    // SAFETY: the server's promise.
    let io = unsafe { NonNull::new_unchecked(io) };
    let loaded = panic::boundary(|| -> Result<Box<T>> {
        let encver = known_encver::<T>(string::told().encver.map_or(encver, c_int::from))?;
        // SAFETY: the call lasts.
        let mut value = unsafe { Form::<T>::load(io, encver) }?;
        if encver < T::META.encver {
            value.migrate(encver)?;
        }
        T::check(&value)?;
        Ok(Box::new(value))
    });
    let why = match loaded {
        Ok(Ok(value)) => return Box::into_raw(value).cast(),
        Ok(Err(error)) => error,
        Err(_) => Error::new("loading it has panicked"),
    };
    // SAFETY: the call lasts.
    unsafe { report::<T>(io, "loaded", &why) };
    null_mut()
}

/// The version of what is loaded; not one that is newer than the module.
pub(super) fn known_encver<T: DataType>(encver: c_int) -> Result<u16> {
    let newest = T::META.encver;
    let known = u16::try_from(encver).ok().filter(|it| *it <= newest);
    known.ok_or_else(|| {
        Error::new(format_args!(
            "it has the encver {encver}, and this module knows none after {newest}"
        ))
    })
}

/// `rdb_save`: after a panic the child dies, or what is written is no value.
///
/// # Safety
/// Only the server calls it, with a value of the type and an IO that live for the call.
unsafe extern "C" fn save<T: DataType>(io: *mut RedisModuleIO, it: *mut c_void) {
    // SAFETY: the server's promise.
    let (io, it) = unsafe { (NonNull::new_unchecked(io), value::<T>(it)) };
    let Some(it) = it else {
        // SAFETY: the call lasts.
        return unsafe { Form::<T>::spoil(io) };
    };
    // SAFETY: the call lasts.
    if panic::boundary(|| unsafe { Form::<T>::save(it, io) }).is_err() {
        // SAFETY: the call lasts.
        unsafe {
            report::<T>(io, "saved", &Error::new("saving it has panicked"));
            die_in_child();
            Form::<T>::spoil(io);
            string::fail();
        }
    }
}

/// `aof_rewrite`: the author's commands, or one `RESTORE`; the server adds when the key expires.
///
/// # Safety
/// Only the server calls it, with a key, a value of the type and an IO that live for the call.
unsafe extern "C" fn rewrite<T: DataType>(
    io: *mut RedisModuleIO,
    key: *mut RedisModuleString,
    it: *mut c_void,
) {
    // SAFETY: the server's promise.
    let (stream, it) = unsafe { (NonNull::new_unchecked(io), value::<T>(it)) };
    let Some(it) = it else { return };
    // SAFETY: the call lasts.
    let mut aof = unsafe { Aof::from_raw(stream, key) };
    let written = panic::boundary(|| {
        if let Some(rewrite) = T::HOOKS.aof_rewrite {
            return rewrite(it, &mut aof);
        }
        let mut payload = Payload::new(&T::META);
        // SAFETY: this is a child that saves.
        unsafe { Form::hand_on(it, To::Payload(&mut payload)) }?;
        let payload = payload.finish();
        aof.emit(c"RESTORE", (aof.key(), 0, payload.as_slice()))
    });
    let why = match written {
        Ok(Ok(())) => return,
        Ok(Err(error)) => error,
        Err(_) => Error::new("rewriting it has panicked"),
    };
    // SAFETY: the call lasts. A command that nobody has makes the rewrite fail.
    unsafe {
        report::<T>(stream, "rewritten", &why);
        die_in_child();
        (api().EmitAOF)(io, c"redmod.failed".as_ptr(), c"".as_ptr());
    }
}

/// Names the type and the key in the log (`RM_LogIOError`, `RM_GetKeyNameFromIO`).
///
/// # Safety
/// The callback that was given the IO runs.
#[doc(alias = "RM_GetKeyNameFromIO")]
#[cold]
unsafe fn report<T: DataType>(io: NonNull<RedisModuleIO>, done: &str, why: &Error) {
    // SAFETY: the caller's promise; the key lives as long as the IO.
    unsafe {
        let key = (api().GetKeyNameFromIO)(io.as_ptr()).cast_mut();
        let key = NonNull::new(key).map(|key| ServerStr::from_raw(key).as_bytes());
        let (name, key) = (T::META.name(), key.unwrap_or_default().escape_ascii());
        let why = why.message();
        log_io(
            io,
            Level::Warning,
            format_args!("the value of type {name} at key '{key}' cannot be {done}: {why}"),
        );
    }
}

/// `digest`: that of what would be saved, in an order that does not depend on chance
/// (`RM_DigestEndSequence`).
///
/// # Safety
/// Only the server calls it, with a value of the type and a digest that live for the call.
#[doc(alias = "RM_DigestEndSequence")]
unsafe extern "C" fn digest<T: DataType>(digest: *mut RedisModuleDigest, it: *mut c_void) {
    // SAFETY: the server's promise.
    let (to, it) = unsafe { (NonNull::new_unchecked(digest), value::<T>(it)) };
    let Some(it) = it else { return };
    // After a panic, which is logged, the digest is that of what was written until then.
    let _ = panic::boundary(|| match T::HOOKS.digest {
        // SAFETY: the call lasts.
        Some(digest) => digest(it, &mut unsafe { Digest::from_raw(to) }),
        // SAFETY: the server calls this under its lock. What cannot be saved is logged.
        None => drop(unsafe { Form::hand_on(it, To::Digest(to)) }),
    });
    // SAFETY: the call lasts.
    unsafe { (api().DigestEndSequence)(digest) };
}

/// `copy`, of servers before Redis 7.0
///
/// # Safety
/// Only the server calls it, with names and a value of the type that live for the call.
unsafe extern "C" fn copy<T: DataType>(
    from: *mut RedisModuleString,
    to: *mut RedisModuleString,
    it: *const c_void,
) -> *mut c_void {
    // SAFETY: the server's promise.
    unsafe { copied::<T>(value(it), Place::of_key(from), Place::of_key(to)) }
}

/// `copy2`
///
/// # Safety
/// Only the server calls it, with a place and a value of the type that live for the call.
unsafe extern "C" fn copy2<T: DataType>(
    at: *mut RedisModuleKeyOptCtx,
    it: *const c_void,
) -> *mut c_void {
    // SAFETY: the server's promise.
    unsafe { copied::<T>(value(it), Place::from(at), Place::to(at)) }
}

/// A copy: the author's, or what is loaded from what is saved; null makes the command fail.
fn copied<T: DataType>(it: Option<&T>, from: Place<'_>, to: Place<'_>) -> *mut c_void {
    let Some(it) = it else { return null_mut() };
    let copy = panic::boundary(|| {
        if let Some(copy) = T::HOOKS.copy {
            return copy(it, from, to);
        }
        // SAFETY: the server calls this under its lock.
        unsafe { Form::copy(it) }
    });
    match copy {
        Ok(Ok(copy)) => Box::into_raw(Box::new(copy)).cast(),
        Ok(Err(error)) => {
            let name = T::META.name();
            warning!("a value of type {name} cannot be copied: {error}");
            null_mut()
        }
        Err(_) => null_mut(),
    }
}

/// `unlink`, of servers before Redis 7.0
///
/// # Safety
/// Only the server calls it, with a name and a value of the type that live for the call.
unsafe extern "C" fn unlink<T: DataType>(key: *mut RedisModuleString, it: *const c_void) {
    // SAFETY: the server's promise.
    unsafe { unlinked::<T>(value(it), Place::of_key(key)) }
}

/// `unlink2`
///
/// # Safety
/// Only the server calls it, with a place and a value of the type that live for the call.
unsafe extern "C" fn unlink2<T: DataType>(at: *mut RedisModuleKeyOptCtx, it: *const c_void) {
    // SAFETY: the server's promise.
    unsafe { unlinked::<T>(value(it), Place::from(at)) }
}

/// Tells the author that a value has left its key. A panic is logged.
fn unlinked<T: DataType>(it: Option<&T>, from: Place<'_>) {
    if let (Some(it), Some(unlink)) = (it, T::HOOKS.unlink) {
        let _ = panic::boundary(|| unlink(it, from));
    }
}

/// `free`: may run on another thread, so that values are `Send` and no state of a callback is used.
///
/// # Safety
/// Only the server calls it, with a value of the type that nothing uses any more.
unsafe extern "C" fn free<T: DataType>(it: *mut c_void) {
    // A placeholder is null.
    if !it.is_null() {
        // SAFETY: the server's promise: values of the type are boxes of `T`, freed once. After a panic,
        // which is logged, what is left of it is given up.
        let _ = panic::boundary(|| drop(unsafe { Box::from_raw(it.cast::<T>()) }));
    }
}

/// `mem_usage`, of servers before Redis 7.0
///
/// # Safety
/// Only the server calls it, with a value of the type that lives for the call.
unsafe extern "C" fn mem_usage<T: DataType>(it: *const c_void) -> usize {
    let sample = Sample {
        elements: None,
        place: None,
    };
    // SAFETY: the server's promise.
    used::<T>(unsafe { value(it) }, sample)
}

/// `mem_usage2`
///
/// # Safety
/// Only the server calls it, with a place and a value of the type that live for the call.
unsafe extern "C" fn mem_usage2<T: DataType>(
    at: *mut RedisModuleKeyOptCtx,
    it: *const c_void,
    elements: usize,
) -> usize {
    // SAFETY: the server's promise.
    let (it, place) = unsafe { (value(it), Place::from(at)) };
    let sample = Sample {
        // `SAMPLES 0` comes as the largest number.
        elements: Some(elements).filter(|it| *it < i64::MAX as usize),
        place: Some(place),
    };
    used::<T>(it, sample)
}

/// What the author says, or the blocks of the fields. After a panic, which is logged, it is what is
/// known without asking.
fn used<T: DataType>(it: Option<&T>, sample: Sample<'_>) -> usize {
    if let (Some(it), Some(mem_usage)) = (it, T::HOOKS.mem_usage) {
        return panic::boundary(|| mem_usage(it, sample)).unwrap_or(size_of::<T>());
    }
    size_of::<T>() + measure::<T>(it, Size::of_bytes()).bytes()
}

/// `free_effort`: what the author says, or how many blocks there are; beyond some the server frees it
/// on another thread.
///
/// # Safety
/// Only the server calls it, with a value of the type that lives for the call.
unsafe extern "C" fn free_effort<T: DataType>(
    _key: *mut RedisModuleString,
    it: *const c_void,
) -> usize {
    // SAFETY: the server's promise.
    let it = unsafe { value::<T>(it) };
    if let (Some(it), Some(free_effort)) = (it, T::HOOKS.free_effort) {
        return panic::boundary(|| free_effort(it)).unwrap_or(1);
    }
    // 0 would mean that it is always freed on another thread.
    1 + measure::<T>(it, Size::of_blocks()).blocks()
}

fn measure<T: DataType>(it: Option<&T>, mut size: Size) -> Size {
    if let Some(it) = it {
        // A panic is logged; what was counted until then stands.
        let _ = panic::boundary(|| Form::measure(it, &mut size));
    }
    size
}

/// `defrag`: moves the value and what its fields own, or what the author's function moves; whether it
/// is to be called again. The name that it gets is none on servers before Redis 8.0 and Valkey.
///
/// # Safety
/// Only the server calls it, with a context that lives for the call, and the address at which it keeps
/// a value of the type.
unsafe extern "C" fn defrag<T: DataType>(
    context: *mut RedisModuleDefragCtx,
    _key: *mut RedisModuleString,
    at: *mut *mut c_void,
) -> c_int {
    // SAFETY: the server's promise. Where no key is open, nothing borrows a value: a callback of this
    // module may have let the server go on for a while.
    unsafe {
        let Some(it) = NonNull::new((*at).cast::<T>()).filter(|_| !frame::is_any_open()) else {
            return 0;
        };
        let mut defrag = Defragmenter::resumed(NonNull::new_unchecked(context));
        let mut it = ManuallyDrop::new(Box::from_raw(it.as_ptr()));
        defrag.block(&mut *it);
        *at = (&raw mut **it).cast();
        // After a panic, which is logged, what was moved until then has its owners.
        let _ = panic::boundary(|| match T::HOOKS.defrag {
            Some(hook) => hook(&mut it, &mut defrag),
            None => Form::defrag(&mut **it, &mut defrag),
        });
        defrag.finish()
    }
}
