//! Decides what a module asks of the server about itself: its release, the fields of `INFO`, its
//! memory; and what it adds to the server's own measurements.

use std::ffi::{CStr, CString, c_int};
use std::fmt;
use std::marker::PhantomData;
use std::ptr::{NonNull, null_mut};
use std::time::Duration;

use redmod_sys::{REDISMODULE_OK, RedisModuleServerInfoData, api};

use super::AnyContext;
use crate::ServerString;

impl AnyContext {
    /// What `INFO` says of a section, such as `memory`, or of all of them: `all`
    /// (`RM_GetServerInfo`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// #[command(flags = "readonly")]
    /// fn clients(cx: &Context) -> Option<u64> {
    ///     cx.server_info("clients").get("connected_clients")
    /// }
    /// ```
    #[doc(alias = "RM_GetServerInfo")]
    #[doc(alias = "RM_FreeServerInfo")]
    #[must_use]
    pub fn server_info(&self, section: &str) -> ServerInfo<'_> {
        let section = CString::new(section).unwrap_or_default();
        // SAFETY: the section is a C string; without a context the data is nobody's but ours, and
        // there is always some, be it empty. Asking runs the modules' info sections, which may read
        // the keyspace only.
        let info = unsafe { (api().GetServerInfo)(null_mut(), section.as_ptr()) };
        ServerInfo {
            info: NonNull::new(info).expect("the server always has data to give"),
            _context: PhantomData,
        }
    }

    /// The release of the server, Redis' or Valkey's (`RM_GetServerVersion`; from `INFO` on servers
    /// without it, before Redis 6.0.9).
    #[doc(alias = "RM_GetServerVersion")]
    #[must_use]
    pub fn server_version(&self) -> Option<Version> {
        // SAFETY: the table is loaded.
        match unsafe { api().GetServerVersion.map(|version| version()) } {
            Some(version) => {
                let part = |shift: c_int| (version >> shift) as u8;
                Some(Version {
                    major: part(16),
                    minor: part(8),
                    patch: part(0),
                })
            }
            None => self.redis_version(),
        }
    }

    /// The release of Redis that the server is, or says that it is compatible with, as `INFO` has it:
    /// Valkey says 7.2.4.
    #[must_use]
    pub fn redis_version(&self) -> Option<Version> {
        Version::parse(self.server_info("server").get("redis_version")?)
    }

    /// How much of `maxmemory` is in use: 1 is all of it, and it may be more; 0 without a limit
    /// (`RM_GetUsedMemoryRatio`).
    #[doc(alias = "RM_GetUsedMemoryRatio")]
    #[must_use]
    pub fn used_memory_ratio(&self) -> f32 {
        // SAFETY: the table is loaded; the function only reads numbers, under the lock.
        unsafe { (api().GetUsedMemoryRatio)() }
    }

    /// Adds to what `LATENCY` shows of an event, if it took as long as the server's
    /// `latency-monitor-threshold`, in whole milliseconds (`RM_LatencyAddSample`).
    #[doc(alias = "RM_LatencyAddSample")]
    pub fn add_latency_sample(&self, event: &str, latency: Duration) {
        let event = CString::new(event).unwrap_or_default();
        let millis = i64::try_from(latency.as_millis()).unwrap_or(i64::MAX);
        // SAFETY: the server copies the event's name.
        unsafe { (api().LatencyAddSample)(event.as_ptr(), millis) }
    }
}

/// What `INFO` said of the server: see [`AnyContext::server_info`].
pub struct ServerInfo<'cx> {
    info: NonNull<RedisModuleServerInfoData>,
    _context: PhantomData<&'cx AnyContext>,
}

impl ServerInfo<'_> {
    /// The value of a field; `None` where there is no such field, or it is no `T`: a `&str`, a
    /// [`ServerString`], an `i64`, a `u64` or an `f64`.
    #[doc(alias = "RM_ServerInfoGetFieldC")]
    #[doc(alias = "RM_ServerInfoGetField")]
    #[doc(alias = "RM_ServerInfoGetFieldSigned")]
    #[doc(alias = "RM_ServerInfoGetFieldUnsigned")]
    #[doc(alias = "RM_ServerInfoGetFieldDouble")]
    #[must_use]
    pub fn get<'a, T: ServerInfoValue<'a>>(&'a self, field: &str) -> Option<T> {
        T::get(self, &CString::new(field).ok()?)
    }

    /// A number, if the server can read the field as one.
    fn number<T>(
        &self,
        read: impl FnOnce(*mut RedisModuleServerInfoData, &mut c_int) -> T,
    ) -> Option<T> {
        let mut error = REDISMODULE_OK;
        let value = read(self.info.as_ptr(), &mut error);
        (error == REDISMODULE_OK).then_some(value)
    }
}

impl Drop for ServerInfo<'_> {
    fn drop(&mut self) {
        // SAFETY: made without a context, and freed once, here.
        unsafe { (api().FreeServerInfo)(null_mut(), self.info.as_ptr()) }
    }
}

impl fmt::Debug for ServerInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerInfo").finish_non_exhaustive()
    }
}

/// What the value of a field of `INFO` can be read as, by [`ServerInfo::get`].
pub trait ServerInfoValue<'a>: Sized {
    #[doc(hidden)]
    fn get(info: &'a ServerInfo<'_>, field: &CStr) -> Option<Self>;
}

/// As it stands there (`RM_ServerInfoGetFieldC`).
impl<'a> ServerInfoValue<'a> for &'a str {
    fn get(info: &'a ServerInfo<'_>, field: &CStr) -> Option<&'a str> {
        // SAFETY: the data is alive, and the value a part of it.
        unsafe {
            let value = (api().ServerInfoGetFieldC)(info.info.as_ptr(), field.as_ptr());
            let value = NonNull::new(value.cast_mut())?;
            CStr::from_ptr(value.as_ptr()).to_str().ok()
        }
    }
}

/// As it stands there (`RM_ServerInfoGetField`).
impl ServerInfoValue<'_> for ServerString {
    fn get(info: &ServerInfo<'_>, field: &CStr) -> Option<ServerString> {
        // SAFETY: the data is alive. The string is a new one, and without a context nobody's but
        // ours.
        unsafe {
            let value = (api().ServerInfoGetField)(null_mut(), info.info.as_ptr(), field.as_ptr());
            NonNull::new(value).map(|value| ServerString::from_raw(value))
        }
    }
}

macro_rules! numbers {
    ($($number:ty: $function:ident;)*) => {$(
        #[doc = concat!("As a number (`RM_", stringify!($function), "`).")]
        impl ServerInfoValue<'_> for $number {
            fn get(info: &ServerInfo<'_>, field: &CStr) -> Option<$number> {
                // SAFETY: the data is alive, and the server writes one number beside.
                info.number(|info, error| unsafe { (api().$function)(info, field.as_ptr(), error) })
            }
        }
    )*};
}

numbers! {
    i64: ServerInfoGetFieldSigned;
    u64: ServerInfoGetFieldUnsigned;
    f64: ServerInfoGetFieldDouble;
}

/// A release of a server. Written as `7.0.15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number.
    pub major: u8,
    /// The second number.
    pub minor: u8,
    /// The third number.
    pub patch: u8,
}

impl Version {
    fn parse(text: &str) -> Option<Version> {
        let mut parts = text.split('.').map(|part| part.parse().ok());
        let mut next = || parts.next().flatten();
        Some(Version {
            major: next()?,
            minor: next()?,
            patch: next()?,
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}
