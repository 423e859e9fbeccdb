//! Decides what every key has, whatever it holds: a name, a database, a length, a time to live,
//! and what the eviction knows of it.

use std::time::{Duration, SystemTime};

use redmod_sys::{REDISMODULE_NO_EXPIRE, REDISMODULE_OK, api};

use super::{Key, KeyMut, KeyType};
use crate::{Error, Result, ServerStr, frame};

const ABSENT: Error = Error::fixed(c"ERR no such key");
const TOO_LATE: Error = Error::fixed(c"ERR invalid expire time");
const POLICY: Error = Error::fixed(c"ERR the server's maxmemory-policy keeps no such value");

impl<T: KeyType> Key<'_, T> {
    /// The key's name; `None` for an absent key that is open for reading
    /// (`RM_GetKeyNameFromModuleKey`).
    #[doc(alias = "RM_GetKeyNameFromModuleKey")]
    #[must_use]
    pub fn name(&self) -> Option<&ServerStr> {
        // SAFETY: the handle is open as long as `self`, and so lives its name.
        unsafe {
            let name = (api().GetKeyNameFromModuleKey)(self.handle?.as_ptr());
            Some(ServerStr::from_raw(std::ptr::NonNull::new(
                name.cast_mut(),
            )?))
        }
    }

    /// The database that the key is in; `None` for an absent key that is open for reading
    /// (`RM_GetDbIdFromModuleKey`; as it was opened on servers without it, before Redis 7.0).
    #[doc(alias = "RM_GetDbIdFromModuleKey")]
    #[must_use]
    pub fn database(&self) -> Option<i32> {
        let handle = self.handle?;
        // SAFETY: the handle is open.
        match unsafe { api().GetDbIdFromModuleKey.map(|get| get(handle.as_ptr())) } {
            Some(database) => Some(database),
            None => frame::database_of(handle),
        }
    }

    /// How many elements the value has; bytes for a string; 0 for an absent key and for a value of
    /// a module's own type (`RM_ValueLength`).
    #[doc(alias = "RM_ValueLength")]
    #[must_use]
    pub fn len(&self) -> usize {
        // SAFETY: the handle is open.
        self.handle
            .map_or(0, |handle| unsafe { (api().ValueLength)(handle.as_ptr()) })
    }

    /// Whether the value has no elements, or the key is absent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How long the key still lives; `None` for ever, or if it is absent (`RM_GetExpire`).
    #[doc(alias = "RM_GetExpire")]
    #[must_use]
    pub fn ttl(&self) -> Option<Duration> {
        // SAFETY: the handle is open.
        let millis = unsafe { (api().GetExpire)(self.existing()?) };
        u64::try_from(millis).ok().map(Duration::from_millis)
    }

    /// When the key expires; `None` never, or if it is absent (`RM_GetAbsExpire`; from the time to
    /// live on servers without it, before Redis 6.2.2).
    #[doc(alias = "RM_GetAbsExpire")]
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        let handle = self.existing()?;
        // SAFETY: the handle is open.
        match unsafe { api().GetAbsExpire.map(|get| get(handle)) } {
            Some(millis) => {
                let since_1970 = Duration::from_millis(millis.try_into().ok()?);
                SystemTime::UNIX_EPOCH.checked_add(since_1970)
            }
            None => SystemTime::now().checked_add(self.ttl()?),
        }
    }

    /// For how long nobody has used the key; `None` if it is absent, or where the server's
    /// `maxmemory-policy` counts uses instead (`RM_GetLRU`).
    #[doc(alias = "RM_GetLRU")]
    #[must_use]
    pub fn idle_time(&self) -> Option<Duration> {
        let (handle, mut millis) = (self.existing()?, -1);
        // SAFETY: the handle is open, and the server writes one number.
        let status = unsafe { (api().GetLRU)(handle, &raw mut millis) };
        let millis = u64::try_from(millis)
            .ok()
            .filter(|_| status == REDISMODULE_OK)?;
        Some(Duration::from_millis(millis))
    }

    /// How often the key is used, on a logarithmic scale up to 255; `None` if it is absent, or
    /// unless the server's `maxmemory-policy` counts uses (`RM_GetLFU`).
    #[doc(alias = "RM_GetLFU")]
    #[must_use]
    pub fn frequency(&self) -> Option<u8> {
        let (handle, mut frequency) = (self.existing()?, -1);
        // SAFETY: the handle is open, and the server writes one number.
        let status = unsafe { (api().GetLFU)(handle, &raw mut frequency) };
        u8::try_from(frequency)
            .ok()
            .filter(|_| status == REDISMODULE_OK)
    }
}

impl<T: KeyType> KeyMut<'_, T> {
    /// Readies the handle for the value to go or to move; whether there is one.
    fn settle(&mut self) -> bool {
        let Some(handle) = self.existing() else {
            return false;
        };
        // SAFETY: the handle is open for writing, and its value was seen to be a `T`.
        unsafe { T::settle(handle) };
        true
    }

    /// Deletes the key; whether it existed (`RM_DeleteKey`).
    #[doc(alias = "RM_DeleteKey")]
    pub fn delete(&mut self) -> bool {
        let existed = self.settle();
        // SAFETY: the handle is open for writing, and `&mut self` lets nothing into the value.
        existed && unsafe { (api().DeleteKey)(self.write()) } == REDISMODULE_OK
    }

    /// Deletes the key, leaving a large value to another thread; whether it existed
    /// (`RM_UnlinkKey`).
    #[doc(alias = "RM_UnlinkKey")]
    pub fn unlink(&mut self) -> bool {
        let existed = self.settle();
        // SAFETY: as for `delete`.
        existed && unsafe { (api().UnlinkKey)(self.write()) } == REDISMODULE_OK
    }

    /// Lets the key live for so long, in whole milliseconds, or for ever (`RM_SetExpire`).
    ///
    /// # Errors
    /// For an absent key, and for a time further than the server counts.
    #[doc(alias = "RM_SetExpire")]
    pub fn set_ttl(&mut self, ttl: Option<Duration>) -> Result<()> {
        if !self.settle() {
            return Err(ABSENT);
        }
        let millis = match ttl {
            // The server adds the time that it is now.
            Some(ttl) => i64::try_from(ttl.as_millis())
                .ok()
                .filter(|it| *it < i64::MAX / 2),
            None => Some(REDISMODULE_NO_EXPIRE.into()),
        };
        let millis = millis.ok_or(TOO_LATE)?;
        // SAFETY: the handle is open for writing. The server may move the value, into which
        // `&mut self` lets nothing.
        match unsafe { (api().SetExpire)(self.write(), millis) } {
            REDISMODULE_OK => Ok(()),
            _ => Err(TOO_LATE),
        }
    }

    /// Lets the key live until then, in whole milliseconds, or for ever (`RM_SetAbsExpire`; by the
    /// time to live on servers without it, before Redis 6.2.2).
    ///
    /// # Errors
    /// As [`set_ttl`](KeyMut::set_ttl), and for a time before 1970.
    #[doc(alias = "RM_SetAbsExpire")]
    pub fn set_expires_at(&mut self, at: Option<SystemTime>) -> Result<()> {
        let Some(at) = at else {
            return self.set_ttl(None);
        };
        // SAFETY: the table is loaded.
        let Some(set) = (unsafe { api().SetAbsExpire }) else {
            let ttl = at.duration_since(SystemTime::now()).unwrap_or_default();
            return self.set_ttl(Some(ttl));
        };
        if !self.settle() {
            return Err(ABSENT);
        }
        let since_1970 = at
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_err(|_| TOO_LATE)?;
        let millis = i64::try_from(since_1970.as_millis()).map_err(|_| TOO_LATE)?;
        // SAFETY: as for `set_ttl`.
        match unsafe { set(self.write(), millis) } {
            REDISMODULE_OK => Ok(()),
            _ => Err(TOO_LATE),
        }
    }

    /// Pretends that nobody has used the key for so long (`RM_SetLRU`).
    ///
    /// # Errors
    /// For an absent key, and where the server's `maxmemory-policy` counts uses instead.
    #[doc(alias = "RM_SetLRU")]
    pub fn set_idle_time(&mut self, idle: Duration) -> Result<()> {
        let handle = self.existing().ok_or(ABSENT)?;
        let millis = i64::try_from(idle.as_millis()).map_err(|_| TOO_LATE)?;
        // SAFETY: the handle is open.
        match unsafe { (api().SetLRU)(handle, millis) } {
            REDISMODULE_OK => Ok(()),
            _ => Err(POLICY),
        }
    }

    /// Pretends that the key is used so often (`RM_SetLFU`).
    ///
    /// # Errors
    /// For an absent key, and unless the server's `maxmemory-policy` counts uses.
    #[doc(alias = "RM_SetLFU")]
    pub fn set_frequency(&mut self, frequency: u8) -> Result<()> {
        let handle = self.existing().ok_or(ABSENT)?;
        // SAFETY: the handle is open.
        match unsafe { (api().SetLFU)(handle, frequency.into()) } {
            REDISMODULE_OK => Ok(()),
            _ => Err(POLICY),
        }
    }
}
