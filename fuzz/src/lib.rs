//! A server for the fuzz targets, in their own process: it has the functions of the Module API that reading arguments, writing
//! replies and keeping values take, and checks what it is told.
//!
//! A target is a module as any other, linked into the program: [`Host::get`] calls its `OnLoad`, and what it registers is called
//! through the same pointers as by a real server. So nothing of redmod has to be reached in any other way.

mod reply;
mod stream;
mod table;
mod text;

pub use reply::Event;
pub use stream::Value;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::{CStr, c_int};

use redmod_sys::{
    REDISMODULE_OK, RedisModuleCmdFunc, RedisModuleCtx, RedisModuleString, RedisModuleTypeMethods,
};

use reply::Recorder;
use table::GetApi;
use text::Text;

/// What a server has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Release {
    /// The functions of Redis 6.0, which every server has.
    Oldest,
    /// All that are here.
    Newest,
}

/// The server; also the context of what it calls.
#[repr(C)]
pub struct Host {
    /// Where a module that is loaded looks for the function that finds all others.
    get_api: GetApi,
    commands: RefCell<BTreeMap<String, RedisModuleCmdFunc>>,
    types: RefCell<BTreeMap<String, Box<RedisModuleTypeMethods>>>,
    reply: RefCell<Recorder>,
}

// SAFETY: declared as redmod defines it.
unsafe extern "C" {
    /// The module's own, which is linked into the same program.
    fn RedisModule_OnLoad(
        context: *mut RedisModuleCtx,
        argv: *mut *mut RedisModuleString,
        argc: c_int,
    ) -> c_int;
}

impl Host {
    /// The server of this thread, which is the only one; the first call loads the module.
    ///
    /// From then on a panic ends the process, unless it is one that a target has thrown by `resume_unwind`.
    ///
    /// # Panics
    /// Where the module does not load.
    #[must_use]
    pub fn get() -> &'static Host {
        thread_local! {
            static HOST: &'static Host = Host::load();
        }
        HOST.with(|host| *host)
    }

    fn load() -> &'static Host {
        let host = Box::leak(Box::new(Host {
            get_api: table::get_api,
            commands: RefCell::default(),
            types: RefCell::default(),
            reply: RefCell::default(),
        }));
        table::choose(Release::Newest);
        // SAFETY: this is the module's only load, and the context lives for good.
        let status = unsafe { RedisModule_OnLoad(host.context(), std::ptr::null_mut(), 0) };
        assert_eq!(status, REDISMODULE_OK, "the module is not loaded");
        std::panic::set_hook(Box::new(|panic| {
            eprintln!("{panic}\n{}", std::backtrace::Backtrace::force_capture());
            std::process::abort();
        }));
        host
    }

    /// Becomes a server of this release.
    ///
    /// # Panics
    /// Never: what [`Release::Oldest`] has is all that redmod asks for.
    pub fn become_a(&self, release: Release) {
        if table::choose(release) {
            // SAFETY: the context begins with the look-up function; there are no other threads, and no callback runs.
            unsafe { redmod_sys::load(self.context()) }.expect("no required function is missing");
        }
    }

    /// Calls a command with these arguments, and returns what it has replied: one value, of as many parts as it has.
    ///
    /// # Panics
    /// Where there is no such command, or where its reply is more or less than one value.
    pub fn call(&self, name: &str, arguments: &[&[u8]]) -> Vec<Event> {
        let command = self.commands.borrow().get(name).copied().flatten();
        let command = command.unwrap_or_else(|| panic!("no command `{name}`"));
        let words = std::iter::once(name.as_bytes()).chain(arguments.iter().copied());
        let mut words: Vec<_> = words.map(|word| Text::make(word).cast()).collect();
        // SAFETY: context and words live for the call.
        let status = unsafe { command(self.context(), words.as_mut_ptr(), words.len() as c_int) };
        assert_eq!(status, REDISMODULE_OK);
        for word in words {
            // SAFETY: made above; whatever holds on to it has counted itself.
            unsafe { Text::release(word) };
        }
        self.reply.take().finish()
    }

    fn context(&self) -> *mut RedisModuleCtx {
        std::ptr::from_ref(self).cast_mut().cast()
    }

    /// # Safety
    /// The context is this host's.
    unsafe fn of<'a>(context: *mut RedisModuleCtx) -> &'a Host {
        // SAFETY: the caller's promise; a host is never freed.
        unsafe { &*context.cast::<Host>() }
    }
}

/// # Safety
/// There is a C string at the pointer.
unsafe fn text(name: *const std::ffi::c_char) -> String {
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(name) }
        .to_string_lossy()
        .into_owned()
}
