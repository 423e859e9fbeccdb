//! The Redis and Valkey Module API as it is: types, constants and one table of functions. No policy.
//!
//! What it decides:
//!
//! - **Names** are those of C: `RedisModuleCtx`, `REDISMODULE_OK`, and the servers' bare names for functions (`Alloc`
//!   is `RedisModule_Alloc` and `ValkeyModule_Alloc`). What only Valkey has is spelt the same way.
//! - **One table, resolved once** by [`load`], from the context that the server gives to `RedisModule_OnLoad`. What
//!   Redis 6.0 has is a plain pointer and costs what it costs in C; the rest is an `Option`. A server that lacks one
//!   of the former is refused with [`Missing`], which knows their names and first releases.
//! - **A function is looked up only on a server whose prototype of it is known.** `ACLCheckKeyPrefixPermissions` takes
//!   other arguments on Valkey than on Redis and is two fields, of which at most one is set; what only one of the
//!   servers has today is not looked up on the other.
//!
//! ```no_run
//! use redmod_sys::{RedisModuleCtx, api, load};
//!
//! # unsafe fn on_load(ctx: *mut RedisModuleCtx) {
//! // SAFETY: the server called us with this context, and nothing else of the module runs yet.
//! let loaded = unsafe { load(ctx) };
//! if loaded.is_ok() {
//!     // SAFETY: loaded, as was just seen.
//!     let api = unsafe { api() };
//!     // SAFETY: any size may be asked for.
//!     let block = unsafe { (api.Alloc)(64) };
//!     if let Some(server_version) = api.GetServerVersion {
//!         // SAFETY: the function has no preconditions.
//!         unsafe { server_version() };
//!     }
//!     // SAFETY: the block comes from `Alloc`.
//!     unsafe { (api.Free)(block) };
//! }
//! # }
//! ```
//!
//! The C header that all this is generated from is `include/redmod.h`; C code may use it as well.

#![no_std]

mod bindings;
mod constants;
mod load;
mod long_double;
mod packed;
#[cfg(redmod_record)]
mod record;
mod table;

pub use bindings::*;
pub use constants::*;
pub use load::*;
pub use long_double::*;
pub use table::*;
