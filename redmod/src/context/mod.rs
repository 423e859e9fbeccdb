//! Decides what a callback may do: each kind of callback has a context type of its own, and what a
//! context lacks does not compile.
//!
//! A context is only ever seen behind a reference. The reference is the server's own pointer, its
//! lifetime the callback's: it can be neither made, nor kept, nor sent to a thread. What every kind
//! can do is done through [`AnyContext`], which each of them derefs to.

mod busy;
mod client;
mod flags;
mod publish;
mod random;
mod server;
mod time;
mod writable;

use std::ffi::c_void;
use std::fmt;
use std::marker::{PhantomData, PhantomPinned};
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use redmod_sys::RedisModuleCtx;

use crate::log::{Level, log};

pub use busy::Serve;
pub use client::{ClientFlag, ClientFlags, ClientInfo};
pub use flags::{ContextFlag, ContextFlags};
pub use server::{ServerInfo, ServerInfoValue, Version};

/// What every context can do, whatever its kind: each of them derefs to this one.
#[repr(C)]
pub struct AnyContext {
    _opaque: [u8; 0],
    _not_send: PhantomData<(*mut c_void, PhantomPinned)>,
}

impl AnyContext {
    pub(crate) fn as_ptr(&self) -> *mut RedisModuleCtx {
        std::ptr::from_ref(self).cast_mut().cast()
    }

    /// Writes to the server's log (`RM_Log`), under the module's name.
    #[doc(alias = "RM_Log")]
    pub fn log(&self, level: Level, message: impl fmt::Display) {
        log(self.as_ptr(), level, format_args!("{message}"));
    }
}

macro_rules! contexts {
    ($($(#[$doc:meta])* $name:ident: $base:ident;)*) => {$(
        $(#[$doc])*
        #[repr(C)]
        pub struct $name {
            _opaque: [u8; 0],
            _not_send: PhantomData<(*mut c_void, PhantomPinned)>,
        }

        impl $name {
            /// # Safety
            /// `context` is the context of a callback that lasts for `'a`, and this is the only
            /// reference made of it, or all of them are shared.
            #[inline(always)]
            pub(crate) unsafe fn from_raw<'a>(context: NonNull<RedisModuleCtx>) -> &'a mut $name {
                // SAFETY: it has no bytes of its own, so any live pointer will do; the caller
                // vouches for lifetime and uniqueness.
                unsafe { context.cast::<$name>().as_mut() }
            }
        }

        impl Deref for $name {
            type Target = $base;

            #[inline(always)]
            fn deref(&self) -> &$base {
                // SAFETY: neither has bytes of its own; it is the same pointer, for as long, and the base
                // can do less.
                unsafe { NonNull::from(self).cast::<$base>().as_ref() }
            }
        }
    )*};
}

contexts! {
    /// The context of a command: all that a [`ServerContext`] can do, and the client that calls.
    Context: ServerContext;
    /// What reaches the keyspace and calls commands, with no client that it would be for: the context of a
    /// timer, and of a thread that has the server's lock.
    ServerContext: AnyContext;
    /// The context of a function that is called on an event of the server
    /// ([`on_event`](macro@crate::on_event)). It reaches no key and calls no command; what is to be done
    /// there is [posted](EventContext::post).
    EventContext: AnyContext;
    /// The context of a function that is called on a keyspace notification
    /// ([`on_keyspace`](macro@crate::on_keyspace)). It reaches no key and calls no command; what is to be done
    /// there is [posted](NotificationContext::post).
    NotificationContext: AnyContext;
    /// The context of a function that applies configs ([`config`](macro@crate::config)). It is for no client: it reaches
    /// no key and calls no command. What is to be done there is left to a [timer](AnyContext::after).
    ConfigContext: AnyContext;
    /// The context of loading and unloading, before the first and after the last call.
    LoadContext: AnyContext;
}

impl DerefMut for Context {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut ServerContext {
        // SAFETY: as for `deref`; the reference is as exclusive as the one that it is made of.
        unsafe { NonNull::from(self).cast::<ServerContext>().as_mut() }
    }
}
