//! Decides how a command describes itself to the server (`RM_SetCommandInfo`, Redis 7.0): arity,
//! key specs, documentation and arguments, all from the signature.

use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;

use redmod_sys as sys;
use redmod_sys::{
    RedisModuleCommandArg, RedisModuleCommandHistoryEntry, RedisModuleCommandInfo,
    RedisModuleCommandInfoVersion, RedisModuleCommandKeySpec,
};

use super::Meta;
use super::keys::{Begin, Find, KeySpec};
use crate::args::ArgKind;
use crate::args::shape::{Kind, Param, Shape};

/// The sizes of the structs here, so that servers with smaller ones read them right.
static VERSION: RedisModuleCommandInfoVersion = RedisModuleCommandInfoVersion {
    version: 1,
    sizeof_historyentry: size_of::<RedisModuleCommandHistoryEntry>(),
    sizeof_keyspec: size_of::<RedisModuleCommandKeySpec>(),
    sizeof_arg: size_of::<RedisModuleCommandArg>(),
};

/// The description of a command in the server's structs, which the server copies.
pub(crate) struct Info {
    info: RedisModuleCommandInfo,
    /// What `info` points to.
    _owned: Owned,
}

#[derive(Default)]
struct Owned {
    history: Vec<RedisModuleCommandHistoryEntry>,
    key_specs: Vec<RedisModuleCommandKeySpec>,
    args: Vec<Vec<RedisModuleCommandArg>>,
    names: Vec<CString>,
}

impl Info {
    pub(crate) fn new(meta: &Meta, specs: &[KeySpec]) -> Info {
        let mut owned = Owned::default();
        if !meta.history.is_empty() {
            let entry = |since, changes| RedisModuleCommandHistoryEntry { since, changes };
            owned.history.extend(
                meta.history
                    .iter()
                    .map(|(since, changes)| entry(since.as_ptr(), changes.as_ptr())),
            );
            owned.history.push(entry(ptr::null(), ptr::null()));
        }
        if !specs.is_empty() {
            owned.key_specs.extend(specs.iter().map(key_spec));
            // SAFETY: an integer-and-pointer struct; all zeros is its own end mark.
            owned.key_specs.push(unsafe { std::mem::zeroed() });
        }
        let mut args = Args {
            owned,
            next_key: 0,
            keys: specs.len(),
        };
        let top = args.params(meta.params);
        let mut owned = args.owned;
        let info = RedisModuleCommandInfo {
            version: &raw const VERSION,
            summary: or_null(meta.summary),
            complexity: or_null(meta.complexity),
            since: or_null(meta.since),
            history: mut_or_null(&mut owned.history),
            tips: or_null(meta.tips),
            arity: meta.arity(),
            key_specs: mut_or_null(&mut owned.key_specs),
            args: top,
        };
        Info {
            info,
            _owned: owned,
        }
    }

    pub(crate) fn as_ptr(&self) -> *const RedisModuleCommandInfo {
        &raw const self.info
    }
}

/// The description of a container command, which has nothing but subcommands.
pub(crate) fn container(summary: &CStr) -> RedisModuleCommandInfo {
    RedisModuleCommandInfo {
        version: &raw const VERSION,
        summary: summary.as_ptr(),
        complexity: ptr::null(),
        since: ptr::null(),
        history: ptr::null_mut(),
        tips: ptr::null(),
        arity: -2,
        key_specs: ptr::null_mut(),
        args: ptr::null_mut(),
    }
}

fn or_null(text: Option<&CStr>) -> *const c_char {
    text.map_or(ptr::null(), CStr::as_ptr)
}

fn mut_or_null<T>(items: &mut [T]) -> *mut T {
    if items.is_empty() {
        ptr::null_mut()
    } else {
        items.as_mut_ptr()
    }
}

fn key_spec(spec: &KeySpec) -> RedisModuleCommandKeySpec {
    // SAFETY: integers, pointers and unions of these, for all of which zero is a value.
    let mut out: RedisModuleCommandKeySpec = unsafe { std::mem::zeroed() };
    out.flags = spec.flags;
    match spec.begin {
        Begin::Index(at) => {
            out.begin_search_type = sys::REDISMODULE_KSPEC_BS_INDEX;
            out.bs.index.pos = at as c_int;
        }
        Begin::Keyword(token, from) => {
            out.begin_search_type = sys::REDISMODULE_KSPEC_BS_KEYWORD;
            out.bs.keyword.keyword = token.as_ptr();
            out.bs.keyword.startfrom = from as c_int;
        }
    }
    match spec.find {
        Find::Range { last, step } => {
            out.find_keys_type = sys::REDISMODULE_KSPEC_FK_RANGE;
            out.fk.range.lastkey = last;
            out.fk.range.keystep = step as c_int;
        }
        Find::Count { first, step } => {
            out.find_keys_type = sys::REDISMODULE_KSPEC_FK_KEYNUM;
            out.fk.keynum.keynumidx = 0;
            out.fk.keynum.firstkey = first as c_int;
            out.fk.keynum.keystep = step as c_int;
        }
    }
    out
}

/// Builds the arguments; keys are visited in the order in which their specs were made.
struct Args {
    owned: Owned,
    /// The next key's spec.
    next_key: usize,
    /// How many specs there are: none where the author answers for the keys.
    keys: usize,
}

type Arg = RedisModuleCommandArg;

impl Args {
    fn params(&mut self, params: &[Param]) -> *mut Arg {
        let mut args = Vec::new();
        params.iter().for_each(|param| self.param(param, &mut args));
        self.keep(args)
    }

    /// Ends a list of arguments and keeps it as long as the description.
    fn keep(&mut self, mut args: Vec<Arg>) -> *mut Arg {
        if args.is_empty() {
            return ptr::null_mut();
        }
        // SAFETY: integers and pointers; all zeros is the list's own end mark.
        args.push(unsafe { std::mem::zeroed() });
        self.owned.args.push(args);
        self.owned
            .args
            .last_mut()
            .expect("just pushed")
            .as_mut_ptr()
    }

    fn param(&mut self, param: &Param, into: &mut Vec<Arg>) {
        let first = into.len();
        match param.token {
            None => self.shape(param.name, &param.shape, into),
            Some(token) => {
                let mut args = Vec::new();
                self.shape(param.name, &param.shape, &mut args);
                // A token stands in front of one argument; of several it makes a block.
                let mut arg = if args.len() == 1 {
                    args.remove(0)
                } else {
                    let flags = args.first().map_or(0, |arg| arg.flags & OPTIONAL);
                    args.iter_mut().for_each(|arg| arg.flags &= !OPTIONAL);
                    let mut block = self.arg(param.name, BLOCK);
                    block.flags = flags;
                    block.subargs = self.keep(args);
                    block
                };
                arg.token = token.as_ptr();
                into.push(arg);
            }
        }
        if let (Some(summary), Some(arg)) = (param.summary, into.get_mut(first)) {
            arg.summary = summary.as_ptr();
        }
    }

    fn shape(&mut self, name: &CStr, shape: &Shape, into: &mut Vec<Arg>) {
        let first = into.len();
        match shape.kind {
            Kind::Context { .. } => {}
            Kind::Word(kind) => into.push(self.arg(name, word_type(kind))),
            Kind::Key(_) => into.push(self.key(name)),
            Kind::Flag => {
                let mut arg = self.arg(name, PURE_TOKEN);
                arg.flags |= OPTIONAL;
                into.push(arg);
            }
            Kind::Optional(inner) => {
                self.shape(name, inner, into);
                into[first..]
                    .iter_mut()
                    .for_each(|arg| arg.flags |= OPTIONAL);
            }
            Kind::Rest(inner) => {
                self.shape(name, inner, into);
                let optional = if shape.min == 0 { OPTIONAL } else { 0 };
                into[first..]
                    .iter_mut()
                    .for_each(|arg| arg.flags |= MULTIPLE | optional);
            }
            Kind::Array(inner, n) => {
                for _ in 0..n {
                    self.shape(name, inner, into);
                }
            }
            Kind::Repeated(inner) => {
                self.shape(name, inner, into);
                let flags = OPTIONAL | MULTIPLE | MULTIPLE_TOKEN;
                into[first..].iter_mut().for_each(|arg| arg.flags |= flags);
            }
            Kind::Counted(inner) => {
                // As the servers call the counts in their own commands: `numkeys`, `numfields`.
                let count = match inner.has_key() {
                    true => c"numkeys".as_ptr(),
                    false => self.made(format!("num{}", name.to_string_lossy())),
                };
                // SAFETY: a literal, or kept by `names`, which is only added to.
                into.push(self.arg(unsafe { CStr::from_ptr(count) }, INTEGER));
                let counted = into.len();
                self.shape(name, inner, into);
                into[counted..]
                    .iter_mut()
                    .for_each(|arg| arg.flags |= MULTIPLE);
            }
            Kind::Tuple(items) => {
                let mut args = Vec::new();
                for (i, item) in items.iter().enumerate() {
                    let name = self.made(format!("{}-{}", name.to_string_lossy(), i + 1));
                    // SAFETY: `names` keeps it, and is only added to.
                    self.shape(unsafe { CStr::from_ptr(name) }, item, &mut args);
                }
                self.block(name, BLOCK, args, into);
            }
            Kind::Fields(params) => params.iter().for_each(|param| self.param(param, into)),
            Kind::OneOf(variants) => {
                let mut args = Vec::new();
                variants
                    .iter()
                    .for_each(|variant| self.param(variant, &mut args));
                args.iter_mut().for_each(|arg| arg.flags &= !OPTIONAL);
                self.block(name, ONE_OF, args, into);
            }
        }
    }

    fn block(&mut self, name: &CStr, kind: Type, args: Vec<Arg>, into: &mut Vec<Arg>) {
        let mut arg = self.arg(name, kind);
        arg.subargs = self.keep(args);
        into.push(arg);
    }

    fn key(&mut self, name: &CStr) -> Arg {
        if self.next_key == self.keys {
            return self.arg(name, STRING);
        }
        let mut arg = self.arg(name, KEY);
        arg.key_spec_index = self.next_key as c_int;
        self.next_key += 1;
        arg
    }

    fn arg(&self, name: &CStr, kind: Type) -> Arg {
        // SAFETY: integers and pointers, for all of which zero is a value.
        let mut arg: Arg = unsafe { std::mem::zeroed() };
        arg.name = name.as_ptr();
        arg.type_ = kind;
        arg.key_spec_index = -1;
        arg
    }

    /// Keeps a name as long as the description.
    fn made(&mut self, name: String) -> *const c_char {
        // Made of a C string, which has no NUL inside.
        self.owned
            .names
            .push(CString::new(name).unwrap_or_default());
        self.owned.names.last().expect("just pushed").as_ptr()
    }
}

type Type = sys::RedisModuleCommandArgType;

const STRING: Type = sys::REDISMODULE_ARG_TYPE_STRING;
const INTEGER: Type = sys::REDISMODULE_ARG_TYPE_INTEGER;
const KEY: Type = sys::REDISMODULE_ARG_TYPE_KEY;
const PURE_TOKEN: Type = sys::REDISMODULE_ARG_TYPE_PURE_TOKEN;
const ONE_OF: Type = sys::REDISMODULE_ARG_TYPE_ONEOF;
const BLOCK: Type = sys::REDISMODULE_ARG_TYPE_BLOCK;

const OPTIONAL: c_int = sys::REDISMODULE_CMD_ARG_OPTIONAL as c_int;
const MULTIPLE: c_int = sys::REDISMODULE_CMD_ARG_MULTIPLE as c_int;
const MULTIPLE_TOKEN: c_int = sys::REDISMODULE_CMD_ARG_MULTIPLE_TOKEN as c_int;

fn word_type(kind: ArgKind) -> Type {
    match kind {
        ArgKind::String => STRING,
        ArgKind::Integer => INTEGER,
        ArgKind::Double => sys::REDISMODULE_ARG_TYPE_DOUBLE,
        ArgKind::Pattern => sys::REDISMODULE_ARG_TYPE_PATTERN,
        ArgKind::UnixTime => sys::REDISMODULE_ARG_TYPE_UNIX_TIME,
    }
}
