//! Decides how data types are registered: in the order of their names, and before what may use them.

use std::ptr::NonNull;

use redmod_sys::{RedisModuleCtx, api};

use super::methods::{methods, note_process};
use super::{DataType, Meta, saver};
use crate::registry::{self, Part, Turn};

/// A data type in the registry.
#[doc(hidden)]
pub struct Registered {
    meta: &'static Meta,
    /// Whether the server has taken it.
    register: fn(NonNull<RedisModuleCtx>) -> bool,
}

impl Registered {
    pub(crate) const fn new<T: DataType>() -> Registered {
        Registered {
            meta: const { &T::META },
            register: register_one::<T>,
        }
    }
}

pub(crate) static PART: Part = Part {
    turn: Turn::DataTypes,
    register,
    // The server lets the types themselves go with their module.
    undo: |_| saver::reset(),
};

/// Registers every data type of the module (`RM_CreateDataType`).
#[doc(alias = "RM_CreateDataType")]
fn register(context: NonNull<RedisModuleCtx>) -> Result<(), String> {
    note_process();
    let mut types: Vec<&Registered> = Vec::new();
    let place = |meta: &Meta| format!("{}:{}", meta.location.0, meta.location.1);
    for it in registry::data_types() {
        let name = it.meta.name();
        match types.binary_search_by_key(&name, |it| it.meta.name()) {
            Ok(at) => {
                let (here, there) = (place(it.meta), place(types[at].meta));
                return Err(format!(
                    "two data types are named `{name}`: {there} and {here}"
                ));
            }
            Err(at) => types.insert(at, it),
        }
    }
    for it in types {
        if !(it.register)(context) {
            let name = it.meta.name();
            let place = place(it.meta);
            return Err(format!(
                "the data type `{name}` ({place}) cannot be registered: another module has one of \
                 this name, case aside"
            ));
        }
    }
    Ok(())
}

/// `RM_CreateDataType`
fn register_one<T: DataType>(context: NonNull<RedisModuleCtx>) -> bool {
    let mut methods = methods::<T>();
    // SAFETY: the context is that of `OnLoad`; the name ends with a NUL, and the server copies the
    // callbacks, each of which takes values of this type.
    let server = unsafe {
        let (name, encver) = (T::META.name.as_ptr(), T::META.encver.into());
        (api().CreateDataType)(context.as_ptr(), name, encver, &raw mut methods)
    };
    T::slot().set(server);
    !server.is_null()
}
