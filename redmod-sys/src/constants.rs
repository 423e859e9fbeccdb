//! The few C constants that bindgen cannot translate.

#![allow(non_upper_case_globals)]

use crate::bindings::*;

/// The value that makes `HashSet` delete the field.
pub const REDISMODULE_HASH_DELETE: *mut RedisModuleString = core::ptr::without_provenance_mut(1);

/// The sizes of our structs, for [`RedisModuleCommandInfo::version`].
pub static RedisModule_CurrentCommandInfoVersion: RedisModuleCommandInfoVersion =
    RedisModuleCommandInfoVersion {
        version: 1,
        sizeof_historyentry: size_of::<RedisModuleCommandHistoryEntry>(),
        sizeof_keyspec: size_of::<RedisModuleCommandKeySpec>(),
        sizeof_arg: size_of::<RedisModuleCommandArg>(),
    };

/// What [`RedisModuleCommandInfo::version`] points to.
pub const REDISMODULE_COMMAND_INFO_VERSION: &RedisModuleCommandInfoVersion =
    &RedisModule_CurrentCommandInfoVersion;

/// An empty struct, as `GetClientInfoById` wants it.
pub const REDISMODULE_CLIENTINFO_INITIALIZER_V1: RedisModuleClientInfoV1 =
    RedisModuleClientInfoV1 {
        version: 1,
        flags: 0,
        id: 0,
        addr: [0; 46],
        port: 0,
        db: 0,
    };

/// An empty struct of version 1.
pub const REDISMODULE_AUTHENTICATIONINFO_INITIALIZER_V1: RedisModuleAuthenticationInfoV1 =
    RedisModuleAuthenticationInfoV1 {
        version: 1,
        client_id: 0,
        username: core::ptr::null(),
        module_name: core::ptr::null(),
        result: REDISMODULE_AUTH_RESULT_GRANTED,
    };

/// An empty struct of version 1.
pub const REDISMODULE_ATOMICSLOTMIGRATIONINFO_INITIALIZER_V1: RedisModuleAtomicSlotMigrationInfoV1 =
    RedisModuleAtomicSlotMigrationInfoV1 {
        version: 1,
        job_name: [0; 41],
        slot_ranges: core::ptr::null_mut(),
        num_slot_ranges: 0,
    };
