//! Decides how a hash is read and written, field by field or many at once.

use std::ffi::{c_int, c_void};
use std::ptr::{NonNull, null_mut};
use std::time::{Duration, SystemTime};

use redmod_sys::{
    REDISMODULE_HASH_COUNT_ALL, REDISMODULE_HASH_DELETE, REDISMODULE_HASH_EXISTS,
    REDISMODULE_HASH_EXPIRE_TIME, REDISMODULE_HASH_NONE, REDISMODULE_HASH_NX, REDISMODULE_HASH_XX,
    RedisModuleKey, RedisModuleString, api, mstime_t,
};

use super::scan::{Elements, keep};
use super::{Fields, Key, KeyMut, KeyType, Name, ValueType, function, sealed};
use crate::{Error, Result, ServerStr, ServerString};

/// A hash: `KeyMut<Hash>`.
pub enum Hash {}

impl sealed::Sealed for Hash {}

impl KeyType for Hash {
    fn is(value: ValueType) -> bool {
        value == ValueType::Hash
    }
}

impl Elements for Hash {
    type Element = (ServerString, ServerString);
    type Borrowed<'e> = (&'e ServerStr, &'e ServerStr);

    fn borrowed<'e>(
        field: &'e ServerStr,
        value: Option<&'e ServerStr>,
    ) -> (&'e ServerStr, &'e ServerStr) {
        (field, value.expect("the server tells a field's value"))
    }

    unsafe fn keep((field, value): (&ServerStr, &ServerStr)) -> (ServerString, ServerString) {
        // SAFETY: the caller's promise.
        unsafe { (keep(field), keep(value)) }
    }
}

/// On which condition a field is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HSetIf {
    /// On none.
    #[default]
    Always,
    /// If it is not yet there: `NX`.
    Absent,
    /// If it is there: `XX`.
    Present,
}

const NO_PAIRS: Error = Error::fixed(c"ERR fields and values come in pairs");
const NO_EXPIRY: Error =
    Error::fixed(c"ERR this server's RM_HashGet tells no expiry, which Redis has since 8.0");

/// With how many fields the server is called at most. Its functions take any number, one after the
/// other and a null at the end; here all calls have the same number, and nulls where fewer are
/// meant, which end the list as well.
const AT_ONCE: usize = 8;

impl Key<'_, Hash> {
    /// The field's value (`RM_HashGet`).
    #[doc(alias = "RM_HashGet")]
    #[must_use]
    pub fn get(&self, field: &(impl Name + ?Sized)) -> Option<ServerString> {
        let [value] = self.get_many([field]);
        value
    }

    /// The values of several fields: `let [name, age] = hash.get_many(["name", "age"])`
    /// (`RM_HashGet`).
    #[must_use]
    pub fn get_many<F: Name, const N: usize>(&self, fields: [F; N]) -> [Option<ServerString>; N] {
        let mut values = [const { None }; N];
        self.read(&fields, &mut values);
        values
    }

    /// The values of any number of fields (`RM_HashGet`).
    #[must_use]
    pub fn get_each(&self, fields: &[impl Name]) -> Vec<Option<ServerString>> {
        let mut values: Vec<_> = fields.iter().map(|_| None).collect();
        self.read(fields, &mut values);
        values
    }

    fn read(&self, fields: &[impl Name], values: &mut [Option<ServerString>]) {
        let Some(handle) = self.handle else {
            return;
        };
        for (fields, values) in fields.chunks(AT_ONCE).zip(values.chunks_mut(AT_ONCE)) {
            let mut read = [null_mut::<RedisModuleString>(); AT_ONCE];
            // SAFETY: the handle is open on a hash or on none, as `open` has seen; what is asked
            // for are values.
            unsafe { ask(handle, REDISMODULE_HASH_NONE, fields, &mut read) };
            for (value, read) in values.iter_mut().zip(read) {
                // SAFETY: the server has made a string for us, which nobody else refers to.
                *value = NonNull::new(read).map(|it| unsafe { ServerString::from_raw(it) });
            }
        }
    }

    /// Whether there is such a field (`RM_HashGet`).
    #[must_use]
    pub fn contains(&self, field: &(impl Name + ?Sized)) -> bool {
        let mut is_there: [c_int; AT_ONCE] = [0; AT_ONCE];
        if let Some(handle) = self.handle {
            // SAFETY: as for `read`; what is asked for is whether the field exists.
            unsafe { ask(handle, REDISMODULE_HASH_EXISTS, &[field], &mut is_there) };
        }
        is_there[0] != 0
    }

    /// When the field expires; `None` never, or if it is absent (`RM_HashGet`).
    ///
    /// # Errors
    /// Where the server tells no expiry of fields: before Redis 8.0, and on Valkey.
    pub fn field_expires_at(&self, field: &(impl Name + ?Sized)) -> Result<Option<SystemTime>> {
        // SAFETY: a parameter was parsed, so the table is loaded.
        if unsafe { api().HashFieldMinExpire }.is_none() {
            // The server would take the place of the number for that of a string.
            return Err(NO_EXPIRY);
        }
        let mut at: [mstime_t; AT_ONCE] = [-1; AT_ONCE];
        if let Some(handle) = self.handle {
            // SAFETY: as for `read`; what is asked for is the expiry, by a server that knows the
            // flag, which came with the function.
            unsafe { ask(handle, REDISMODULE_HASH_EXPIRE_TIME, &[field], &mut at) };
        }
        Ok(time(at[0]))
    }

    /// When the first of the fields expires; `None` if none does (`RM_HashFieldMinExpire`).
    ///
    /// # Errors
    /// As [`field_expires_at`](Key::field_expires_at).
    #[doc(alias = "RM_HashFieldMinExpire")]
    pub fn next_field_expiry(&self) -> Result<Option<SystemTime>> {
        let first = function!(HashFieldMinExpire, "Redis 8.0")?;
        let Some(handle) = self.existing() else {
            return Ok(None);
        };
        // SAFETY: the handle is open on a hash.
        Ok(time(unsafe { first(handle) }))
    }

    /// Whether the field's value is one that [`set_static`](KeyMut::set_static) has lent
    /// (`RM_HashHasStringRef`).
    ///
    /// # Errors
    /// Where the server lacks the function: before Valkey 9.1, and on Redis.
    #[doc(alias = "RM_HashHasStringRef")]
    pub fn is_static(&self, field: &(impl Name + ?Sized)) -> Result<bool> {
        let is_lent = function!(HashHasStringRef, "Valkey 9.1")?;
        let Some(handle) = self.existing() else {
            return Ok(false);
        };
        // SAFETY: the handle is open on a hash, and the field lives.
        Ok(field.with(|field| unsafe { is_lent(handle, field.as_ptr()) } != 0))
    }
}

impl KeyMut<'_, Hash> {
    /// Sets a field; whether it is new. An absent key becomes a hash (`RM_HashSet`).
    #[doc(alias = "RM_HashSet")]
    pub fn set(&mut self, field: &(impl Name + ?Sized), value: &(impl Name + ?Sized)) -> bool {
        let pair = [&*field.to_server(), &*value.to_server()];
        // The server counts what was there before.
        self.write_pairs(REDISMODULE_HASH_NONE, &pair) == 0
    }

    /// Sets a field on a condition; whether it was set (`RM_HashSet`).
    pub fn set_if(
        &mut self,
        condition: HSetIf,
        field: &(impl Name + ?Sized),
        value: &(impl Name + ?Sized),
    ) -> bool {
        self.write_if(condition, &[&*field.to_server(), &*value.to_server()]) != 0
    }

    /// Sets several fields; how many of them are new (`RM_HashSet`):
    /// `hash.set_many(&[("name", "Ada"), ("born", "1815")])`.
    ///
    /// # Errors
    /// For a field without a value.
    pub fn set_many(&mut self, fields: &(impl Fields + ?Sized)) -> Result<usize> {
        fields.with(|fields| {
            let before = self.len();
            self.write_if(HSetIf::Always, in_pairs(fields)?);
            Ok(self.len() - before)
        })
    }

    /// Sets several fields, each on the condition; how many were set (`RM_HashSet`).
    ///
    /// # Errors
    /// For a field without a value.
    pub fn set_many_if(
        &mut self,
        condition: HSetIf,
        fields: &(impl Fields + ?Sized),
    ) -> Result<usize> {
        fields.with(|fields| Ok(self.write_if(condition, in_pairs(fields)?)))
    }

    /// Removes a field, and with the last one the key; whether it was there (`RM_HashSet`).
    pub fn remove(&mut self, field: &(impl Name + ?Sized)) -> bool {
        self.remove_many(&[field]) != 0
    }

    /// Removes several fields, and with the last one the key; how many were there (`RM_HashSet`).
    pub fn remove_many(&mut self, fields: &[impl Name]) -> usize {
        let mut removed = 0;
        for fields in fields.chunks(AT_ONCE) {
            // For an absent key the server would make a hash, and delete it again.
            if !self.exists() {
                break;
            }
            let fields: [_; AT_ONCE] = std::array::from_fn(|i| fields.get(i).map(Name::to_server));
            let fields = fields.each_ref().map(|it| it.as_deref().map(server_ptr));
            let pairs = fields.map(|it| it.map(|field| (field, REDISMODULE_HASH_DELETE)));
            removed += self.write_chunk(REDISMODULE_HASH_NONE, pairs);
        }
        removed
    }

    /// Lends a value to the field, which the server does not copy (`RM_HashSetStringRef`). An absent
    /// field is set first.
    ///
    /// From then on the module cannot be unloaded: its memory is the server's.
    ///
    /// # Errors
    /// Where the server lacks the function: before Valkey 9.1, and on Redis.
    #[doc(alias = "RM_HashSetStringRef")]
    pub fn set_static(&mut self, field: &(impl Name + ?Sized), value: &'static [u8]) -> Result<()> {
        let lend = function!(HashSetStringRef, "Valkey 9.1")?;
        let field = field.to_server();
        if !self.contains(&*field) {
            self.set(&*field, value);
        }
        let (handle, bytes) = (self.write(), value.as_ptr().cast());
        // SAFETY: the handle is open for writing on a hash; the server reads the bytes as long as
        // the field has them, and they live as long as the library is mapped, which is not unmapped
        // any more from here on.
        match unsafe { lend(handle, server_ptr(&field), bytes, value.len()) } {
            redmod_sys::REDISMODULE_OK => {
                crate::load::stay_loaded();
                Ok(())
            }
            _ => Err(REFUSED),
        }
    }

    /// How many pairs were set.
    fn write_if(&mut self, condition: HSetIf, pairs: &[&ServerStr]) -> usize {
        let before = self.len();
        match condition {
            HSetIf::Always => {
                self.write_pairs(REDISMODULE_HASH_NONE, pairs);
                pairs.len() / 2
            }
            // Nothing can be set, and the server would make a hash, and delete it again.
            HSetIf::Present if before == 0 => 0,
            HSetIf::Present => self.write_pairs(REDISMODULE_HASH_XX, pairs),
            // A server before 6.2 counts only what was there before; `RM_StreamAdd` came with that
            // release.
            // SAFETY: the table is loaded.
            HSetIf::Absent if unsafe { api().StreamAdd }.is_none() => {
                self.write_pairs(REDISMODULE_HASH_NX, pairs);
                self.len() - before
            }
            HSetIf::Absent => {
                self.write_pairs(REDISMODULE_HASH_NX | REDISMODULE_HASH_COUNT_ALL, pairs)
            }
        }
    }

    /// What the server counts.
    fn write_pairs(&mut self, flags: c_int, pairs: &[&ServerStr]) -> usize {
        let chunks = pairs.chunks(2 * AT_ONCE).map(|chunk| {
            std::array::from_fn(|i| {
                let pair = chunk.get(2 * i..2 * i + 2)?;
                Some((server_ptr(pair[0]), server_ptr(pair[1])))
            })
        });
        chunks.map(|chunk| self.write_chunk(flags, chunk)).sum()
    }

    fn write_chunk(&mut self, flags: c_int, pairs: [Option<Pair>; AT_ONCE]) -> usize {
        let [a, b, c, d, e, f, g, h] = pairs.map(|it| it.unwrap_or((null_mut(), null_mut())));
        let (handle, end) = (self.write(), null_mut::<RedisModuleString>());
        // SAFETY: the handle is open for writing, on a hash or on none. The strings live, and are
        // of the kind that has bytes, as all are that modules get; the server copies them, and
        // reads none after the first null.
        let count = unsafe {
            (api().HashSet)(
                handle, flags, a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1, e.0, e.1, f.0, f.1, g.0,
                g.1, h.0, h.1, end,
            )
        };
        usize::try_from(count).unwrap_or(0)
    }
}

const REFUSED: Error = Error::fixed(c"ERR the server refuses to change the hash");

/// A field and its value as the server takes them.
type Pair = (*mut RedisModuleString, *mut RedisModuleString);

fn server_ptr(string: &ServerStr) -> *mut RedisModuleString {
    string.as_ptr()
}

fn in_pairs<'f, 's>(fields: &'f [&'s ServerStr]) -> Result<&'f [&'s ServerStr]> {
    if fields.len().is_multiple_of(2) {
        Ok(fields)
    } else {
        Err(NO_PAIRS)
    }
}

/// Asks for something of up to [`AT_ONCE`] fields; `out` is as it was for those that are absent.
///
/// # Safety
/// The handle is open, on a hash or on none, and `T` is what the server writes with these flags.
unsafe fn ask<T>(
    handle: NonNull<RedisModuleKey>,
    flags: c_int,
    fields: &[impl Name],
    out: &mut [T; AT_ONCE],
) {
    let fields: [_; AT_ONCE] = std::array::from_fn(|i| fields.get(i).map(Name::to_server));
    let [a, b, c, d, e, f, g, h] = fields
        .each_ref()
        .map(|it| it.as_deref().map_or(null_mut(), server_ptr));
    let [i, j, k, l, m, n, o, p] = out.each_mut().map(|it| (&raw mut *it).cast::<c_void>());
    let end = null_mut::<RedisModuleString>();
    // SAFETY: the caller's promise; the strings live, and nothing is read after the first null.
    unsafe {
        (api().HashGet)(
            handle.as_ptr(),
            flags,
            a,
            i,
            b,
            j,
            c,
            k,
            d,
            l,
            e,
            m,
            f,
            n,
            g,
            o,
            h,
            p,
            end,
        )
    };
}

/// A time as the server tells it; `None` for none.
fn time(millis: mstime_t) -> Option<SystemTime> {
    let since_1970 = Duration::from_millis(millis.try_into().ok()?);
    SystemTime::UNIX_EPOCH.checked_add(since_1970)
}
