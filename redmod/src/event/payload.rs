//! Decides what comes with each event: the server's structs, of which no more is read than their
//! version promises, as values of Rust's.

use std::ffi::{CStr, c_char, c_void};
use std::ops::RangeInclusive;
use std::time::Duration;

use redmod_sys::{self as sys, RedisModuleEvent};

use super::key::LostKey;
use super::subevent::{
    AclReason, Connection, EventLoop, FlushPhase, ForkChild, Loading, LoadingSource, Loss,
    ModuleState, Persistence, PrimaryLinkChange, ReplAsyncLoad, ReplBackup, ReplicaChange, Role,
    SlotMigration,
};
use crate::{ClientInfo, ServerStr, command};

/// What is made of what the server passes with an event.
pub trait Read<'a>: Sized {
    /// # Safety
    /// The server passes the subevent and `data` with the event, which comes with a `Self`, and they
    /// live for `'a`.
    unsafe fn read(event: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self>;
}

/// The server's struct, if there is one. Only what version 1 has is read, which no later version takes away;
/// Redis leaves the version of what comes with `Config` at 0, and means the same.
///
/// # Safety
/// It is null, or begins like a `T`, the struct's version 1, and lives for `'a`.
unsafe fn version_1<'a, T>(data: *const c_void) -> Option<&'a T> {
    // SAFETY: the caller's promise.
    unsafe { data.cast::<T>().as_ref() }
}

/// # Safety
/// It is null, or a C string that lives for `'a`.
unsafe fn text<'a>(text: *const c_char) -> Option<&'a CStr> {
    // SAFETY: the caller's promise.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) })
}

macro_rules! bare {
    ($($subevent:ident)*) => {$(
        impl Read<'_> for $subevent {
            unsafe fn read(_: RedisModuleEvent, subevent: u64, _: *const c_void) -> Option<Self> {
                $subevent::of(subevent)
            }
        }
    )*};
}

bare! {
    Persistence Loading ReplicaChange PrimaryLinkChange ReplBackup ForkChild ReplAsyncLoad EventLoop
}

/// `ReplicationRoleChanged`: the server is a primary or a replica from now on, or has another primary.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ReplicationRoleChanged<'a> {
    /// What it is now.
    pub role: Role,
    /// The primary's host; `None` if the server is one itself.
    pub primary_host: Option<&'a CStr>,
    /// The primary's port; 0 if the server is one itself.
    pub primary_port: u16,
    /// The id of the history that it replicates.
    pub replication_id: Option<&'a CStr>,
    /// The id of the history before, up to [`second_offset`](Self::second_offset).
    pub second_replication_id: Option<&'a CStr>,
    /// How many bytes of the history there are.
    pub offset: u64,
    /// Up to where the history before is the same; `None` if there is none.
    pub second_offset: Option<u64>,
}

impl<'a> Read<'a> for ReplicationRoleChanged<'a> {
    unsafe fn read(_: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise; the strings are the server's own.
        unsafe {
            let info: &sys::RedisModuleReplicationInfoV1 = version_1(data)?;
            let host = text(info.masterhost).filter(|host| !host.is_empty());
            Some(ReplicationRoleChanged {
                role: Role::of(subevent)?,
                primary_host: host,
                primary_port: host.map_or(0, |_| info.masterport.try_into().unwrap_or(0)),
                replication_id: text(info.replid1),
                second_replication_id: text(info.replid2),
                offset: info.repl1_offset,
                // -1, as C converts it.
                second_offset: Some(info.repl2_offset).filter(|offset| *offset != u64::MAX),
            })
        }
    }
}

/// `FlushDB`: a database, or all of them, are emptied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FlushDb {
    /// When it is.
    pub phase: FlushPhase,
    /// The database; `None` for all.
    pub database: Option<i32>,
    /// Whether the server waits until the values are freed, in place of leaving that to a thread.
    pub is_sync: bool,
}

impl Read<'_> for FlushDb {
    unsafe fn read(_: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise.
        let info: &sys::RedisModuleFlushInfoV1 = unsafe { version_1(data)? };
        Some(FlushDb {
            phase: FlushPhase::of(subevent)?,
            database: (info.dbnum >= 0).then_some(info.dbnum),
            is_sync: info.sync != 0,
        })
    }
}

/// `ClientChange`: a client connects or goes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ClientChange {
    /// What it did.
    pub change: Connection,
    /// The client.
    pub client: ClientInfo,
}

impl Read<'_> for ClientChange {
    unsafe fn read(_: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise.
        let info: &sys::RedisModuleClientInfoV1 = unsafe { version_1(data)? };
        Some(ClientChange {
            change: Connection::of(subevent)?,
            client: ClientInfo::new(*info),
        })
    }
}

/// `Shutdown`: the server is about to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shutdown;

impl Read<'_> for Shutdown {
    unsafe fn read(_: RedisModuleEvent, _: u64, _: *const c_void) -> Option<Self> {
        Some(Shutdown)
    }
}

/// `CronLoop`: the server does what it does `hz` times per second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CronLoop {
    /// How often per second.
    pub hz: i32,
}

impl Read<'_> for CronLoop {
    unsafe fn read(_: RedisModuleEvent, _: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise.
        let info: &sys::RedisModuleCronLoopV1 = unsafe { version_1(data)? };
        Some(CronLoop { hz: info.hz })
    }
}

/// `ModuleChange`: another module was loaded or unloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModuleChange<'a> {
    /// What became of it.
    pub change: ModuleState,
    /// Its name.
    pub name: &'a CStr,
    /// Its version.
    pub version: i32,
}

impl<'a> Read<'a> for ModuleChange<'a> {
    unsafe fn read(_: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise; a module has a name.
        unsafe {
            let info: &sys::RedisModuleModuleChangeV1 = version_1(data)?;
            Some(ModuleChange {
                change: ModuleState::of(subevent)?,
                name: text(info.module_name)?,
                version: info.module_version,
            })
        }
    }
}

/// `LoadingProgress`: the server is loading, and has got so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoadingProgress {
    /// What is loaded.
    pub source: LoadingSource,
    /// How often per second the server does its other work.
    pub hz: i32,
    /// How far it is, 1024 being all; `None` where the server does not know how much there is.
    pub progress: Option<u32>,
}

impl Read<'_> for LoadingProgress {
    unsafe fn read(_: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise.
        let info: &sys::RedisModuleLoadingProgressV1 = unsafe { version_1(data)? };
        Some(LoadingProgress {
            source: LoadingSource::of(subevent)?,
            hz: info.hz,
            progress: info.progress.try_into().ok(),
        })
    }
}

/// `SwapDB`: two databases have changed places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SwapDb {
    /// The one.
    pub first: i32,
    /// The other.
    pub second: i32,
}

impl Read<'_> for SwapDb {
    unsafe fn read(_: RedisModuleEvent, _: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise.
        let info: &sys::RedisModuleSwapDbInfoV1 = unsafe { version_1(data)? };
        Some(SwapDb {
            first: info.dbnum_first,
            second: info.dbnum_second,
        })
    }
}

/// `Config`: configs were changed, by `CONFIG SET` for one.
#[derive(Clone, Copy, Debug)]
pub struct Config<'a> {
    names: &'a [*const c_char],
}

impl<'a> Config<'a> {
    /// The names of those that have changed.
    pub fn names(&self) -> impl Iterator<Item = &'a CStr> + use<'a> {
        // SAFETY: the server's names live for `'a`.
        self.names.iter().filter_map(|name| unsafe { text(*name) })
    }
}

impl<'a> Read<'a> for Config<'a> {
    unsafe fn read(_: RedisModuleEvent, _: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise.
        unsafe {
            let info: &sys::RedisModuleConfigChangeV1 = version_1(data)?;
            Some(Config {
                names: slice(info.config_names.cast(), info.num_changes),
            })
        }
    }
}

/// # Safety
/// There are `len` of them there, which live for `'a`.
unsafe fn slice<'a, T>(start: *const T, len: u32) -> &'a [T] {
    if start.is_null() {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(start, len as usize) }
}

impl<'a> Read<'a> for LostKey<'a> {
    unsafe fn read(_: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise; the server has opened the key for the event.
        unsafe {
            let info: &sys::RedisModuleKeyInfoV1 = version_1(data)?;
            LostKey::new(Loss::of(subevent)?, info.key)
        }
    }
}

/// `AuthenticationAttempt`: somebody has tried to log in (Valkey 9.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthenticationAttempt<'a> {
    /// The client.
    pub client_id: u64,
    /// As whom.
    pub user: &'a CStr,
    /// The module that has decided; `None` if the server itself has.
    pub module: Option<&'a CStr>,
    /// Whether it succeeded.
    pub is_granted: bool,
}

impl<'a> Read<'a> for AuthenticationAttempt<'a> {
    unsafe fn read(_: RedisModuleEvent, _: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise.
        unsafe {
            let info: &sys::RedisModuleAuthenticationInfoV1 = version_1(data)?;
            Some(AuthenticationAttempt {
                client_id: info.client_id,
                user: text(info.username).unwrap_or_default(),
                module: text(info.module_name),
                is_granted: info.result == sys::REDISMODULE_AUTH_RESULT_GRANTED,
            })
        }
    }
}

/// `AtomicSlotMigration`: slots go from one node of the cluster to another (Valkey 9.1).
#[derive(Clone, Copy)]
pub struct AtomicSlotMigration<'a> {
    state: SlotMigration,
    info: &'a sys::RedisModuleAtomicSlotMigrationInfoV1,
}

impl<'a> AtomicSlotMigration<'a> {
    /// How far it is.
    #[must_use]
    pub fn state(&self) -> SlotMigration {
        self.state
    }

    /// The migration's name, the same on both nodes.
    #[must_use]
    pub fn job(&self) -> &'a CStr {
        // SAFETY: the server ends the name with a NUL, within its 41 bytes.
        unsafe { CStr::from_ptr(self.info.job_name.as_ptr()) }
    }

    /// The slots.
    pub fn slots(&self) -> impl Iterator<Item = RangeInclusive<u16>> + use<'a> {
        // SAFETY: there are as many ranges as the server says.
        let ranges = unsafe { slice(self.info.slot_ranges, self.info.num_slot_ranges) };
        ranges
            .iter()
            .map(|range| range.start as u16..=range.end as u16)
    }
}

impl std::fmt::Debug for AtomicSlotMigration<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AtomicSlotMigration")
            .field("state", &self.state)
            .field("job", &self.job())
            .field("slots", &self.slots().collect::<Vec<_>>())
            .finish()
    }
}

impl<'a> Read<'a> for AtomicSlotMigration<'a> {
    unsafe fn read(_: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise.
        let info = unsafe { version_1(data)? };
        let state = SlotMigration::of(subevent)?;
        Some(AtomicSlotMigration { state, info })
    }
}

/// What became of a command: of [`CommandResult`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// `CommandResultSuccess`: it ran.
    Success,
    /// `CommandResultFailure`: it ran, and replied an error.
    Failure,
    /// `CommandResultRejected`: it did not run.
    Rejected,
    /// `CommandResultACLRejected`: it did not run, since the client may not do this.
    AclRejected(AclReason),
}

/// `CommandResultSuccess`, `CommandResultFailure`, `CommandResultRejected` and
/// `CommandResultACLRejected`: a command was called (Valkey 9.1).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CommandResult<'a> {
    /// What became of it.
    pub outcome: Outcome,
    /// Its name.
    pub command: &'a CStr,
    /// How long it ran.
    pub duration: Duration,
    /// How many changes it made.
    pub changes: i64,
    /// The client.
    pub client_id: u64,
    /// Whether the client is a module.
    pub is_module: bool,
    /// The call: the command's name, as it was written, and its arguments.
    pub arguments: &'a [&'a ServerStr],
    /// What was forbidden, where it was: the key, for one.
    pub forbidden: Option<&'a CStr>,
}

impl<'a> Read<'a> for CommandResult<'a> {
    unsafe fn read(event: RedisModuleEvent, subevent: u64, data: *const c_void) -> Option<Self> {
        // SAFETY: the caller's promise; the arguments live during the event.
        unsafe {
            let info: &sys::RedisModuleCommandResultInfoV1 = version_1(data)?;
            Some(CommandResult {
                outcome: match event.id as i32 {
                    sys::REDISMODULE_EVENT_COMMAND_RESULT_SUCCESS => Outcome::Success,
                    sys::REDISMODULE_EVENT_COMMAND_RESULT_FAILURE => Outcome::Failure,
                    sys::REDISMODULE_EVENT_COMMAND_RESULT_REJECTED => Outcome::Rejected,
                    _ => Outcome::AclRejected(AclReason::of(subevent)?),
                },
                command: text(info.command_name).unwrap_or_default(),
                duration: Duration::from_micros(info.duration_us.try_into().unwrap_or(0)),
                changes: info.dirty,
                client_id: info.client_id,
                is_module: info.is_module_client != 0,
                arguments: match info.argv.is_null() {
                    true => &[],
                    false => command::words(info.argv, info.argc),
                },
                forbidden: text(info.rejection_context),
            })
        }
    }
}
