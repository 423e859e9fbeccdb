// Generated from include/redmod_functions.h by `cargo xtask bindings`; do not edit.

//! The table of functions, its data, and a name for each slot.

#![allow(non_snake_case, clippy::type_complexity)]

use crate::Function;
use crate::bindings::*;
use crate::long_double::*;

/// One pointer for each function of the Module API, named as the server names it.
///
/// What Redis 6.0 has is a plain pointer; the rest is `None` where the server lacks it.
#[repr(C)]
pub struct Api {
    /// `RM_GetApi`: Redis 4.0.0, Valkey 7.2.
    pub GetApi: unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        pointer: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_IsModuleNameBusy`: Redis 5.0.0, Valkey 7.2.
    pub IsModuleNameBusy:
        unsafe extern "C" fn(name: *const ::core::ffi::c_char) -> ::core::ffi::c_int,
    /// `RM_SetModuleAttribs`: Redis 4.0.0, Valkey 7.2.
    pub SetModuleAttribs: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        name: *const ::core::ffi::c_char,
        ver: ::core::ffi::c_int,
        apiver: ::core::ffi::c_int,
    ),
    /// `RM_SetModuleOptions`: Redis 6.0.0, Valkey 7.2.
    pub SetModuleOptions:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, options: ::core::ffi::c_int),
    /// `RM_GetInternalSecret`: Redis 8.0.
    pub GetInternalSecret: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            len: *mut usize,
        ) -> *const ::core::ffi::c_char,
    >,
    /// `RM_Alloc`: Redis 4.0.0, Valkey 7.2.
    pub Alloc: unsafe extern "C" fn(bytes: usize) -> *mut ::core::ffi::c_void,
    /// `RM_AutoMemory`: Redis 4.0.0, Valkey 7.2.
    pub AutoMemory: unsafe extern "C" fn(ctx: *mut RedisModuleCtx),
    /// `RM_Calloc`: Redis 4.0.0, Valkey 7.2.
    pub Calloc: unsafe extern "C" fn(nmemb: usize, size: usize) -> *mut ::core::ffi::c_void,
    /// `RM_Free`: Redis 4.0.0, Valkey 7.2.
    pub Free: unsafe extern "C" fn(ptr: *mut ::core::ffi::c_void),
    /// `RM_GetUsedMemoryRatio`: Redis 6.0.0, Valkey 7.2.
    pub GetUsedMemoryRatio: unsafe extern "C" fn() -> f32,
    /// `RM_MallocSize`: Redis 6.0.0, Valkey 7.2.
    pub MallocSize: unsafe extern "C" fn(ptr: *mut ::core::ffi::c_void) -> usize,
    /// `RM_PoolAlloc`: Redis 4.0.0, Valkey 7.2.
    pub PoolAlloc:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, bytes: usize) -> *mut ::core::ffi::c_void,
    /// `RM_Realloc`: Redis 4.0.0, Valkey 7.2.
    pub Realloc: unsafe extern "C" fn(
        ptr: *mut ::core::ffi::c_void,
        bytes: usize,
    ) -> *mut ::core::ffi::c_void,
    /// `RM_Strdup`: Redis 4.0.0, Valkey 7.2.
    pub Strdup: unsafe extern "C" fn(str_: *const ::core::ffi::c_char) -> *mut ::core::ffi::c_char,
    /// `RM_MallocSizeDict`: Redis 7.0.0, Valkey 7.2.
    pub MallocSizeDict: Option<unsafe extern "C" fn(dict: *mut RedisModuleDict) -> usize>,
    /// `RM_MallocSizeString`: Redis 7.0.0, Valkey 7.2.
    pub MallocSizeString: Option<unsafe extern "C" fn(str_: *mut RedisModuleString) -> usize>,
    /// `RM_MallocUsableSize`: Redis 7.0.1, Valkey 7.2.
    pub MallocUsableSize: Option<unsafe extern "C" fn(ptr: *mut ::core::ffi::c_void) -> usize>,
    /// `RM_TryAlloc`: Redis 7.0.0, Valkey 7.2.
    pub TryAlloc: Option<unsafe extern "C" fn(bytes: usize) -> *mut ::core::ffi::c_void>,
    /// `RM_TryCalloc`: Redis 7.4.0, Valkey 7.2.
    pub TryCalloc:
        Option<unsafe extern "C" fn(nmemb: usize, size: usize) -> *mut ::core::ffi::c_void>,
    /// `RM_TryRealloc`: Redis 7.4.0, Valkey 7.2.
    pub TryRealloc: Option<
        unsafe extern "C" fn(
            ptr: *mut ::core::ffi::c_void,
            bytes: usize,
        ) -> *mut ::core::ffi::c_void,
    >,
    /// `RM_CreateString`: Redis 4.0.0, Valkey 7.2.
    pub CreateString: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        ptr: *const ::core::ffi::c_char,
        len: usize,
    ) -> *mut RedisModuleString,
    /// `RM_CreateStringFromDouble`: Redis 6.0.0, Valkey 7.2.
    pub CreateStringFromDouble:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, d: f64) -> *mut RedisModuleString,
    /// `RM_CreateStringFromLongDouble`: Redis 6.0.0, Valkey 7.2.
    pub CreateStringFromLongDouble: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        ld: LongDoubleArg,
        humanfriendly: ::core::ffi::c_int,
    ) -> *mut RedisModuleString,
    /// `RM_CreateStringFromLongLong`: Redis 4.0.0, Valkey 7.2.
    pub CreateStringFromLongLong: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        ll: ::core::ffi::c_longlong,
    ) -> *mut RedisModuleString,
    /// `RM_CreateStringFromString`: Redis 4.0.0, Valkey 7.2.
    pub CreateStringFromString: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        str_: *const RedisModuleString,
    ) -> *mut RedisModuleString,
    /// `RM_CreateStringPrintf`: Redis 4.0.0, Valkey 7.2.
    pub CreateStringPrintf: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        fmt: *const ::core::ffi::c_char,
        ...
    ) -> *mut RedisModuleString,
    /// `RM_FreeString`: Redis 4.0.0, Valkey 7.2.
    pub FreeString: unsafe extern "C" fn(ctx: *mut RedisModuleCtx, str_: *mut RedisModuleString),
    /// `RM_HoldString`: Redis 6.0.7, Valkey 7.2.
    pub HoldString: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            str_: *mut RedisModuleString,
        ) -> *mut RedisModuleString,
    >,
    /// `RM_RetainString`: Redis 4.0.0, Valkey 7.2.
    pub RetainString: unsafe extern "C" fn(ctx: *mut RedisModuleCtx, str_: *mut RedisModuleString),
    /// `RM_StringAppendBuffer`: Redis 4.0.0, Valkey 7.2.
    pub StringAppendBuffer: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        str_: *mut RedisModuleString,
        buf: *const ::core::ffi::c_char,
        len: usize,
    ) -> ::core::ffi::c_int,
    /// `RM_StringCompare`: Redis 4.0.0, Valkey 7.2.
    pub StringCompare: unsafe extern "C" fn(
        a: *const RedisModuleString,
        b: *const RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_StringPtrLen`: Redis 4.0.0, Valkey 7.2.
    pub StringPtrLen: unsafe extern "C" fn(
        str_: *const RedisModuleString,
        len: *mut usize,
    ) -> *const ::core::ffi::c_char,
    /// `RM_StringToDouble`: Redis 4.0.0, Valkey 7.2.
    pub StringToDouble:
        unsafe extern "C" fn(str_: *const RedisModuleString, d: *mut f64) -> ::core::ffi::c_int,
    /// `RM_StringToLongDouble`: Redis 6.0.0, Valkey 7.2.
    pub StringToLongDouble: unsafe extern "C" fn(
        str_: *const RedisModuleString,
        d: *mut LongDouble,
    ) -> ::core::ffi::c_int,
    /// `RM_StringToLongLong`: Redis 4.0.0, Valkey 7.2.
    pub StringToLongLong: unsafe extern "C" fn(
        str_: *const RedisModuleString,
        ll: *mut ::core::ffi::c_longlong,
    ) -> ::core::ffi::c_int,
    /// `RM_CreateStringFromStreamID`: Redis 6.2.0, Valkey 7.2.
    pub CreateStringFromStreamID: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            id: *const RedisModuleStreamID,
        ) -> *mut RedisModuleString,
    >,
    /// `RM_CreateStringFromULongLong`: Redis 7.0.3, Valkey 7.2.
    pub CreateStringFromULongLong: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            ull: ::core::ffi::c_ulonglong,
        ) -> *mut RedisModuleString,
    >,
    /// `RM_StringToStreamID`: Redis 6.2.0, Valkey 7.2.
    pub StringToStreamID: Option<
        unsafe extern "C" fn(
            str_: *const RedisModuleString,
            id: *mut RedisModuleStreamID,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_StringToULongLong`: Redis 7.0.3, Valkey 7.2.
    pub StringToULongLong: Option<
        unsafe extern "C" fn(
            str_: *const RedisModuleString,
            ull: *mut ::core::ffi::c_ulonglong,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_TrimStringAllocation`: Redis 7.0.0, Valkey 7.2.
    pub TrimStringAllocation: Option<unsafe extern "C" fn(str_: *mut RedisModuleString)>,
    /// `RM_CreateCommand`: Redis 4.0.0, Valkey 7.2.
    pub CreateCommand: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        name: *const ::core::ffi::c_char,
        cmdfunc: RedisModuleCmdFunc,
        strflags: *const ::core::ffi::c_char,
        firstkey: ::core::ffi::c_int,
        lastkey: ::core::ffi::c_int,
        keystep: ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
    /// `RM_IsKeysPositionRequest`: Redis 4.0.0, Valkey 7.2.
    pub IsKeysPositionRequest: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_KeyAtPos`: Redis 4.0.0, Valkey 7.2.
    pub KeyAtPos: unsafe extern "C" fn(ctx: *mut RedisModuleCtx, pos: ::core::ffi::c_int),
    /// `RM_ChannelAtPosWithFlags`: Redis 7.0.0, Valkey 7.2.
    pub ChannelAtPosWithFlags: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            pos: ::core::ffi::c_int,
            flags: ::core::ffi::c_int,
        ),
    >,
    /// `RM_CreateSubcommand`: Redis 7.0.0, Valkey 7.2.
    pub CreateSubcommand: Option<
        unsafe extern "C" fn(
            parent: *mut RedisModuleCommand,
            name: *const ::core::ffi::c_char,
            cmdfunc: RedisModuleCmdFunc,
            strflags: *const ::core::ffi::c_char,
            firstkey: ::core::ffi::c_int,
            lastkey: ::core::ffi::c_int,
            keystep: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_GetCommand`: Redis 7.0.0, Valkey 7.2.
    pub GetCommand: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            name: *const ::core::ffi::c_char,
        ) -> *mut RedisModuleCommand,
    >,
    /// `RM_GetCommandKeys`: Redis 6.0.9, Valkey 7.2.
    pub GetCommandKeys: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            argv: *mut *mut RedisModuleString,
            argc: ::core::ffi::c_int,
            num_keys: *mut ::core::ffi::c_int,
        ) -> *mut ::core::ffi::c_int,
    >,
    /// `RM_GetCommandKeysWithFlags`: Redis 7.0.0, Valkey 7.2.
    pub GetCommandKeysWithFlags: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            argv: *mut *mut RedisModuleString,
            argc: ::core::ffi::c_int,
            num_keys: *mut ::core::ffi::c_int,
            out_flags: *mut *mut ::core::ffi::c_int,
        ) -> *mut ::core::ffi::c_int,
    >,
    /// `RM_GetCurrentCommandName`: Redis 6.2.5, Valkey 7.2.
    pub GetCurrentCommandName:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> *const ::core::ffi::c_char>,
    /// `RM_IsChannelsPositionRequest`: Redis 7.0.0, Valkey 7.2.
    pub IsChannelsPositionRequest:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int>,
    /// `RM_KeyAtPosWithFlags`: Redis 7.0.0, Valkey 7.2.
    pub KeyAtPosWithFlags: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            pos: ::core::ffi::c_int,
            flags: ::core::ffi::c_int,
        ),
    >,
    /// `RM_SetCommandInfo`: Redis 7.0.0, Valkey 7.2.
    pub SetCommandInfo: Option<
        unsafe extern "C" fn(
            command: *mut RedisModuleCommand,
            info: *const RedisModuleCommandInfo,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_UpdateRuntimeArgs`: Valkey 8.1.
    pub UpdateRuntimeArgs: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            argv: *mut *mut RedisModuleString,
            argc: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ReplySetArrayLength`: Redis 4.0.0, Valkey 7.2.
    pub ReplySetArrayLength:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, len: ::core::ffi::c_long),
    /// `RM_ReplyWithArray`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithArray: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        len: ::core::ffi::c_long,
    ) -> ::core::ffi::c_int,
    /// `RM_ReplyWithCString`: Redis 6.0.0, Valkey 7.2.
    pub ReplyWithCString: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        buf: *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int,
    /// `RM_ReplyWithCallReply`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithCallReply: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        reply: *mut RedisModuleCallReply,
    ) -> ::core::ffi::c_int,
    /// `RM_ReplyWithDouble`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithDouble:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, d: f64) -> ::core::ffi::c_int,
    /// `RM_ReplyWithEmptyArray`: Redis 6.0.0, Valkey 7.2.
    pub ReplyWithEmptyArray: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_ReplyWithEmptyString`: Redis 6.0.0, Valkey 7.2.
    pub ReplyWithEmptyString: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_ReplyWithError`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithError: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        err: *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int,
    /// `RM_ReplyWithLongDouble`: Redis 6.0.0, Valkey 7.2.
    pub ReplyWithLongDouble:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, d: LongDoubleArg) -> ::core::ffi::c_int,
    /// `RM_ReplyWithLongLong`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithLongLong: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        ll: ::core::ffi::c_longlong,
    ) -> ::core::ffi::c_int,
    /// `RM_ReplyWithNull`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithNull: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_ReplyWithNullArray`: Redis 6.0.0, Valkey 7.2.
    pub ReplyWithNullArray: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_ReplyWithSimpleString`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithSimpleString: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        msg: *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int,
    /// `RM_ReplyWithString`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithString: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        str_: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_ReplyWithStringBuffer`: Redis 4.0.0, Valkey 7.2.
    pub ReplyWithStringBuffer: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        buf: *const ::core::ffi::c_char,
        len: usize,
    ) -> ::core::ffi::c_int,
    /// `RM_ReplyWithVerbatimString`: Redis 6.0.0, Valkey 7.2.
    pub ReplyWithVerbatimString: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        buf: *const ::core::ffi::c_char,
        len: usize,
    ) -> ::core::ffi::c_int,
    /// `RM_WrongArity`: Redis 4.0.0, Valkey 7.2.
    pub WrongArity: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_ReplySetAttributeLength`: Redis 7.0.0, Valkey 7.2.
    pub ReplySetAttributeLength:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, len: ::core::ffi::c_long)>,
    /// `RM_ReplySetMapLength`: Redis 7.0.0, Valkey 7.2.
    pub ReplySetMapLength:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, len: ::core::ffi::c_long)>,
    /// `RM_ReplySetPushLength`: Redis 7.0.0, Valkey 7.2.
    pub ReplySetPushLength:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, len: ::core::ffi::c_long)>,
    /// `RM_ReplySetSetLength`: Redis 7.0.0, Valkey 7.2.
    pub ReplySetSetLength:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, len: ::core::ffi::c_long)>,
    /// `RM_ReplyWithAttribute`: Redis 7.0.0, Valkey 7.2.
    pub ReplyWithAttribute: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            len: ::core::ffi::c_long,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ReplyWithBigNumber`: Redis 7.0.0, Valkey 7.2.
    pub ReplyWithBigNumber: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            bignum: *const ::core::ffi::c_char,
            len: usize,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ReplyWithBool`: Redis 7.0.0, Valkey 7.2.
    pub ReplyWithBool: Option<
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, b: ::core::ffi::c_int) -> ::core::ffi::c_int,
    >,
    /// `RM_ReplyWithCustomErrorFormat`: Valkey 9.1.2.
    pub ReplyWithCustomErrorFormat: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            update_error_stats: ::core::ffi::c_int,
            fmt: *const ::core::ffi::c_char,
            ...
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ReplyWithErrorFormat`: Redis 7.2.0, Valkey 7.2.
    pub ReplyWithErrorFormat: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            fmt: *const ::core::ffi::c_char,
            ...
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ReplyWithMap`: Redis 7.0.0, Valkey 7.2.
    pub ReplyWithMap: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            len: ::core::ffi::c_long,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ReplyWithSet`: Redis 7.0.0, Valkey 7.2.
    pub ReplyWithSet: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            len: ::core::ffi::c_long,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ReplyWithVerbatimStringType`: Redis 7.0.0, Valkey 7.2.
    pub ReplyWithVerbatimStringType: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            buf: *const ::core::ffi::c_char,
            len: usize,
            ext: *const ::core::ffi::c_char,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_Call`: Redis 4.0.0, Valkey 7.2.
    pub Call: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        cmdname: *const ::core::ffi::c_char,
        fmt: *const ::core::ffi::c_char,
        ...
    ) -> *mut RedisModuleCallReply,
    /// `RM_CallReplyArrayElement`: Redis 4.0.0, Valkey 7.2.
    pub CallReplyArrayElement: unsafe extern "C" fn(
        reply: *mut RedisModuleCallReply,
        idx: usize,
    ) -> *mut RedisModuleCallReply,
    /// `RM_CallReplyInteger`: Redis 4.0.0, Valkey 7.2.
    pub CallReplyInteger:
        unsafe extern "C" fn(reply: *mut RedisModuleCallReply) -> ::core::ffi::c_longlong,
    /// `RM_CallReplyLength`: Redis 4.0.0, Valkey 7.2.
    pub CallReplyLength: unsafe extern "C" fn(reply: *mut RedisModuleCallReply) -> usize,
    /// `RM_CallReplyProto`: Redis 4.0.0, Valkey 7.2.
    pub CallReplyProto: unsafe extern "C" fn(
        reply: *mut RedisModuleCallReply,
        len: *mut usize,
    ) -> *const ::core::ffi::c_char,
    /// `RM_CallReplyStringPtr`: Redis 4.0.0, Valkey 7.2.
    pub CallReplyStringPtr: unsafe extern "C" fn(
        reply: *mut RedisModuleCallReply,
        len: *mut usize,
    ) -> *const ::core::ffi::c_char,
    /// `RM_CallReplyType`: Redis 4.0.0, Valkey 7.2.
    pub CallReplyType: unsafe extern "C" fn(reply: *mut RedisModuleCallReply) -> ::core::ffi::c_int,
    /// `RM_CreateStringFromCallReply`: Redis 4.0.0, Valkey 7.2.
    pub CreateStringFromCallReply:
        unsafe extern "C" fn(reply: *mut RedisModuleCallReply) -> *mut RedisModuleString,
    /// `RM_FreeCallReply`: Redis 4.0.0, Valkey 7.2.
    pub FreeCallReply: unsafe extern "C" fn(reply: *mut RedisModuleCallReply),
    /// `RM_CallReplyAttribute`: Redis 7.0.0, Valkey 7.2.
    pub CallReplyAttribute:
        Option<unsafe extern "C" fn(reply: *mut RedisModuleCallReply) -> *mut RedisModuleCallReply>,
    /// `RM_CallReplyAttributeElement`: Redis 7.0.0, Valkey 7.2.
    pub CallReplyAttributeElement: Option<
        unsafe extern "C" fn(
            reply: *mut RedisModuleCallReply,
            idx: usize,
            key: *mut *mut RedisModuleCallReply,
            val: *mut *mut RedisModuleCallReply,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_CallReplyBigNumber`: Redis 7.0.0, Valkey 7.2.
    pub CallReplyBigNumber: Option<
        unsafe extern "C" fn(
            reply: *mut RedisModuleCallReply,
            len: *mut usize,
        ) -> *const ::core::ffi::c_char,
    >,
    /// `RM_CallReplyBool`: Redis 7.0.0, Valkey 7.2.
    pub CallReplyBool:
        Option<unsafe extern "C" fn(reply: *mut RedisModuleCallReply) -> ::core::ffi::c_int>,
    /// `RM_CallReplyDouble`: Redis 7.0.0, Valkey 7.2.
    pub CallReplyDouble: Option<unsafe extern "C" fn(reply: *mut RedisModuleCallReply) -> f64>,
    /// `RM_CallReplyMapElement`: Redis 7.0.0, Valkey 7.2.
    pub CallReplyMapElement: Option<
        unsafe extern "C" fn(
            reply: *mut RedisModuleCallReply,
            idx: usize,
            key: *mut *mut RedisModuleCallReply,
            val: *mut *mut RedisModuleCallReply,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_CallReplyPromiseAbort`: Redis 7.2.0, Valkey 7.2.
    pub CallReplyPromiseAbort: Option<
        unsafe extern "C" fn(
            reply: *mut RedisModuleCallReply,
            private_data: *mut *mut ::core::ffi::c_void,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_CallReplyPromiseSetUnblockHandler`: Redis 7.2.0, Valkey 7.2.
    pub CallReplyPromiseSetUnblockHandler: Option<
        unsafe extern "C" fn(
            reply: *mut RedisModuleCallReply,
            on_unblock: RedisModuleOnUnblocked,
            private_data: *mut ::core::ffi::c_void,
        ),
    >,
    /// `RM_CallReplySetElement`: Redis 7.0.0, Valkey 7.2.
    pub CallReplySetElement: Option<
        unsafe extern "C" fn(
            reply: *mut RedisModuleCallReply,
            idx: usize,
        ) -> *mut RedisModuleCallReply,
    >,
    /// `RM_CallReplyVerbatim`: Redis 7.0.0, Valkey 7.2.
    pub CallReplyVerbatim: Option<
        unsafe extern "C" fn(
            reply: *mut RedisModuleCallReply,
            len: *mut usize,
            format: *mut *const ::core::ffi::c_char,
        ) -> *const ::core::ffi::c_char,
    >,
    /// `RM_AvoidReplicaTraffic`: Redis 6.0.0, Valkey 7.2.
    pub AvoidReplicaTraffic: unsafe extern "C" fn() -> ::core::ffi::c_int,
    /// `RM_Replicate`: Redis 4.0.0, Valkey 7.2.
    pub Replicate: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        cmdname: *const ::core::ffi::c_char,
        fmt: *const ::core::ffi::c_char,
        ...
    ) -> ::core::ffi::c_int,
    /// `RM_ReplicateVerbatim`: Redis 4.0.0, Valkey 7.2.
    pub ReplicateVerbatim: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_MustObeyClient`: Valkey 8.1.
    pub MustObeyClient:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int>,
    /// `RM_CloseKey`: Redis 4.0.0, Valkey 7.2.
    pub CloseKey: unsafe extern "C" fn(kp: *mut RedisModuleKey),
    /// `RM_DbSize`: Redis 6.0.0, Valkey 7.2.
    pub DbSize: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_ulonglong,
    /// `RM_DeleteKey`: Redis 4.0.0, Valkey 7.2.
    pub DeleteKey: unsafe extern "C" fn(key: *mut RedisModuleKey) -> ::core::ffi::c_int,
    /// `RM_GetExpire`: Redis 4.0.0, Valkey 7.2.
    pub GetExpire: unsafe extern "C" fn(key: *mut RedisModuleKey) -> mstime_t,
    /// `RM_GetKeyNameFromModuleKey`: Redis 6.0.0, Valkey 7.2.
    pub GetKeyNameFromModuleKey:
        unsafe extern "C" fn(key: *mut RedisModuleKey) -> *const RedisModuleString,
    /// `RM_GetSelectedDb`: Redis 4.0.0, Valkey 7.2.
    pub GetSelectedDb: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_KeyType`: Redis 4.0.0, Valkey 7.2.
    pub KeyType: unsafe extern "C" fn(kp: *mut RedisModuleKey) -> ::core::ffi::c_int,
    /// `RM_OpenKey`: Redis 4.0.0, Valkey 7.2.
    pub OpenKey: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        keyname: *mut RedisModuleString,
        mode: ::core::ffi::c_int,
    ) -> *mut RedisModuleKey,
    /// `RM_RandomKey`: Redis 6.0.0, Valkey 7.2.
    pub RandomKey: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> *mut RedisModuleString,
    /// `RM_ResetDataset`: Redis 6.0.0, Valkey 7.2.
    pub ResetDataset:
        unsafe extern "C" fn(restart_aof: ::core::ffi::c_int, async_: ::core::ffi::c_int),
    /// `RM_SelectDb`: Redis 4.0.0, Valkey 7.2.
    pub SelectDb: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        newid: ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
    /// `RM_SetExpire`: Redis 4.0.0, Valkey 7.2.
    pub SetExpire:
        unsafe extern "C" fn(key: *mut RedisModuleKey, expire: mstime_t) -> ::core::ffi::c_int,
    /// `RM_SignalModifiedKey`: Redis 6.0.0, Valkey 7.2.
    pub SignalModifiedKey: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        keyname: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_UnlinkKey`: Redis 5.0.0, Valkey 7.2.
    pub UnlinkKey: unsafe extern "C" fn(key: *mut RedisModuleKey) -> ::core::ffi::c_int,
    /// `RM_ValueLength`: Redis 4.0.0, Valkey 7.2.
    pub ValueLength: unsafe extern "C" fn(kp: *mut RedisModuleKey) -> usize,
    /// `RM_GetAbsExpire`: Redis 6.2.2, Valkey 7.2.
    pub GetAbsExpire: Option<unsafe extern "C" fn(key: *mut RedisModuleKey) -> mstime_t>,
    /// `RM_GetDbIdFromModuleKey`: Redis 7.0.0, Valkey 7.2.
    pub GetDbIdFromModuleKey:
        Option<unsafe extern "C" fn(key: *mut RedisModuleKey) -> ::core::ffi::c_int>,
    /// `RM_GetOpenKeyModesAll`: Redis 7.2.0, Valkey 7.2.
    pub GetOpenKeyModesAll: Option<unsafe extern "C" fn() -> ::core::ffi::c_int>,
    /// `RM_KeyExists`: Redis 7.0.0, Valkey 7.2.
    pub KeyExists: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            keyname: *mut RedisModuleString,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_SetAbsExpire`: Redis 6.2.2, Valkey 7.2.
    pub SetAbsExpire: Option<
        unsafe extern "C" fn(key: *mut RedisModuleKey, expire: mstime_t) -> ::core::ffi::c_int,
    >,
    /// `RM_StringDMA`: Redis 4.0.0, Valkey 7.2.
    pub StringDMA: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        len: *mut usize,
        mode: ::core::ffi::c_int,
    ) -> *mut ::core::ffi::c_char,
    /// `RM_StringSet`: Redis 4.0.0, Valkey 7.2.
    pub StringSet: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        str_: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_StringTruncate`: Redis 4.0.0, Valkey 7.2.
    pub StringTruncate:
        unsafe extern "C" fn(key: *mut RedisModuleKey, newlen: usize) -> ::core::ffi::c_int,
    /// `RM_ListPop`: Redis 4.0.0, Valkey 7.2.
    pub ListPop: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        where_: ::core::ffi::c_int,
    ) -> *mut RedisModuleString,
    /// `RM_ListPush`: Redis 4.0.0, Valkey 7.2.
    pub ListPush: unsafe extern "C" fn(
        kp: *mut RedisModuleKey,
        where_: ::core::ffi::c_int,
        ele: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_ListDelete`: Redis 7.0.0, Valkey 7.2.
    pub ListDelete: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            index: ::core::ffi::c_long,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ListGet`: Redis 7.0.0, Valkey 7.2.
    pub ListGet: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            index: ::core::ffi::c_long,
        ) -> *mut RedisModuleString,
    >,
    /// `RM_ListInsert`: Redis 7.0.0, Valkey 7.2.
    pub ListInsert: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            index: ::core::ffi::c_long,
            value: *mut RedisModuleString,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ListSet`: Redis 7.0.0, Valkey 7.2.
    pub ListSet: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            index: ::core::ffi::c_long,
            value: *mut RedisModuleString,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_HashGet`: Redis 4.0.0, Valkey 7.2.
    pub HashGet: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        flags: ::core::ffi::c_int,
        ...
    ) -> ::core::ffi::c_int,
    /// `RM_HashSet`: Redis 4.0.0, Valkey 7.2.
    pub HashSet: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        flags: ::core::ffi::c_int,
        ...
    ) -> ::core::ffi::c_int,
    /// `RM_HashFieldMinExpire`: Redis 8.0.
    pub HashFieldMinExpire: Option<unsafe extern "C" fn(key: *mut RedisModuleKey) -> mstime_t>,
    /// `RM_HashHasStringRef`: Valkey 9.1.2.
    pub HashHasStringRef: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            field: *mut RedisModuleString,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_HashSetStringRef`: Valkey 9.1.2.
    pub HashSetStringRef: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            field: *mut RedisModuleString,
            buf: *const ::core::ffi::c_char,
            len: usize,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ZsetAdd`: Redis 4.0.0, Valkey 7.2.
    pub ZsetAdd: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        score: f64,
        ele: *mut RedisModuleString,
        flagsptr: *mut ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
    /// `RM_ZsetFirstInLexRange`: Redis 4.0.0, Valkey 7.2.
    pub ZsetFirstInLexRange: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        min: *mut RedisModuleString,
        max: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_ZsetFirstInScoreRange`: Redis 4.0.0, Valkey 7.2.
    pub ZsetFirstInScoreRange: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        min: f64,
        max: f64,
        minex: ::core::ffi::c_int,
        maxex: ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
    /// `RM_ZsetIncrby`: Redis 4.0.0, Valkey 7.2.
    pub ZsetIncrby: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        score: f64,
        ele: *mut RedisModuleString,
        flagsptr: *mut ::core::ffi::c_int,
        newscore: *mut f64,
    ) -> ::core::ffi::c_int,
    /// `RM_ZsetLastInLexRange`: Redis 4.0.0, Valkey 7.2.
    pub ZsetLastInLexRange: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        min: *mut RedisModuleString,
        max: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_ZsetLastInScoreRange`: Redis 4.0.0, Valkey 7.2.
    pub ZsetLastInScoreRange: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        min: f64,
        max: f64,
        minex: ::core::ffi::c_int,
        maxex: ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
    /// `RM_ZsetRangeCurrentElement`: Redis 4.0.0, Valkey 7.2.
    pub ZsetRangeCurrentElement:
        unsafe extern "C" fn(key: *mut RedisModuleKey, score: *mut f64) -> *mut RedisModuleString,
    /// `RM_ZsetRangeEndReached`: Redis 4.0.0, Valkey 7.2.
    pub ZsetRangeEndReached: unsafe extern "C" fn(key: *mut RedisModuleKey) -> ::core::ffi::c_int,
    /// `RM_ZsetRangeNext`: Redis 4.0.0, Valkey 7.2.
    pub ZsetRangeNext: unsafe extern "C" fn(key: *mut RedisModuleKey) -> ::core::ffi::c_int,
    /// `RM_ZsetRangePrev`: Redis 4.0.0, Valkey 7.2.
    pub ZsetRangePrev: unsafe extern "C" fn(key: *mut RedisModuleKey) -> ::core::ffi::c_int,
    /// `RM_ZsetRangeStop`: Redis 4.0.0, Valkey 7.2.
    pub ZsetRangeStop: unsafe extern "C" fn(key: *mut RedisModuleKey),
    /// `RM_ZsetRem`: Redis 4.0.0, Valkey 7.2.
    pub ZsetRem: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        ele: *mut RedisModuleString,
        deleted: *mut ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
    /// `RM_ZsetScore`: Redis 4.0.0, Valkey 7.2.
    pub ZsetScore: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        ele: *mut RedisModuleString,
        score: *mut f64,
    ) -> ::core::ffi::c_int,
    /// `RM_StreamAdd`: Redis 6.2.0, Valkey 7.2.
    pub StreamAdd: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            flags: ::core::ffi::c_int,
            id: *mut RedisModuleStreamID,
            argv: *mut *mut RedisModuleString,
            numfields: i64,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_StreamDelete`: Redis 6.2.0, Valkey 7.2.
    pub StreamDelete: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            id: *mut RedisModuleStreamID,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_StreamIteratorDelete`: Redis 6.2.0, Valkey 7.2.
    pub StreamIteratorDelete:
        Option<unsafe extern "C" fn(key: *mut RedisModuleKey) -> ::core::ffi::c_int>,
    /// `RM_StreamIteratorNextField`: Redis 6.2.0, Valkey 7.2.
    pub StreamIteratorNextField: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            field_ptr: *mut *mut RedisModuleString,
            value_ptr: *mut *mut RedisModuleString,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_StreamIteratorNextID`: Redis 6.2.0, Valkey 7.2.
    pub StreamIteratorNextID: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            id: *mut RedisModuleStreamID,
            numfields: *mut ::core::ffi::c_long,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_StreamIteratorStart`: Redis 6.2.0, Valkey 7.2.
    pub StreamIteratorStart: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            flags: ::core::ffi::c_int,
            startid: *mut RedisModuleStreamID,
            endid: *mut RedisModuleStreamID,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_StreamIteratorStop`: Redis 6.2.0, Valkey 7.2.
    pub StreamIteratorStop:
        Option<unsafe extern "C" fn(key: *mut RedisModuleKey) -> ::core::ffi::c_int>,
    /// `RM_StreamTrimByID`: Redis 6.2.0, Valkey 7.2.
    pub StreamTrimByID: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            flags: ::core::ffi::c_int,
            id: *mut RedisModuleStreamID,
        ) -> ::core::ffi::c_longlong,
    >,
    /// `RM_StreamTrimByLength`: Redis 6.2.0, Valkey 7.2.
    pub StreamTrimByLength: Option<
        unsafe extern "C" fn(
            key: *mut RedisModuleKey,
            flags: ::core::ffi::c_int,
            length: ::core::ffi::c_longlong,
        ) -> ::core::ffi::c_longlong,
    >,
    /// `RM_CreateDataType`: Redis 4.0.0, Valkey 7.2.
    pub CreateDataType: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        name: *const ::core::ffi::c_char,
        encver: ::core::ffi::c_int,
        typemethods: *mut RedisModuleTypeMethods,
    ) -> *mut RedisModuleType,
    /// `RM_ModuleTypeGetType`: Redis 4.0.0, Valkey 7.2.
    pub ModuleTypeGetType: unsafe extern "C" fn(key: *mut RedisModuleKey) -> *mut RedisModuleType,
    /// `RM_ModuleTypeGetValue`: Redis 4.0.0, Valkey 7.2.
    pub ModuleTypeGetValue:
        unsafe extern "C" fn(key: *mut RedisModuleKey) -> *mut ::core::ffi::c_void,
    /// `RM_ModuleTypeReplaceValue`: Redis 6.0.0, Valkey 7.2.
    pub ModuleTypeReplaceValue: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        mt: *mut RedisModuleType,
        new_value: *mut ::core::ffi::c_void,
        old_value: *mut *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_ModuleTypeSetValue`: Redis 4.0.0, Valkey 7.2.
    pub ModuleTypeSetValue: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        mt: *mut RedisModuleType,
        value: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_GetDbIdFromOptCtx`: Redis 7.0.0, Valkey 7.2.
    pub GetDbIdFromOptCtx:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleKeyOptCtx) -> ::core::ffi::c_int>,
    /// `RM_GetKeyNameFromOptCtx`: Redis 7.0.0, Valkey 7.2.
    pub GetKeyNameFromOptCtx:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleKeyOptCtx) -> *const RedisModuleString>,
    /// `RM_GetToDbIdFromOptCtx`: Redis 7.0.0, Valkey 7.2.
    pub GetToDbIdFromOptCtx:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleKeyOptCtx) -> ::core::ffi::c_int>,
    /// `RM_GetToKeyNameFromOptCtx`: Redis 7.0.0, Valkey 7.2.
    pub GetToKeyNameFromOptCtx:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleKeyOptCtx) -> *const RedisModuleString>,
    /// `RM_GetTypeMethodVersion`: Redis 6.2.0, Valkey 7.2.
    pub GetTypeMethodVersion: Option<unsafe extern "C" fn() -> ::core::ffi::c_int>,
    /// `RM_GetContextFromIO`: Redis 4.0.0, Valkey 7.2.
    pub GetContextFromIO: unsafe extern "C" fn(io: *mut RedisModuleIO) -> *mut RedisModuleCtx,
    /// `RM_GetKeyNameFromIO`: Redis 6.0.0, Valkey 7.2.
    pub GetKeyNameFromIO: unsafe extern "C" fn(io: *mut RedisModuleIO) -> *const RedisModuleString,
    /// `RM_IsIOError`: Redis 6.0.0, Valkey 7.2.
    pub IsIOError: unsafe extern "C" fn(io: *mut RedisModuleIO) -> ::core::ffi::c_int,
    /// `RM_LoadDataTypeFromString`: Redis 6.0.0, Valkey 7.2.
    pub LoadDataTypeFromString: unsafe extern "C" fn(
        str_: *const RedisModuleString,
        mt: *const RedisModuleType,
    ) -> *mut ::core::ffi::c_void,
    /// `RM_LoadDouble`: Redis 4.0.0, Valkey 7.2.
    pub LoadDouble: unsafe extern "C" fn(io: *mut RedisModuleIO) -> f64,
    /// `RM_LoadFloat`: Redis 4.0.0, Valkey 7.2.
    pub LoadFloat: unsafe extern "C" fn(io: *mut RedisModuleIO) -> f32,
    /// `RM_LoadLongDouble`: Redis 6.0.0, Valkey 7.2.
    pub LoadLongDouble: ReturnsLongDouble<*mut RedisModuleIO>,
    /// `RM_LoadSigned`: Redis 4.0.0, Valkey 7.2.
    pub LoadSigned: unsafe extern "C" fn(io: *mut RedisModuleIO) -> i64,
    /// `RM_LoadString`: Redis 4.0.0, Valkey 7.2.
    pub LoadString: unsafe extern "C" fn(io: *mut RedisModuleIO) -> *mut RedisModuleString,
    /// `RM_LoadStringBuffer`: Redis 4.0.0, Valkey 7.2.
    pub LoadStringBuffer: unsafe extern "C" fn(
        io: *mut RedisModuleIO,
        lenptr: *mut usize,
    ) -> *mut ::core::ffi::c_char,
    /// `RM_LoadUnsigned`: Redis 4.0.0, Valkey 7.2.
    pub LoadUnsigned: unsafe extern "C" fn(io: *mut RedisModuleIO) -> u64,
    /// `RM_SaveDataTypeToString`: Redis 6.0.0, Valkey 7.2.
    pub SaveDataTypeToString: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        data: *mut ::core::ffi::c_void,
        mt: *const RedisModuleType,
    ) -> *mut RedisModuleString,
    /// `RM_SaveDouble`: Redis 4.0.0, Valkey 7.2.
    pub SaveDouble: unsafe extern "C" fn(io: *mut RedisModuleIO, value: f64),
    /// `RM_SaveFloat`: Redis 4.0.0, Valkey 7.2.
    pub SaveFloat: unsafe extern "C" fn(io: *mut RedisModuleIO, value: f32),
    /// `RM_SaveLongDouble`: Redis 6.0.0, Valkey 7.2.
    pub SaveLongDouble: unsafe extern "C" fn(io: *mut RedisModuleIO, value: LongDoubleArg),
    /// `RM_SaveSigned`: Redis 4.0.0, Valkey 7.2.
    pub SaveSigned: unsafe extern "C" fn(io: *mut RedisModuleIO, value: i64),
    /// `RM_SaveString`: Redis 4.0.0, Valkey 7.2.
    pub SaveString: unsafe extern "C" fn(io: *mut RedisModuleIO, s: *mut RedisModuleString),
    /// `RM_SaveStringBuffer`: Redis 4.0.0, Valkey 7.2.
    pub SaveStringBuffer:
        unsafe extern "C" fn(io: *mut RedisModuleIO, str_: *const ::core::ffi::c_char, len: usize),
    /// `RM_SaveUnsigned`: Redis 4.0.0, Valkey 7.2.
    pub SaveUnsigned: unsafe extern "C" fn(io: *mut RedisModuleIO, value: u64),
    /// `RM_GetDbIdFromIO`: Redis 7.0.0, Valkey 7.2.
    pub GetDbIdFromIO: Option<unsafe extern "C" fn(io: *mut RedisModuleIO) -> ::core::ffi::c_int>,
    /// `RM_LoadDataTypeFromStringEncver`: Redis 7.0.0, Valkey 7.2.
    pub LoadDataTypeFromStringEncver: Option<
        unsafe extern "C" fn(
            str_: *const RedisModuleString,
            mt: *const RedisModuleType,
            encver: ::core::ffi::c_int,
        ) -> *mut ::core::ffi::c_void,
    >,
    /// `RM_RdbLoad`: Redis 7.2.0, Valkey 7.2.
    pub RdbLoad: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            stream: *mut RedisModuleRdbStream,
            flags: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RdbSave`: Redis 7.2.0, Valkey 7.2.
    pub RdbSave: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            stream: *mut RedisModuleRdbStream,
            flags: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RdbStreamCreateFromFile`: Redis 7.2.0, Valkey 7.2.
    pub RdbStreamCreateFromFile: Option<
        unsafe extern "C" fn(filename: *const ::core::ffi::c_char) -> *mut RedisModuleRdbStream,
    >,
    /// `RM_RdbStreamFree`: Redis 7.2.0, Valkey 7.2.
    pub RdbStreamFree: Option<unsafe extern "C" fn(stream: *mut RedisModuleRdbStream)>,
    /// `RM_EmitAOF`: Redis 4.0.0, Valkey 7.2.
    pub EmitAOF: unsafe extern "C" fn(
        io: *mut RedisModuleIO,
        cmdname: *const ::core::ffi::c_char,
        fmt: *const ::core::ffi::c_char,
        ...
    ),
    /// `RM_DigestAddLongLong`: Redis 4.0.0, Valkey 7.2.
    pub DigestAddLongLong:
        unsafe extern "C" fn(md: *mut RedisModuleDigest, ele: ::core::ffi::c_longlong),
    /// `RM_DigestAddStringBuffer`: Redis 4.0.0, Valkey 7.2.
    pub DigestAddStringBuffer: unsafe extern "C" fn(
        md: *mut RedisModuleDigest,
        ele: *const ::core::ffi::c_char,
        len: usize,
    ),
    /// `RM_DigestEndSequence`: Redis 4.0.0, Valkey 7.2.
    pub DigestEndSequence: unsafe extern "C" fn(md: *mut RedisModuleDigest),
    /// `RM_GetDbIdFromDigest`: Redis 7.0.0, Valkey 7.2.
    pub GetDbIdFromDigest:
        Option<unsafe extern "C" fn(dig: *mut RedisModuleDigest) -> ::core::ffi::c_int>,
    /// `RM_GetKeyNameFromDigest`: Redis 7.0.0, Valkey 7.2.
    pub GetKeyNameFromDigest:
        Option<unsafe extern "C" fn(dig: *mut RedisModuleDigest) -> *const RedisModuleString>,
    /// `RM_DefragAlloc`: Redis 6.2.0, Valkey 7.2.
    pub DefragAlloc: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleDefragCtx,
            ptr: *mut ::core::ffi::c_void,
        ) -> *mut ::core::ffi::c_void,
    >,
    /// `RM_DefragAllocRaw`: Redis 8.0.
    pub DefragAllocRaw: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleDefragCtx,
            size: usize,
        ) -> *mut ::core::ffi::c_void,
    >,
    /// `RM_DefragCursorGet`: Redis 6.2.0, Valkey 7.2.
    pub DefragCursorGet: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleDefragCtx,
            cursor: *mut ::core::ffi::c_ulong,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_DefragCursorSet`: Redis 6.2.0, Valkey 7.2.
    pub DefragCursorSet: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleDefragCtx,
            cursor: ::core::ffi::c_ulong,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_DefragFreeRaw`: Redis 8.0.
    pub DefragFreeRaw:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleDefragCtx, ptr: *mut ::core::ffi::c_void)>,
    /// `RM_DefragRedisModuleDict`: Redis 8.0.
    pub DefragRedisModuleDict: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleDefragCtx,
            dict: *mut RedisModuleDict,
            valueCB: RedisModuleDefragDictValueCallback,
            seekTo: *mut *mut RedisModuleString,
        ) -> *mut RedisModuleDict,
    >,
    /// `RM_DefragRedisModuleString`: Redis 6.2.0.
    pub DefragRedisModuleString: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleDefragCtx,
            str_: *mut RedisModuleString,
        ) -> *mut RedisModuleString,
    >,
    /// `RM_DefragShouldStop`: Redis 6.2.0, Valkey 7.2.
    pub DefragShouldStop:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleDefragCtx) -> ::core::ffi::c_int>,
    /// `RM_DefragValkeyModuleString`: Valkey 7.2.
    pub DefragValkeyModuleString: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleDefragCtx,
            str_: *mut RedisModuleString,
        ) -> *mut RedisModuleString,
    >,
    /// `RM_GetDbIdFromDefragCtx`: Redis 7.0.0, Valkey 7.2.
    pub GetDbIdFromDefragCtx:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleDefragCtx) -> ::core::ffi::c_int>,
    /// `RM_GetKeyNameFromDefragCtx`: Redis 7.0.0, Valkey 7.2.
    pub GetKeyNameFromDefragCtx:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleDefragCtx) -> *const RedisModuleString>,
    /// `RM_RegisterDefragCallbacks`: Redis 8.0.
    pub RegisterDefragCallbacks: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            start: RedisModuleDefragFunc,
            end: RedisModuleDefragFunc,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RegisterDefragFunc`: Redis 6.2.0, Valkey 7.2.
    pub RegisterDefragFunc: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            func: RedisModuleDefragFunc,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RegisterDefragFunc2`: Redis 8.0.
    pub RegisterDefragFunc2: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            func: RedisModuleDefragFunc2,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_Scan`: Redis 6.0.0, Valkey 7.2.
    pub Scan: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        cursor: *mut RedisModuleScanCursor,
        fn_: RedisModuleScanCB,
        privdata: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_ScanCursorCreate`: Redis 6.0.0, Valkey 7.2.
    pub ScanCursorCreate: unsafe extern "C" fn() -> *mut RedisModuleScanCursor,
    /// `RM_ScanCursorDestroy`: Redis 6.0.0, Valkey 7.2.
    pub ScanCursorDestroy: unsafe extern "C" fn(cursor: *mut RedisModuleScanCursor),
    /// `RM_ScanCursorRestart`: Redis 6.0.0, Valkey 7.2.
    pub ScanCursorRestart: unsafe extern "C" fn(cursor: *mut RedisModuleScanCursor),
    /// `RM_ScanKey`: Redis 6.0.0, Valkey 7.2.
    pub ScanKey: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        cursor: *mut RedisModuleScanCursor,
        fn_: RedisModuleScanKeyCB,
        privdata: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_GetLFU`: Redis 6.0.0, Valkey 7.2.
    pub GetLFU: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        lfu_freq: *mut ::core::ffi::c_longlong,
    ) -> ::core::ffi::c_int,
    /// `RM_GetLRU`: Redis 6.0.0, Valkey 7.2.
    pub GetLRU: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        lru_idle: *mut mstime_t,
    ) -> ::core::ffi::c_int,
    /// `RM_SetLFU`: Redis 6.0.0, Valkey 7.2.
    pub SetLFU: unsafe extern "C" fn(
        key: *mut RedisModuleKey,
        lfu_freq: ::core::ffi::c_longlong,
    ) -> ::core::ffi::c_int,
    /// `RM_SetLRU`: Redis 6.0.0, Valkey 7.2.
    pub SetLRU:
        unsafe extern "C" fn(key: *mut RedisModuleKey, lru_idle: mstime_t) -> ::core::ffi::c_int,
    /// `RM_CreateDict`: Redis 5.0.0, Valkey 7.2.
    pub CreateDict: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> *mut RedisModuleDict,
    /// `RM_DictCompare`: Redis 5.0.0, Valkey 7.2.
    pub DictCompare: unsafe extern "C" fn(
        di: *mut RedisModuleDictIter,
        op: *const ::core::ffi::c_char,
        key: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_DictCompareC`: Redis 5.0.0, Valkey 7.2.
    pub DictCompareC: unsafe extern "C" fn(
        di: *mut RedisModuleDictIter,
        op: *const ::core::ffi::c_char,
        key: *mut ::core::ffi::c_void,
        keylen: usize,
    ) -> ::core::ffi::c_int,
    /// `RM_DictDel`: Redis 5.0.0, Valkey 7.2.
    pub DictDel: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        key: *mut RedisModuleString,
        oldval: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_DictDelC`: Redis 5.0.0, Valkey 7.2.
    pub DictDelC: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        key: *mut ::core::ffi::c_void,
        keylen: usize,
        oldval: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_DictGet`: Redis 5.0.0, Valkey 7.2.
    pub DictGet: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        key: *mut RedisModuleString,
        nokey: *mut ::core::ffi::c_int,
    ) -> *mut ::core::ffi::c_void,
    /// `RM_DictGetC`: Redis 5.0.0, Valkey 7.2.
    pub DictGetC: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        key: *mut ::core::ffi::c_void,
        keylen: usize,
        nokey: *mut ::core::ffi::c_int,
    ) -> *mut ::core::ffi::c_void,
    /// `RM_DictIteratorReseek`: Redis 5.0.0, Valkey 7.2.
    pub DictIteratorReseek: unsafe extern "C" fn(
        di: *mut RedisModuleDictIter,
        op: *const ::core::ffi::c_char,
        key: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_DictIteratorReseekC`: Redis 5.0.0, Valkey 7.2.
    pub DictIteratorReseekC: unsafe extern "C" fn(
        di: *mut RedisModuleDictIter,
        op: *const ::core::ffi::c_char,
        key: *mut ::core::ffi::c_void,
        keylen: usize,
    ) -> ::core::ffi::c_int,
    /// `RM_DictIteratorStart`: Redis 5.0.0, Valkey 7.2.
    pub DictIteratorStart: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        op: *const ::core::ffi::c_char,
        key: *mut RedisModuleString,
    ) -> *mut RedisModuleDictIter,
    /// `RM_DictIteratorStartC`: Redis 5.0.0, Valkey 7.2.
    pub DictIteratorStartC: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        op: *const ::core::ffi::c_char,
        key: *mut ::core::ffi::c_void,
        keylen: usize,
    ) -> *mut RedisModuleDictIter,
    /// `RM_DictIteratorStop`: Redis 5.0.0, Valkey 7.2.
    pub DictIteratorStop: unsafe extern "C" fn(di: *mut RedisModuleDictIter),
    /// `RM_DictNext`: Redis 5.0.0, Valkey 7.2.
    pub DictNext: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        di: *mut RedisModuleDictIter,
        dataptr: *mut *mut ::core::ffi::c_void,
    ) -> *mut RedisModuleString,
    /// `RM_DictNextC`: Redis 5.0.0, Valkey 7.2.
    pub DictNextC: unsafe extern "C" fn(
        di: *mut RedisModuleDictIter,
        keylen: *mut usize,
        dataptr: *mut *mut ::core::ffi::c_void,
    ) -> *mut ::core::ffi::c_void,
    /// `RM_DictPrev`: Redis 5.0.0, Valkey 7.2.
    pub DictPrev: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        di: *mut RedisModuleDictIter,
        dataptr: *mut *mut ::core::ffi::c_void,
    ) -> *mut RedisModuleString,
    /// `RM_DictPrevC`: Redis 5.0.0, Valkey 7.2.
    pub DictPrevC: unsafe extern "C" fn(
        di: *mut RedisModuleDictIter,
        keylen: *mut usize,
        dataptr: *mut *mut ::core::ffi::c_void,
    ) -> *mut ::core::ffi::c_void,
    /// `RM_DictReplace`: Redis 5.0.0, Valkey 7.2.
    pub DictReplace: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        key: *mut RedisModuleString,
        ptr: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_DictReplaceC`: Redis 5.0.0, Valkey 7.2.
    pub DictReplaceC: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        key: *mut ::core::ffi::c_void,
        keylen: usize,
        ptr: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_DictSet`: Redis 5.0.0, Valkey 7.2.
    pub DictSet: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        key: *mut RedisModuleString,
        ptr: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_DictSetC`: Redis 5.0.0, Valkey 7.2.
    pub DictSetC: unsafe extern "C" fn(
        d: *mut RedisModuleDict,
        key: *mut ::core::ffi::c_void,
        keylen: usize,
        ptr: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_DictSize`: Redis 5.0.0, Valkey 7.2.
    pub DictSize: unsafe extern "C" fn(d: *mut RedisModuleDict) -> u64,
    /// `RM_FreeDict`: Redis 5.0.0, Valkey 7.2.
    pub FreeDict: unsafe extern "C" fn(ctx: *mut RedisModuleCtx, d: *mut RedisModuleDict),
    /// `RM_AbortBlock`: Redis 4.0.0, Valkey 7.2.
    pub AbortBlock: unsafe extern "C" fn(bc: *mut RedisModuleBlockedClient) -> ::core::ffi::c_int,
    /// `RM_BlockClient`: Redis 4.0.0, Valkey 7.2.
    pub BlockClient: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        reply_callback: RedisModuleCmdFunc,
        timeout_callback: RedisModuleCmdFunc,
        free_privdata: ::core::option::Option<
            unsafe extern "C" fn(arg1: *mut RedisModuleCtx, arg2: *mut ::core::ffi::c_void),
        >,
        timeout_ms: ::core::ffi::c_longlong,
    ) -> *mut RedisModuleBlockedClient,
    /// `RM_BlockClientOnKeys`: Redis 6.0.0, Valkey 7.2.
    pub BlockClientOnKeys: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        reply_callback: RedisModuleCmdFunc,
        timeout_callback: RedisModuleCmdFunc,
        free_privdata: ::core::option::Option<
            unsafe extern "C" fn(arg1: *mut RedisModuleCtx, arg2: *mut ::core::ffi::c_void),
        >,
        timeout_ms: ::core::ffi::c_longlong,
        keys: *mut *mut RedisModuleString,
        numkeys: ::core::ffi::c_int,
        privdata: *mut ::core::ffi::c_void,
    ) -> *mut RedisModuleBlockedClient,
    /// `RM_BlockedClientDisconnected`: Redis 5.0.0, Valkey 7.2.
    pub BlockedClientDisconnected:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_GetBlockedClientHandle`: Redis 5.0.0, Valkey 7.2.
    pub GetBlockedClientHandle:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> *mut RedisModuleBlockedClient,
    /// `RM_GetBlockedClientPrivateData`: Redis 4.0.0, Valkey 7.2.
    pub GetBlockedClientPrivateData:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> *mut ::core::ffi::c_void,
    /// `RM_GetBlockedClientReadyKey`: Redis 6.0.0, Valkey 7.2.
    pub GetBlockedClientReadyKey:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> *mut RedisModuleString,
    /// `RM_IsBlockedReplyRequest`: Redis 4.0.0, Valkey 7.2.
    pub IsBlockedReplyRequest: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_IsBlockedTimeoutRequest`: Redis 4.0.0, Valkey 7.2.
    pub IsBlockedTimeoutRequest:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_SetDisconnectCallback`: Redis 5.0.0, Valkey 7.2.
    pub SetDisconnectCallback: unsafe extern "C" fn(
        bc: *mut RedisModuleBlockedClient,
        callback: RedisModuleDisconnectFunc,
    ),
    /// `RM_SignalKeyAsReady`: Redis 6.0.0, Valkey 7.2.
    pub SignalKeyAsReady:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, key: *mut RedisModuleString),
    /// `RM_UnblockClient`: Redis 4.0.0, Valkey 7.2.
    pub UnblockClient: unsafe extern "C" fn(
        bc: *mut RedisModuleBlockedClient,
        privdata: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_BlockClientGetPrivateData`: Redis 7.2.0, Valkey 7.2.
    pub BlockClientGetPrivateData: Option<
        unsafe extern "C" fn(
            blocked_client: *mut RedisModuleBlockedClient,
        ) -> *mut ::core::ffi::c_void,
    >,
    /// `RM_BlockClientOnAuth`: Redis 7.2.0, Valkey 7.2.
    pub BlockClientOnAuth: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            reply_callback: RedisModuleAuthCallback,
            free_privdata: ::core::option::Option<
                unsafe extern "C" fn(arg1: *mut RedisModuleCtx, arg2: *mut ::core::ffi::c_void),
            >,
        ) -> *mut RedisModuleBlockedClient,
    >,
    /// `RM_BlockClientOnKeysWithFlags`: Redis 7.2.0, Valkey 7.2.
    pub BlockClientOnKeysWithFlags: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            reply_callback: RedisModuleCmdFunc,
            timeout_callback: RedisModuleCmdFunc,
            free_privdata: ::core::option::Option<
                unsafe extern "C" fn(arg1: *mut RedisModuleCtx, arg2: *mut ::core::ffi::c_void),
            >,
            timeout_ms: ::core::ffi::c_longlong,
            keys: *mut *mut RedisModuleString,
            numkeys: ::core::ffi::c_int,
            privdata: *mut ::core::ffi::c_void,
            flags: ::core::ffi::c_int,
        ) -> *mut RedisModuleBlockedClient,
    >,
    /// `RM_BlockClientSetPrivateData`: Redis 7.2.0, Valkey 7.2.
    pub BlockClientSetPrivateData: Option<
        unsafe extern "C" fn(
            blocked_client: *mut RedisModuleBlockedClient,
            private_data: *mut ::core::ffi::c_void,
        ),
    >,
    /// `RM_BlockedClientMeasureTimeEnd`: Redis 6.2.0, Valkey 7.2.
    pub BlockedClientMeasureTimeEnd:
        Option<unsafe extern "C" fn(bc: *mut RedisModuleBlockedClient) -> ::core::ffi::c_int>,
    /// `RM_BlockedClientMeasureTimeStart`: Redis 6.2.0, Valkey 7.2.
    pub BlockedClientMeasureTimeStart:
        Option<unsafe extern "C" fn(bc: *mut RedisModuleBlockedClient) -> ::core::ffi::c_int>,
    /// `RM_FreeThreadSafeContext`: Redis 4.0.0, Valkey 7.2.
    pub FreeThreadSafeContext: unsafe extern "C" fn(ctx: *mut RedisModuleCtx),
    /// `RM_GetThreadSafeContext`: Redis 4.0.0, Valkey 7.2.
    pub GetThreadSafeContext:
        unsafe extern "C" fn(bc: *mut RedisModuleBlockedClient) -> *mut RedisModuleCtx,
    /// `RM_ThreadSafeContextLock`: Redis 4.0.0, Valkey 7.2.
    pub ThreadSafeContextLock: unsafe extern "C" fn(ctx: *mut RedisModuleCtx),
    /// `RM_ThreadSafeContextUnlock`: Redis 4.0.0, Valkey 7.2.
    pub ThreadSafeContextUnlock: unsafe extern "C" fn(ctx: *mut RedisModuleCtx),
    /// `RM_GetDetachedThreadSafeContext`: Redis 6.0.9, Valkey 7.2.
    pub GetDetachedThreadSafeContext:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> *mut RedisModuleCtx>,
    /// `RM_ThreadSafeContextTryLock`: Redis 6.0.8, Valkey 7.2.
    pub ThreadSafeContextTryLock:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int>,
    /// `RM_Yield`: Redis 7.0.0, Valkey 7.2.
    pub Yield: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            flags: ::core::ffi::c_int,
            busy_reply: *const ::core::ffi::c_char,
        ),
    >,
    /// `RM_CreateTimer`: Redis 5.0.0, Valkey 7.2.
    pub CreateTimer: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        period: mstime_t,
        callback: RedisModuleTimerProc,
        data: *mut ::core::ffi::c_void,
    ) -> RedisModuleTimerID,
    /// `RM_GetTimerInfo`: Redis 5.0.0, Valkey 7.2.
    pub GetTimerInfo: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        id: RedisModuleTimerID,
        remaining: *mut u64,
        data: *mut *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_StopTimer`: Redis 5.0.0, Valkey 7.2.
    pub StopTimer: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        id: RedisModuleTimerID,
        data: *mut *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_EventLoopAdd`: Redis 7.0.0, Valkey 7.2.
    pub EventLoopAdd: Option<
        unsafe extern "C" fn(
            fd: ::core::ffi::c_int,
            mask: ::core::ffi::c_int,
            func: RedisModuleEventLoopFunc,
            user_data: *mut ::core::ffi::c_void,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_EventLoopAddOneShot`: Redis 7.0.0, Valkey 7.2.
    pub EventLoopAddOneShot: Option<
        unsafe extern "C" fn(
            func: RedisModuleEventLoopOneShotFunc,
            user_data: *mut ::core::ffi::c_void,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_EventLoopDel`: Redis 7.0.0, Valkey 7.2.
    pub EventLoopDel: Option<
        unsafe extern "C" fn(
            fd: ::core::ffi::c_int,
            mask: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ExitFromChild`: Redis 6.0.0, Valkey 7.2.
    pub ExitFromChild: unsafe extern "C" fn(retcode: ::core::ffi::c_int) -> ::core::ffi::c_int,
    /// `RM_Fork`: Redis 6.0.0, Valkey 7.2.
    pub Fork: unsafe extern "C" fn(
        cb: RedisModuleForkDoneHandler,
        user_data: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_KillForkChild`: Redis 6.0.0, Valkey 7.2.
    pub KillForkChild: unsafe extern "C" fn(child_pid: ::core::ffi::c_int) -> ::core::ffi::c_int,
    /// `RM_SendChildHeartbeat`: Redis 6.2.0, Valkey 7.2.
    pub SendChildHeartbeat: Option<unsafe extern "C" fn(progress: f64)>,
    /// `RM_GetNotifyKeyspaceEvents`: Redis 6.0.0, Valkey 7.2.
    pub GetNotifyKeyspaceEvents: unsafe extern "C" fn() -> ::core::ffi::c_int,
    /// `RM_NotifyKeyspaceEvent`: Redis 6.0.0, Valkey 7.2.
    pub NotifyKeyspaceEvent: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        type_: ::core::ffi::c_int,
        event: *const ::core::ffi::c_char,
        key: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_SubscribeToKeyspaceEvents`: Redis 5.0.0, Valkey 7.2.
    pub SubscribeToKeyspaceEvents: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        types: ::core::ffi::c_int,
        cb: RedisModuleNotificationFunc,
    ) -> ::core::ffi::c_int,
    /// `RM_AddPostNotificationJob`: Redis 7.2.0, Valkey 7.2.
    pub AddPostNotificationJob: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            callback: RedisModulePostNotificationJobFunc,
            pd: *mut ::core::ffi::c_void,
            free_pd: ::core::option::Option<unsafe extern "C" fn(arg1: *mut ::core::ffi::c_void)>,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_GetKeyspaceNotificationFlagsAll`: Redis 6.0.9, Valkey 7.2.
    pub GetKeyspaceNotificationFlagsAll: Option<unsafe extern "C" fn() -> ::core::ffi::c_int>,
    /// `RM_SubscribeToServerEvent`: Redis 6.0.0, Valkey 7.2.
    pub SubscribeToServerEvent: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        event: RedisModuleEvent,
        callback: RedisModuleEventCallback,
    ) -> ::core::ffi::c_int,
    /// `RM_IsSubEventSupported`: Redis 6.0.9, Valkey 7.2.
    pub IsSubEventSupported:
        Option<unsafe extern "C" fn(event: RedisModuleEvent, subevent: u64) -> ::core::ffi::c_int>,
    /// `RM_CommandFilterArgDelete`: Redis 6.0.0, Valkey 7.2.
    pub CommandFilterArgDelete: unsafe extern "C" fn(
        fctx: *mut RedisModuleCommandFilterCtx,
        pos: ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
    /// `RM_CommandFilterArgGet`: Redis 6.0.0, Valkey 7.2.
    pub CommandFilterArgGet: unsafe extern "C" fn(
        fctx: *mut RedisModuleCommandFilterCtx,
        pos: ::core::ffi::c_int,
    ) -> *mut RedisModuleString,
    /// `RM_CommandFilterArgInsert`: Redis 6.0.0, Valkey 7.2.
    pub CommandFilterArgInsert: unsafe extern "C" fn(
        fctx: *mut RedisModuleCommandFilterCtx,
        pos: ::core::ffi::c_int,
        arg: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_CommandFilterArgReplace`: Redis 6.0.0, Valkey 7.2.
    pub CommandFilterArgReplace: unsafe extern "C" fn(
        fctx: *mut RedisModuleCommandFilterCtx,
        pos: ::core::ffi::c_int,
        arg: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_CommandFilterArgsCount`: Redis 6.0.0, Valkey 7.2.
    pub CommandFilterArgsCount:
        unsafe extern "C" fn(fctx: *mut RedisModuleCommandFilterCtx) -> ::core::ffi::c_int,
    /// `RM_RegisterCommandFilter`: Redis 6.0.0, Valkey 7.2.
    pub RegisterCommandFilter: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        cb: RedisModuleCommandFilterFunc,
        flags: ::core::ffi::c_int,
    ) -> *mut RedisModuleCommandFilter,
    /// `RM_UnregisterCommandFilter`: Redis 6.0.0, Valkey 7.2.
    pub UnregisterCommandFilter: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        filter: *mut RedisModuleCommandFilter,
    ) -> ::core::ffi::c_int,
    /// `RM_CommandFilterGetClientId`: Redis 7.2.0, Valkey 7.2.
    pub CommandFilterGetClientId: Option<
        unsafe extern "C" fn(fctx: *mut RedisModuleCommandFilterCtx) -> ::core::ffi::c_ulonglong,
    >,
    /// `RM_FreeClusterNodesList`: Redis 5.0.0, Valkey 7.2.
    pub FreeClusterNodesList: unsafe extern "C" fn(ids: *mut *mut ::core::ffi::c_char),
    /// `RM_GetClusterNodeInfo`: Redis 5.0.0, Valkey 7.2.
    pub GetClusterNodeInfo: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        id: *const ::core::ffi::c_char,
        ip: *mut ::core::ffi::c_char,
        master_id: *mut ::core::ffi::c_char,
        port: *mut ::core::ffi::c_int,
        flags: *mut ::core::ffi::c_int,
    ) -> ::core::ffi::c_int,
    /// `RM_GetClusterNodesList`: Redis 5.0.0, Valkey 7.2.
    pub GetClusterNodesList: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        numnodes: *mut usize,
    ) -> *mut *mut ::core::ffi::c_char,
    /// `RM_GetClusterSize`: Redis 5.0.0, Valkey 7.2.
    pub GetClusterSize: unsafe extern "C" fn() -> usize,
    /// `RM_GetMyClusterID`: Redis 5.0.0, Valkey 7.2.
    pub GetMyClusterID: unsafe extern "C" fn() -> *const ::core::ffi::c_char,
    /// `RM_RegisterClusterMessageReceiver`: Redis 5.0.0, Valkey 7.2.
    pub RegisterClusterMessageReceiver: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        type_: u8,
        callback: RedisModuleClusterMessageReceiver,
    ),
    /// `RM_SendClusterMessage`: Redis 5.0.0, Valkey 7.2.
    pub SendClusterMessage: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        target_id: *const ::core::ffi::c_char,
        type_: u8,
        msg: *const ::core::ffi::c_char,
        len: u32,
    ) -> ::core::ffi::c_int,
    /// `RM_SetClusterFlags`: Redis 5.0.0, Valkey 7.2.
    pub SetClusterFlags: unsafe extern "C" fn(ctx: *mut RedisModuleCtx, flags: u64),
    /// `RM_ClusterCanonicalKeyNameInSlot`: Redis 7.4.0, Valkey 7.2.
    pub ClusterCanonicalKeyNameInSlot:
        Option<unsafe extern "C" fn(slot: ::core::ffi::c_uint) -> *const ::core::ffi::c_char>,
    /// `RM_ClusterKeySlot`: Redis 7.4.0, Valkey 7.2.
    pub ClusterKeySlot:
        Option<unsafe extern "C" fn(key: *mut RedisModuleString) -> ::core::ffi::c_uint>,
    /// `RM_ClusterKeySlotC`: Valkey 9.1.2.
    pub ClusterKeySlotC: Option<
        unsafe extern "C" fn(key: *const ::core::ffi::c_char, keylen: usize) -> ::core::ffi::c_uint,
    >,
    /// `RM_GetClusterNodeInfoForClient`: Valkey 8.0.
    pub GetClusterNodeInfoForClient: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            client_id: u64,
            node_id: *const ::core::ffi::c_char,
            ip: *mut ::core::ffi::c_char,
            primary_id: *mut ::core::ffi::c_char,
            port: *mut ::core::ffi::c_int,
            flags: *mut ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_AuthenticateClientWithACLUser`: Redis 6.0.0, Valkey 7.2.
    pub AuthenticateClientWithACLUser: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        name: *const ::core::ffi::c_char,
        len: usize,
        callback: RedisModuleUserChangedFunc,
        privdata: *mut ::core::ffi::c_void,
        client_id: *mut u64,
    ) -> ::core::ffi::c_int,
    /// `RM_AuthenticateClientWithUser`: Redis 6.0.0, Valkey 7.2.
    pub AuthenticateClientWithUser: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        user: *mut RedisModuleUser,
        callback: RedisModuleUserChangedFunc,
        privdata: *mut ::core::ffi::c_void,
        client_id: *mut u64,
    ) -> ::core::ffi::c_int,
    /// `RM_CreateModuleUser`: Redis 6.0.0, Valkey 7.2.
    pub CreateModuleUser:
        unsafe extern "C" fn(name: *const ::core::ffi::c_char) -> *mut RedisModuleUser,
    /// `RM_DeauthenticateAndCloseClient`: Redis 6.0.0, Valkey 7.2.
    pub DeauthenticateAndCloseClient:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, client_id: u64) -> ::core::ffi::c_int,
    /// `RM_FreeModuleUser`: Redis 6.0.0, Valkey 7.2.
    pub FreeModuleUser: unsafe extern "C" fn(user: *mut RedisModuleUser),
    /// `RM_SetModuleUserACL`: Redis 6.0.0, Valkey 7.2.
    pub SetModuleUserACL: unsafe extern "C" fn(
        user: *mut RedisModuleUser,
        acl: *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int,
    /// `RM_ACLAddLogEntry`: Redis 7.0.0, Valkey 7.2.
    pub ACLAddLogEntry: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            user: *mut RedisModuleUser,
            object: *mut RedisModuleString,
            reason: RedisModuleACLLogEntryReason,
        ),
    >,
    /// `RM_ACLAddLogEntryByUserName`: Redis 7.2.0, Valkey 7.2.
    pub ACLAddLogEntryByUserName: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            user: *mut RedisModuleString,
            object: *mut RedisModuleString,
            reason: RedisModuleACLLogEntryReason,
        ),
    >,
    /// `RM_ACLCheckChannelPermissions`: Redis 7.0.0, Valkey 7.2.
    pub ACLCheckChannelPermissions: Option<
        unsafe extern "C" fn(
            user: *mut RedisModuleUser,
            ch: *mut RedisModuleString,
            literal: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ACLCheckCommandPermissions`: Redis 7.0.0, Valkey 7.2.
    pub ACLCheckCommandPermissions: Option<
        unsafe extern "C" fn(
            user: *mut RedisModuleUser,
            argv: *mut *mut RedisModuleString,
            argc: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ACLCheckKeyPermissions`: Redis 7.0.0, Valkey 7.2.
    pub ACLCheckKeyPermissions: Option<
        unsafe extern "C" fn(
            user: *mut RedisModuleUser,
            key: *mut RedisModuleString,
            flags: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ACLCheckKeyPrefixPermissions`: Redis 8.0.
    pub ACLCheckKeyPrefixPermissions: Option<
        unsafe extern "C" fn(
            user: *mut RedisModuleUser,
            prefix: *mut RedisModuleString,
            flags: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ACLCheckKeyPrefixPermissions`: Valkey 9.1.2.
    pub ACLCheckKeyPrefixPermissions_Valkey: Option<
        unsafe extern "C" fn(
            user: *mut RedisModuleUser,
            prefix: *const ::core::ffi::c_char,
            len: usize,
            flags: ::core::ffi::c_uint,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ACLCheckPermissions`: Valkey 9.1.2.
    pub ACLCheckPermissions: Option<
        unsafe extern "C" fn(
            user: *mut RedisModuleUser,
            argv: *mut *mut RedisModuleString,
            argc: ::core::ffi::c_int,
            dbid: ::core::ffi::c_int,
            denial_reason: *mut RedisModuleACLLogEntryReason,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_AddACLCategory`: Redis 7.4.0, Valkey 7.2.
    pub AddACLCategory: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            name: *const ::core::ffi::c_char,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_GetCurrentUserName`: Redis 7.0.0, Valkey 7.2.
    pub GetCurrentUserName:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> *mut RedisModuleString>,
    /// `RM_GetModuleUserACLString`: Redis 7.0.6, Valkey 7.2.
    pub GetModuleUserACLString:
        Option<unsafe extern "C" fn(user: *mut RedisModuleUser) -> *mut RedisModuleString>,
    /// `RM_GetModuleUserFromUserName`: Redis 7.0.0, Valkey 7.2.
    pub GetModuleUserFromUserName:
        Option<unsafe extern "C" fn(name: *mut RedisModuleString) -> *mut RedisModuleUser>,
    /// `RM_RedactClientCommandArgument`: Redis 7.0.0, Valkey 7.2.
    pub RedactClientCommandArgument: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            pos: ::core::ffi::c_int,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RegisterAuthCallback`: Redis 7.2.0, Valkey 7.2.
    pub RegisterAuthCallback:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, cb: RedisModuleAuthCallback)>,
    /// `RM_SetCommandACLCategories`: Redis 7.2.0, Valkey 7.2.
    pub SetCommandACLCategories: Option<
        unsafe extern "C" fn(
            command: *mut RedisModuleCommand,
            ctgrsflags: *const ::core::ffi::c_char,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_SetContextUser`: Redis 7.0.6, Valkey 7.2.
    pub SetContextUser:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, user: *const RedisModuleUser)>,
    /// `RM_SetModuleUserACLString`: Redis 7.0.6, Valkey 7.2.
    pub SetModuleUserACLString: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            user: *mut RedisModuleUser,
            acl: *const ::core::ffi::c_char,
            error: *mut *mut RedisModuleString,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_LoadConfigs`: Redis 7.0.0, Valkey 7.2.
    pub LoadConfigs: Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int>,
    /// `RM_LoadDefaultConfigs`: Redis 8.0.
    pub LoadDefaultConfigs:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int>,
    /// `RM_RegisterBoolConfig`: Redis 7.0.0, Valkey 7.2.
    pub RegisterBoolConfig: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            name: *const ::core::ffi::c_char,
            default_val: ::core::ffi::c_int,
            flags: ::core::ffi::c_uint,
            getfn: RedisModuleConfigGetBoolFunc,
            setfn: RedisModuleConfigSetBoolFunc,
            applyfn: RedisModuleConfigApplyFunc,
            privdata: *mut ::core::ffi::c_void,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RegisterEnumConfig`: Redis 7.0.0, Valkey 7.2.
    pub RegisterEnumConfig: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            name: *const ::core::ffi::c_char,
            default_val: ::core::ffi::c_int,
            flags: ::core::ffi::c_uint,
            enum_values: *mut *const ::core::ffi::c_char,
            int_values: *const ::core::ffi::c_int,
            num_enum_vals: ::core::ffi::c_int,
            getfn: RedisModuleConfigGetEnumFunc,
            setfn: RedisModuleConfigSetEnumFunc,
            applyfn: RedisModuleConfigApplyFunc,
            privdata: *mut ::core::ffi::c_void,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RegisterNumericConfig`: Redis 7.0.0, Valkey 7.2.
    pub RegisterNumericConfig: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            name: *const ::core::ffi::c_char,
            default_val: ::core::ffi::c_longlong,
            flags: ::core::ffi::c_uint,
            min: ::core::ffi::c_longlong,
            max: ::core::ffi::c_longlong,
            getfn: RedisModuleConfigGetNumericFunc,
            setfn: RedisModuleConfigSetNumericFunc,
            applyfn: RedisModuleConfigApplyFunc,
            privdata: *mut ::core::ffi::c_void,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RegisterStringConfig`: Redis 7.0.0, Valkey 7.2.
    pub RegisterStringConfig: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            name: *const ::core::ffi::c_char,
            default_val: *const ::core::ffi::c_char,
            flags: ::core::ffi::c_uint,
            getfn: RedisModuleConfigGetStringFunc,
            setfn: RedisModuleConfigSetStringFunc,
            applyfn: RedisModuleConfigApplyFunc,
            privdata: *mut ::core::ffi::c_void,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_RegisterUnsignedNumericConfig`: Valkey 9.1.2.
    pub RegisterUnsignedNumericConfig: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            name: *const ::core::ffi::c_char,
            default_val: ::core::ffi::c_ulonglong,
            flags: ::core::ffi::c_uint,
            min: ::core::ffi::c_ulonglong,
            max: ::core::ffi::c_ulonglong,
            getfn: RedisModuleConfigGetUnsignedNumericFunc,
            setfn: RedisModuleConfigSetUnsignedNumericFunc,
            applyfn: RedisModuleConfigApplyFunc,
            privdata: *mut ::core::ffi::c_void,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_FreeServerInfo`: Redis 6.0.0, Valkey 7.2.
    pub FreeServerInfo:
        unsafe extern "C" fn(ctx: *mut RedisModuleCtx, data: *mut RedisModuleServerInfoData),
    /// `RM_GetServerInfo`: Redis 6.0.0, Valkey 7.2.
    pub GetServerInfo: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        section: *const ::core::ffi::c_char,
    ) -> *mut RedisModuleServerInfoData,
    /// `RM_InfoAddFieldCString`: Redis 6.0.0, Valkey 7.2.
    pub InfoAddFieldCString: unsafe extern "C" fn(
        ctx: *mut RedisModuleInfoCtx,
        field: *const ::core::ffi::c_char,
        value: *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int,
    /// `RM_InfoAddFieldDouble`: Redis 6.0.0, Valkey 7.2.
    pub InfoAddFieldDouble: unsafe extern "C" fn(
        ctx: *mut RedisModuleInfoCtx,
        field: *const ::core::ffi::c_char,
        value: f64,
    ) -> ::core::ffi::c_int,
    /// `RM_InfoAddFieldLongLong`: Redis 6.0.0, Valkey 7.2.
    pub InfoAddFieldLongLong: unsafe extern "C" fn(
        ctx: *mut RedisModuleInfoCtx,
        field: *const ::core::ffi::c_char,
        value: ::core::ffi::c_longlong,
    ) -> ::core::ffi::c_int,
    /// `RM_InfoAddFieldString`: Redis 6.0.0, Valkey 7.2.
    pub InfoAddFieldString: unsafe extern "C" fn(
        ctx: *mut RedisModuleInfoCtx,
        field: *const ::core::ffi::c_char,
        value: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_InfoAddFieldULongLong`: Redis 6.0.0, Valkey 7.2.
    pub InfoAddFieldULongLong: unsafe extern "C" fn(
        ctx: *mut RedisModuleInfoCtx,
        field: *const ::core::ffi::c_char,
        value: ::core::ffi::c_ulonglong,
    ) -> ::core::ffi::c_int,
    /// `RM_InfoAddSection`: Redis 6.0.0, Valkey 7.2.
    pub InfoAddSection: unsafe extern "C" fn(
        ctx: *mut RedisModuleInfoCtx,
        name: *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int,
    /// `RM_InfoBeginDictField`: Redis 6.0.0, Valkey 7.2.
    pub InfoBeginDictField: unsafe extern "C" fn(
        ctx: *mut RedisModuleInfoCtx,
        name: *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int,
    /// `RM_InfoEndDictField`: Redis 6.0.0, Valkey 7.2.
    pub InfoEndDictField: unsafe extern "C" fn(ctx: *mut RedisModuleInfoCtx) -> ::core::ffi::c_int,
    /// `RM_RegisterInfoFunc`: Redis 6.0.0, Valkey 7.2.
    pub RegisterInfoFunc: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        cb: RedisModuleInfoFunc,
    ) -> ::core::ffi::c_int,
    /// `RM_ServerInfoGetField`: Redis 6.0.0, Valkey 7.2.
    pub ServerInfoGetField: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        data: *mut RedisModuleServerInfoData,
        field: *const ::core::ffi::c_char,
    ) -> *mut RedisModuleString,
    /// `RM_ServerInfoGetFieldC`: Redis 6.0.0, Valkey 7.2.
    pub ServerInfoGetFieldC: unsafe extern "C" fn(
        data: *mut RedisModuleServerInfoData,
        field: *const ::core::ffi::c_char,
    ) -> *const ::core::ffi::c_char,
    /// `RM_ServerInfoGetFieldDouble`: Redis 6.0.0, Valkey 7.2.
    pub ServerInfoGetFieldDouble: unsafe extern "C" fn(
        data: *mut RedisModuleServerInfoData,
        field: *const ::core::ffi::c_char,
        out_err: *mut ::core::ffi::c_int,
    ) -> f64,
    /// `RM_ServerInfoGetFieldSigned`: Redis 6.0.0, Valkey 7.2.
    pub ServerInfoGetFieldSigned: unsafe extern "C" fn(
        data: *mut RedisModuleServerInfoData,
        field: *const ::core::ffi::c_char,
        out_err: *mut ::core::ffi::c_int,
    ) -> ::core::ffi::c_longlong,
    /// `RM_ServerInfoGetFieldUnsigned`: Redis 6.0.0, Valkey 7.2.
    pub ServerInfoGetFieldUnsigned: unsafe extern "C" fn(
        data: *mut RedisModuleServerInfoData,
        field: *const ::core::ffi::c_char,
        out_err: *mut ::core::ffi::c_int,
    ) -> ::core::ffi::c_ulonglong,
    /// `RM_LatencyAddSample`: Redis 6.0.0, Valkey 7.2.
    pub LatencyAddSample:
        unsafe extern "C" fn(event: *const ::core::ffi::c_char, latency: mstime_t),
    /// `RM_Log`: Redis 4.0.0, Valkey 7.2.
    pub Log: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        level: *const ::core::ffi::c_char,
        fmt: *const ::core::ffi::c_char,
        ...
    ),
    /// `RM_LogIOError`: Redis 4.0.0, Valkey 7.2.
    pub LogIOError: unsafe extern "C" fn(
        io: *mut RedisModuleIO,
        levelstr: *const ::core::ffi::c_char,
        fmt: *const ::core::ffi::c_char,
        ...
    ),
    /// `RM__Assert`: Redis 6.0.0, Valkey 7.2.
    pub _Assert: unsafe extern "C" fn(
        estr: *const ::core::ffi::c_char,
        file: *const ::core::ffi::c_char,
        line: ::core::ffi::c_int,
    ),
    /// `RM_ExportSharedAPI`: Redis 6.0.0, Valkey 7.2.
    pub ExportSharedAPI: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        apiname: *const ::core::ffi::c_char,
        func: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
    /// `RM_GetSharedAPI`: Redis 6.0.0, Valkey 7.2.
    pub GetSharedAPI: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        apiname: *const ::core::ffi::c_char,
    ) -> *mut ::core::ffi::c_void,
    /// `RM_GetFunctionExecutionState`: Valkey 8.1.
    pub GetFunctionExecutionState: Option<
        unsafe extern "C" fn(
            server_ctx: *mut RedisModuleScriptingEngineServerRuntimeCtx,
        ) -> RedisModuleScriptingEngineExecutionState,
    >,
    /// `RM_RegisterScriptingEngine`: Valkey 8.1.
    pub RegisterScriptingEngine: Option<
        unsafe extern "C" fn(
            module_ctx: *mut RedisModuleCtx,
            engine_name: *const ::core::ffi::c_char,
            engine_ctx: *mut RedisModuleScriptingEngineCtx,
            engine_methods: *mut RedisModuleScriptingEngineMethodsV4,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_ScriptingEngineDebuggerFlushLogs`: Valkey 9.1.2.
    pub ScriptingEngineDebuggerFlushLogs: Option<unsafe extern "C" fn()>,
    /// `RM_ScriptingEngineDebuggerLog`: Valkey 9.1.2.
    pub ScriptingEngineDebuggerLog:
        Option<unsafe extern "C" fn(msg: *mut RedisModuleString, truncate: ::core::ffi::c_int)>,
    /// `RM_ScriptingEngineDebuggerLogRespReply`: Valkey 9.1.2.
    pub ScriptingEngineDebuggerLogRespReply:
        Option<unsafe extern "C" fn(reply: *mut RedisModuleCallReply)>,
    /// `RM_ScriptingEngineDebuggerLogRespReplyStr`: Valkey 9.1.2.
    pub ScriptingEngineDebuggerLogRespReplyStr:
        Option<unsafe extern "C" fn(reply: *const ::core::ffi::c_char)>,
    /// `RM_ScriptingEngineDebuggerProcessCommands`: Valkey 9.1.2.
    pub ScriptingEngineDebuggerProcessCommands: Option<
        unsafe extern "C" fn(
            client_disconnected: *mut ::core::ffi::c_int,
            err: *mut *mut RedisModuleString,
        ),
    >,
    /// `RM_UnregisterScriptingEngine`: Valkey 8.1.
    pub UnregisterScriptingEngine: Option<
        unsafe extern "C" fn(
            module_ctx: *mut RedisModuleCtx,
            engine_name: *const ::core::ffi::c_char,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_GetClientId`: Redis 4.0.0, Valkey 7.2.
    pub GetClientId: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_ulonglong,
    /// `RM_GetClientInfoById`: Redis 6.0.0, Valkey 7.2.
    pub GetClientInfoById:
        unsafe extern "C" fn(ci: *mut ::core::ffi::c_void, id: u64) -> ::core::ffi::c_int,
    /// `RM_GetContextFlags`: Redis 5.0.0, Valkey 7.2.
    pub GetContextFlags: unsafe extern "C" fn(ctx: *mut RedisModuleCtx) -> ::core::ffi::c_int,
    /// `RM_GetRandomBytes`: Redis 5.0.0, Valkey 7.2.
    pub GetRandomBytes: unsafe extern "C" fn(dst: *mut ::core::ffi::c_uchar, len: usize),
    /// `RM_GetRandomHexChars`: Redis 5.0.0, Valkey 7.2.
    pub GetRandomHexChars: unsafe extern "C" fn(dst: *mut ::core::ffi::c_char, len: usize),
    /// `RM_Milliseconds`: Redis 4.0.0, Valkey 7.2.
    pub Milliseconds: unsafe extern "C" fn() -> mstime_t,
    /// `RM_PublishMessage`: Redis 6.0.0, Valkey 7.2.
    pub PublishMessage: unsafe extern "C" fn(
        ctx: *mut RedisModuleCtx,
        channel: *mut RedisModuleString,
        message: *mut RedisModuleString,
    ) -> ::core::ffi::c_int,
    /// `RM_CachedMicroseconds`: Redis 7.2.0, Valkey 7.2.
    pub CachedMicroseconds: Option<unsafe extern "C" fn() -> ustime_t>,
    /// `RM_GetClientCertificate`: Redis 6.0.9, Valkey 7.2.
    pub GetClientCertificate:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, id: u64) -> *mut RedisModuleString>,
    /// `RM_GetClientNameById`: Redis 7.0.3, Valkey 7.2.
    pub GetClientNameById:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, id: u64) -> *mut RedisModuleString>,
    /// `RM_GetClientUserNameById`: Redis 6.2.1, Valkey 7.2.
    pub GetClientUserNameById:
        Option<unsafe extern "C" fn(ctx: *mut RedisModuleCtx, id: u64) -> *mut RedisModuleString>,
    /// `RM_GetContextFlagsAll`: Redis 6.0.9, Valkey 7.2.
    pub GetContextFlagsAll: Option<unsafe extern "C" fn() -> ::core::ffi::c_int>,
    /// `RM_GetModuleOptionsAll`: Redis 7.2.0, Valkey 7.2.
    pub GetModuleOptionsAll: Option<unsafe extern "C" fn() -> ::core::ffi::c_int>,
    /// `RM_GetServerVersion`: Redis 6.0.9, Valkey 7.2.
    pub GetServerVersion: Option<unsafe extern "C" fn() -> ::core::ffi::c_int>,
    /// `RM_Microseconds`: Redis 7.2.0, Valkey 7.2.
    pub Microseconds: Option<unsafe extern "C" fn() -> ustime_t>,
    /// `RM_MonotonicMicroseconds`: Redis 7.0.0, Valkey 7.2.
    pub MonotonicMicroseconds: Option<unsafe extern "C" fn() -> u64>,
    /// `RM_PublishMessageShard`: Redis 7.0.0, Valkey 7.2.
    pub PublishMessageShard: Option<
        unsafe extern "C" fn(
            ctx: *mut RedisModuleCtx,
            channel: *mut RedisModuleString,
            message: *mut RedisModuleString,
        ) -> ::core::ffi::c_int,
    >,
    /// `RM_SetClientNameById`: Redis 7.0.3, Valkey 7.2.
    pub SetClientNameById:
        Option<unsafe extern "C" fn(id: u64, name: *mut RedisModuleString) -> ::core::ffi::c_int>,
}

/// A function of the Module API; as a number, its slot in [`Api`] and its index in [`FUNCTIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(non_camel_case_types)]
#[repr(u16)]
pub enum Symbol {
    /// `RM_GetApi`: Redis 4.0.0, Valkey 7.2.
    GetApi,
    /// `RM_IsModuleNameBusy`: Redis 5.0.0, Valkey 7.2.
    IsModuleNameBusy,
    /// `RM_SetModuleAttribs`: Redis 4.0.0, Valkey 7.2.
    SetModuleAttribs,
    /// `RM_SetModuleOptions`: Redis 6.0.0, Valkey 7.2.
    SetModuleOptions,
    /// `RM_GetInternalSecret`: Redis 8.0.
    GetInternalSecret,
    /// `RM_Alloc`: Redis 4.0.0, Valkey 7.2.
    Alloc,
    /// `RM_AutoMemory`: Redis 4.0.0, Valkey 7.2.
    AutoMemory,
    /// `RM_Calloc`: Redis 4.0.0, Valkey 7.2.
    Calloc,
    /// `RM_Free`: Redis 4.0.0, Valkey 7.2.
    Free,
    /// `RM_GetUsedMemoryRatio`: Redis 6.0.0, Valkey 7.2.
    GetUsedMemoryRatio,
    /// `RM_MallocSize`: Redis 6.0.0, Valkey 7.2.
    MallocSize,
    /// `RM_PoolAlloc`: Redis 4.0.0, Valkey 7.2.
    PoolAlloc,
    /// `RM_Realloc`: Redis 4.0.0, Valkey 7.2.
    Realloc,
    /// `RM_Strdup`: Redis 4.0.0, Valkey 7.2.
    Strdup,
    /// `RM_MallocSizeDict`: Redis 7.0.0, Valkey 7.2.
    MallocSizeDict,
    /// `RM_MallocSizeString`: Redis 7.0.0, Valkey 7.2.
    MallocSizeString,
    /// `RM_MallocUsableSize`: Redis 7.0.1, Valkey 7.2.
    MallocUsableSize,
    /// `RM_TryAlloc`: Redis 7.0.0, Valkey 7.2.
    TryAlloc,
    /// `RM_TryCalloc`: Redis 7.4.0, Valkey 7.2.
    TryCalloc,
    /// `RM_TryRealloc`: Redis 7.4.0, Valkey 7.2.
    TryRealloc,
    /// `RM_CreateString`: Redis 4.0.0, Valkey 7.2.
    CreateString,
    /// `RM_CreateStringFromDouble`: Redis 6.0.0, Valkey 7.2.
    CreateStringFromDouble,
    /// `RM_CreateStringFromLongDouble`: Redis 6.0.0, Valkey 7.2.
    CreateStringFromLongDouble,
    /// `RM_CreateStringFromLongLong`: Redis 4.0.0, Valkey 7.2.
    CreateStringFromLongLong,
    /// `RM_CreateStringFromString`: Redis 4.0.0, Valkey 7.2.
    CreateStringFromString,
    /// `RM_CreateStringPrintf`: Redis 4.0.0, Valkey 7.2.
    CreateStringPrintf,
    /// `RM_FreeString`: Redis 4.0.0, Valkey 7.2.
    FreeString,
    /// `RM_HoldString`: Redis 6.0.7, Valkey 7.2.
    HoldString,
    /// `RM_RetainString`: Redis 4.0.0, Valkey 7.2.
    RetainString,
    /// `RM_StringAppendBuffer`: Redis 4.0.0, Valkey 7.2.
    StringAppendBuffer,
    /// `RM_StringCompare`: Redis 4.0.0, Valkey 7.2.
    StringCompare,
    /// `RM_StringPtrLen`: Redis 4.0.0, Valkey 7.2.
    StringPtrLen,
    /// `RM_StringToDouble`: Redis 4.0.0, Valkey 7.2.
    StringToDouble,
    /// `RM_StringToLongDouble`: Redis 6.0.0, Valkey 7.2.
    StringToLongDouble,
    /// `RM_StringToLongLong`: Redis 4.0.0, Valkey 7.2.
    StringToLongLong,
    /// `RM_CreateStringFromStreamID`: Redis 6.2.0, Valkey 7.2.
    CreateStringFromStreamID,
    /// `RM_CreateStringFromULongLong`: Redis 7.0.3, Valkey 7.2.
    CreateStringFromULongLong,
    /// `RM_StringToStreamID`: Redis 6.2.0, Valkey 7.2.
    StringToStreamID,
    /// `RM_StringToULongLong`: Redis 7.0.3, Valkey 7.2.
    StringToULongLong,
    /// `RM_TrimStringAllocation`: Redis 7.0.0, Valkey 7.2.
    TrimStringAllocation,
    /// `RM_CreateCommand`: Redis 4.0.0, Valkey 7.2.
    CreateCommand,
    /// `RM_IsKeysPositionRequest`: Redis 4.0.0, Valkey 7.2.
    IsKeysPositionRequest,
    /// `RM_KeyAtPos`: Redis 4.0.0, Valkey 7.2.
    KeyAtPos,
    /// `RM_ChannelAtPosWithFlags`: Redis 7.0.0, Valkey 7.2.
    ChannelAtPosWithFlags,
    /// `RM_CreateSubcommand`: Redis 7.0.0, Valkey 7.2.
    CreateSubcommand,
    /// `RM_GetCommand`: Redis 7.0.0, Valkey 7.2.
    GetCommand,
    /// `RM_GetCommandKeys`: Redis 6.0.9, Valkey 7.2.
    GetCommandKeys,
    /// `RM_GetCommandKeysWithFlags`: Redis 7.0.0, Valkey 7.2.
    GetCommandKeysWithFlags,
    /// `RM_GetCurrentCommandName`: Redis 6.2.5, Valkey 7.2.
    GetCurrentCommandName,
    /// `RM_IsChannelsPositionRequest`: Redis 7.0.0, Valkey 7.2.
    IsChannelsPositionRequest,
    /// `RM_KeyAtPosWithFlags`: Redis 7.0.0, Valkey 7.2.
    KeyAtPosWithFlags,
    /// `RM_SetCommandInfo`: Redis 7.0.0, Valkey 7.2.
    SetCommandInfo,
    /// `RM_UpdateRuntimeArgs`: Valkey 8.1.
    UpdateRuntimeArgs,
    /// `RM_ReplySetArrayLength`: Redis 4.0.0, Valkey 7.2.
    ReplySetArrayLength,
    /// `RM_ReplyWithArray`: Redis 4.0.0, Valkey 7.2.
    ReplyWithArray,
    /// `RM_ReplyWithCString`: Redis 6.0.0, Valkey 7.2.
    ReplyWithCString,
    /// `RM_ReplyWithCallReply`: Redis 4.0.0, Valkey 7.2.
    ReplyWithCallReply,
    /// `RM_ReplyWithDouble`: Redis 4.0.0, Valkey 7.2.
    ReplyWithDouble,
    /// `RM_ReplyWithEmptyArray`: Redis 6.0.0, Valkey 7.2.
    ReplyWithEmptyArray,
    /// `RM_ReplyWithEmptyString`: Redis 6.0.0, Valkey 7.2.
    ReplyWithEmptyString,
    /// `RM_ReplyWithError`: Redis 4.0.0, Valkey 7.2.
    ReplyWithError,
    /// `RM_ReplyWithLongDouble`: Redis 6.0.0, Valkey 7.2.
    ReplyWithLongDouble,
    /// `RM_ReplyWithLongLong`: Redis 4.0.0, Valkey 7.2.
    ReplyWithLongLong,
    /// `RM_ReplyWithNull`: Redis 4.0.0, Valkey 7.2.
    ReplyWithNull,
    /// `RM_ReplyWithNullArray`: Redis 6.0.0, Valkey 7.2.
    ReplyWithNullArray,
    /// `RM_ReplyWithSimpleString`: Redis 4.0.0, Valkey 7.2.
    ReplyWithSimpleString,
    /// `RM_ReplyWithString`: Redis 4.0.0, Valkey 7.2.
    ReplyWithString,
    /// `RM_ReplyWithStringBuffer`: Redis 4.0.0, Valkey 7.2.
    ReplyWithStringBuffer,
    /// `RM_ReplyWithVerbatimString`: Redis 6.0.0, Valkey 7.2.
    ReplyWithVerbatimString,
    /// `RM_WrongArity`: Redis 4.0.0, Valkey 7.2.
    WrongArity,
    /// `RM_ReplySetAttributeLength`: Redis 7.0.0, Valkey 7.2.
    ReplySetAttributeLength,
    /// `RM_ReplySetMapLength`: Redis 7.0.0, Valkey 7.2.
    ReplySetMapLength,
    /// `RM_ReplySetPushLength`: Redis 7.0.0, Valkey 7.2.
    ReplySetPushLength,
    /// `RM_ReplySetSetLength`: Redis 7.0.0, Valkey 7.2.
    ReplySetSetLength,
    /// `RM_ReplyWithAttribute`: Redis 7.0.0, Valkey 7.2.
    ReplyWithAttribute,
    /// `RM_ReplyWithBigNumber`: Redis 7.0.0, Valkey 7.2.
    ReplyWithBigNumber,
    /// `RM_ReplyWithBool`: Redis 7.0.0, Valkey 7.2.
    ReplyWithBool,
    /// `RM_ReplyWithCustomErrorFormat`: Valkey 9.1.2.
    ReplyWithCustomErrorFormat,
    /// `RM_ReplyWithErrorFormat`: Redis 7.2.0, Valkey 7.2.
    ReplyWithErrorFormat,
    /// `RM_ReplyWithMap`: Redis 7.0.0, Valkey 7.2.
    ReplyWithMap,
    /// `RM_ReplyWithSet`: Redis 7.0.0, Valkey 7.2.
    ReplyWithSet,
    /// `RM_ReplyWithVerbatimStringType`: Redis 7.0.0, Valkey 7.2.
    ReplyWithVerbatimStringType,
    /// `RM_Call`: Redis 4.0.0, Valkey 7.2.
    Call,
    /// `RM_CallReplyArrayElement`: Redis 4.0.0, Valkey 7.2.
    CallReplyArrayElement,
    /// `RM_CallReplyInteger`: Redis 4.0.0, Valkey 7.2.
    CallReplyInteger,
    /// `RM_CallReplyLength`: Redis 4.0.0, Valkey 7.2.
    CallReplyLength,
    /// `RM_CallReplyProto`: Redis 4.0.0, Valkey 7.2.
    CallReplyProto,
    /// `RM_CallReplyStringPtr`: Redis 4.0.0, Valkey 7.2.
    CallReplyStringPtr,
    /// `RM_CallReplyType`: Redis 4.0.0, Valkey 7.2.
    CallReplyType,
    /// `RM_CreateStringFromCallReply`: Redis 4.0.0, Valkey 7.2.
    CreateStringFromCallReply,
    /// `RM_FreeCallReply`: Redis 4.0.0, Valkey 7.2.
    FreeCallReply,
    /// `RM_CallReplyAttribute`: Redis 7.0.0, Valkey 7.2.
    CallReplyAttribute,
    /// `RM_CallReplyAttributeElement`: Redis 7.0.0, Valkey 7.2.
    CallReplyAttributeElement,
    /// `RM_CallReplyBigNumber`: Redis 7.0.0, Valkey 7.2.
    CallReplyBigNumber,
    /// `RM_CallReplyBool`: Redis 7.0.0, Valkey 7.2.
    CallReplyBool,
    /// `RM_CallReplyDouble`: Redis 7.0.0, Valkey 7.2.
    CallReplyDouble,
    /// `RM_CallReplyMapElement`: Redis 7.0.0, Valkey 7.2.
    CallReplyMapElement,
    /// `RM_CallReplyPromiseAbort`: Redis 7.2.0, Valkey 7.2.
    CallReplyPromiseAbort,
    /// `RM_CallReplyPromiseSetUnblockHandler`: Redis 7.2.0, Valkey 7.2.
    CallReplyPromiseSetUnblockHandler,
    /// `RM_CallReplySetElement`: Redis 7.0.0, Valkey 7.2.
    CallReplySetElement,
    /// `RM_CallReplyVerbatim`: Redis 7.0.0, Valkey 7.2.
    CallReplyVerbatim,
    /// `RM_AvoidReplicaTraffic`: Redis 6.0.0, Valkey 7.2.
    AvoidReplicaTraffic,
    /// `RM_Replicate`: Redis 4.0.0, Valkey 7.2.
    Replicate,
    /// `RM_ReplicateVerbatim`: Redis 4.0.0, Valkey 7.2.
    ReplicateVerbatim,
    /// `RM_MustObeyClient`: Valkey 8.1.
    MustObeyClient,
    /// `RM_CloseKey`: Redis 4.0.0, Valkey 7.2.
    CloseKey,
    /// `RM_DbSize`: Redis 6.0.0, Valkey 7.2.
    DbSize,
    /// `RM_DeleteKey`: Redis 4.0.0, Valkey 7.2.
    DeleteKey,
    /// `RM_GetExpire`: Redis 4.0.0, Valkey 7.2.
    GetExpire,
    /// `RM_GetKeyNameFromModuleKey`: Redis 6.0.0, Valkey 7.2.
    GetKeyNameFromModuleKey,
    /// `RM_GetSelectedDb`: Redis 4.0.0, Valkey 7.2.
    GetSelectedDb,
    /// `RM_KeyType`: Redis 4.0.0, Valkey 7.2.
    KeyType,
    /// `RM_OpenKey`: Redis 4.0.0, Valkey 7.2.
    OpenKey,
    /// `RM_RandomKey`: Redis 6.0.0, Valkey 7.2.
    RandomKey,
    /// `RM_ResetDataset`: Redis 6.0.0, Valkey 7.2.
    ResetDataset,
    /// `RM_SelectDb`: Redis 4.0.0, Valkey 7.2.
    SelectDb,
    /// `RM_SetExpire`: Redis 4.0.0, Valkey 7.2.
    SetExpire,
    /// `RM_SignalModifiedKey`: Redis 6.0.0, Valkey 7.2.
    SignalModifiedKey,
    /// `RM_UnlinkKey`: Redis 5.0.0, Valkey 7.2.
    UnlinkKey,
    /// `RM_ValueLength`: Redis 4.0.0, Valkey 7.2.
    ValueLength,
    /// `RM_GetAbsExpire`: Redis 6.2.2, Valkey 7.2.
    GetAbsExpire,
    /// `RM_GetDbIdFromModuleKey`: Redis 7.0.0, Valkey 7.2.
    GetDbIdFromModuleKey,
    /// `RM_GetOpenKeyModesAll`: Redis 7.2.0, Valkey 7.2.
    GetOpenKeyModesAll,
    /// `RM_KeyExists`: Redis 7.0.0, Valkey 7.2.
    KeyExists,
    /// `RM_SetAbsExpire`: Redis 6.2.2, Valkey 7.2.
    SetAbsExpire,
    /// `RM_StringDMA`: Redis 4.0.0, Valkey 7.2.
    StringDMA,
    /// `RM_StringSet`: Redis 4.0.0, Valkey 7.2.
    StringSet,
    /// `RM_StringTruncate`: Redis 4.0.0, Valkey 7.2.
    StringTruncate,
    /// `RM_ListPop`: Redis 4.0.0, Valkey 7.2.
    ListPop,
    /// `RM_ListPush`: Redis 4.0.0, Valkey 7.2.
    ListPush,
    /// `RM_ListDelete`: Redis 7.0.0, Valkey 7.2.
    ListDelete,
    /// `RM_ListGet`: Redis 7.0.0, Valkey 7.2.
    ListGet,
    /// `RM_ListInsert`: Redis 7.0.0, Valkey 7.2.
    ListInsert,
    /// `RM_ListSet`: Redis 7.0.0, Valkey 7.2.
    ListSet,
    /// `RM_HashGet`: Redis 4.0.0, Valkey 7.2.
    HashGet,
    /// `RM_HashSet`: Redis 4.0.0, Valkey 7.2.
    HashSet,
    /// `RM_HashFieldMinExpire`: Redis 8.0.
    HashFieldMinExpire,
    /// `RM_HashHasStringRef`: Valkey 9.1.2.
    HashHasStringRef,
    /// `RM_HashSetStringRef`: Valkey 9.1.2.
    HashSetStringRef,
    /// `RM_ZsetAdd`: Redis 4.0.0, Valkey 7.2.
    ZsetAdd,
    /// `RM_ZsetFirstInLexRange`: Redis 4.0.0, Valkey 7.2.
    ZsetFirstInLexRange,
    /// `RM_ZsetFirstInScoreRange`: Redis 4.0.0, Valkey 7.2.
    ZsetFirstInScoreRange,
    /// `RM_ZsetIncrby`: Redis 4.0.0, Valkey 7.2.
    ZsetIncrby,
    /// `RM_ZsetLastInLexRange`: Redis 4.0.0, Valkey 7.2.
    ZsetLastInLexRange,
    /// `RM_ZsetLastInScoreRange`: Redis 4.0.0, Valkey 7.2.
    ZsetLastInScoreRange,
    /// `RM_ZsetRangeCurrentElement`: Redis 4.0.0, Valkey 7.2.
    ZsetRangeCurrentElement,
    /// `RM_ZsetRangeEndReached`: Redis 4.0.0, Valkey 7.2.
    ZsetRangeEndReached,
    /// `RM_ZsetRangeNext`: Redis 4.0.0, Valkey 7.2.
    ZsetRangeNext,
    /// `RM_ZsetRangePrev`: Redis 4.0.0, Valkey 7.2.
    ZsetRangePrev,
    /// `RM_ZsetRangeStop`: Redis 4.0.0, Valkey 7.2.
    ZsetRangeStop,
    /// `RM_ZsetRem`: Redis 4.0.0, Valkey 7.2.
    ZsetRem,
    /// `RM_ZsetScore`: Redis 4.0.0, Valkey 7.2.
    ZsetScore,
    /// `RM_StreamAdd`: Redis 6.2.0, Valkey 7.2.
    StreamAdd,
    /// `RM_StreamDelete`: Redis 6.2.0, Valkey 7.2.
    StreamDelete,
    /// `RM_StreamIteratorDelete`: Redis 6.2.0, Valkey 7.2.
    StreamIteratorDelete,
    /// `RM_StreamIteratorNextField`: Redis 6.2.0, Valkey 7.2.
    StreamIteratorNextField,
    /// `RM_StreamIteratorNextID`: Redis 6.2.0, Valkey 7.2.
    StreamIteratorNextID,
    /// `RM_StreamIteratorStart`: Redis 6.2.0, Valkey 7.2.
    StreamIteratorStart,
    /// `RM_StreamIteratorStop`: Redis 6.2.0, Valkey 7.2.
    StreamIteratorStop,
    /// `RM_StreamTrimByID`: Redis 6.2.0, Valkey 7.2.
    StreamTrimByID,
    /// `RM_StreamTrimByLength`: Redis 6.2.0, Valkey 7.2.
    StreamTrimByLength,
    /// `RM_CreateDataType`: Redis 4.0.0, Valkey 7.2.
    CreateDataType,
    /// `RM_ModuleTypeGetType`: Redis 4.0.0, Valkey 7.2.
    ModuleTypeGetType,
    /// `RM_ModuleTypeGetValue`: Redis 4.0.0, Valkey 7.2.
    ModuleTypeGetValue,
    /// `RM_ModuleTypeReplaceValue`: Redis 6.0.0, Valkey 7.2.
    ModuleTypeReplaceValue,
    /// `RM_ModuleTypeSetValue`: Redis 4.0.0, Valkey 7.2.
    ModuleTypeSetValue,
    /// `RM_GetDbIdFromOptCtx`: Redis 7.0.0, Valkey 7.2.
    GetDbIdFromOptCtx,
    /// `RM_GetKeyNameFromOptCtx`: Redis 7.0.0, Valkey 7.2.
    GetKeyNameFromOptCtx,
    /// `RM_GetToDbIdFromOptCtx`: Redis 7.0.0, Valkey 7.2.
    GetToDbIdFromOptCtx,
    /// `RM_GetToKeyNameFromOptCtx`: Redis 7.0.0, Valkey 7.2.
    GetToKeyNameFromOptCtx,
    /// `RM_GetTypeMethodVersion`: Redis 6.2.0, Valkey 7.2.
    GetTypeMethodVersion,
    /// `RM_GetContextFromIO`: Redis 4.0.0, Valkey 7.2.
    GetContextFromIO,
    /// `RM_GetKeyNameFromIO`: Redis 6.0.0, Valkey 7.2.
    GetKeyNameFromIO,
    /// `RM_IsIOError`: Redis 6.0.0, Valkey 7.2.
    IsIOError,
    /// `RM_LoadDataTypeFromString`: Redis 6.0.0, Valkey 7.2.
    LoadDataTypeFromString,
    /// `RM_LoadDouble`: Redis 4.0.0, Valkey 7.2.
    LoadDouble,
    /// `RM_LoadFloat`: Redis 4.0.0, Valkey 7.2.
    LoadFloat,
    /// `RM_LoadLongDouble`: Redis 6.0.0, Valkey 7.2.
    LoadLongDouble,
    /// `RM_LoadSigned`: Redis 4.0.0, Valkey 7.2.
    LoadSigned,
    /// `RM_LoadString`: Redis 4.0.0, Valkey 7.2.
    LoadString,
    /// `RM_LoadStringBuffer`: Redis 4.0.0, Valkey 7.2.
    LoadStringBuffer,
    /// `RM_LoadUnsigned`: Redis 4.0.0, Valkey 7.2.
    LoadUnsigned,
    /// `RM_SaveDataTypeToString`: Redis 6.0.0, Valkey 7.2.
    SaveDataTypeToString,
    /// `RM_SaveDouble`: Redis 4.0.0, Valkey 7.2.
    SaveDouble,
    /// `RM_SaveFloat`: Redis 4.0.0, Valkey 7.2.
    SaveFloat,
    /// `RM_SaveLongDouble`: Redis 6.0.0, Valkey 7.2.
    SaveLongDouble,
    /// `RM_SaveSigned`: Redis 4.0.0, Valkey 7.2.
    SaveSigned,
    /// `RM_SaveString`: Redis 4.0.0, Valkey 7.2.
    SaveString,
    /// `RM_SaveStringBuffer`: Redis 4.0.0, Valkey 7.2.
    SaveStringBuffer,
    /// `RM_SaveUnsigned`: Redis 4.0.0, Valkey 7.2.
    SaveUnsigned,
    /// `RM_GetDbIdFromIO`: Redis 7.0.0, Valkey 7.2.
    GetDbIdFromIO,
    /// `RM_LoadDataTypeFromStringEncver`: Redis 7.0.0, Valkey 7.2.
    LoadDataTypeFromStringEncver,
    /// `RM_RdbLoad`: Redis 7.2.0, Valkey 7.2.
    RdbLoad,
    /// `RM_RdbSave`: Redis 7.2.0, Valkey 7.2.
    RdbSave,
    /// `RM_RdbStreamCreateFromFile`: Redis 7.2.0, Valkey 7.2.
    RdbStreamCreateFromFile,
    /// `RM_RdbStreamFree`: Redis 7.2.0, Valkey 7.2.
    RdbStreamFree,
    /// `RM_EmitAOF`: Redis 4.0.0, Valkey 7.2.
    EmitAOF,
    /// `RM_DigestAddLongLong`: Redis 4.0.0, Valkey 7.2.
    DigestAddLongLong,
    /// `RM_DigestAddStringBuffer`: Redis 4.0.0, Valkey 7.2.
    DigestAddStringBuffer,
    /// `RM_DigestEndSequence`: Redis 4.0.0, Valkey 7.2.
    DigestEndSequence,
    /// `RM_GetDbIdFromDigest`: Redis 7.0.0, Valkey 7.2.
    GetDbIdFromDigest,
    /// `RM_GetKeyNameFromDigest`: Redis 7.0.0, Valkey 7.2.
    GetKeyNameFromDigest,
    /// `RM_DefragAlloc`: Redis 6.2.0, Valkey 7.2.
    DefragAlloc,
    /// `RM_DefragAllocRaw`: Redis 8.0.
    DefragAllocRaw,
    /// `RM_DefragCursorGet`: Redis 6.2.0, Valkey 7.2.
    DefragCursorGet,
    /// `RM_DefragCursorSet`: Redis 6.2.0, Valkey 7.2.
    DefragCursorSet,
    /// `RM_DefragFreeRaw`: Redis 8.0.
    DefragFreeRaw,
    /// `RM_DefragRedisModuleDict`: Redis 8.0.
    DefragRedisModuleDict,
    /// `RM_DefragRedisModuleString`: Redis 6.2.0.
    DefragRedisModuleString,
    /// `RM_DefragShouldStop`: Redis 6.2.0, Valkey 7.2.
    DefragShouldStop,
    /// `RM_DefragValkeyModuleString`: Valkey 7.2.
    DefragValkeyModuleString,
    /// `RM_GetDbIdFromDefragCtx`: Redis 7.0.0, Valkey 7.2.
    GetDbIdFromDefragCtx,
    /// `RM_GetKeyNameFromDefragCtx`: Redis 7.0.0, Valkey 7.2.
    GetKeyNameFromDefragCtx,
    /// `RM_RegisterDefragCallbacks`: Redis 8.0.
    RegisterDefragCallbacks,
    /// `RM_RegisterDefragFunc`: Redis 6.2.0, Valkey 7.2.
    RegisterDefragFunc,
    /// `RM_RegisterDefragFunc2`: Redis 8.0.
    RegisterDefragFunc2,
    /// `RM_Scan`: Redis 6.0.0, Valkey 7.2.
    Scan,
    /// `RM_ScanCursorCreate`: Redis 6.0.0, Valkey 7.2.
    ScanCursorCreate,
    /// `RM_ScanCursorDestroy`: Redis 6.0.0, Valkey 7.2.
    ScanCursorDestroy,
    /// `RM_ScanCursorRestart`: Redis 6.0.0, Valkey 7.2.
    ScanCursorRestart,
    /// `RM_ScanKey`: Redis 6.0.0, Valkey 7.2.
    ScanKey,
    /// `RM_GetLFU`: Redis 6.0.0, Valkey 7.2.
    GetLFU,
    /// `RM_GetLRU`: Redis 6.0.0, Valkey 7.2.
    GetLRU,
    /// `RM_SetLFU`: Redis 6.0.0, Valkey 7.2.
    SetLFU,
    /// `RM_SetLRU`: Redis 6.0.0, Valkey 7.2.
    SetLRU,
    /// `RM_CreateDict`: Redis 5.0.0, Valkey 7.2.
    CreateDict,
    /// `RM_DictCompare`: Redis 5.0.0, Valkey 7.2.
    DictCompare,
    /// `RM_DictCompareC`: Redis 5.0.0, Valkey 7.2.
    DictCompareC,
    /// `RM_DictDel`: Redis 5.0.0, Valkey 7.2.
    DictDel,
    /// `RM_DictDelC`: Redis 5.0.0, Valkey 7.2.
    DictDelC,
    /// `RM_DictGet`: Redis 5.0.0, Valkey 7.2.
    DictGet,
    /// `RM_DictGetC`: Redis 5.0.0, Valkey 7.2.
    DictGetC,
    /// `RM_DictIteratorReseek`: Redis 5.0.0, Valkey 7.2.
    DictIteratorReseek,
    /// `RM_DictIteratorReseekC`: Redis 5.0.0, Valkey 7.2.
    DictIteratorReseekC,
    /// `RM_DictIteratorStart`: Redis 5.0.0, Valkey 7.2.
    DictIteratorStart,
    /// `RM_DictIteratorStartC`: Redis 5.0.0, Valkey 7.2.
    DictIteratorStartC,
    /// `RM_DictIteratorStop`: Redis 5.0.0, Valkey 7.2.
    DictIteratorStop,
    /// `RM_DictNext`: Redis 5.0.0, Valkey 7.2.
    DictNext,
    /// `RM_DictNextC`: Redis 5.0.0, Valkey 7.2.
    DictNextC,
    /// `RM_DictPrev`: Redis 5.0.0, Valkey 7.2.
    DictPrev,
    /// `RM_DictPrevC`: Redis 5.0.0, Valkey 7.2.
    DictPrevC,
    /// `RM_DictReplace`: Redis 5.0.0, Valkey 7.2.
    DictReplace,
    /// `RM_DictReplaceC`: Redis 5.0.0, Valkey 7.2.
    DictReplaceC,
    /// `RM_DictSet`: Redis 5.0.0, Valkey 7.2.
    DictSet,
    /// `RM_DictSetC`: Redis 5.0.0, Valkey 7.2.
    DictSetC,
    /// `RM_DictSize`: Redis 5.0.0, Valkey 7.2.
    DictSize,
    /// `RM_FreeDict`: Redis 5.0.0, Valkey 7.2.
    FreeDict,
    /// `RM_AbortBlock`: Redis 4.0.0, Valkey 7.2.
    AbortBlock,
    /// `RM_BlockClient`: Redis 4.0.0, Valkey 7.2.
    BlockClient,
    /// `RM_BlockClientOnKeys`: Redis 6.0.0, Valkey 7.2.
    BlockClientOnKeys,
    /// `RM_BlockedClientDisconnected`: Redis 5.0.0, Valkey 7.2.
    BlockedClientDisconnected,
    /// `RM_GetBlockedClientHandle`: Redis 5.0.0, Valkey 7.2.
    GetBlockedClientHandle,
    /// `RM_GetBlockedClientPrivateData`: Redis 4.0.0, Valkey 7.2.
    GetBlockedClientPrivateData,
    /// `RM_GetBlockedClientReadyKey`: Redis 6.0.0, Valkey 7.2.
    GetBlockedClientReadyKey,
    /// `RM_IsBlockedReplyRequest`: Redis 4.0.0, Valkey 7.2.
    IsBlockedReplyRequest,
    /// `RM_IsBlockedTimeoutRequest`: Redis 4.0.0, Valkey 7.2.
    IsBlockedTimeoutRequest,
    /// `RM_SetDisconnectCallback`: Redis 5.0.0, Valkey 7.2.
    SetDisconnectCallback,
    /// `RM_SignalKeyAsReady`: Redis 6.0.0, Valkey 7.2.
    SignalKeyAsReady,
    /// `RM_UnblockClient`: Redis 4.0.0, Valkey 7.2.
    UnblockClient,
    /// `RM_BlockClientGetPrivateData`: Redis 7.2.0, Valkey 7.2.
    BlockClientGetPrivateData,
    /// `RM_BlockClientOnAuth`: Redis 7.2.0, Valkey 7.2.
    BlockClientOnAuth,
    /// `RM_BlockClientOnKeysWithFlags`: Redis 7.2.0, Valkey 7.2.
    BlockClientOnKeysWithFlags,
    /// `RM_BlockClientSetPrivateData`: Redis 7.2.0, Valkey 7.2.
    BlockClientSetPrivateData,
    /// `RM_BlockedClientMeasureTimeEnd`: Redis 6.2.0, Valkey 7.2.
    BlockedClientMeasureTimeEnd,
    /// `RM_BlockedClientMeasureTimeStart`: Redis 6.2.0, Valkey 7.2.
    BlockedClientMeasureTimeStart,
    /// `RM_FreeThreadSafeContext`: Redis 4.0.0, Valkey 7.2.
    FreeThreadSafeContext,
    /// `RM_GetThreadSafeContext`: Redis 4.0.0, Valkey 7.2.
    GetThreadSafeContext,
    /// `RM_ThreadSafeContextLock`: Redis 4.0.0, Valkey 7.2.
    ThreadSafeContextLock,
    /// `RM_ThreadSafeContextUnlock`: Redis 4.0.0, Valkey 7.2.
    ThreadSafeContextUnlock,
    /// `RM_GetDetachedThreadSafeContext`: Redis 6.0.9, Valkey 7.2.
    GetDetachedThreadSafeContext,
    /// `RM_ThreadSafeContextTryLock`: Redis 6.0.8, Valkey 7.2.
    ThreadSafeContextTryLock,
    /// `RM_Yield`: Redis 7.0.0, Valkey 7.2.
    Yield,
    /// `RM_CreateTimer`: Redis 5.0.0, Valkey 7.2.
    CreateTimer,
    /// `RM_GetTimerInfo`: Redis 5.0.0, Valkey 7.2.
    GetTimerInfo,
    /// `RM_StopTimer`: Redis 5.0.0, Valkey 7.2.
    StopTimer,
    /// `RM_EventLoopAdd`: Redis 7.0.0, Valkey 7.2.
    EventLoopAdd,
    /// `RM_EventLoopAddOneShot`: Redis 7.0.0, Valkey 7.2.
    EventLoopAddOneShot,
    /// `RM_EventLoopDel`: Redis 7.0.0, Valkey 7.2.
    EventLoopDel,
    /// `RM_ExitFromChild`: Redis 6.0.0, Valkey 7.2.
    ExitFromChild,
    /// `RM_Fork`: Redis 6.0.0, Valkey 7.2.
    Fork,
    /// `RM_KillForkChild`: Redis 6.0.0, Valkey 7.2.
    KillForkChild,
    /// `RM_SendChildHeartbeat`: Redis 6.2.0, Valkey 7.2.
    SendChildHeartbeat,
    /// `RM_GetNotifyKeyspaceEvents`: Redis 6.0.0, Valkey 7.2.
    GetNotifyKeyspaceEvents,
    /// `RM_NotifyKeyspaceEvent`: Redis 6.0.0, Valkey 7.2.
    NotifyKeyspaceEvent,
    /// `RM_SubscribeToKeyspaceEvents`: Redis 5.0.0, Valkey 7.2.
    SubscribeToKeyspaceEvents,
    /// `RM_AddPostNotificationJob`: Redis 7.2.0, Valkey 7.2.
    AddPostNotificationJob,
    /// `RM_GetKeyspaceNotificationFlagsAll`: Redis 6.0.9, Valkey 7.2.
    GetKeyspaceNotificationFlagsAll,
    /// `RM_SubscribeToServerEvent`: Redis 6.0.0, Valkey 7.2.
    SubscribeToServerEvent,
    /// `RM_IsSubEventSupported`: Redis 6.0.9, Valkey 7.2.
    IsSubEventSupported,
    /// `RM_CommandFilterArgDelete`: Redis 6.0.0, Valkey 7.2.
    CommandFilterArgDelete,
    /// `RM_CommandFilterArgGet`: Redis 6.0.0, Valkey 7.2.
    CommandFilterArgGet,
    /// `RM_CommandFilterArgInsert`: Redis 6.0.0, Valkey 7.2.
    CommandFilterArgInsert,
    /// `RM_CommandFilterArgReplace`: Redis 6.0.0, Valkey 7.2.
    CommandFilterArgReplace,
    /// `RM_CommandFilterArgsCount`: Redis 6.0.0, Valkey 7.2.
    CommandFilterArgsCount,
    /// `RM_RegisterCommandFilter`: Redis 6.0.0, Valkey 7.2.
    RegisterCommandFilter,
    /// `RM_UnregisterCommandFilter`: Redis 6.0.0, Valkey 7.2.
    UnregisterCommandFilter,
    /// `RM_CommandFilterGetClientId`: Redis 7.2.0, Valkey 7.2.
    CommandFilterGetClientId,
    /// `RM_FreeClusterNodesList`: Redis 5.0.0, Valkey 7.2.
    FreeClusterNodesList,
    /// `RM_GetClusterNodeInfo`: Redis 5.0.0, Valkey 7.2.
    GetClusterNodeInfo,
    /// `RM_GetClusterNodesList`: Redis 5.0.0, Valkey 7.2.
    GetClusterNodesList,
    /// `RM_GetClusterSize`: Redis 5.0.0, Valkey 7.2.
    GetClusterSize,
    /// `RM_GetMyClusterID`: Redis 5.0.0, Valkey 7.2.
    GetMyClusterID,
    /// `RM_RegisterClusterMessageReceiver`: Redis 5.0.0, Valkey 7.2.
    RegisterClusterMessageReceiver,
    /// `RM_SendClusterMessage`: Redis 5.0.0, Valkey 7.2.
    SendClusterMessage,
    /// `RM_SetClusterFlags`: Redis 5.0.0, Valkey 7.2.
    SetClusterFlags,
    /// `RM_ClusterCanonicalKeyNameInSlot`: Redis 7.4.0, Valkey 7.2.
    ClusterCanonicalKeyNameInSlot,
    /// `RM_ClusterKeySlot`: Redis 7.4.0, Valkey 7.2.
    ClusterKeySlot,
    /// `RM_ClusterKeySlotC`: Valkey 9.1.2.
    ClusterKeySlotC,
    /// `RM_GetClusterNodeInfoForClient`: Valkey 8.0.
    GetClusterNodeInfoForClient,
    /// `RM_AuthenticateClientWithACLUser`: Redis 6.0.0, Valkey 7.2.
    AuthenticateClientWithACLUser,
    /// `RM_AuthenticateClientWithUser`: Redis 6.0.0, Valkey 7.2.
    AuthenticateClientWithUser,
    /// `RM_CreateModuleUser`: Redis 6.0.0, Valkey 7.2.
    CreateModuleUser,
    /// `RM_DeauthenticateAndCloseClient`: Redis 6.0.0, Valkey 7.2.
    DeauthenticateAndCloseClient,
    /// `RM_FreeModuleUser`: Redis 6.0.0, Valkey 7.2.
    FreeModuleUser,
    /// `RM_SetModuleUserACL`: Redis 6.0.0, Valkey 7.2.
    SetModuleUserACL,
    /// `RM_ACLAddLogEntry`: Redis 7.0.0, Valkey 7.2.
    ACLAddLogEntry,
    /// `RM_ACLAddLogEntryByUserName`: Redis 7.2.0, Valkey 7.2.
    ACLAddLogEntryByUserName,
    /// `RM_ACLCheckChannelPermissions`: Redis 7.0.0, Valkey 7.2.
    ACLCheckChannelPermissions,
    /// `RM_ACLCheckCommandPermissions`: Redis 7.0.0, Valkey 7.2.
    ACLCheckCommandPermissions,
    /// `RM_ACLCheckKeyPermissions`: Redis 7.0.0, Valkey 7.2.
    ACLCheckKeyPermissions,
    /// `RM_ACLCheckKeyPrefixPermissions`: Redis 8.0.
    ACLCheckKeyPrefixPermissions,
    /// `RM_ACLCheckKeyPrefixPermissions`: Valkey 9.1.2.
    ACLCheckKeyPrefixPermissions_Valkey,
    /// `RM_ACLCheckPermissions`: Valkey 9.1.2.
    ACLCheckPermissions,
    /// `RM_AddACLCategory`: Redis 7.4.0, Valkey 7.2.
    AddACLCategory,
    /// `RM_GetCurrentUserName`: Redis 7.0.0, Valkey 7.2.
    GetCurrentUserName,
    /// `RM_GetModuleUserACLString`: Redis 7.0.6, Valkey 7.2.
    GetModuleUserACLString,
    /// `RM_GetModuleUserFromUserName`: Redis 7.0.0, Valkey 7.2.
    GetModuleUserFromUserName,
    /// `RM_RedactClientCommandArgument`: Redis 7.0.0, Valkey 7.2.
    RedactClientCommandArgument,
    /// `RM_RegisterAuthCallback`: Redis 7.2.0, Valkey 7.2.
    RegisterAuthCallback,
    /// `RM_SetCommandACLCategories`: Redis 7.2.0, Valkey 7.2.
    SetCommandACLCategories,
    /// `RM_SetContextUser`: Redis 7.0.6, Valkey 7.2.
    SetContextUser,
    /// `RM_SetModuleUserACLString`: Redis 7.0.6, Valkey 7.2.
    SetModuleUserACLString,
    /// `RM_LoadConfigs`: Redis 7.0.0, Valkey 7.2.
    LoadConfigs,
    /// `RM_LoadDefaultConfigs`: Redis 8.0.
    LoadDefaultConfigs,
    /// `RM_RegisterBoolConfig`: Redis 7.0.0, Valkey 7.2.
    RegisterBoolConfig,
    /// `RM_RegisterEnumConfig`: Redis 7.0.0, Valkey 7.2.
    RegisterEnumConfig,
    /// `RM_RegisterNumericConfig`: Redis 7.0.0, Valkey 7.2.
    RegisterNumericConfig,
    /// `RM_RegisterStringConfig`: Redis 7.0.0, Valkey 7.2.
    RegisterStringConfig,
    /// `RM_RegisterUnsignedNumericConfig`: Valkey 9.1.2.
    RegisterUnsignedNumericConfig,
    /// `RM_FreeServerInfo`: Redis 6.0.0, Valkey 7.2.
    FreeServerInfo,
    /// `RM_GetServerInfo`: Redis 6.0.0, Valkey 7.2.
    GetServerInfo,
    /// `RM_InfoAddFieldCString`: Redis 6.0.0, Valkey 7.2.
    InfoAddFieldCString,
    /// `RM_InfoAddFieldDouble`: Redis 6.0.0, Valkey 7.2.
    InfoAddFieldDouble,
    /// `RM_InfoAddFieldLongLong`: Redis 6.0.0, Valkey 7.2.
    InfoAddFieldLongLong,
    /// `RM_InfoAddFieldString`: Redis 6.0.0, Valkey 7.2.
    InfoAddFieldString,
    /// `RM_InfoAddFieldULongLong`: Redis 6.0.0, Valkey 7.2.
    InfoAddFieldULongLong,
    /// `RM_InfoAddSection`: Redis 6.0.0, Valkey 7.2.
    InfoAddSection,
    /// `RM_InfoBeginDictField`: Redis 6.0.0, Valkey 7.2.
    InfoBeginDictField,
    /// `RM_InfoEndDictField`: Redis 6.0.0, Valkey 7.2.
    InfoEndDictField,
    /// `RM_RegisterInfoFunc`: Redis 6.0.0, Valkey 7.2.
    RegisterInfoFunc,
    /// `RM_ServerInfoGetField`: Redis 6.0.0, Valkey 7.2.
    ServerInfoGetField,
    /// `RM_ServerInfoGetFieldC`: Redis 6.0.0, Valkey 7.2.
    ServerInfoGetFieldC,
    /// `RM_ServerInfoGetFieldDouble`: Redis 6.0.0, Valkey 7.2.
    ServerInfoGetFieldDouble,
    /// `RM_ServerInfoGetFieldSigned`: Redis 6.0.0, Valkey 7.2.
    ServerInfoGetFieldSigned,
    /// `RM_ServerInfoGetFieldUnsigned`: Redis 6.0.0, Valkey 7.2.
    ServerInfoGetFieldUnsigned,
    /// `RM_LatencyAddSample`: Redis 6.0.0, Valkey 7.2.
    LatencyAddSample,
    /// `RM_Log`: Redis 4.0.0, Valkey 7.2.
    Log,
    /// `RM_LogIOError`: Redis 4.0.0, Valkey 7.2.
    LogIOError,
    /// `RM__Assert`: Redis 6.0.0, Valkey 7.2.
    _Assert,
    /// `RM_ExportSharedAPI`: Redis 6.0.0, Valkey 7.2.
    ExportSharedAPI,
    /// `RM_GetSharedAPI`: Redis 6.0.0, Valkey 7.2.
    GetSharedAPI,
    /// `RM_GetFunctionExecutionState`: Valkey 8.1.
    GetFunctionExecutionState,
    /// `RM_RegisterScriptingEngine`: Valkey 8.1.
    RegisterScriptingEngine,
    /// `RM_ScriptingEngineDebuggerFlushLogs`: Valkey 9.1.2.
    ScriptingEngineDebuggerFlushLogs,
    /// `RM_ScriptingEngineDebuggerLog`: Valkey 9.1.2.
    ScriptingEngineDebuggerLog,
    /// `RM_ScriptingEngineDebuggerLogRespReply`: Valkey 9.1.2.
    ScriptingEngineDebuggerLogRespReply,
    /// `RM_ScriptingEngineDebuggerLogRespReplyStr`: Valkey 9.1.2.
    ScriptingEngineDebuggerLogRespReplyStr,
    /// `RM_ScriptingEngineDebuggerProcessCommands`: Valkey 9.1.2.
    ScriptingEngineDebuggerProcessCommands,
    /// `RM_UnregisterScriptingEngine`: Valkey 8.1.
    UnregisterScriptingEngine,
    /// `RM_GetClientId`: Redis 4.0.0, Valkey 7.2.
    GetClientId,
    /// `RM_GetClientInfoById`: Redis 6.0.0, Valkey 7.2.
    GetClientInfoById,
    /// `RM_GetContextFlags`: Redis 5.0.0, Valkey 7.2.
    GetContextFlags,
    /// `RM_GetRandomBytes`: Redis 5.0.0, Valkey 7.2.
    GetRandomBytes,
    /// `RM_GetRandomHexChars`: Redis 5.0.0, Valkey 7.2.
    GetRandomHexChars,
    /// `RM_Milliseconds`: Redis 4.0.0, Valkey 7.2.
    Milliseconds,
    /// `RM_PublishMessage`: Redis 6.0.0, Valkey 7.2.
    PublishMessage,
    /// `RM_CachedMicroseconds`: Redis 7.2.0, Valkey 7.2.
    CachedMicroseconds,
    /// `RM_GetClientCertificate`: Redis 6.0.9, Valkey 7.2.
    GetClientCertificate,
    /// `RM_GetClientNameById`: Redis 7.0.3, Valkey 7.2.
    GetClientNameById,
    /// `RM_GetClientUserNameById`: Redis 6.2.1, Valkey 7.2.
    GetClientUserNameById,
    /// `RM_GetContextFlagsAll`: Redis 6.0.9, Valkey 7.2.
    GetContextFlagsAll,
    /// `RM_GetModuleOptionsAll`: Redis 7.2.0, Valkey 7.2.
    GetModuleOptionsAll,
    /// `RM_GetServerVersion`: Redis 6.0.9, Valkey 7.2.
    GetServerVersion,
    /// `RM_Microseconds`: Redis 7.2.0, Valkey 7.2.
    Microseconds,
    /// `RM_MonotonicMicroseconds`: Redis 7.0.0, Valkey 7.2.
    MonotonicMicroseconds,
    /// `RM_PublishMessageShard`: Redis 7.0.0, Valkey 7.2.
    PublishMessageShard,
    /// `RM_SetClientNameById`: Redis 7.0.3, Valkey 7.2.
    SetClientNameById,
}

/// What is known of each function, in the order of [`Api`] and [`Symbol`].
pub static FUNCTIONS: [Function; 387] = [
    Function::new("GetApi", "4.0.0", "7.2", true, true, "misc"),
    Function::new("IsModuleNameBusy", "5.0.0", "7.2", true, true, "misc"),
    Function::new("SetModuleAttribs", "4.0.0", "7.2", true, true, "misc"),
    Function::new("SetModuleOptions", "6.0.0", "7.2", true, true, "misc"),
    Function::new("GetInternalSecret", "8.0", "-", false, false, "misc"),
    Function::new("Alloc", "4.0.0", "7.2", true, true, "alloc"),
    Function::new("AutoMemory", "4.0.0", "7.2", true, true, "alloc"),
    Function::new("Calloc", "4.0.0", "7.2", true, true, "alloc"),
    Function::new("Free", "4.0.0", "7.2", true, true, "alloc"),
    Function::new("GetUsedMemoryRatio", "6.0.0", "7.2", true, true, "alloc"),
    Function::new("MallocSize", "6.0.0", "7.2", true, true, "alloc"),
    Function::new("PoolAlloc", "4.0.0", "7.2", true, true, "alloc"),
    Function::new("Realloc", "4.0.0", "7.2", true, true, "alloc"),
    Function::new("Strdup", "4.0.0", "7.2", true, true, "alloc"),
    Function::new("MallocSizeDict", "7.0.0", "7.2", false, false, "alloc"),
    Function::new("MallocSizeString", "7.0.0", "7.2", false, false, "alloc"),
    Function::new("MallocUsableSize", "7.0.1", "7.2", false, false, "alloc"),
    Function::new("TryAlloc", "7.0.0", "7.2", false, false, "alloc"),
    Function::new("TryCalloc", "7.4.0", "7.2", false, false, "alloc"),
    Function::new("TryRealloc", "7.4.0", "7.2", false, false, "alloc"),
    Function::new("CreateString", "4.0.0", "7.2", true, true, "string"),
    Function::new(
        "CreateStringFromDouble",
        "6.0.0",
        "7.2",
        true,
        true,
        "string",
    ),
    Function::new(
        "CreateStringFromLongDouble",
        "6.0.0",
        "7.2",
        true,
        true,
        "string",
    ),
    Function::new(
        "CreateStringFromLongLong",
        "4.0.0",
        "7.2",
        true,
        true,
        "string",
    ),
    Function::new(
        "CreateStringFromString",
        "4.0.0",
        "7.2",
        true,
        true,
        "string",
    ),
    Function::new("CreateStringPrintf", "4.0.0", "7.2", true, true, "string"),
    Function::new("FreeString", "4.0.0", "7.2", true, true, "string"),
    Function::new("HoldString", "6.0.7", "7.2", true, false, "string"),
    Function::new("RetainString", "4.0.0", "7.2", true, true, "string"),
    Function::new("StringAppendBuffer", "4.0.0", "7.2", true, true, "string"),
    Function::new("StringCompare", "4.0.0", "7.2", true, true, "string"),
    Function::new("StringPtrLen", "4.0.0", "7.2", true, true, "string"),
    Function::new("StringToDouble", "4.0.0", "7.2", true, true, "string"),
    Function::new("StringToLongDouble", "6.0.0", "7.2", true, true, "string"),
    Function::new("StringToLongLong", "4.0.0", "7.2", true, true, "string"),
    Function::new(
        "CreateStringFromStreamID",
        "6.2.0",
        "7.2",
        false,
        false,
        "string",
    ),
    Function::new(
        "CreateStringFromULongLong",
        "7.0.3",
        "7.2",
        false,
        false,
        "string",
    ),
    Function::new("StringToStreamID", "6.2.0", "7.2", false, false, "string"),
    Function::new("StringToULongLong", "7.0.3", "7.2", false, false, "string"),
    Function::new(
        "TrimStringAllocation",
        "7.0.0",
        "7.2",
        false,
        false,
        "string",
    ),
    Function::new("CreateCommand", "4.0.0", "7.2", true, true, "command"),
    Function::new(
        "IsKeysPositionRequest",
        "4.0.0",
        "7.2",
        true,
        true,
        "command",
    ),
    Function::new("KeyAtPos", "4.0.0", "7.2", true, true, "command"),
    Function::new(
        "ChannelAtPosWithFlags",
        "7.0.0",
        "7.2",
        false,
        false,
        "command",
    ),
    Function::new("CreateSubcommand", "7.0.0", "7.2", false, false, "command"),
    Function::new("GetCommand", "7.0.0", "7.2", false, false, "command"),
    Function::new("GetCommandKeys", "6.0.9", "7.2", false, false, "command"),
    Function::new(
        "GetCommandKeysWithFlags",
        "7.0.0",
        "7.2",
        false,
        false,
        "command",
    ),
    Function::new(
        "GetCurrentCommandName",
        "6.2.5",
        "7.2",
        false,
        false,
        "command",
    ),
    Function::new(
        "IsChannelsPositionRequest",
        "7.0.0",
        "7.2",
        false,
        false,
        "command",
    ),
    Function::new("KeyAtPosWithFlags", "7.0.0", "7.2", false, false, "command"),
    Function::new("SetCommandInfo", "7.0.0", "7.2", false, false, "command"),
    Function::new("UpdateRuntimeArgs", "-", "8.1", false, false, "command"),
    Function::new("ReplySetArrayLength", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithArray", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithCString", "6.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithCallReply", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithDouble", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithEmptyArray", "6.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithEmptyString", "6.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithError", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithLongDouble", "6.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithLongLong", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithNull", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithNullArray", "6.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithSimpleString", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithString", "4.0.0", "7.2", true, true, "reply"),
    Function::new("ReplyWithStringBuffer", "4.0.0", "7.2", true, true, "reply"),
    Function::new(
        "ReplyWithVerbatimString",
        "6.0.0",
        "7.2",
        true,
        true,
        "reply",
    ),
    Function::new("WrongArity", "4.0.0", "7.2", true, true, "reply"),
    Function::new(
        "ReplySetAttributeLength",
        "7.0.0",
        "7.2",
        false,
        false,
        "reply",
    ),
    Function::new("ReplySetMapLength", "7.0.0", "7.2", false, false, "reply"),
    Function::new("ReplySetPushLength", "7.0.0", "7.2", false, false, "reply"),
    Function::new("ReplySetSetLength", "7.0.0", "7.2", false, false, "reply"),
    Function::new("ReplyWithAttribute", "7.0.0", "7.2", false, false, "reply"),
    Function::new("ReplyWithBigNumber", "7.0.0", "7.2", false, false, "reply"),
    Function::new("ReplyWithBool", "7.0.0", "7.2", false, false, "reply"),
    Function::new(
        "ReplyWithCustomErrorFormat",
        "-",
        "9.1.2",
        false,
        false,
        "reply",
    ),
    Function::new(
        "ReplyWithErrorFormat",
        "7.2.0",
        "7.2",
        false,
        false,
        "reply",
    ),
    Function::new("ReplyWithMap", "7.0.0", "7.2", false, false, "reply"),
    Function::new("ReplyWithSet", "7.0.0", "7.2", false, false, "reply"),
    Function::new(
        "ReplyWithVerbatimStringType",
        "7.0.0",
        "7.2",
        false,
        false,
        "reply",
    ),
    Function::new("Call", "4.0.0", "7.2", true, true, "call"),
    Function::new("CallReplyArrayElement", "4.0.0", "7.2", true, true, "call"),
    Function::new("CallReplyInteger", "4.0.0", "7.2", true, true, "call"),
    Function::new("CallReplyLength", "4.0.0", "7.2", true, true, "call"),
    Function::new("CallReplyProto", "4.0.0", "7.2", true, true, "call"),
    Function::new("CallReplyStringPtr", "4.0.0", "7.2", true, true, "call"),
    Function::new("CallReplyType", "4.0.0", "7.2", true, true, "call"),
    Function::new(
        "CreateStringFromCallReply",
        "4.0.0",
        "7.2",
        true,
        true,
        "call",
    ),
    Function::new("FreeCallReply", "4.0.0", "7.2", true, true, "call"),
    Function::new("CallReplyAttribute", "7.0.0", "7.2", false, false, "call"),
    Function::new(
        "CallReplyAttributeElement",
        "7.0.0",
        "7.2",
        false,
        false,
        "call",
    ),
    Function::new("CallReplyBigNumber", "7.0.0", "7.2", false, false, "call"),
    Function::new("CallReplyBool", "7.0.0", "7.2", false, false, "call"),
    Function::new("CallReplyDouble", "7.0.0", "7.2", false, false, "call"),
    Function::new("CallReplyMapElement", "7.0.0", "7.2", false, false, "call"),
    Function::new(
        "CallReplyPromiseAbort",
        "7.2.0",
        "7.2",
        false,
        false,
        "call",
    ),
    Function::new(
        "CallReplyPromiseSetUnblockHandler",
        "7.2.0",
        "7.2",
        false,
        false,
        "call",
    ),
    Function::new("CallReplySetElement", "7.0.0", "7.2", false, false, "call"),
    Function::new("CallReplyVerbatim", "7.0.0", "7.2", false, false, "call"),
    Function::new(
        "AvoidReplicaTraffic",
        "6.0.0",
        "7.2",
        true,
        true,
        "replication",
    ),
    Function::new("Replicate", "4.0.0", "7.2", true, true, "replication"),
    Function::new(
        "ReplicateVerbatim",
        "4.0.0",
        "7.2",
        true,
        true,
        "replication",
    ),
    Function::new("MustObeyClient", "-", "8.1", false, false, "replication"),
    Function::new("CloseKey", "4.0.0", "7.2", true, true, "key"),
    Function::new("DbSize", "6.0.0", "7.2", true, true, "key"),
    Function::new("DeleteKey", "4.0.0", "7.2", true, true, "key"),
    Function::new("GetExpire", "4.0.0", "7.2", true, true, "key"),
    Function::new("GetKeyNameFromModuleKey", "6.0.0", "7.2", true, true, "key"),
    Function::new("GetSelectedDb", "4.0.0", "7.2", true, true, "key"),
    Function::new("KeyType", "4.0.0", "7.2", true, true, "key"),
    Function::new("OpenKey", "4.0.0", "7.2", true, true, "key"),
    Function::new("RandomKey", "6.0.0", "7.2", true, true, "key"),
    Function::new("ResetDataset", "6.0.0", "7.2", true, true, "key"),
    Function::new("SelectDb", "4.0.0", "7.2", true, true, "key"),
    Function::new("SetExpire", "4.0.0", "7.2", true, true, "key"),
    Function::new("SignalModifiedKey", "6.0.0", "7.2", true, true, "key"),
    Function::new("UnlinkKey", "5.0.0", "7.2", true, true, "key"),
    Function::new("ValueLength", "4.0.0", "7.2", true, true, "key"),
    Function::new("GetAbsExpire", "6.2.2", "7.2", false, false, "key"),
    Function::new("GetDbIdFromModuleKey", "7.0.0", "7.2", false, false, "key"),
    Function::new("GetOpenKeyModesAll", "7.2.0", "7.2", false, false, "key"),
    Function::new("KeyExists", "7.0.0", "7.2", false, false, "key"),
    Function::new("SetAbsExpire", "6.2.2", "7.2", false, false, "key"),
    Function::new("StringDMA", "4.0.0", "7.2", true, true, "string-type"),
    Function::new("StringSet", "4.0.0", "7.2", true, true, "string-type"),
    Function::new("StringTruncate", "4.0.0", "7.2", true, true, "string-type"),
    Function::new("ListPop", "4.0.0", "7.2", true, true, "list"),
    Function::new("ListPush", "4.0.0", "7.2", true, true, "list"),
    Function::new("ListDelete", "7.0.0", "7.2", false, false, "list"),
    Function::new("ListGet", "7.0.0", "7.2", false, false, "list"),
    Function::new("ListInsert", "7.0.0", "7.2", false, false, "list"),
    Function::new("ListSet", "7.0.0", "7.2", false, false, "list"),
    Function::new("HashGet", "4.0.0", "7.2", true, true, "hash"),
    Function::new("HashSet", "4.0.0", "7.2", true, true, "hash"),
    Function::new("HashFieldMinExpire", "8.0", "-", false, false, "hash"),
    Function::new("HashHasStringRef", "-", "9.1.2", false, false, "hash"),
    Function::new("HashSetStringRef", "-", "9.1.2", false, false, "hash"),
    Function::new("ZsetAdd", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetFirstInLexRange", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetFirstInScoreRange", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetIncrby", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetLastInLexRange", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetLastInScoreRange", "4.0.0", "7.2", true, true, "zset"),
    Function::new(
        "ZsetRangeCurrentElement",
        "4.0.0",
        "7.2",
        true,
        true,
        "zset",
    ),
    Function::new("ZsetRangeEndReached", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetRangeNext", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetRangePrev", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetRangeStop", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetRem", "4.0.0", "7.2", true, true, "zset"),
    Function::new("ZsetScore", "4.0.0", "7.2", true, true, "zset"),
    Function::new("StreamAdd", "6.2.0", "7.2", false, false, "stream"),
    Function::new("StreamDelete", "6.2.0", "7.2", false, false, "stream"),
    Function::new(
        "StreamIteratorDelete",
        "6.2.0",
        "7.2",
        false,
        false,
        "stream",
    ),
    Function::new(
        "StreamIteratorNextField",
        "6.2.0",
        "7.2",
        false,
        false,
        "stream",
    ),
    Function::new(
        "StreamIteratorNextID",
        "6.2.0",
        "7.2",
        false,
        false,
        "stream",
    ),
    Function::new(
        "StreamIteratorStart",
        "6.2.0",
        "7.2",
        false,
        false,
        "stream",
    ),
    Function::new("StreamIteratorStop", "6.2.0", "7.2", false, false, "stream"),
    Function::new("StreamTrimByID", "6.2.0", "7.2", false, false, "stream"),
    Function::new("StreamTrimByLength", "6.2.0", "7.2", false, false, "stream"),
    Function::new("CreateDataType", "4.0.0", "7.2", true, true, "datatype"),
    Function::new("ModuleTypeGetType", "4.0.0", "7.2", true, true, "datatype"),
    Function::new("ModuleTypeGetValue", "4.0.0", "7.2", true, true, "datatype"),
    Function::new(
        "ModuleTypeReplaceValue",
        "6.0.0",
        "7.2",
        true,
        true,
        "datatype",
    ),
    Function::new("ModuleTypeSetValue", "4.0.0", "7.2", true, true, "datatype"),
    Function::new(
        "GetDbIdFromOptCtx",
        "7.0.0",
        "7.2",
        false,
        false,
        "datatype",
    ),
    Function::new(
        "GetKeyNameFromOptCtx",
        "7.0.0",
        "7.2",
        false,
        false,
        "datatype",
    ),
    Function::new(
        "GetToDbIdFromOptCtx",
        "7.0.0",
        "7.2",
        false,
        false,
        "datatype",
    ),
    Function::new(
        "GetToKeyNameFromOptCtx",
        "7.0.0",
        "7.2",
        false,
        false,
        "datatype",
    ),
    Function::new(
        "GetTypeMethodVersion",
        "6.2.0",
        "7.2",
        false,
        false,
        "datatype",
    ),
    Function::new("GetContextFromIO", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("GetKeyNameFromIO", "6.0.0", "7.2", true, true, "rdb-io"),
    Function::new("IsIOError", "6.0.0", "7.2", true, true, "rdb-io"),
    Function::new(
        "LoadDataTypeFromString",
        "6.0.0",
        "7.2",
        true,
        true,
        "rdb-io",
    ),
    Function::new("LoadDouble", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("LoadFloat", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("LoadLongDouble", "6.0.0", "7.2", true, true, "rdb-io"),
    Function::new("LoadSigned", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("LoadString", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("LoadStringBuffer", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("LoadUnsigned", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("SaveDataTypeToString", "6.0.0", "7.2", true, true, "rdb-io"),
    Function::new("SaveDouble", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("SaveFloat", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("SaveLongDouble", "6.0.0", "7.2", true, true, "rdb-io"),
    Function::new("SaveSigned", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("SaveString", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("SaveStringBuffer", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("SaveUnsigned", "4.0.0", "7.2", true, true, "rdb-io"),
    Function::new("GetDbIdFromIO", "7.0.0", "7.2", false, false, "rdb-io"),
    Function::new(
        "LoadDataTypeFromStringEncver",
        "7.0.0",
        "7.2",
        false,
        false,
        "rdb-io",
    ),
    Function::new("RdbLoad", "7.2.0", "7.2", false, false, "rdb-io"),
    Function::new("RdbSave", "7.2.0", "7.2", false, false, "rdb-io"),
    Function::new(
        "RdbStreamCreateFromFile",
        "7.2.0",
        "7.2",
        false,
        false,
        "rdb-io",
    ),
    Function::new("RdbStreamFree", "7.2.0", "7.2", false, false, "rdb-io"),
    Function::new("EmitAOF", "4.0.0", "7.2", true, true, "aof"),
    Function::new("DigestAddLongLong", "4.0.0", "7.2", true, true, "digest"),
    Function::new(
        "DigestAddStringBuffer",
        "4.0.0",
        "7.2",
        true,
        true,
        "digest",
    ),
    Function::new("DigestEndSequence", "4.0.0", "7.2", true, true, "digest"),
    Function::new("GetDbIdFromDigest", "7.0.0", "7.2", false, false, "digest"),
    Function::new(
        "GetKeyNameFromDigest",
        "7.0.0",
        "7.2",
        false,
        false,
        "digest",
    ),
    Function::new("DefragAlloc", "6.2.0", "7.2", false, false, "defrag"),
    Function::new("DefragAllocRaw", "8.0", "-", false, false, "defrag"),
    Function::new("DefragCursorGet", "6.2.0", "7.2", false, false, "defrag"),
    Function::new("DefragCursorSet", "6.2.0", "7.2", false, false, "defrag"),
    Function::new("DefragFreeRaw", "8.0", "-", false, false, "defrag"),
    Function::new("DefragRedisModuleDict", "8.0", "-", false, false, "defrag"),
    Function::new(
        "DefragRedisModuleString",
        "6.2.0",
        "-",
        false,
        false,
        "defrag",
    ),
    Function::new("DefragShouldStop", "6.2.0", "7.2", false, false, "defrag"),
    Function::new(
        "DefragValkeyModuleString",
        "-",
        "7.2",
        false,
        false,
        "defrag",
    ),
    Function::new(
        "GetDbIdFromDefragCtx",
        "7.0.0",
        "7.2",
        false,
        false,
        "defrag",
    ),
    Function::new(
        "GetKeyNameFromDefragCtx",
        "7.0.0",
        "7.2",
        false,
        false,
        "defrag",
    ),
    Function::new(
        "RegisterDefragCallbacks",
        "8.0",
        "-",
        false,
        false,
        "defrag",
    ),
    Function::new("RegisterDefragFunc", "6.2.0", "7.2", false, false, "defrag"),
    Function::new("RegisterDefragFunc2", "8.0", "-", false, false, "defrag"),
    Function::new("Scan", "6.0.0", "7.2", true, true, "scan"),
    Function::new("ScanCursorCreate", "6.0.0", "7.2", true, true, "scan"),
    Function::new("ScanCursorDestroy", "6.0.0", "7.2", true, true, "scan"),
    Function::new("ScanCursorRestart", "6.0.0", "7.2", true, true, "scan"),
    Function::new("ScanKey", "6.0.0", "7.2", true, true, "scan"),
    Function::new("GetLFU", "6.0.0", "7.2", true, true, "eviction"),
    Function::new("GetLRU", "6.0.0", "7.2", true, true, "eviction"),
    Function::new("SetLFU", "6.0.0", "7.2", true, true, "eviction"),
    Function::new("SetLRU", "6.0.0", "7.2", true, true, "eviction"),
    Function::new("CreateDict", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictCompare", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictCompareC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictDel", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictDelC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictGet", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictGetC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictIteratorReseek", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictIteratorReseekC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictIteratorStart", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictIteratorStartC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictIteratorStop", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictNext", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictNextC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictPrev", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictPrevC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictReplace", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictReplaceC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictSet", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictSetC", "5.0.0", "7.2", true, true, "dict"),
    Function::new("DictSize", "5.0.0", "7.2", true, true, "dict"),
    Function::new("FreeDict", "5.0.0", "7.2", true, true, "dict"),
    Function::new("AbortBlock", "4.0.0", "7.2", true, true, "blocking"),
    Function::new("BlockClient", "4.0.0", "7.2", true, true, "blocking"),
    Function::new("BlockClientOnKeys", "6.0.0", "7.2", true, true, "blocking"),
    Function::new(
        "BlockedClientDisconnected",
        "5.0.0",
        "7.2",
        true,
        true,
        "blocking",
    ),
    Function::new(
        "GetBlockedClientHandle",
        "5.0.0",
        "7.2",
        true,
        true,
        "blocking",
    ),
    Function::new(
        "GetBlockedClientPrivateData",
        "4.0.0",
        "7.2",
        true,
        true,
        "blocking",
    ),
    Function::new(
        "GetBlockedClientReadyKey",
        "6.0.0",
        "7.2",
        true,
        true,
        "blocking",
    ),
    Function::new(
        "IsBlockedReplyRequest",
        "4.0.0",
        "7.2",
        true,
        true,
        "blocking",
    ),
    Function::new(
        "IsBlockedTimeoutRequest",
        "4.0.0",
        "7.2",
        true,
        true,
        "blocking",
    ),
    Function::new(
        "SetDisconnectCallback",
        "5.0.0",
        "7.2",
        true,
        true,
        "blocking",
    ),
    Function::new("SignalKeyAsReady", "6.0.0", "7.2", true, true, "blocking"),
    Function::new("UnblockClient", "4.0.0", "7.2", true, true, "blocking"),
    Function::new(
        "BlockClientGetPrivateData",
        "7.2.0",
        "7.2",
        false,
        false,
        "blocking",
    ),
    Function::new(
        "BlockClientOnAuth",
        "7.2.0",
        "7.2",
        false,
        false,
        "blocking",
    ),
    Function::new(
        "BlockClientOnKeysWithFlags",
        "7.2.0",
        "7.2",
        false,
        false,
        "blocking",
    ),
    Function::new(
        "BlockClientSetPrivateData",
        "7.2.0",
        "7.2",
        false,
        false,
        "blocking",
    ),
    Function::new(
        "BlockedClientMeasureTimeEnd",
        "6.2.0",
        "7.2",
        false,
        false,
        "blocking",
    ),
    Function::new(
        "BlockedClientMeasureTimeStart",
        "6.2.0",
        "7.2",
        false,
        false,
        "blocking",
    ),
    Function::new(
        "FreeThreadSafeContext",
        "4.0.0",
        "7.2",
        true,
        true,
        "thread",
    ),
    Function::new("GetThreadSafeContext", "4.0.0", "7.2", true, true, "thread"),
    Function::new(
        "ThreadSafeContextLock",
        "4.0.0",
        "7.2",
        true,
        true,
        "thread",
    ),
    Function::new(
        "ThreadSafeContextUnlock",
        "4.0.0",
        "7.2",
        true,
        true,
        "thread",
    ),
    Function::new(
        "GetDetachedThreadSafeContext",
        "6.0.9",
        "7.2",
        false,
        false,
        "thread",
    ),
    Function::new(
        "ThreadSafeContextTryLock",
        "6.0.8",
        "7.2",
        false,
        false,
        "thread",
    ),
    Function::new("Yield", "7.0.0", "7.2", false, false, "thread"),
    Function::new("CreateTimer", "5.0.0", "7.2", true, true, "timer"),
    Function::new("GetTimerInfo", "5.0.0", "7.2", true, true, "timer"),
    Function::new("StopTimer", "5.0.0", "7.2", true, true, "timer"),
    Function::new("EventLoopAdd", "7.0.0", "7.2", false, false, "eventloop"),
    Function::new(
        "EventLoopAddOneShot",
        "7.0.0",
        "7.2",
        false,
        false,
        "eventloop",
    ),
    Function::new("EventLoopDel", "7.0.0", "7.2", false, false, "eventloop"),
    Function::new("ExitFromChild", "6.0.0", "7.2", true, true, "fork"),
    Function::new("Fork", "6.0.0", "7.2", true, true, "fork"),
    Function::new("KillForkChild", "6.0.0", "7.2", true, true, "fork"),
    Function::new("SendChildHeartbeat", "6.2.0", "7.2", false, false, "fork"),
    Function::new(
        "GetNotifyKeyspaceEvents",
        "6.0.0",
        "7.2",
        true,
        true,
        "keyspace-event",
    ),
    Function::new(
        "NotifyKeyspaceEvent",
        "6.0.0",
        "7.2",
        true,
        true,
        "keyspace-event",
    ),
    Function::new(
        "SubscribeToKeyspaceEvents",
        "5.0.0",
        "7.2",
        true,
        true,
        "keyspace-event",
    ),
    Function::new(
        "AddPostNotificationJob",
        "7.2.0",
        "7.2",
        false,
        false,
        "keyspace-event",
    ),
    Function::new(
        "GetKeyspaceNotificationFlagsAll",
        "6.0.9",
        "7.2",
        false,
        false,
        "keyspace-event",
    ),
    Function::new(
        "SubscribeToServerEvent",
        "6.0.0",
        "7.2",
        true,
        true,
        "server-event",
    ),
    Function::new(
        "IsSubEventSupported",
        "6.0.9",
        "7.2",
        false,
        false,
        "server-event",
    ),
    Function::new(
        "CommandFilterArgDelete",
        "6.0.0",
        "7.2",
        true,
        true,
        "filter",
    ),
    Function::new("CommandFilterArgGet", "6.0.0", "7.2", true, true, "filter"),
    Function::new(
        "CommandFilterArgInsert",
        "6.0.0",
        "7.2",
        true,
        true,
        "filter",
    ),
    Function::new(
        "CommandFilterArgReplace",
        "6.0.0",
        "7.2",
        true,
        true,
        "filter",
    ),
    Function::new(
        "CommandFilterArgsCount",
        "6.0.0",
        "7.2",
        true,
        true,
        "filter",
    ),
    Function::new(
        "RegisterCommandFilter",
        "6.0.0",
        "7.2",
        true,
        true,
        "filter",
    ),
    Function::new(
        "UnregisterCommandFilter",
        "6.0.0",
        "7.2",
        true,
        true,
        "filter",
    ),
    Function::new(
        "CommandFilterGetClientId",
        "7.2.0",
        "7.2",
        false,
        false,
        "filter",
    ),
    Function::new(
        "FreeClusterNodesList",
        "5.0.0",
        "7.2",
        true,
        true,
        "cluster",
    ),
    Function::new("GetClusterNodeInfo", "5.0.0", "7.2", true, true, "cluster"),
    Function::new("GetClusterNodesList", "5.0.0", "7.2", true, true, "cluster"),
    Function::new("GetClusterSize", "5.0.0", "7.2", true, true, "cluster"),
    Function::new("GetMyClusterID", "5.0.0", "7.2", true, true, "cluster"),
    Function::new(
        "RegisterClusterMessageReceiver",
        "5.0.0",
        "7.2",
        true,
        true,
        "cluster",
    ),
    Function::new("SendClusterMessage", "5.0.0", "7.2", true, true, "cluster"),
    Function::new("SetClusterFlags", "5.0.0", "7.2", true, true, "cluster"),
    Function::new(
        "ClusterCanonicalKeyNameInSlot",
        "7.4.0",
        "7.2",
        false,
        false,
        "cluster",
    ),
    Function::new("ClusterKeySlot", "7.4.0", "7.2", false, false, "cluster"),
    Function::new("ClusterKeySlotC", "-", "9.1.2", false, false, "cluster"),
    Function::new(
        "GetClusterNodeInfoForClient",
        "-",
        "8.0",
        false,
        false,
        "cluster",
    ),
    Function::new(
        "AuthenticateClientWithACLUser",
        "6.0.0",
        "7.2",
        true,
        true,
        "acl",
    ),
    Function::new(
        "AuthenticateClientWithUser",
        "6.0.0",
        "7.2",
        true,
        true,
        "acl",
    ),
    Function::new("CreateModuleUser", "6.0.0", "7.2", true, true, "acl"),
    Function::new(
        "DeauthenticateAndCloseClient",
        "6.0.0",
        "7.2",
        true,
        true,
        "acl",
    ),
    Function::new("FreeModuleUser", "6.0.0", "7.2", true, true, "acl"),
    Function::new("SetModuleUserACL", "6.0.0", "7.2", true, true, "acl"),
    Function::new("ACLAddLogEntry", "7.0.0", "7.2", false, false, "acl"),
    Function::new(
        "ACLAddLogEntryByUserName",
        "7.2.0",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new(
        "ACLCheckChannelPermissions",
        "7.0.0",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new(
        "ACLCheckCommandPermissions",
        "7.0.0",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new(
        "ACLCheckKeyPermissions",
        "7.0.0",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new(
        "ACLCheckKeyPrefixPermissions",
        "8.0",
        "-",
        false,
        false,
        "acl",
    ),
    Function::new(
        "ACLCheckKeyPrefixPermissions",
        "-",
        "9.1.2",
        false,
        false,
        "acl",
    ),
    Function::new("ACLCheckPermissions", "-", "9.1.2", false, false, "acl"),
    Function::new("AddACLCategory", "7.4.0", "7.2", false, false, "acl"),
    Function::new("GetCurrentUserName", "7.0.0", "7.2", false, false, "acl"),
    Function::new(
        "GetModuleUserACLString",
        "7.0.6",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new(
        "GetModuleUserFromUserName",
        "7.0.0",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new(
        "RedactClientCommandArgument",
        "7.0.0",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new("RegisterAuthCallback", "7.2.0", "7.2", false, false, "acl"),
    Function::new(
        "SetCommandACLCategories",
        "7.2.0",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new("SetContextUser", "7.0.6", "7.2", false, false, "acl"),
    Function::new(
        "SetModuleUserACLString",
        "7.0.6",
        "7.2",
        false,
        false,
        "acl",
    ),
    Function::new("LoadConfigs", "7.0.0", "7.2", false, false, "config"),
    Function::new("LoadDefaultConfigs", "8.0", "-", false, false, "config"),
    Function::new("RegisterBoolConfig", "7.0.0", "7.2", false, false, "config"),
    Function::new("RegisterEnumConfig", "7.0.0", "7.2", false, false, "config"),
    Function::new(
        "RegisterNumericConfig",
        "7.0.0",
        "7.2",
        false,
        false,
        "config",
    ),
    Function::new(
        "RegisterStringConfig",
        "7.0.0",
        "7.2",
        false,
        false,
        "config",
    ),
    Function::new(
        "RegisterUnsignedNumericConfig",
        "-",
        "9.1.2",
        false,
        false,
        "config",
    ),
    Function::new("FreeServerInfo", "6.0.0", "7.2", true, true, "info"),
    Function::new("GetServerInfo", "6.0.0", "7.2", true, true, "info"),
    Function::new("InfoAddFieldCString", "6.0.0", "7.2", true, true, "info"),
    Function::new("InfoAddFieldDouble", "6.0.0", "7.2", true, true, "info"),
    Function::new("InfoAddFieldLongLong", "6.0.0", "7.2", true, true, "info"),
    Function::new("InfoAddFieldString", "6.0.0", "7.2", true, true, "info"),
    Function::new("InfoAddFieldULongLong", "6.0.0", "7.2", true, true, "info"),
    Function::new("InfoAddSection", "6.0.0", "7.2", true, true, "info"),
    Function::new("InfoBeginDictField", "6.0.0", "7.2", true, true, "info"),
    Function::new("InfoEndDictField", "6.0.0", "7.2", true, true, "info"),
    Function::new("RegisterInfoFunc", "6.0.0", "7.2", true, true, "info"),
    Function::new("ServerInfoGetField", "6.0.0", "7.2", true, true, "info"),
    Function::new("ServerInfoGetFieldC", "6.0.0", "7.2", true, true, "info"),
    Function::new(
        "ServerInfoGetFieldDouble",
        "6.0.0",
        "7.2",
        true,
        true,
        "info",
    ),
    Function::new(
        "ServerInfoGetFieldSigned",
        "6.0.0",
        "7.2",
        true,
        true,
        "info",
    ),
    Function::new(
        "ServerInfoGetFieldUnsigned",
        "6.0.0",
        "7.2",
        true,
        true,
        "info",
    ),
    Function::new("LatencyAddSample", "6.0.0", "7.2", true, true, "log"),
    Function::new("Log", "4.0.0", "7.2", true, true, "log"),
    Function::new("LogIOError", "4.0.0", "7.2", true, true, "log"),
    Function::new("_Assert", "6.0.0", "7.2", true, true, "log"),
    Function::new("ExportSharedAPI", "6.0.0", "7.2", true, true, "shared-api"),
    Function::new("GetSharedAPI", "6.0.0", "7.2", true, true, "shared-api"),
    Function::new(
        "GetFunctionExecutionState",
        "-",
        "8.1",
        false,
        false,
        "scripting-engine",
    ),
    Function::new(
        "RegisterScriptingEngine",
        "-",
        "8.1",
        false,
        false,
        "scripting-engine",
    ),
    Function::new(
        "ScriptingEngineDebuggerFlushLogs",
        "-",
        "9.1.2",
        false,
        false,
        "scripting-engine",
    ),
    Function::new(
        "ScriptingEngineDebuggerLog",
        "-",
        "9.1.2",
        false,
        false,
        "scripting-engine",
    ),
    Function::new(
        "ScriptingEngineDebuggerLogRespReply",
        "-",
        "9.1.2",
        false,
        false,
        "scripting-engine",
    ),
    Function::new(
        "ScriptingEngineDebuggerLogRespReplyStr",
        "-",
        "9.1.2",
        false,
        false,
        "scripting-engine",
    ),
    Function::new(
        "ScriptingEngineDebuggerProcessCommands",
        "-",
        "9.1.2",
        false,
        false,
        "scripting-engine",
    ),
    Function::new(
        "UnregisterScriptingEngine",
        "-",
        "8.1",
        false,
        false,
        "scripting-engine",
    ),
    Function::new("GetClientId", "4.0.0", "7.2", true, true, "utility"),
    Function::new("GetClientInfoById", "6.0.0", "7.2", true, true, "utility"),
    Function::new("GetContextFlags", "5.0.0", "7.2", true, true, "utility"),
    Function::new("GetRandomBytes", "5.0.0", "7.2", true, true, "utility"),
    Function::new("GetRandomHexChars", "5.0.0", "7.2", true, true, "utility"),
    Function::new("Milliseconds", "4.0.0", "7.2", true, true, "utility"),
    Function::new("PublishMessage", "6.0.0", "7.2", true, true, "utility"),
    Function::new(
        "CachedMicroseconds",
        "7.2.0",
        "7.2",
        false,
        false,
        "utility",
    ),
    Function::new(
        "GetClientCertificate",
        "6.0.9",
        "7.2",
        false,
        false,
        "utility",
    ),
    Function::new("GetClientNameById", "7.0.3", "7.2", false, false, "utility"),
    Function::new(
        "GetClientUserNameById",
        "6.2.1",
        "7.2",
        false,
        false,
        "utility",
    ),
    Function::new(
        "GetContextFlagsAll",
        "6.0.9",
        "7.2",
        false,
        false,
        "utility",
    ),
    Function::new(
        "GetModuleOptionsAll",
        "7.2.0",
        "7.2",
        false,
        false,
        "utility",
    ),
    Function::new("GetServerVersion", "6.0.9", "7.2", false, false, "utility"),
    Function::new("Microseconds", "7.2.0", "7.2", false, false, "utility"),
    Function::new(
        "MonotonicMicroseconds",
        "7.0.0",
        "7.2",
        false,
        false,
        "utility",
    ),
    Function::new(
        "PublishMessageShard",
        "7.0.0",
        "7.2",
        false,
        false,
        "utility",
    ),
    Function::new("SetClientNameById", "7.0.3", "7.2", false, false, "utility"),
];
