//! Decides how a set is read and written. The server has no functions for that, only commands; so a
//! key is closed for each of them and opened again.

use std::ffi::CStr;
use std::ptr::NonNull;

use redmod_sys::{RedisModuleCallReply, RedisModuleCtx, RedisModuleString, api};

use super::scan::{Elements, keep};
use super::{Key, KeyMut, KeyType, Name, ValueType, sealed};
use crate::call::{CallOptions, CallReply, FromReply, refusal};
use crate::database::Back;
use crate::{Result, ServerStr, ServerString, frame};

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
        self.with_member(c"SISMEMBER", member)
    }

    /// A member by chance; `None` for an absent key (`SRANDMEMBER`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn random(&mut self) -> Result<Option<ServerString>> {
        self.closed(|context, key| {
            // SAFETY: the context and the key's name are live; the format says that one string
            // follows.
            unsafe { (api().Call)(context, c"SRANDMEMBER".as_ptr(), c"s".as_ptr(), key) }
        })
    }

    /// Calls a command with the key and a member.
    fn with_member(&mut self, command: &CStr, member: &(impl Name + ?Sized)) -> Result<bool> {
        let member = member.to_server();
        self.closed(|context, key| {
            // SAFETY: as for `random`; two strings follow.
            unsafe {
                let format = c"ss".as_ptr();
                (api().Call)(context, command.as_ptr(), format, key, member.as_ptr())
            }
        })
    }

    /// Calls a command with the key and members.
    fn with_members(&mut self, command: &CStr, members: &[impl Name]) -> Result<usize> {
        if members.is_empty() {
            return Ok(0);
        }
        let members: Vec<_> = members.iter().map(Name::to_server).collect();
        let argv: Vec<_> = members.iter().map(|it| it.as_ptr()).collect();
        self.closed(|context, key| {
            // SAFETY: as for `random`; a vector of strings and its length follow the key.
            unsafe {
                let (format, argv, len) = (c"sv".as_ptr(), argv.as_ptr(), argv.len());
                (api().Call)(context, command.as_ptr(), format, key, argv, len)
            }
        })
    }

    /// Closes the key, calls a command on it, and opens it again; the default for a key that is
    /// absent and open for reading.
    ///
    /// The command is that key's alone; whatever else may be open stays. Nothing opens the key
    /// meanwhile, since it counts as open. What the command leaves is what the handle has then: a
    /// set, nothing, or, if a notified module of another make has put it there, anything else; no
    /// function of this file relies on a set.
    fn closed<R: FromReply + Default>(
        &mut self,
        call: impl FnOnce(*mut RedisModuleCtx, *mut RedisModuleString) -> *mut RedisModuleCallReply,
    ) -> Result<R> {
        let Some(handle) = self.handle.take() else {
            return Ok(R::default());
        };
        // SAFETY: the handle is this key's, which `&mut self` lets nothing into.
        let Some(key) = (unsafe { frame::suspend(handle) }) else {
            return Ok(R::default());
        };
        let _back = Back::new(self.context, key.database)?;
        // SAFETY: the context is live as long as the key, and in the key's database. The handle is
        // the same key's. The reply is ours, and freed before the context can go.
        let reply = unsafe {
            let (context, name) = (self.context.as_ptr(), key.name.as_ptr());
            let reply = NonNull::new(call(context, name))
                .map(|reply| CallReply::from_raw(reply))
                .ok_or_else(|| refusal::why(CallOptions::new()));
            let handle = (api().OpenKey)(context, name, self.mode);
            self.handle = NonNull::new(handle.cast());
            frame::resume(&key, self.handle);
            reply?
        };
        R::from_reply(&reply)
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
        self.note_adding()?;
        self.0.with_member(c"SADD", member)
    }

    /// Adds several members; how many of them are new (`SADD`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn add_many(&mut self, members: &[impl Name]) -> Result<usize> {
        self.note_adding()?;
        self.0.with_members(c"SADD", members)
    }

    /// Notes that something is written; not where the key may have expired since it was opened, and cannot be
    /// made anew.
    fn note_adding(&self) -> Result<()> {
        frame::note_write();
        self.context().refuses_writes().map_or(Ok(()), Err)
    }

    /// Removes a member, and with the last one the key; whether it was there (`SREM`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn remove(&mut self, member: &(impl Name + ?Sized)) -> Result<bool> {
        frame::note_write();
        self.0.with_member(c"SREM", member)
    }

    /// Removes several members, and with the last one the key; how many were there (`SREM`).
    ///
    /// # Errors
    /// Where the server refuses the command.
    pub fn remove_many(&mut self, members: &[impl Name]) -> Result<usize> {
        frame::note_write();
        self.0.with_members(c"SREM", members)
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
