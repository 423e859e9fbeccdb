//! Decides which functions the server has, and what they do.
//!
//! They are put into a table of the type that the module reads its own from, so that the compiler holds each against the Module
//! API. A function that every server has and this one lacks has an address that is none, and that tells which it is: 4096 and its
//! place in `redmod_sys::FUNCTIONS`.

use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_long, c_longlong, c_void};
use std::mem::{MaybeUninit, transmute};
use std::ptr::{from_ref, null};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use redmod_sys::{
    Api, FUNCTIONS, LongDoubleArg, REDISMODULE_ERR, REDISMODULE_OK, REDISMODULE_POSTPONED_LEN,
    RedisModuleCmdFunc, RedisModuleCommand, RedisModuleCommandInfo, RedisModuleCtx, RedisModuleIO,
    RedisModuleInfoFunc, RedisModuleString, RedisModuleType, RedisModuleTypeMethods,
};

use crate::reply::{Event, Recorder};
use crate::text::Text;
use crate::{Host, Release, stream, text};

pub(crate) type GetApi = unsafe extern "C" fn(*const c_char, *mut c_void) -> c_int;

// SAFETY: the C library's functions, as C declares them.
unsafe extern "C" {
    /// The C library's, which the address sanitizer watches.
    pub(crate) fn malloc(size: usize) -> *mut c_void;
    fn calloc(count: usize, size: usize) -> *mut c_void;
    fn realloc(block: *mut c_void, size: usize) -> *mut c_void;
    fn free(block: *mut c_void);
}

static IS_NEWEST: AtomicBool = AtomicBool::new(false);

/// Sets which release a module that looks for functions finds; whether that is another than before.
pub(crate) fn choose(release: Release) -> bool {
    let is_newest = release == Release::Newest;
    IS_NEWEST.swap(is_newest, Ordering::Relaxed) != is_newest
}

/// `RM_GetApi`
///
/// # Safety
/// Only the module calls it, with what the Module API says.
pub(crate) unsafe extern "C" fn get_api(name: *const c_char, pointer: *mut c_void) -> c_int {
    // SAFETY: the module passes a name that ends with a NUL.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    let Some(name) = name.strip_prefix(b"RedisModule_") else {
        return REDISMODULE_ERR;
    };
    let Some(&slot) = slots().get(name) else {
        return REDISMODULE_ERR;
    };
    let function = &FUNCTIONS[slot];
    if !function.required && !IS_NEWEST.load(Ordering::Relaxed) {
        return REDISMODULE_ERR;
    }
    // SAFETY: the table has a word for each function, all of them zero at first.
    let mut found = unsafe { table().as_ptr().cast::<*const c_void>().add(slot).read() };
    if found.is_null() && function.required {
        found = std::ptr::without_provenance(4096 + slot);
    }
    // SAFETY: the module passes room for a pointer.
    unsafe { pointer.cast::<*const c_void>().write(found) };
    REDISMODULE_OK
}

/// The place of each function in the table, by its name.
fn slots() -> &'static BTreeMap<&'static [u8], usize> {
    static SLOTS: OnceLock<BTreeMap<&[u8], usize>> = OnceLock::new();
    SLOTS.get_or_init(|| {
        let names = FUNCTIONS.iter().map(|function| function.name.as_bytes());
        names.zip(0..).collect()
    })
}

/// Fills fields of the table: those that every server has, and those that newer ones have.
macro_rules! fill {
    ($table:ident: $($required:ident = $function:expr,)* ; $($newer:ident = $newer_function:expr,)*) => {{
        let api = $table.as_mut_ptr();
        // SAFETY: writes to fields of a table that is ours.
        unsafe {
            $((&raw mut (*api).$required).write($function);)*
            $((&raw mut (*api).$newer).write(Some($newer_function));)*
        }
    }};
}

type Logs<T> = unsafe extern "C" fn(*mut T, *const c_char, *const c_char, ...);

fn table() -> &'static MaybeUninit<Api> {
    static TABLE: OnceLock<MaybeUninit<Api>> = OnceLock::new();
    TABLE.get_or_init(filled)
}

fn filled() -> MaybeUninit<Api> {
    let mut table: MaybeUninit<Api> = MaybeUninit::zeroed();
    // SAFETY: a function that takes three arguments is called with them and more, which it does not look at; that is how C calls
    // functions with any number of arguments where this runs.
    let (log, log_io) = unsafe {
        (
            transmute::<*const (), Logs<RedisModuleCtx>>(log as *const ()),
            transmute::<*const (), Logs<RedisModuleIO>>(log as *const ()),
        )
    };
    fill! { table:
        GetApi = get_api,
        Alloc = malloc,
        Calloc = calloc,
        Realloc = realloc,
        Free = free,
        Log = log,
        LogIOError = log_io,
        IsModuleNameBusy = is_name_busy,
        SetModuleAttribs = set_attributes,
        SetModuleOptions = set_options,
        RegisterInfoFunc = register_info,
        CreateCommand = create_command,
        CreateDataType = create_type,
        CreateString = create_string,
        CreateStringFromString = copy_string,
        StringAppendBuffer = append,
        StringPtrLen = string_bytes,
        StringCompare = compare,
        StringToDouble = to_double,
        RetainString = retain,
        FreeString = free_string,
        LoadStringBuffer = stream::load,
        SaveStringBuffer = stream::save,
        IsIOError = stream::is_error,
        GetKeyNameFromIO = no_key,
        DigestAddStringBuffer = stream::add,
        DigestEndSequence = stream::end,
        WrongArity = wrong_arity,
        ReplyWithError = error,
        ReplyWithSimpleString = status,
        ReplyWithLongLong = integer,
        ReplyWithDouble = double,
        ReplyWithLongDouble = long_double,
        ReplyWithStringBuffer = bulk,
        ReplyWithVerbatimString = bulk,
        ReplyWithCString = c_string,
        ReplyWithString = string,
        ReplyWithEmptyString = empty_string,
        ReplyWithNull = reply_null,
        ReplyWithNullArray = reply_null,
        ReplyWithArray = array,
        ReplyWithEmptyArray = empty_array,
        ReplySetArrayLength = set_array_length,
        ;
        GetCommand = get_command,
        SetCommandInfo = set_info,
        GetTypeMethodVersion = type_version,
        ReplyWithBool = bool,
        ReplyWithBigNumber = big_number,
        ReplyWithVerbatimStringType = verbatim,
        ReplyWithSet = array,
        ReplyWithMap = map,
        ReplyWithAttribute = attributes,
        ReplySetSetLength = set_array_length,
        ReplySetMapLength = set_map_length,
    }
    table
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn log(_of: *mut c_void, _level: *const c_char, _format: *const c_char) {}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn is_name_busy(_name: *const c_char) -> c_int {
    0
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn set_attributes(
    _cx: *mut RedisModuleCtx,
    _name: *const c_char,
    _version: c_int,
    _api: c_int,
) {
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn set_options(_cx: *mut RedisModuleCtx, _options: c_int) {}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn register_info(_cx: *mut RedisModuleCtx, _f: RedisModuleInfoFunc) -> c_int {
    REDISMODULE_OK
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn create_command(
    cx: *mut RedisModuleCtx,
    name: *const c_char,
    function: RedisModuleCmdFunc,
    _flags: *const c_char,
    _first: c_int,
    _last: c_int,
    _step: c_int,
) -> c_int {
    // SAFETY: called with the host's context and a C string.
    let (host, name) = unsafe { (Host::of(cx), text(name)) };
    host.commands.borrow_mut().insert(name, function);
    REDISMODULE_OK
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn get_command(
    cx: *mut RedisModuleCtx,
    _name: *const c_char,
) -> *mut RedisModuleCommand {
    // No function here looks at it.
    cx.cast()
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn set_info(
    _command: *mut RedisModuleCommand,
    _info: *const RedisModuleCommandInfo,
) -> c_int {
    REDISMODULE_OK
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn type_version() -> c_int {
    5
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn create_type(
    cx: *mut RedisModuleCtx,
    name: *const c_char,
    _encver: c_int,
    methods: *mut RedisModuleTypeMethods,
) -> *mut RedisModuleType {
    // SAFETY: called with the host's context, a C string and live methods.
    let (host, name, methods) = unsafe { (Host::of(cx), text(name), *methods) };
    let mut types = host.types.borrow_mut();
    let it = types.entry(name).or_insert_with(|| Box::new(methods));
    from_ref(&**it).cast_mut().cast()
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn create_string(
    _cx: *mut RedisModuleCtx,
    start: *const c_char,
    len: usize,
) -> *mut RedisModuleString {
    // SAFETY: there are so many bytes.
    Text::make(unsafe { bytes(start, len) }).cast()
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn copy_string(
    _cx: *mut RedisModuleCtx,
    of: *const RedisModuleString,
) -> *mut RedisModuleString {
    // SAFETY: the string is alive.
    Text::make(unsafe { Text::of(of) }.bytes()).cast()
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn append(
    _cx: *mut RedisModuleCtx,
    to: *mut RedisModuleString,
    start: *const c_char,
    len: usize,
) -> c_int {
    // SAFETY: the string is alive, and there are so many bytes.
    unsafe { Text::of(to).append(bytes(start, len)) };
    REDISMODULE_OK
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn string_bytes(
    string: *const RedisModuleString,
    len: *mut usize,
) -> *const c_char {
    // SAFETY: the string is alive, and there is room for a length.
    let bytes = unsafe { Text::of(string) }.bytes();
    // SAFETY: as above.
    unsafe { len.write(bytes.len()) };
    bytes.as_ptr().cast()
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn compare(a: *const RedisModuleString, b: *const RedisModuleString) -> c_int {
    // SAFETY: both strings are alive.
    let order = unsafe { Text::of(a).bytes().cmp(Text::of(b).bytes()) };
    order as c_int
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn to_double(string: *const RedisModuleString, value: *mut f64) -> c_int {
    // SAFETY: the string is alive.
    let bytes = unsafe { Text::of(string) }.bytes();
    let found = std::str::from_utf8(bytes)
        .ok()
        .and_then(|it| it.parse().ok());
    let Some(found) = found else {
        return REDISMODULE_ERR;
    };
    // SAFETY: there is room for a number.
    unsafe { value.write(found) };
    REDISMODULE_OK
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn retain(_cx: *mut RedisModuleCtx, string: *mut RedisModuleString) {
    // SAFETY: the string is alive.
    unsafe { Text::of(string) }.retain();
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn free_string(_cx: *mut RedisModuleCtx, string: *mut RedisModuleString) {
    // SAFETY: the string is alive, and the module's.
    unsafe { Text::release(string) };
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn no_key(_io: *mut RedisModuleIO) -> *const RedisModuleString {
    null()
}

/// # Safety
/// There are so many bytes.
unsafe fn bytes<'a>(start: *const c_char, len: usize) -> &'a [u8] {
    // SAFETY: the caller's promise; the API allows a null pointer to none.
    unsafe {
        if len == 0 {
            &[]
        } else {
            std::slice::from_raw_parts(start.cast(), len)
        }
    }
}

/// Adds to what is replied.
///
/// # Safety
/// The context is the host's.
unsafe fn record(cx: *mut RedisModuleCtx, what: impl FnOnce(&mut Recorder)) -> c_int {
    // SAFETY: the caller's promise.
    what(&mut unsafe { Host::of(cx) }.reply.borrow_mut());
    REDISMODULE_OK
}

/// A function that replies one value: its arguments after the context, and the part of the reply.
macro_rules! values {
    ($($name:ident($($argument:ident: $type:ty),*) = $event:expr;)*) => {$(
        unsafe extern "C" fn $name(cx: *mut RedisModuleCtx $(, $argument: $type)*) -> c_int {
            // SAFETY: called with the host's context; pointers are to live text of the length that is given, or to live C
            // strings and strings of the host.
            unsafe { record(cx, |reply| reply.value($event)) }
        }
    )*};
}

values! {
    integer(value: c_longlong) = Event::Integer(value);
    bool(value: c_int) = Event::Integer(value.into());
    double(value: f64) = Event::Double(value);
    long_double(_value: LongDoubleArg) = Event::Double(0.0);
    status(line: *const c_char) = Event::Status(CStr::from_ptr(line).to_bytes().to_vec());
    error(line: *const c_char) = Event::Error(CStr::from_ptr(line).to_bytes().to_vec());
    wrong_arity() = Event::Error(b"ERR wrong number of arguments".to_vec());
    bulk(start: *const c_char, len: usize) = Event::Bulk(bytes(start, len).to_vec());
    verbatim(start: *const c_char, len: usize, _format: *const c_char) = Event::Bulk(bytes(start, len).to_vec());
    big_number(start: *const c_char, len: usize) = Event::BigNumber(bytes(start, len).to_vec());
    c_string(line: *const c_char) = Event::Bulk(CStr::from_ptr(line).to_bytes().to_vec());
    string(it: *mut RedisModuleString) = Event::Bulk(Text::of(it).bytes().to_vec());
    empty_string() = Event::Bulk(Vec::new());
    empty_array() = Event::Begin(0);
    reply_null() = Event::Null;
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn array(cx: *mut RedisModuleCtx, len: c_long) -> c_int {
    let begin = |reply: &mut Recorder| match usize::try_from(len) {
        Ok(len) => reply.begin(len),
        Err(_) => reply.begin_postponed(),
    };
    // SAFETY: called with the host's context.
    unsafe { record(cx, begin) }
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn map(cx: *mut RedisModuleCtx, len: c_long) -> c_int {
    let is_known = len != c_long::from(REDISMODULE_POSTPONED_LEN);
    // SAFETY: called with the host's context.
    unsafe { array(cx, if is_known { len * 2 } else { len }) }
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn attributes(cx: *mut RedisModuleCtx, len: c_long) -> c_int {
    // SAFETY: called with the host's context.
    unsafe { record(cx, |reply| reply.attributes(2 * len as usize)) }
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn set_array_length(cx: *mut RedisModuleCtx, len: c_long) {
    // SAFETY: called with the host's context.
    unsafe { record(cx, |reply| reply.end_postponed(len as usize)) };
}

/// # Safety
/// Only the module calls it, with what the Module API says.
unsafe extern "C" fn set_map_length(cx: *mut RedisModuleCtx, len: c_long) {
    // SAFETY: called with the host's context.
    unsafe { set_array_length(cx, len * 2) };
}
