//! Decides what a data type is: a struct whose values live at keys, and that the server saves,
//! loads, copies and frees through the fields' [`Persist`], or as the author writes it.

mod aux_data;
mod collection;
mod form;
mod hooks;
mod loader;
mod methods;
mod number;
mod persist;
mod rdb;
mod register;
mod restore;
mod saver;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub mod serde;
mod size;
mod string;
mod text;
mod time;
mod tuple;
mod unseen;

use std::ffi::CStr;
use std::marker::PhantomData;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

use redmod_sys::RedisModuleType;

pub use form::Form;
pub use hooks::{Aof, Digest, Hooks, Place, Sample};
pub use loader::Loader;
pub use persist::Persist;
pub use rdb::{Aux, Buffer, RdbIo, RdbReader, RdbWriter, When};
pub use saver::Saver;
pub use size::Size;

pub(crate) use register::{PART, Registered};
pub(crate) use saver::MAX_DEPTH;

/// A struct whose values live at keys: what [`#[data_type]`](macro@crate::data_type) makes of it.
///
/// Its values are [`Send`], since the server frees large ones on another thread.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of value",
    label = "no type of value",
    note = "a key is a `Key<T>` or `KeyMut<T>` of `Str`, `List`, `Hash`, `Set`, `ZSet`, `Stream` or `Any`, or of a \
            struct with `#[data_type]`"
)]
pub trait DataType: Sized + Send + 'static {
    #[doc(hidden)]
    const META: Meta;

    /// How its values become bytes, and bytes its values.
    #[doc(hidden)]
    const FORM: Form<Self>;

    /// What is called in the place of what comes from the fields.
    #[doc(hidden)]
    const HOOKS: Hooks<Self> = Hooks::NONE;

    #[doc(hidden)]
    fn slot() -> &'static Slot<Self>;

    /// What becomes of a value that was saved with an older encver.
    #[doc(hidden)]
    fn migrate(&mut self, from: u16) -> crate::Result<()> {
        let _ = from;
        Ok(())
    }

    /// Whether a value that was loaded is one that the module makes.
    #[doc(hidden)]
    fn check(&self) -> crate::Result<()> {
        Ok(())
    }
}

/// What `#[data_type]` says.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Meta {
    /// Its name, of nine characters.
    pub name: &'static CStr,
    /// The version of what is saved.
    pub encver: u16,
    /// Where the struct stands.
    pub location: (&'static str, u32),
}

impl Meta {
    fn name(&self) -> &'static str {
        self.name.to_str().unwrap_or_default()
    }
}

/// Where the server's handle of a data type is kept.
///
/// It is set by the registration of `T` alone, so that the values of that type are all a `Box<T>`.
#[doc(hidden)]
pub struct Slot<T> {
    server: AtomicPtr<RedisModuleType>,
    _values: PhantomData<fn() -> T>,
}

impl<T: DataType> Slot<T> {
    /// Before it is registered.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "only statics are made of it")]
    pub const fn new() -> Slot<T> {
        Slot {
            server: AtomicPtr::new(null_mut()),
            _values: PhantomData,
        }
    }

    /// The server's handle; null before it is registered.
    pub(crate) fn get(&self) -> *mut RedisModuleType {
        self.server.load(Ordering::Relaxed)
    }

    fn set(&self, server: *mut RedisModuleType) {
        self.server.store(server, Ordering::Relaxed);
    }
}
