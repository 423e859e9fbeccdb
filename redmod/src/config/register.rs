//! Decides how configs get their values when the module is loaded: from `MODULE LOADEX` or the configuration file,
//! or else from the module's arguments, or else their default.
//!
//! The server knows no order between these. So what the arguments say is registered as the default: it gives
//! way to what the configuration says, and a value that differs from it is kept by `CONFIG REWRITE`.

use std::borrow::Cow;
use std::ffi::{CStr, CString, c_int};
use std::ptr::NonNull;
use std::sync::atomic::Ordering;

use redmod_sys::{
    REDISMODULE_CONFIG_BITFLAGS, REDISMODULE_CONFIG_MEMORY, REDISMODULE_CONFIG_UNPREFIXED,
    REDISMODULE_CONFIG_UNSIGNED, REDISMODULE_OK, RedisModuleCtx, api,
};

use super::kind::Form;
use super::{AnyConfig, Core, Kind, Value, callbacks};
use crate::context::ConfigContext;
use crate::frame::Access;
use crate::registry::{self, ByName};
use crate::{Error, Result, ServerStr, frame, panic};

/// What `#[config]` says of a static.
#[doc(hidden)]
pub struct Registered {
    /// Its name, which the server prefixes with the module's.
    pub name: &'static CStr,
    /// Its flags, as the server's bits.
    pub flags: u32,
    /// Where the attribute stands.
    pub location: (&'static str, u32),
    /// What is called when values were set.
    pub apply: Option<fn(&ConfigContext) -> Result<()>>,
    /// The static.
    pub config: &'static dyn AnyConfig,
}

const IN_USE: &str = "its value is in use by an outer call";
const PANICKED: &str = "internal error in the module";

impl Registered {
    pub(super) fn core(&self) -> &'static Core {
        self.config.core()
    }

    fn name(&self) -> &'static str {
        self.name.to_str().unwrap_or_default()
    }

    /// Why the module is not loaded.
    fn fails(&self, why: &str) -> String {
        let (file, line) = self.location;
        format!("its config `{}` ({file}:{line}) {why}", self.name())
    }

    /// Sets a value that its kind allows, unless the author's function refuses it.
    pub(super) fn set(&self, value: Value<'_>) -> Result<(), Cow<'static, str>> {
        let core = self.core();
        if core.text.try_borrow_mut().is_err() {
            return Err(IN_USE.into());
        }
        let _frame = frame::enter(Access::Read);
        answered(panic::boundary(|| self.config.may_become(value)))?;
        if !core.store(value) {
            return Err(IN_USE.into());
        }
        core.is_new.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Calls the author's function for what was set since it was last called. Several configs may share a function,
    /// of which the server does not know that it is the same.
    pub(super) fn apply(&self, cx: &ConfigContext) -> Result<(), Cow<'static, str>> {
        let Some(apply) = self.apply else {
            return Ok(());
        };
        let is_same = |it: &Registered| it.apply.is_some_and(|it| std::ptr::fn_addr_eq(it, apply));
        let mut is_any_new = false;
        for config in registry::configs().filter(|it| is_same(it)) {
            is_any_new |= config.core().is_new.swap(false, Ordering::Relaxed);
        }
        if !is_any_new {
            return Ok(());
        }
        let _frame = frame::enter(Access::Read);
        answered(panic::boundary(|| apply(cx)))
    }
}

/// What the server is told of what a function of the author's has answered.
fn answered(answer: Result<Result<()>, panic::Panicked>) -> Result<(), Cow<'static, str>> {
    match answer {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(message(&error).into()),
        Err(_) => Err(PANICKED.into()),
    }
}

/// The server puts a code in front.
fn message(error: &Error) -> String {
    match error.code() {
        "ERR" => error.message().to_owned(),
        _ => error.to_string(),
    }
}

/// What is done for configs when the module is loaded, and before it goes; as [`registry::Part`] for other items.
#[doc(hidden)]
pub struct Part {
    /// See [`register`].
    pub(crate) register: Register,
    /// See [`none_is_named`].
    pub(crate) none_is_named: fn(&ServerStr) -> String,
    /// See [`reset`].
    pub(crate) reset: fn(),
}

type Register =
    for<'a> fn(NonNull<RedisModuleCtx>, &'a [&'a ServerStr]) -> Result<&'a [&'a ServerStr], String>;

pub(crate) static PART: Part = Part {
    register,
    none_is_named,
    reset,
};

/// Registers the configs in the order of their names, and has them set; what is left are the module's arguments
/// behind those that name configs (`RM_LoadConfigs`, `RM_LoadDefaultConfigs`).
fn register<'a>(
    context: NonNull<RedisModuleCtx>,
    words: &'a [&'a ServerStr],
) -> Result<&'a [&'a ServerStr], String> {
    let configs = by_name()?;
    let (given, rest) = given(&configs, words)?;
    let mut is_any_known = false;
    for (_, config) in &configs.0 {
        let said = given.iter().rfind(|(it, _)| std::ptr::eq(*it, *config));
        let value = said.map_or_else(|| config.config.default(), |(_, value)| *value);
        // Nobody borrows it: the module is being loaded.
        config.core().store(value);
        match create(context, config, value) {
            Some(REDISMODULE_OK) => is_any_known = true,
            Some(_) => {
                return Err(config.fails("cannot be registered: the server has one of its name"));
            }
            // Redis before 7.0 has no configs of modules: then the value is set here.
            None => config
                .set(value)
                .map_err(|why| config.fails(&format!("is refused: {why}")))?,
        }
    }
    if is_any_known && !load(context) {
        return Err("a value of its configs is refused, as the line before says".into());
    }
    // SAFETY: the context is that of `OnLoad`, of which no other reference is in use.
    let cx = unsafe { ConfigContext::from_raw(context) };
    for (_, config) in &configs.0 {
        let applied = config.apply(cx);
        applied.map_err(|why| config.fails(&format!("is refused when it is applied: {why}")))?;
    }
    Ok(rest)
}

/// Configs by their names in lower case.
type Configs = ByName<Registered>;

/// The configs, of which no two may have the same name, case aside.
fn by_name() -> Result<Configs, String> {
    let mut configs = Configs::EMPTY;
    for config in registry::configs() {
        let name = config.name().to_ascii_lowercase();
        if let Err((_, other)) = configs.add(name, config) {
            let ((a, a_line), (b, b_line)) = (other.location, config.location);
            let name = config.name();
            return Err(format!(
                "two configs are named `{name}`: {a}:{a_line} and {b}:{b_line}"
            ));
        }
    }
    Ok(configs)
}

/// Values of configs, of which the last counts, and the words behind them.
type Given<'a> = (Vec<(&'static Registered, Value<'a>)>, &'a [&'a ServerStr]);

/// What the module's arguments say of configs, as long as they are names of configs with a value each; and the others.
fn given<'a>(configs: &Configs, mut words: &'a [&'a ServerStr]) -> Result<Given<'a>, String> {
    let mut given = Vec::new();
    while let [name, rest @ ..] = words {
        let name = String::from_utf8_lossy(name.as_bytes()).to_ascii_lowercase();
        let Some(config) = configs.find(&name) else {
            break;
        };
        let refused = |why: &str| format!("its argument for the config `{name}` is refused: {why}");
        let [value, rest @ ..] = rest else {
            return Err(refused("the value is missing"));
        };
        let value = config.core().kind.parse(value.as_bytes());
        let value = value.map_err(|why| refused(&why))?;
        if let Value::Text(text) = value
            && text.contains(&0)
        {
            return Err(refused("it holds a NUL"));
        }
        given.push((config, value));
        words = rest;
    }
    Ok((given, words))
}

/// Why an argument that is left is refused, where no function takes it.
fn none_is_named(word: &ServerStr) -> String {
    let word = word.as_bytes().escape_ascii();
    format!("its argument `{word}` is the name of none of its configs")
}

/// Has the server set every config; whether none was refused. Where it can, the defaults are set first, so that
/// a function that is called for one config finds the others in order.
fn load(context: NonNull<RedisModuleCtx>) -> bool {
    // SAFETY: the table is loaded, and the context is that of `OnLoad`.
    unsafe {
        let is_set = |load: Option<unsafe extern "C" fn(*mut RedisModuleCtx) -> c_int>| {
            load.is_none_or(|load| load(context.as_ptr()) == REDISMODULE_OK)
        };
        is_set(api().LoadDefaultConfigs) && is_set(api().LoadConfigs)
    }
}

/// Registers a config with a default; what the server answers, if it has such configs.
fn create(
    context: NonNull<RedisModuleCtx>,
    config: &'static Registered,
    default: Value<'_>,
) -> Option<c_int> {
    let kind = &config.core().kind;
    let (cx, name, bits) = (context.as_ptr(), config.name.as_ptr(), default.bits());
    let (flags, data) = (flags(config, kind), callbacks::data(config));
    let apply = config.apply.map(|_| callbacks::apply as _);
    // SAFETY: the table is loaded.
    let api = unsafe { api() };
    // SAFETY: the context is that of `OnLoad`. The server copies names and texts; what it calls, and what it gives
    // along, are as static as the module.
    unsafe {
        match kind.form() {
            Form::Numeric { min, max } => {
                let (get, set) = (callbacks::get_numeric as _, callbacks::set_numeric as _);
                let (get, set, default) = (Some(get), Some(set), bits as i64);
                let register = api.RegisterNumericConfig?;
                Some(register(
                    cx, name, default, flags, min, max, get, set, apply, data,
                ))
            }
            Form::Unsigned { min, max } => {
                let (get, set) = (callbacks::get_unsigned as _, callbacks::set_unsigned as _);
                let (get, set) = (Some(get), Some(set));
                let register = api.RegisterUnsignedNumericConfig?;
                Some(register(
                    cx, name, bits, flags, min, max, get, set, apply, data,
                ))
            }
            Form::Bool => {
                let (get, set) = (callbacks::get_int as _, callbacks::set_int as _);
                let (get, set, default) = (Some(get), Some(set), bits as c_int);
                let register = api.RegisterBoolConfig?;
                Some(register(cx, name, default, flags, get, set, apply, data))
            }
            Form::Enum => {
                let (get, set) = (callbacks::get_int as _, callbacks::set_int as _);
                let (get, set, default) = (Some(get), Some(set), bits as c_int);
                let (mut words, numbers): (Vec<_>, Vec<_>) = callbacks::words(kind).unzip();
                let (words, len) = (words.as_mut_ptr(), numbers.len() as c_int);
                let (numbers, register) = (numbers.as_ptr(), api.RegisterEnumConfig?);
                Some(register(
                    cx, name, default, flags, words, numbers, len, get, set, apply, data,
                ))
            }
            Form::Text => {
                let (get, set) = (callbacks::get_string as _, callbacks::set_string as _);
                let (get, set) = (Some(get), Some(set));
                let register = api.RegisterStringConfig?;
                let text = CString::new(kind.write(default)).expect("what holds a NUL was refused");
                Some(register(
                    cx,
                    name,
                    text.as_ptr(),
                    flags,
                    get,
                    set,
                    apply,
                    data,
                ))
            }
        }
    }
}

/// The server's bits. That for names without a prefix on Redis 8 says on Valkey that a number has no sign.
fn flags(config: &Registered, kind: &Kind) -> u32 {
    // SAFETY: the table is loaded.
    let has_unprefixed = unsafe { api().LoadDefaultConfigs.is_some() };
    let unknown = match has_unprefixed {
        true => 0,
        false => REDISMODULE_CONFIG_UNPREFIXED,
    };
    let of_kind = match (kind, kind.form()) {
        (_, Form::Unsigned { .. }) => REDISMODULE_CONFIG_UNSIGNED,
        (Kind::Memory { .. }, _) => REDISMODULE_CONFIG_MEMORY,
        (Kind::Flags(_), _) => REDISMODULE_CONFIG_BITFLAGS,
        _ => 0,
    };
    (config.flags & !(unknown as u32)) | of_kind as u32
}

/// Gives back the memory of texts, when the module goes.
fn reset() {
    for config in registry::configs() {
        if let Ok(mut text) = config.core().text.try_borrow_mut() {
            *text = None;
        }
    }
}
