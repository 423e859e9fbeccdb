//! Decides to which ACL categories a command belongs, and which of them the module makes. Only commands that name some refer to
//! it, so that a module without them does not hold the code.

use std::ffi::CStr;

use redmod_sys::{Api, REDISMODULE_OK, api};

use super::Meta;
use super::register::{Commands, Result, Server, c_string, joined};

/// What is done for the categories that commands name.
pub(super) struct Acl {
    /// See [`make`].
    pub(super) make: fn(&Server<'_>, &Commands) -> Result<()>,
    /// See [`set`].
    pub(super) set: fn(&Server<'_>, &CStr, &Meta) -> Result<()>,
}

pub(super) static ACL: Acl = Acl { make, set };

/// Makes the categories of the module's own, where the server lets modules do so
/// (`RM_AddACLCategory`, Redis 7.4).
#[doc(alias = "RM_AddACLCategory")]
fn make(server: &Server<'_>, commands: &Commands) -> Result<()> {
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
        if unsafe { add(server.context.as_ptr(), name.as_ptr()) } != REDISMODULE_OK {
            return Err(format!(
                "the server refuses the ACL category `{category}`: another module has it, or \
                 it is no name for one"
            ));
        }
    }
    Ok(())
}

/// Adds a command to its categories, where the server lets modules do so
/// (`RM_SetCommandACLCategories`, Redis 7.2).
#[doc(alias = "RM_SetCommandACLCategories")]
fn set(server: &Server<'_>, name: &CStr, meta: &Meta) -> Result<()> {
    // SAFETY: the table is loaded.
    let Api {
        SetCommandACLCategories: set,
        AddACLCategory: add,
        ..
    } = unsafe { api() };
    let Some(set) = set else {
        return Ok(());
    };
    let is_known = |category: &&&str| add.is_some() || CATEGORIES.contains(*category);
    let known: Vec<&str> = meta.acl.iter().filter(is_known).copied().collect();
    let categories = c_string(&joined(&known, " "))?;
    // SAFETY: the command was just found; the string is live, and copied.
    let status = unsafe { set(server.get(name)?.as_ptr(), categories.as_ptr()) };
    if status == REDISMODULE_OK {
        Ok(())
    } else {
        Err("the server refuses its ACL categories".into())
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
