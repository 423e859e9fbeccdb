//! Decides how commands are registered: in the order of their names, all or none, and each with as
//! much of its description as the server can take.

use std::ffi::{CStr, CString, c_int};
use std::fmt;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_OK, RedisModuleCommand, RedisModuleCommandInfo, RedisModuleCtx, api};

use super::info::Info;
use super::shim::Shim;
use super::{Meta, Range, Registered, keys};
use crate::load::Module;
use crate::registry::{self, ByName};

pub(super) type Result<T, E = String> = std::result::Result<T, E>;

/// Registers every command of the module (`RM_CreateCommand`, `RM_CreateSubcommand`).
#[doc(alias = "RM_CreateCommand")]
#[doc(alias = "RM_CreateSubcommand")]
pub(crate) fn register(context: NonNull<RedisModuleCtx>, module: &Module) -> Result<()> {
    let module_name = module.name.to_string_lossy();
    let mut commands = Commands::EMPTY;
    for command in registry::commands() {
        // The server matches names without case.
        let mut name = command.name(&module_name);
        name.make_ascii_lowercase();
        if let Err((name, other)) = commands.add(name, command) {
            let (a, b) = (Place(&other.meta), Place(&command.meta));
            return Err(format!("two commands are named `{name}`: {a} and {b}"));
        }
    }
    let server = Server { context, module };
    if let Some(acl) = commands.0.iter().find_map(|(_, command)| command.acl) {
        (acl.make)(&server, &commands)?;
    }
    for (at, (name, command)) in commands.0.iter().enumerate() {
        let done = match command.subcommand {
            None => server.command(&command.name(&module_name), command),
            Some(subcommand) => subcommand(&server, &commands, at),
        };
        let place = Place(&command.meta);
        done.map_err(|why| format!("the command `{name}` ({place}) cannot be registered: {why}"))?;
    }
    Ok(())
}

/// Commands by their names in lower case.
pub(super) type Commands = ByName<Registered>;

/// Where a command's function stands.
struct Place<'a>(&'a Meta);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, line) = self.0.location;
        write!(f, "{file}:{line}")
    }
}

pub(super) struct Server<'m> {
    pub(super) context: NonNull<RedisModuleCtx>,
    pub(super) module: &'m Module,
}

impl Server<'_> {
    fn command(&self, name: &str, command: &Registered) -> Result<()> {
        let name = c_string(name)?;
        self.create(
            &name,
            command,
            &|shim, flags, Range { first, last, step }| {
                let (context, name, flags) = (self.context.as_ptr(), name.as_ptr(), flags.as_ptr());
                // SAFETY: the context is that of `OnLoad`; the strings are live, and copied.
                unsafe {
                    (api().CreateCommand)(context, name, Some(shim), flags, first, last, step)
                }
            },
        )
    }

    /// Creates a command or a subcommand by the given function, and describes it.
    pub(super) fn create(
        &self,
        full_name: &CStr,
        command: &Registered,
        create: &dyn Fn(Shim, &CStr, Range) -> c_int,
    ) -> Result<()> {
        let meta = &command.meta;
        let specs = keys::key_specs(meta);
        let mut flags = meta.flags.to_vec();
        let asks_for_keys = keys::needs_positions(meta, &specs);
        if asks_for_keys && !meta.has_flag("getkeys-api") {
            flags.push("getkeys-api");
        }
        let asks = asks_for_keys || meta.get_channels.is_some();
        debug_assert!(!asks || command.keys_shim.is_some(), "it may be asked");
        let shim = command.keys_shim.filter(|_| asks).unwrap_or(command.shim);
        let range = meta.keys.unwrap_or(Range {
            first: 0,
            last: 0,
            step: 0,
        });
        with_known_flags(flags, &|flags| create(shim, flags, range) == REDISMODULE_OK)?;
        self.set_info(full_name, Info::new(meta, &specs).as_ptr())?;
        command
            .acl
            .map_or(Ok(()), |acl| (acl.set)(self, full_name, meta))
    }

    /// Describes a command, where the server takes descriptions (`RM_SetCommandInfo`).
    #[doc(alias = "RM_SetCommandInfo")]
    pub(super) fn set_info(&self, name: &CStr, info: *const RedisModuleCommandInfo) -> Result<()> {
        // SAFETY: the table is loaded.
        let Some(set) = (unsafe { api().SetCommandInfo }) else {
            return Ok(());
        };
        // SAFETY: the command was just found; the description is live, and copied.
        let status = unsafe { set(self.get(name)?.as_ptr(), info) };
        if status == REDISMODULE_OK {
            Ok(())
        } else {
            Err("the server refuses its description".into())
        }
    }

    /// A command that was just created (`RM_GetCommand`).
    #[doc(alias = "RM_GetCommand")]
    pub(super) fn get(&self, name: &CStr) -> Result<NonNull<RedisModuleCommand>> {
        // SAFETY: the table is loaded, the context is that of `OnLoad`, the name is live.
        let command = unsafe {
            api()
                .GetCommand
                .map(|get| get(self.context.as_ptr(), name.as_ptr()))
        };
        command
            .and_then(NonNull::new)
            .ok_or_else(|| "the server does not find it again".into())
    }
}

/// Flags without which a command still does what it should, the newest first, on servers that do
/// not know them.
const DROPPED: &[&str] = &[
    "all-dbs",       // Valkey 9.1
    "no-commandlog", // Valkey 8.1
    "allow-busy",    // Redis 7.0, as are the next
    "no-mandatory-keys",
    "getchannels-api",
    "blocking",
    "may-replicate", // Redis 6.2
];

/// Creates something with its flags, or with as many of them as the server knows.
///
/// `internal` (Redis 8.0) is not dropped: without it anybody might call the command.
pub(super) fn with_known_flags(mut flags: Vec<&str>, create: &dyn Fn(&CStr) -> bool) -> Result<()> {
    let mut droppable = DROPPED.iter();
    loop {
        if create(&c_string(&joined(&flags, " "))?) {
            return Ok(());
        }
        let next = droppable.find(|flag| flags.contains(flag));
        let Some(next) = next else { break };
        flags.retain(|flag| flag != next);
    }
    let internal = if flags.contains(&"internal") {
        " (`internal` needs Redis 8.0)"
    } else {
        ""
    };
    Err(format!(
        "its name is taken, or the server does not know one of its flags{internal}"
    ))
}

/// Words with something between them, as `join` makes it by a kilobyte of code more.
pub(super) fn joined(words: &[&str], between: &str) -> String {
    let len = words.iter().map(|word| word.len() + between.len()).sum();
    let mut text = String::with_capacity(len);
    for word in words {
        text.push_str(if text.is_empty() { "" } else { between });
        text.push_str(word);
    }
    text
}

pub(super) fn c_string(text: &str) -> Result<CString> {
    CString::new(text).map_err(|_| format!("`{text}` holds a NUL"))
}
