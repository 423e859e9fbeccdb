//! Decides how a set is read and written. The server has no functions for that, only commands; so a
//! key is closed for each of them and opened again.

use std::ffi::CStr;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_REPLY_ERROR, REDISMODULE_REPLY_INTEGER, REDISMODULE_REPLY_STRING,
    RedisModuleCallReply, RedisModuleCtx, RedisModuleString, api,
};

use super::scan::{Elements, keep};
use super::{Key, KeyMut, KeyType, Name, ValueType, sealed};
use crate::database::Back;
use crate::{Error, Result, ServerStr, ServerString, frame};

/// A set: `KeyMut<Set>`.
///
/// Members are found, added and removed by the server's own commands, which are not replicated by
/// themselves: the command that calls them is, as its `replicate` says.
pub enum Set {}

impl sealed::Sealed for Set {}

impl KeyType for Set {
    fn is(value: ValueType) -> bool {
        value == ValueType::Set
    }
}

impl Elements for Set {
    type Element = ServerString;
    type Borrowed<'e> = &'e ServerStr;

    fn borrowed<'e>(member: &'e ServerStr, _: Option<&'e ServerStr>) -> &'e ServerStr {
        member
    }

    unsafe fn keep(member: &ServerStr) -> ServerString {
        // SAFETY: the caller's promise.
        unsafe { keep(member) }
    }
}

impl Key<'_, Set> {
    /// Whether it is a member (`SISMEMBER`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn contains(&mut self, member: &(impl Name + ?Sized)) -> Result<bool> {
        Ok(self.count(c"SISMEMBER", member)? != 0)
    }

    /// A member by chance; `None` for an absent key (`SRANDMEMBER`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn random(&mut self) -> Result<Option<ServerString>> {
        self.one(c"SRANDMEMBER")
    }

    /// Calls a command with the key and a member, and returns the integer that it answers.
    fn count(&mut self, command: &'static CStr, member: &(impl Name + ?Sized)) -> Result<usize> {
        let member = member.to_server();
        let answer = self.closed(command, |context, key| {
            // SAFETY: the context and the strings are live; the format says that two follow.
            unsafe {
                let format = c"ss".as_ptr();
                (api().Call)(context, command.as_ptr(), format, key, member.as_ptr())
            }
        });
        answer?.map_or(Ok(0), |answer| answer.integer())
    }

    /// Calls a command with the key and members, and returns the integer that it answers.
    fn count_all(&mut self, command: &'static CStr, members: &[impl Name]) -> Result<usize> {
        if members.is_empty() {
            return Ok(0);
        }
        let members: Vec<_> = members.iter().map(Name::to_server).collect();
        let argv: Vec<_> = members.iter().map(|it| it.as_ptr()).collect();
        let answer = self.closed(command, |context, key| {
            // SAFETY: as for `count`; the format says that a vector of strings and its length
            // follow the key.
            unsafe {
                let (format, argv, len) = (c"sv".as_ptr(), argv.as_ptr(), argv.len());
                (api().Call)(context, command.as_ptr(), format, key, argv, len)
            }
        });
        answer?.map_or(Ok(0), |answer| answer.integer())
    }

    /// Calls a command with the key, and returns the string that it answers.
    fn one(&mut self, command: &'static CStr) -> Result<Option<ServerString>> {
        let answer = self.closed(command, |context, key| {
            // SAFETY: as for `count`; the format says that one string follows.
            unsafe { (api().Call)(context, command.as_ptr(), c"s".as_ptr(), key) }
        });
        Ok(answer?.and_then(|answer| answer.string()))
    }

    /// Closes the key, calls a command on it, and opens it again; `None` for a key that is absent
    /// and open for reading.
    ///
    /// The command is that key's alone; whatever else may be open stays. Nothing opens the key
    /// meanwhile, since it counts as open. What the command leaves is what the handle has then: a
    /// set, nothing, or, if a notified module of another make has put it there, anything else, on
    /// which no function of this file relies on a set.
    fn closed(
        &mut self,
        command: &'static CStr,
        call: impl FnOnce(*mut RedisModuleCtx, *mut RedisModuleString) -> *mut RedisModuleCallReply,
    ) -> Result<Option<Answer>> {
        let Some(handle) = self.handle.take() else {
            return Ok(None);
        };
        // SAFETY: the handle is this key's, which `&mut self` lets nothing into.
        let Some(key) = (unsafe { frame::suspend(handle) }) else {
            return Ok(None);
        };
        let _back = Back::new(self.context(), key.database)?;
        // SAFETY: the context is live as long as the key, and in the key's database. The handle is
        // the same key's.
        let reply = unsafe {
            let (context, name) = (self.context.as_ptr(), key.name.as_ptr());
            let reply = call(context, name);
            let handle = (api().OpenKey)(context, name, self.mode);
            self.handle = NonNull::new(handle.cast());
            frame::resume(&key, self.handle);
            NonNull::new(reply)
        };
        let refused = || Error::new(format_args!("the server refuses to call {command:?}"));
        Answer(reply.ok_or_else(refused)?).into_result().map(Some)
    }
}

impl KeyMut<'_, Set> {
    /// As for a key that is open for reading: [`Key::contains`].
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn contains(&mut self, member: &(impl Name + ?Sized)) -> Result<bool> {
        self.0.contains(member)
    }

    /// As for a key that is open for reading: [`Key::random`].
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn random(&mut self) -> Result<Option<ServerString>> {
        self.0.random()
    }

    /// Adds a member; whether it is new. An absent key becomes a set (`SADD`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn add(&mut self, member: &(impl Name + ?Sized)) -> Result<bool> {
        frame::note_write();
        Ok(self.0.count(c"SADD", member)? != 0)
    }

    /// Adds several members; how many of them are new (`SADD`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn add_many(&mut self, members: &[impl Name]) -> Result<usize> {
        frame::note_write();
        self.0.count_all(c"SADD", members)
    }

    /// Removes a member, and with the last one the key; whether it was there (`SREM`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn remove(&mut self, member: &(impl Name + ?Sized)) -> Result<bool> {
        frame::note_write();
        Ok(self.0.count(c"SREM", member)? != 0)
    }

    /// Removes several members, and with the last one the key; how many were there (`SREM`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn remove_many(&mut self, members: &[impl Name]) -> Result<usize> {
        frame::note_write();
        self.0.count_all(c"SREM", members)
    }

    /// Removes a member by chance, and with the last one the key; `None` for an absent key
    /// (`SRANDMEMBER`, `SREM`).
    ///
    /// Where the command is replicated as it was called, replicas take members of their own: let it
    /// replicate `SREM` of this one there.
    ///
    /// # Errors
    /// Where the server refuses the commands.
    pub fn pop(&mut self) -> Result<Option<ServerString>> {
        let member = self.0.random()?;
        if let Some(member) = &member {
            self.remove(&**member)?;
        }
        Ok(member)
    }
}

/// The reply of a command.
struct Answer(NonNull<RedisModuleCallReply>);

impl Answer {
    fn is(&self, kind: i32) -> bool {
        // SAFETY: the reply is alive as long as `self`.
        unsafe { (api().CallReplyType)(self.0.as_ptr()) == kind }
    }

    fn into_result(self) -> Result<Answer> {
        if !self.is(REDISMODULE_REPLY_ERROR) {
            return Ok(self);
        }
        let text = String::from_utf8_lossy(self.bytes());
        let (code, message) = text.split_once(' ').unwrap_or(("ERR", &text));
        Err(Error::with_code(code, message))
    }

    fn integer(&self) -> Result<usize> {
        debug_assert!(self.is(REDISMODULE_REPLY_INTEGER), "the command counts");
        // SAFETY: as for `is`.
        let integer = unsafe { (api().CallReplyInteger)(self.0.as_ptr()) };
        Ok(usize::try_from(integer).unwrap_or(0))
    }

    fn string(&self) -> Option<ServerString> {
        self.is(REDISMODULE_REPLY_STRING)
            .then(|| ServerString::from_bytes(self.bytes()))
    }

    /// The bytes of a string or an error.
    fn bytes(&self) -> &[u8] {
        let mut len = 0;
        // SAFETY: as for `is`; the callers have seen that the reply has bytes.
        unsafe {
            let bytes = (api().CallReplyStringPtr)(self.0.as_ptr(), &raw mut len);
            std::slice::from_raw_parts(bytes.cast(), len)
        }
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        // SAFETY: it is freed once, here.
        unsafe { (api().FreeCallReply)(self.0.as_ptr()) };
    }
}
