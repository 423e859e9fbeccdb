//! Decides what a module says of itself in `INFO`: the sections of its author, in the order of
//! their names, after one of redmod's own.

mod value;

use std::ffi::{CStr, c_int};
use std::fmt;
use std::marker::PhantomData;
use std::ptr::NonNull;
use std::sync::{PoisonError, RwLock};

use redmod_sys::{REDISMODULE_OK, RedisModuleCtx, RedisModuleInfoCtx, api};

pub use value::{InfoField, InfoValue};

use crate::call::{CommandName, NameBuffer};
use crate::frame::Access;
use crate::registry::{Part, Turn};
use crate::{frame, panic, registry};

/// A section that is being written; see [`info_section`](macro@crate::info_section).
pub struct Info<'a> {
    info: NonNull<RedisModuleInfoCtx>,
    for_crash_report: bool,
    in_dict: bool,
    _info: PhantomData<&'a mut RedisModuleInfoCtx>,
}

impl Info<'_> {
    /// Adds a field, whose name the server prefixes with the module's: integers
    /// (`RM_InfoAddFieldLongLong`, `RM_InfoAddFieldULongLong`), floats (`RM_InfoAddFieldDouble`),
    /// text and bytes (`RM_InfoAddFieldString`, `RM_InfoAddFieldCString`). Of `None` there is none.
    ///
    /// A name with a NUL adds nothing.
    #[doc(alias = "RM_InfoAddFieldLongLong")]
    #[doc(alias = "RM_InfoAddFieldULongLong")]
    #[doc(alias = "RM_InfoAddFieldDouble")]
    #[doc(alias = "RM_InfoAddFieldString")]
    #[doc(alias = "RM_InfoAddFieldCString")]
    pub fn field(&mut self, name: &str, value: impl InfoValue) {
        let mut buffer = NameBuffer::new();
        if let Ok(name) = name.to_c(&mut buffer) {
            value.add_to(InfoField {
                info: self.info,
                name,
                _info: PhantomData,
            });
        }
    }

    /// Adds a field that has fields of its own, as `db0:keys=1,expires=0` has
    /// (`RM_InfoBeginDictField`, `RM_InfoEndDictField`). Within another such field they are added
    /// to that one.
    ///
    /// ```no_run
    /// # use redmod::{Info, info_section};
    /// #[info_section]
    /// fn shards(info: &mut Info) {
    ///     info.dict("first", |shard| {
    ///         shard.field("keys", 12);
    ///         shard.field("state", "busy");
    ///     });
    /// }
    /// ```
    #[doc(alias = "RM_InfoBeginDictField")]
    #[doc(alias = "RM_InfoEndDictField")]
    pub fn dict(&mut self, name: &str, fields: impl FnOnce(&mut Info<'_>)) {
        if self.in_dict {
            return fields(self);
        }
        let mut buffer = NameBuffer::new();
        let Ok(name) = name.to_c(&mut buffer) else {
            return;
        };
        // SAFETY: the section is being written, and the server copies the name.
        unsafe { (api().InfoBeginDictField)(self.info.as_ptr(), name.as_ptr()) };
        fields(&mut Info {
            in_dict: true,
            ..*self
        });
        // SAFETY: the same. After a panic the server ends the field by itself.
        unsafe { (api().InfoEndDictField)(self.info.as_ptr()) };
    }

    /// Whether the server has crashed and writes a report: see `crash_safe` of
    /// [`info_section`](macro@crate::info_section).
    #[must_use]
    pub fn is_for_crash_report(&self) -> bool {
        self.for_crash_report
    }
}

impl fmt::Debug for Info<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Info").finish_non_exhaustive()
    }
}

/// What can report its fields to `INFO`: made by `#[derive(Info)]`, returned by an
/// [`info_section`](macro@crate::info_section).
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fields for `INFO`",
    label = "no `InfoFields` for this type",
    note = "write `#[derive(Info)]` on it, or take `&mut Info` in place of returning something"
)]
pub trait InfoFields {
    /// Adds the fields.
    fn report(&self, info: &mut Info<'_>);

    /// Adds them as one field, if there is something to report.
    #[doc(hidden)]
    fn report_dict(&self, name: &str, info: &mut Info<'_>) {
        info.dict(name, |dict| self.report(dict));
    }
}

impl<T: InfoFields> InfoFields for Option<T> {
    fn report(&self, info: &mut Info<'_>) {
        if let Some(fields) = self {
            fields.report(info);
        }
    }

    fn report_dict(&self, name: &str, info: &mut Info<'_>) {
        if let Some(fields) = self {
            fields.report_dict(name, info);
        }
    }
}

/// What `#[info_section]` says.
#[doc(hidden)]
pub struct InfoSection {
    /// Its name, which the server prefixes with the module's.
    pub name: &'static CStr,
    /// Whether it may be asked when the server has crashed.
    pub crash_safe: bool,
    /// The author's function.
    pub run: fn(&mut Info<'_>),
    /// Where the attribute stands.
    pub location: (&'static str, u32),
}

/// The sections in the order of their names, while the module is loaded.
static SECTIONS: RwLock<Vec<&'static InfoSection>> = RwLock::new(Vec::new());

pub(crate) static PART: Part = Part {
    turn: Turn::InfoSections,
    register: put_in_order,
    undo: forget,
};

/// Puts the sections in order, of which no two may have one name, and registers what reports them.
fn put_in_order(context: NonNull<RedisModuleCtx>) -> Result<(), String> {
    let sections = registry::in_order(registry::info_sections(), |section| section.name);
    if let Some(twins) = sections.windows(2).find(|it| it[0].name == it[1].name) {
        let ((a, a_line), (b, b_line)) = (twins[0].location, twins[1].location);
        let name = twins[0].name.to_string_lossy();
        return Err(format!(
            "two INFO sections have the name {name}: {a}:{a_line} and {b}:{b_line}"
        ));
    }
    *SECTIONS.write().unwrap_or_else(PoisonError::into_inner) = sections;
    register(context, report_all)
}

fn forget(_: NonNull<RedisModuleCtx>) {
    *SECTIONS.write().unwrap_or_else(PoisonError::into_inner) = Vec::new();
}

type Report = unsafe extern "C" fn(*mut RedisModuleInfoCtx, c_int);

/// Registers what reports redmod's section, in a module without others.
pub(crate) fn register_own(context: NonNull<RedisModuleCtx>) -> Result<(), String> {
    register(context, report_own)
}

/// Registers what reports the sections (`RM_RegisterInfoFunc`).
fn register(context: NonNull<RedisModuleCtx>, report: Report) -> Result<(), String> {
    // SAFETY: the context is that of `OnLoad`, and the function lives as long as the module.
    let status = unsafe { (api().RegisterInfoFunc)(context.as_ptr(), Some(report)) };
    if status == REDISMODULE_OK {
        Ok(())
    } else {
        Err("the server refuses its INFO sections".into())
    }
}

/// Adds redmod's section, if it was asked for.
///
/// # Safety
/// Only the server calls it, with a live info context.
unsafe extern "C" fn report_own(info: *mut RedisModuleInfoCtx, for_crash_report: c_int) {
    // SAFETY: the server's promise, passed on.
    unsafe { Info::new(info, for_crash_report) }.own();
}

/// Adds the sections that were asked for.
///
/// # Safety
/// Only the server calls it, with a live info context.
unsafe extern "C" fn report_all(info: *mut RedisModuleInfoCtx, for_crash_report: c_int) {
    // SAFETY: the server's promise, passed on.
    let mut info = unsafe { Info::new(info, for_crash_report) };
    info.own();
    let _frame = frame::enter(Access::Read);
    // In a crash report nothing is waited for, nor allocated.
    let sections = SECTIONS.try_read();
    for section in sections.iter().flat_map(|it| it.iter()) {
        if (section.crash_safe || !info.for_crash_report) && info.begin(section.name) {
            // A panic is logged and counted. The fields that were added stay.
            let _ = panic::boundary(|| (section.run)(&mut info));
        }
    }
}

impl Info<'_> {
    /// # Safety
    /// The info context is live, as long as this is used.
    unsafe fn new(info: *mut RedisModuleInfoCtx, for_crash_report: c_int) -> Self {
        Info {
            // SAFETY: it is live, says the caller.
            info: unsafe { NonNull::new_unchecked(info) },
            for_crash_report: for_crash_report != 0,
            in_dict: false,
            _info: PhantomData,
        }
    }

    /// Adds redmod's section.
    fn own(&mut self) {
        if self.begin(c"redmod") {
            self.field("panics", panic::count());
        }
    }

    /// Begins a section (`RM_InfoAddSection`); whether it was asked for.
    fn begin(&mut self, name: &CStr) -> bool {
        // SAFETY: the info context is live, and the server copies the name.
        unsafe { (api().InfoAddSection)(self.info.as_ptr(), name.as_ptr()) == REDISMODULE_OK }
    }
}
