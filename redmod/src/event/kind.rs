//! Decides which events there are, under the names of `#[on_event]`, and what comes with each.

use std::ffi::c_void;

use redmod_sys::{self as sys, RedisModuleEvent};

use super::{Call, EventParam, Occasion, ServerEvent, payload, subevent};
use crate::context::EventContext;

macro_rules! events {
    ($($kind:ident is $event:ident since $since:literal: $payload:ty;)*) => {$(
        #[doc = concat!("`RedisModuleEvent_", stringify!($event), "`")]
        pub enum $kind {}

        impl Occasion for $kind {
            type Payload<'a> = $payload;
        }

        impl ServerEvent for $kind {
            const EVENT: RedisModuleEvent = sys::$event;
            const NAME: &'static str = stringify!($kind);
            const SINCE: &'static str = $since;

            unsafe fn read<'a>(subevent: u64, data: *const c_void) -> Option<Self::Payload<'a>> {
                // SAFETY: the caller's promise.
                unsafe { payload::Read::read(Self::EVENT, subevent, data) }
            }
        }

        impl<'a> EventParam<'a, $kind> for &'a EventContext {
            fn take(call: &Call<'a, $kind>) -> &'a EventContext {
                // SAFETY: the context is that of the callback, which lasts for `'a`; all of its
                // references are shared.
                unsafe { EventContext::from_raw(call.context) }
            }
        }

        impl<'a> EventParam<'a, $kind> for $payload {
            fn take(call: &Call<'a, $kind>) -> $payload {
                call.payload
            }
        }
    )*};
}

events! {
    ReplicationRoleChanged is RedisModuleEvent_ReplicationRoleChanged since "Redis 6.0":
        payload::ReplicationRoleChanged<'a>;
    Persistence is RedisModuleEvent_Persistence since "Redis 6.0": subevent::Persistence;
    FlushDB is RedisModuleEvent_FlushDB since "Redis 6.0": payload::FlushDb;
    Loading is RedisModuleEvent_Loading since "Redis 6.0": subevent::Loading;
    ClientChange is RedisModuleEvent_ClientChange since "Redis 6.0": payload::ClientChange;
    Shutdown is RedisModuleEvent_Shutdown since "Redis 6.0": payload::Shutdown;
    ReplicaChange is RedisModuleEvent_ReplicaChange since "Redis 6.0": subevent::ReplicaChange;
    PrimaryLinkChange is RedisModuleEvent_PrimaryLinkChange since "Redis 6.0":
        subevent::PrimaryLinkChange;
    CronLoop is RedisModuleEvent_CronLoop since "Redis 6.0": payload::CronLoop;
    ModuleChange is RedisModuleEvent_ModuleChange since "Redis 6.0": payload::ModuleChange<'a>;
    LoadingProgress is RedisModuleEvent_LoadingProgress since "Redis 6.0": payload::LoadingProgress;
    SwapDB is RedisModuleEvent_SwapDB since "Redis 6.2": payload::SwapDb;
    ReplBackup is RedisModuleEvent_ReplBackup since "Redis 6.2": subevent::ReplBackup;
    ForkChild is RedisModuleEvent_ForkChild since "Redis 6.2": subevent::ForkChild;
    ReplAsyncLoad is RedisModuleEvent_ReplAsyncLoad since "Redis 7.0": subevent::ReplAsyncLoad;
    EventLoop is RedisModuleEvent_EventLoop since "Redis 7.0": subevent::EventLoop;
    Config is RedisModuleEvent_Config since "Redis 7.0": payload::Config<'a>;
    Key is RedisModuleEvent_Key since "Redis 7.2": super::LostKey<'a>;
    AuthenticationAttempt is RedisModuleEvent_AuthenticationAttempt since "Valkey 9.1":
        payload::AuthenticationAttempt<'a>;
    AtomicSlotMigration is RedisModuleEvent_AtomicSlotMigration since "Valkey 9.1":
        payload::AtomicSlotMigration<'a>;
    CommandResultSuccess is RedisModuleEvent_CommandResultSuccess since "Valkey 9.1":
        payload::CommandResult<'a>;
    CommandResultFailure is RedisModuleEvent_CommandResultFailure since "Valkey 9.1":
        payload::CommandResult<'a>;
    CommandResultRejected is RedisModuleEvent_CommandResultRejected since "Valkey 9.1":
        payload::CommandResult<'a>;
    CommandResultACLRejected is RedisModuleEvent_CommandResultACLRejected since "Valkey 9.1":
        payload::CommandResult<'a>;
}
