//! Decides how commands are registered: in the order of their names, all or none, and each with as
//! much of its description as the server can take.

use std::ffi::{CStr, CString, c_int};
use std::fmt;
use std::ptr::NonNull;

use redmod_sys::{
    Api, REDISMODULE_OK, RedisModuleCommand, RedisModuleCommandInfo, RedisModuleCtx, api,
};

use super::info::Info;
use super::shim::Shim;
use super::{Meta, Range, Registered, keys};
use crate::load::Module;
use crate::registry;

pub(super) type Result<T, E = String> = std::result::Result<T, E>;

/// Registers every command of the module (`RM_CreateCommand`, `RM_CreateSubcommand`).
#[doc(alias = "RM_CreateCommand")]
#[doc(alias = "RM_CreateSubcommand")]
pub(crate) fn register(context: NonNull<RedisModuleCtx>, module: &Module) -> Result<()> {
    let module_name = module.name.to_string_lossy();
    let mut commands = Commands(Vec::new());
    for command in registry::commands() {
        // The server matches names without case.
        let mut name = command.name(&module_name);
        name.make_ascii_lowercase();
        match commands.find(&name) {
            Ok(at) => {
                let (a, b) = (Place(&commands.0[at].1.meta), Place(&command.meta));
                return Err(format!("two commands are named `{name}`: {a} and {b}"));
            }
            Err(at) => commands.0.insert(at, (name, command)),
        }
    }
    let server = Server { context, module };
    server.add_categories(&commands)?;
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

/// Commands in the order of their lower-case names. A list, as a `BTreeMap` would be 30 kB of code in every module.
pub(super) struct Commands(pub(super) Vec<(String, &'static Registered)>);

impl Commands {
    /// Where a name is, or belongs.
    pub(super) fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(it, _)| it.as_str().cmp(name))
    }
}

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
        self.set_categories(full_name, meta)
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

    /// Adds a command to ACL categories, where the server lets modules do so
    /// (`RM_SetCommandACLCategories`, Redis 7.2).
    #[doc(alias = "RM_SetCommandACLCategories")]
    fn set_categories(&self, name: &CStr, meta: &Meta) -> Result<()> {
        // SAFETY: the table is loaded.
        let Api {
            SetCommandACLCategories: set,
            AddACLCategory: add,
            ..
        } = unsafe { api() };
        let Some(set) = set.filter(|_| !meta.acl.is_empty()) else {
            return Ok(());
        };
        let is_known = |category: &&&str| add.is_some() || CATEGORIES.contains(*category);
        let known: Vec<&str> = meta.acl.iter().filter(is_known).copied().collect();
        let categories = c_string(&known.join(" "))?;
        // SAFETY: the command was just found; the string is live, and copied.
        let status = unsafe { set(self.get(name)?.as_ptr(), categories.as_ptr()) };
        if status == REDISMODULE_OK {
            Ok(())
        } else {
            Err("the server refuses its ACL categories".into())
        }
    }

    /// Makes the categories of the module's own, where the server lets modules do so
    /// (`RM_AddACLCategory`, Redis 7.4).
    #[doc(alias = "RM_AddACLCategory")]
    fn add_categories(&self, commands: &Commands) -> Result<()> {
        // SAFETY: the table is loaded.
        let Some(add) = (unsafe { api().AddACLCategory }) else {
            return Ok(());
        };
        let mut added: Vec<&str> = Vec::new();
        for &category in commands.0.iter().flat_map(|(_, it)| it.meta.acl) {
            if CATEGORIES.contains(&category) || added.contains(&category) {
                continue;
            }
            added.push(category);
            let name = c_string(category)?;
            // SAFETY: the context is that of `OnLoad`; the string is live, and copied.
            if unsafe { add(self.context.as_ptr(), name.as_ptr()) } != REDISMODULE_OK {
                return Err(format!(
                    "the server refuses the ACL category `{category}`: another module has it, or \
                     it is no name for one"
                ));
            }
        }
        Ok(())
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

/// The categories that every server has.
const CATEGORIES: &[&str] = &[
    "keyspace",
    "read",
    "write",
    "set",
    "sortedset",
    "list",
    "hash",
    "string",
    "bitmap",
    "hyperloglog",
    "geo",
    "stream",
    "pubsub",
    "admin",
    "fast",
    "slow",
    "blocking",
    "dangerous",
    "connection",
    "transaction",
    "scripting",
];

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
        if create(&c_string(&flags.join(" "))?) {
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

pub(super) fn c_string(text: &str) -> Result<CString> {
    CString::new(text).map_err(|_| format!("`{text}` holds a NUL"))
}
