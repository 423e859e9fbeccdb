//! Decides how a subcommand is registered, and the container that holds it. Only subcommands refer to it, so that a module
//! without them does not hold the code.

use redmod_sys::{REDISMODULE_OK, api};

use super::register::{Commands, Result, Server, c_string, with_known_flags};
use super::shim::Shim;
use super::{Range, Registered, container, info};

/// Registers the subcommand that is at this place among the commands.
pub(super) type Subcommand = fn(&Server<'_>, &Commands, usize) -> Result<()>;

/// See [`Subcommand`].
pub(super) fn register(server: &Server<'_>, commands: &Commands, at: usize) -> Result<()> {
    let (full_name, command) = &commands.0[at];
    let (parent, name) = full_name.split_once(' ').unwrap_or((full_name, ""));
    if commands.find(parent).is_some() {
        return Err(format!(
            "`{parent}` is a command of its own, so it cannot have subcommands"
        ));
    }
    let is_sibling = |at: usize| is_of(parent, &commands.0[at].0);
    if at == 0 || !is_sibling(at - 1) {
        make_container(server, parent, &commands.0[at..])
            .map_err(|why| format!("its container `{parent}` cannot be: {why}"))?;
    }
    // SAFETY: the table is loaded.
    let Some(create) = (unsafe { api().CreateSubcommand }) else {
        // Before Redis 7.0 the container dispatches.
        return Ok(());
    };
    let full_name = c_string(&format!("{parent}|{name}"))?;
    let (parent, name) = (server.get(&c_string(parent)?)?, c_string(name)?);
    server.create(
        &full_name,
        command,
        &|shim, flags, Range { first, last, step }| {
            let (parent, name, flags) = (parent.as_ptr(), name.as_ptr(), flags.as_ptr());
            // SAFETY: the parent was just found; the strings are live, and copied.
            unsafe { create(parent, name, Some(shim), flags, first, last, step) }
        },
    )
}

/// Whether a full name is that of a subcommand of the container.
fn is_of(container: &str, full_name: &str) -> bool {
    full_name.split(' ').next() == Some(container)
}

/// Creates the command that holds the subcommands of a name, which come first among these commands.
fn make_container(
    server: &Server<'_>,
    name: &str,
    commands: &[(String, &Registered)],
) -> Result<()> {
    // SAFETY: the table is loaded.
    let (shim, flags) = if unsafe { api().CreateSubcommand.is_some() } {
        (None, Vec::new())
    } else {
        let subcommands = commands.iter().take_while(|(full, _)| is_of(name, full));
        (
            Some(container::call as Shim),
            container::flags(subcommands.map(|(_, it)| &it.meta)),
        )
    };
    let c_name = c_string(name)?;
    with_known_flags(flags, &|flags| {
        let (context, name, flags) = (server.context.as_ptr(), c_name.as_ptr(), flags.as_ptr());
        // SAFETY: the context is that of `OnLoad`; the strings are live, and copied.
        unsafe { (api().CreateCommand)(context, name, shim, flags, 0, 0, 0) == REDISMODULE_OK }
    })?;
    let containers = server.module.containers;
    let said = containers
        .iter()
        .find(|(it, _)| it.eq_ignore_ascii_case(name));
    let default = c_string(&format!("A container for {name} commands."))?;
    let summary = said.map_or(default.as_c_str(), |(_, summary)| summary);
    let info = info::container(summary);
    server.set_info(&c_name, &raw const info)
}
