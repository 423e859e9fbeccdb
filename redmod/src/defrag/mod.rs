//! Decides how memory is moved when the server defragments: which block, by whom, and how a pass
//! over much of it pauses.
//!
//! A block is moved while its only owner is borrowed exclusively, and the owner has the new address
//! before any code of the author's runs again. So whatever panics finds every value whole.

mod block;
mod module;
mod walk;

use std::ffi::c_int;
use std::marker::PhantomData;
use std::ptr::NonNull;

use redmod_sys::{REDISMODULE_OK, RedisModuleDefragCtx, Symbol, api};

pub use block::Block;

use crate::data_type::MAX_DEPTH;
use crate::{Error, Result, ServerStr, ServerString};
pub(crate) use module::{ModuleFn, Register, register};
use walk::Walk;

/// Moves blocks of memory to where they leave no gaps; lent by a server that defragments.
///
/// [`Persist::defrag`](crate::data_type::Persist::defrag) and the functions that
/// [`module!`](macro@crate::module) names under `defrag` get one. The server calls them on its main
/// thread, so that it shows that the lock is held, as a context does, and reaches a
/// [`Global`](crate::Global).
///
/// Servers defragment if they are built with their own jemalloc and `activedefrag` is `yes`
/// (Redis 6.2, Valkey).
pub struct Defragmenter<'a> {
    context: NonNull<RedisModuleDefragCtx>,
    walk: Walk,
    depth: u16,
    _lives: PhantomData<&'a mut RedisModuleDefragCtx>,
}

impl<'a> Defragmenter<'a> {
    /// # Safety
    /// The callback that was given the context lasts during `'a`, and makes no other one of it.
    pub(crate) unsafe fn from_raw(context: NonNull<RedisModuleDefragCtx>) -> Defragmenter<'a> {
        Defragmenter {
            context,
            walk: Walk::default(),
            depth: 0,
            _lives: PhantomData,
        }
    }

    /// The same, for a callback that the server calls again where it has paused
    /// (`RM_DefragCursorGet`).
    ///
    /// # Safety
    /// As [`from_raw`](Defragmenter::from_raw).
    pub(crate) unsafe fn resumed(context: NonNull<RedisModuleDefragCtx>) -> Defragmenter<'a> {
        let mut cursor = 0;
        // SAFETY: the caller's promise; the server writes one number, if it can call again.
        let status = unsafe {
            let get = api().DefragCursorGet;
            get.map(|get| get(context.as_ptr(), &raw mut cursor))
        };
        Defragmenter {
            walk: match status {
                Some(REDISMODULE_OK) => Walk::from_cursor(cursor),
                _ => Walk::default(),
            },
            // SAFETY: the caller's promise.
            ..unsafe { Defragmenter::from_raw(context) }
        }
    }

    /// Tells the server whether it is to call again, and what to remember (`RM_DefragCursorSet`).
    pub(crate) fn finish(self) -> c_int {
        let Some(cursor) = self.walk.paused_at() else {
            return 0;
        };
        // SAFETY: the callback that was given the context runs.
        let status = unsafe {
            let set = api().DefragCursorSet;
            set.map(|set| set(self.context.as_ptr(), cursor))
        };
        (status == Some(REDISMODULE_OK)).into()
    }

    /// Moves the block that this owns, if the server finds that it should (`RM_DefragAlloc`); whether
    /// it was moved.
    ///
    /// What is in the block is not looked at: its parts have blocks of their own.
    #[doc(alias = "RM_DefragAlloc")]
    pub fn block(&mut self, owner: &mut impl Block) -> bool {
        if !self.walk.begin_block() {
            return false;
        }
        // SAFETY: the callback that was given the context runs, and the block is the server's; what
        // comes back, if anything, is its copy, and the block is freed.
        owner.move_by(&mut |block, _| unsafe {
            let defrag = api().DefragAlloc?;
            NonNull::new(defrag(self.context.as_ptr(), block.as_ptr().cast()).cast())
        })
    }

    /// Moves the block that this owns whatever the server thinks of it (`RM_DefragAllocRaw`,
    /// `RM_DefragFreeRaw`); whether it owns one of the server's. Each is counted as moved, so that
    /// it is for what is known to lie amid gaps.
    ///
    /// # Errors
    /// On servers without the functions, before Redis 8.0 and Valkey.
    #[doc(alias = "RM_DefragAllocRaw")]
    #[doc(alias = "RM_DefragFreeRaw")]
    pub fn relocate(&mut self, owner: &mut impl Block) -> Result<bool> {
        if !self.walk.begin_block() {
            return Ok(false);
        }
        // SAFETY: there is a context, so the table is loaded.
        let (alloc, free) = unsafe { (api().DefragAllocRaw, api().DefragFreeRaw) };
        let alloc = alloc.ok_or_else(|| Error::lacks(Symbol::DefragAllocRaw))?;
        let free = free.ok_or_else(|| Error::lacks(Symbol::DefragFreeRaw))?;
        // SAFETY: the callback that was given the context runs; both blocks have so many bytes, and
        // are two; the old one has its owner's address no longer when the author's code goes on.
        Ok(owner.move_by(&mut |block, size| unsafe {
            let new = NonNull::new(alloc(self.context.as_ptr(), size).cast::<u8>())?;
            new.copy_from_nonoverlapping(block, size);
            free(self.context.as_ptr(), block.as_ptr().cast());
            Some(new)
        }))
    }

    /// Moves a string of the server's, if that finds that it should (`RM_DefragRedisModuleString`,
    /// on Valkey `RM_DefragValkeyModuleString`); whether its handle was moved: its bytes may have
    /// been alone.
    #[doc(alias = "RM_DefragRedisModuleString")]
    #[doc(alias = "RM_DefragValkeyModuleString")]
    pub fn string(&mut self, string: &mut ServerString) -> bool {
        if !self.walk.begin_block() {
            return false;
        }
        // SAFETY: the callback that was given the context runs; the string is ours alone and borrowed
        // exclusively, so that nothing has an address in it.
        unsafe {
            let table = api();
            let defrag = table.DefragRedisModuleString;
            let defrag = defrag.or(table.DefragValkeyModuleString);
            let moved = defrag.map(|f| f(self.context.as_ptr(), string.as_ptr()));
            let moved = moved.and_then(NonNull::new);
            moved.inspect(|new| string.point_to(*new)).is_some()
        }
    }

    /// Whether the server wants its time back (`RM_DefragShouldStop`). What it never calls again it
    /// does not hurry.
    #[doc(alias = "RM_DefragShouldStop")]
    #[must_use]
    pub fn should_stop(&self) -> bool {
        // SAFETY: the callback that was given the context runs.
        let stop = unsafe { api().DefragShouldStop.map(|f| f(self.context.as_ptr())) };
        stop.is_some_and(|stop| stop != 0)
    }

    /// The name of the value's key (`RM_GetKeyNameFromDefragCtx`); `None` in the functions of
    /// `module!`, and on servers before Redis 8.0 and Valkey, which pass something else for the name.
    #[doc(alias = "RM_GetKeyNameFromDefragCtx")]
    #[must_use]
    pub fn key(&self) -> Option<&[u8]> {
        // SAFETY: the callback that was given the context runs, and the name lives as long. Where
        // there are the raw functions, it is a string.
        unsafe {
            api().DefragAllocRaw?;
            let name = api().GetKeyNameFromDefragCtx?(self.context.as_ptr());
            let name = NonNull::new(name.cast_mut())?;
            Some(ServerStr::from_raw(name).as_bytes())
        }
    }

    /// The number of the value's database (`RM_GetDbIdFromDefragCtx`); `None` in the functions of
    /// `module!`, and before Redis 7.0.
    #[doc(alias = "RM_GetDbIdFromDefragCtx")]
    #[must_use]
    pub fn database(&self) -> Option<i32> {
        // SAFETY: the callback that was given the context runs.
        let database = unsafe { api().GetDbIdFromDefragCtx.map(|f| f(self.context.as_ptr())) };
        database.filter(|number| *number >= 0)
    }

    /// Looks at the fields of a derived struct or enum; at none that are nested too deep.
    #[doc(hidden)]
    pub fn nested(&mut self, look: impl FnOnce(&mut Self)) {
        if self.depth < MAX_DEPTH && !self.is_paused() {
            self.depth += 1;
            look(self);
            self.depth -= 1;
        }
    }

    pub(crate) fn as_ptr(&self) -> *mut RedisModuleDefragCtx {
        self.context.as_ptr()
    }
}
