//! Decides what a command is: the data that `#[command]` makes of a function, from which
//! everything else is computed when the module is loaded.

mod acl;
pub mod check;
mod container;
mod info;
mod keys;
mod layout;
mod register;
mod shim;
mod subcommand;

use std::ffi::CStr;

pub use keys::{ChannelAccess, KeyPositions, Range};
use register::joined;
pub(crate) use register::register;
pub(crate) use shim::{panicked, words};

use crate::Result;
use crate::args::Input;
use crate::args::shape::{Param, UNBOUNDED, total};
use crate::frame::Access;
use crate::reply::Writer;

/// What `#[command]` implements, on a type of its own, for each function.
#[doc(hidden)]
pub trait Command {
    /// All that is known when it is compiled.
    const META: Meta;

    /// Takes the parameters, calls the function, and writes what it returns.
    ///
    /// # Errors
    /// Where the arguments are not what the parameters want.
    fn run(input: &mut Input<'_>, out: &mut Writer<'_>) -> Result<()>;
}

/// A command as it is written in its attribute and its signature.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Meta {
    /// The name that the attribute gives, of one or two words; none means module and function.
    pub name: Option<&'static str>,
    /// The function's name.
    pub function: &'static str,
    /// Whether the name has two words: a subcommand.
    pub is_subcommand: bool,
    /// The flags as the server spells them.
    pub flags: &'static [&'static str],
    /// The parameters, the context among them.
    pub params: &'static [Param],
    /// What `keys = first..last` says.
    pub keys: Option<Range>,
    /// What follows a wrong `write` or `readonly`, and what is replicated.
    pub replicate: Replicate,
    /// One line of what it does.
    pub summary: Option<&'static CStr>,
    /// How its time grows.
    pub complexity: Option<&'static CStr>,
    /// The version of the module that first had it.
    pub since: Option<&'static CStr>,
    /// Hints for clients and proxies.
    pub tips: Option<&'static CStr>,
    /// What changed, with the version that changed it.
    pub history: &'static [(&'static CStr, &'static CStr)],
    /// ACL categories, without `@`.
    pub acl: &'static [&'static str],
    /// Tells which arguments are keys (`getkeys-api`).
    pub get_keys: Option<fn(&mut KeyPositions<'_>)>,
    /// Tells which arguments are channels (`getchannels-api`).
    pub get_channels: Option<fn(&mut KeyPositions<'_>)>,
    /// Where the function stands.
    pub location: (&'static str, u32),
}

/// What a writing command owes the replicas and the append-only file.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Replicate {
    /// The call as it came.
    Verbatim,
    /// What the author says, call by call.
    Explicit,
    /// Nothing.
    None,
}

impl Meta {
    /// What the attribute's macro fills in where nothing is said.
    pub const EMPTY: Meta = Meta {
        name: None,
        function: "",
        is_subcommand: false,
        flags: &[],
        params: &[],
        keys: None,
        replicate: Replicate::None,
        summary: None,
        complexity: None,
        since: None,
        tips: None,
        history: &[],
        acl: &[],
        get_keys: None,
        get_channels: None,
        location: ("", 0),
    };

    /// How many arguments name the command itself.
    pub(crate) const fn name_len(&self) -> usize {
        if self.is_subcommand { 2 } else { 1 }
    }

    /// The fewest arguments of a call, its name included.
    pub(crate) const fn min_argc(&self) -> usize {
        self.name_len() + total(self.params, false)
    }

    /// The most arguments of a call, its name included.
    pub(crate) const fn max_argc(&self) -> usize {
        total(self.params, true).saturating_add(self.name_len())
    }

    /// Whether every call has the same number of arguments.
    pub(crate) const fn is_exact(&self) -> bool {
        self.min_argc() == self.max_argc() && self.max_argc() != UNBOUNDED
    }

    /// The arity as the server has it: negative for "at least".
    pub(crate) fn arity(&self) -> i32 {
        let min = i32::try_from(self.min_argc()).unwrap_or(i32::MAX);
        if self.is_exact() { min } else { -min }
    }

    pub(crate) fn has_flag(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }

    /// What it may do with the keyspace, and who tells the replicas.
    pub(crate) const fn access(&self) -> Access {
        match self.replicate {
            _ if !self.may_write() => Access::Read,
            Replicate::Verbatim => Access::WriteVerbatim,
            _ => Access::Write,
        }
    }

    /// Whether it has the flag `write`.
    pub(crate) const fn may_write(&self) -> bool {
        let mut i = 0;
        while i < self.flags.len() {
            if matches!(self.flags[i].as_bytes(), b"write") {
                return true;
            }
            i += 1;
        }
        false
    }
}

/// A command among the registered items.
#[doc(hidden)]
pub struct Registered {
    pub(crate) meta: Meta,
    pub(crate) shim: shim::Shim,
    /// The entry where the server must ask for positions, if that may be. What is not named here is not part of the module.
    pub(crate) keys_shim: Option<shim::Shim>,
    /// How it is registered, if it is a subcommand.
    subcommand: Option<subcommand::Subcommand>,
    /// What is done for its ACL categories, if it names some.
    acl: Option<&'static acl::Acl>,
}

impl Registered {
    /// The registration of a command.
    #[must_use]
    pub const fn new<C: Command>() -> Registered {
        Registered {
            meta: C::META,
            shim: shim::call::<C>,
            keys_shim: if keys::may_need_positions(&C::META) {
                Some(shim::call_or_keys::<C>)
            } else {
                None
            },
            subcommand: if C::META.is_subcommand {
                Some(subcommand::register)
            } else {
                None
            },
            acl: if C::META.acl.is_empty() {
                None
            } else {
                Some(&acl::ACL)
            },
        }
    }

    /// The full name; subcommands have a blank between their two words.
    pub(crate) fn name(&self, module: &str) -> String {
        match self.meta.name {
            Some(name) => name.to_owned(),
            None => joined(&[module, self.meta.function], "."),
        }
    }
}
