//! Decides what a module knows of clients: of the one that calls, and of any other by its id.

use std::ffi::{CStr, c_int};
use std::fmt;
use std::ptr::NonNull;

use redmod_sys::{
    self as sys, REDISMODULE_OK, RedisModuleClientInfo, RedisModuleString, Symbol, api,
};

use super::{AnyContext, Context};
use crate::key::Name;
use crate::{Error, Result, ServerStr, ServerString};

const NO_CLIENT: Error = Error::fixed(c"ERR no such client");
const NO_ARGUMENT: Error = Error::fixed(c"ERR the call has no such argument");

impl Context {
    /// The id of the client that calls (`RM_GetClientId`), as in `CLIENT ID`; `None` where there is
    /// none. A command that the append-only file holds comes from the client `u64::MAX`.
    #[doc(alias = "RM_GetClientId")]
    #[must_use]
    pub fn client_id(&self) -> Option<u64> {
        // SAFETY: the context is live.
        match unsafe { (api().GetClientId)(self.as_ptr()) } {
            0 => None,
            id => Some(id),
        }
    }

    /// The name of the user as whom the client is logged in (`RM_GetCurrentUserName`); `None` where
    /// another command calls, or the append-only file does, and before Redis 7.2 a script.
    ///
    /// # Errors
    /// On servers without it, before Redis 7.0.
    #[doc(alias = "RM_GetCurrentUserName")]
    pub fn user_name(&self) -> Result<Option<ServerString>> {
        // SAFETY: the table is loaded.
        let user_name = unsafe { api().GetCurrentUserName }
            .ok_or_else(|| Error::lacks(Symbol::GetCurrentUserName))?;
        // Redis 7.0 does not look whether there is a user. A client that can be found has one.
        let is_found = || {
            self.client_id()
                .and_then(|id| self.client_info(id))
                .is_some()
        };
        // SAFETY: the table is loaded.
        if unsafe { api().CallReplyPromiseAbort }.is_none() && !is_found() {
            return Ok(None);
        }
        // SAFETY: the context is live, and has a user where it must have one; the string is a
        // reference that is ours to give back.
        Ok(unsafe { copy_and_free(user_name(self.as_ptr())) })
    }

    /// Hides an argument of this call, counted with the command's name as 0, from `SLOWLOG`,
    /// `MONITOR` and the like (`RM_RedactClientCommandArgument`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// #[command(flags = "fast no-auth")]
    /// fn unlock(cx: &Context, password: &str) -> Result<bool> {
    ///     cx.redact(1)?;
    ///     Ok(password == "open sesame")
    /// }
    /// ```
    ///
    /// # Errors
    /// Where the call has no such argument; on servers without the function, before Redis 7.0.
    #[doc(alias = "RM_RedactClientCommandArgument")]
    pub fn redact(&self, argument: usize) -> Result<()> {
        // SAFETY: the table is loaded.
        let redact = unsafe { api().RedactClientCommandArgument }
            .ok_or_else(|| Error::lacks(Symbol::RedactClientCommandArgument))?;
        let position = c_int::try_from(argument).map_err(|_| NO_ARGUMENT)?;
        // SAFETY: the context is live. What the server replaces is in a vector of its own for the
        // logs: the argument itself stays alive and as it is.
        match unsafe { redact(self.as_ptr(), position) } {
            REDISMODULE_OK => Ok(()),
            _ => Err(NO_ARGUMENT),
        }
    }
}

impl AnyContext {
    /// What is known of the client with this id; `None` if there is none
    /// (`RM_GetClientInfoById`).
    #[doc(alias = "RM_GetClientInfoById")]
    #[must_use]
    pub fn client_info(&self, id: u64) -> Option<ClientInfo> {
        let mut info = RedisModuleClientInfo {
            version: sys::REDISMODULE_CLIENTINFO_VERSION as u64,
            flags: 0,
            id: 0,
            addr: [0; 46],
            port: 0,
            db: 0,
        };
        // SAFETY: the struct is of the version that it says.
        let status = unsafe { (api().GetClientInfoById)((&raw mut info).cast(), id) };
        (status == REDISMODULE_OK).then_some(ClientInfo(info))
    }

    /// The name that a client has given itself, or got, with `CLIENT SETNAME`
    /// (`RM_GetClientNameById`); `None` if it has none, or there is no such client.
    ///
    /// # Errors
    /// On servers without it, before Redis 7.0.3.
    #[doc(alias = "RM_GetClientNameById")]
    pub fn client_name(&self, id: u64) -> Result<Option<ServerString>> {
        // SAFETY: the table is loaded.
        let name = unsafe { api().GetClientNameById }
            .ok_or_else(|| Error::lacks(Symbol::GetClientNameById))?;
        // SAFETY: the context is live; the string is a reference that is ours to give back.
        Ok(unsafe { copy_and_free(name(self.as_ptr(), id)) })
    }

    /// Names a client, as `CLIENT SETNAME` does (`RM_SetClientNameById`).
    ///
    /// # Errors
    /// Where there is no such client, or the name has a blank or a character that is not printable;
    /// on servers without the function, before Redis 7.0.3.
    #[doc(alias = "RM_SetClientNameById")]
    pub fn set_client_name(&self, id: u64, name: &(impl Name + ?Sized)) -> Result<()> {
        // SAFETY: the table is loaded.
        let set = unsafe { api().SetClientNameById }
            .ok_or_else(|| Error::lacks(Symbol::SetClientNameById))?;
        // SAFETY: the string is live; the server takes a reference of its own.
        match name.with(|name| unsafe { set(id, name.as_ptr()) }) {
            REDISMODULE_OK => Ok(()),
            _ if self.client_info(id).is_none() => Err(NO_CLIENT),
            _ => Err(INVALID_NAME),
        }
    }

    /// The name of the user as whom a client is logged in (`RM_GetClientUserNameById`); `None` if
    /// there is no such client.
    ///
    /// # Errors
    /// On servers without it, before Redis 6.2.1.
    #[doc(alias = "RM_GetClientUserNameById")]
    pub fn client_user_name(&self, id: u64) -> Result<Option<ServerString>> {
        // SAFETY: the table is loaded.
        let user_name = unsafe { api().GetClientUserNameById }
            .ok_or_else(|| Error::lacks(Symbol::GetClientUserNameById))?;
        // SAFETY: the context is live; the string is a reference that is ours to give back.
        Ok(unsafe { copy_and_free(user_name(self.as_ptr(), id)) })
    }

    /// The certificate, in PEM, that a client has shown over TLS (`RM_GetClientCertificate`); `None`
    /// without one, and on servers without the function, before Redis 6.0.9.
    #[doc(alias = "RM_GetClientCertificate")]
    #[must_use]
    pub fn client_certificate(&self, id: u64) -> Option<ServerString> {
        // SAFETY: the table is loaded.
        let certificate = unsafe { api().GetClientCertificate }?;
        // SAFETY: the context is live; the string is a reference that is ours to give back.
        unsafe { copy_and_free(certificate(self.as_ptr(), id)) }
    }
}

const INVALID_NAME: Error =
    Error::fixed(c"ERR Client names cannot contain spaces, newlines or special characters.");

/// A copy of a string that others may refer to as well.
///
/// # Safety
/// The string is null, or a live one of which one reference is the caller's.
unsafe fn copy_and_free(string: *mut RedisModuleString) -> Option<ServerString> {
    let string = NonNull::new(string)?;
    // SAFETY: the caller's promise.
    unsafe {
        let copy = ServerStr::from_raw(string).to_owned();
        (api().FreeString)(std::ptr::null_mut(), string.as_ptr());
        Some(copy)
    }
}

macro_rules! client_flags {
    ($($(#[$doc:meta])* $name:ident = $bit:ident;)*) => {
        /// Something that may be true of a client; see [`ClientInfo::flags`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ClientFlag {
            $($(#[$doc])* $name,)*
        }

        impl ClientFlag {
            /// All flags.
            pub const ALL: &[ClientFlag] = &[$(ClientFlag::$name),*];

            const fn bit(self) -> u64 {
                match self {
                    $(ClientFlag::$name => sys::$bit as u64,)*
                }
            }
        }
    };
}

client_flags! {
    /// Connected over TLS.
    Tls = REDISMODULE_CLIENTINFO_FLAG_SSL;
    /// Subscribed to a channel.
    PubSub = REDISMODULE_CLIENTINFO_FLAG_PUBSUB;
    /// Waits in a blocking command.
    Blocked = REDISMODULE_CLIENTINFO_FLAG_BLOCKED;
    /// Has its keys tracked (`CLIENT TRACKING`).
    Tracking = REDISMODULE_CLIENTINFO_FLAG_TRACKING;
    /// Connected through a unix socket.
    UnixSocket = REDISMODULE_CLIENTINFO_FLAG_UNIXSOCKET;
    /// In a transaction.
    Transaction = REDISMODULE_CLIENTINFO_FLAG_MULTI;
    /// Reads from a replica in a cluster (`READONLY`; Valkey 9.1).
    ReadOnly = REDISMODULE_CLIENTINFO_FLAG_READONLY;
    /// The server's primary (Valkey 9.1).
    Primary = REDISMODULE_CLIENTINFO_FLAG_PRIMARY;
    /// A replica of the server's (Valkey 9.1).
    Replica = REDISMODULE_CLIENTINFO_FLAG_REPLICA;
    /// Watches all commands (`MONITOR`; Valkey 9.1).
    Monitor = REDISMODULE_CLIENTINFO_FLAG_MONITOR;
    /// Made by a module (Valkey 9.1).
    Module = REDISMODULE_CLIENTINFO_FLAG_MODULE;
    /// Logged in (Valkey 9.1).
    Authenticated = REDISMODULE_CLIENTINFO_FLAG_AUTHENTICATED;
    /// Has logged in at some time (Valkey 9.1).
    EverAuthenticated = REDISMODULE_CLIENTINFO_FLAG_EVER_AUTHENTICATED;
    /// Has no connection (Valkey 9.1).
    Fake = REDISMODULE_CLIENTINFO_FLAG_FAKE;
}

/// What is true of a client; see [`ClientInfo::flags`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ClientFlags(u64);

impl ClientFlags {
    /// Whether the flag is true. One that the server does not know never is.
    #[must_use]
    pub fn contains(self, flag: ClientFlag) -> bool {
        self.0 & flag.bit() != 0
    }
}

impl fmt::Debug for ClientFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flags = ClientFlag::ALL.iter().filter(|flag| self.contains(**flag));
        f.debug_set().entries(flags).finish()
    }
}

/// What is known of a client: of [`AnyContext::client_info`], and of the event `ClientChange`.
#[derive(Clone, Copy)]
pub struct ClientInfo(RedisModuleClientInfo);

impl ClientInfo {
    pub(crate) fn new(info: RedisModuleClientInfo) -> ClientInfo {
        ClientInfo(info)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.0.id
    }

    /// What is true of it.
    #[must_use]
    pub fn flags(&self) -> ClientFlags {
        ClientFlags(self.0.flags)
    }

    /// Its address: an IP address, or the path of the unix socket, of which the server gives no more
    /// than 45 bytes.
    #[must_use]
    pub fn address(&self) -> &str {
        // SAFETY: an array of C's characters is one of bytes.
        let bytes = unsafe { &*(&raw const self.0.addr).cast::<[u8; 46]>() };
        CStr::from_bytes_until_nul(bytes)
            .ok()
            .and_then(|address| address.to_str().ok())
            .unwrap_or_default()
    }

    /// Its port; 0 for a unix socket.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.0.port
    }

    /// The database that it has selected.
    #[must_use]
    pub fn database(&self) -> u16 {
        self.0.db
    }
}

impl fmt::Debug for ClientInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientInfo")
            .field("id", &self.id())
            .field("address", &self.address())
            .field("port", &self.port())
            .field("database", &self.database())
            .field("flags", &self.flags())
            .finish()
    }
}
