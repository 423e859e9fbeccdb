//! Redis and Valkey modules as annotated Rust functions.
//!
//! ```no_run
//! #![forbid(unsafe_code)]
//! use redmod::prelude::*;
//!
//! redmod::module! { name: "hello", version: 1 }
//!
//! /// Adds two numbers.
//! #[command(flags = "fast")]
//! fn add(a: i64, b: i64) -> Result<i64> {
//!     a.checked_add(b).ok_or(Error::fixed(c"ERR the sum is too large"))
//! }
//! # fn main() {}
//! ```
//!
//! Built as a `cdylib`, this is a module with the command `hello.add`. From the signature come the
//! parser of the arguments, the arity, the key specs, the documentation and the reply; a panic is
//! an error reply, and nothing of it is `unsafe`.
//!
//! - [`macro@command`] makes a command of a function; [`module!`] names the module.
//! - [`macro@data_type`] makes a type of value of a struct, which the server keeps at keys.
//! - [`macro@config`] makes a config of a static, which users of the server set.
//! - [`args`]: what a parameter can be. [`reply`]: what a function can return.
//! - [`Context`]: what a command can do beyond its arguments.

// First, since what follows uses its macros.
#[macro_use]
mod log;

#[cfg(feature = "allocator")]
mod alloc;
pub mod args;
mod assert;
mod blocked;
pub mod call;
mod command;
pub mod config;
mod context;
pub mod data_type;
mod database;
pub mod defrag;
mod detached;
pub mod dict;
mod error;
pub mod event;
mod filter;
mod frame;
mod global;
pub mod info;
mod job;
pub mod key;
mod load;
mod memory;
pub mod notification;
mod panic;
mod rdb_file;
mod registry;
mod replicate;
pub mod reply;
mod scan;
mod scan_cursor;
mod string;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod threads;
mod timer;

#[cfg(feature = "allocator")]
pub use alloc::Allocator;
pub use assert::server_assert;
pub use blocked::{Blocked, BlockedClient, Measured};
pub use call::CallReply;
pub use command::{ChannelAccess, KeyPositions};
pub use config::Config;
pub use context::{
    AnyContext, ClientFlag, ClientFlags, ClientInfo, ConfigContext, Context, ContextFlag,
    ContextFlags, EventContext, LoadContext, NotificationContext, Serve, ServerContext, ServerInfo,
    ServerInfoValue, Version,
};
pub use database::Flush;
pub use detached::{DetachedContext, Locked};
pub use error::{Error, Result};
pub use filter::FilterArgs;
pub use global::{Global, HoldsLock};
pub use info::Info;
pub use load::ModuleOption;
pub use log::Level;
pub use memory::MallocSize;
pub use redmod_macros::{
    Args, ConfigEnum, Info, Persist, Reply, command, command_filter, config, data_type,
    info_section, module, on_event, on_keyspace,
};
pub use redmod_sys::LongDouble;
pub use scan::Scan;
pub use scan_cursor::ScanCursor;
pub use string::{HeldString, ServerStr, ServerString};
pub use timer::Timer;

/// What a first module needs.
pub mod prelude {
    pub use crate::args::{Args, Counted, KeyName, Millis, Repeated, Rest, Seconds};
    pub use crate::config::{Config, ConfigEnum};
    pub use crate::data_type::Persist;
    pub use crate::key::{Hash, Key, KeyMut, List, Set, Str, Stream, StreamId, ZSet};
    pub use crate::reply::{Reply, Status};
    pub use crate::{
        Args, ConfigEnum, Context, Error, Info, Persist, Reply, Result, ServerStr, ServerString,
    };
    pub use crate::{command, config, data_type, info_section, on_event, on_keyspace};
}

/// What the expansions of the macros name; no part of the API.
#[doc(hidden)]
pub mod __private {
    pub use crate::__submit as submit;
    pub use crate::args::derived::{
        Token, is_token, led_by_token, option, or_absent, positional, token,
    };
    pub use crate::args::shape::{Param, Shape};
    pub use crate::args::{Args, Input};
    pub use crate::command::{Command, Meta, Range, Replicate, check};
    pub use crate::config::{ConfigEnum, Registered as RegisteredConfig};
    #[cfg(feature = "serde")]
    pub use crate::data_type::serde;
    pub use crate::data_type::{
        Aux, DataType, Form, Hooks, Loader, Meta as TypeMeta, Persist, RdbReader, RdbWriter, Saver,
        Size, Slot, When,
    };
    pub use crate::defrag::Defragmenter;
    pub use crate::event::{self, Call, Handler, kind, param};
    pub use crate::filter::{CommandFilter, Filter, FilterArgs};
    pub use crate::info::{Info, InfoFields, InfoSection, InfoValue};
    pub use crate::load::Module;
    pub use crate::log::log_anywhere;
    pub use crate::notification::{Class, Keyspace, Run, Subscriber, Subscribes};
    pub use crate::registry::Item;
    pub use crate::reply::{Reply, Writer};
    pub use crate::{ConfigContext, Error, LoadContext, ModuleOption, Result};

    #[cfg(feature = "inventory")]
    pub use inventory;
    #[cfg(not(feature = "inventory"))]
    pub use {crate::registry::ITEMS, linkme};

    /// Nothing may be left when every parameter was taken. Where every call has the same number of
    /// arguments, the shim has counted them.
    #[inline(always)]
    pub fn finish<C: Command>(input: &Input<'_>) -> Result<()> {
        if const { C::META.is_exact() } {
            Ok(())
        } else {
            input.finish()
        }
    }

    /// Writes what the author's function returned.
    #[inline(always)]
    pub fn reply<R: Reply + ?Sized>(value: &R, out: &mut Writer<'_>) -> Result<()> {
        value.reply_call(out);
        Ok(())
    }
}
