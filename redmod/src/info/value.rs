//! Decides what the value of a field of `INFO` can be.

use std::ffi::CStr;
use std::marker::PhantomData;
use std::ptr::NonNull;
use std::sync::atomic;

use redmod_sys::{RedisModuleInfoCtx, api};

use crate::{ServerStr, ServerString};

/// A field that waits for its value, of which it takes one.
pub struct InfoField<'a> {
    pub(super) info: NonNull<RedisModuleInfoCtx>,
    pub(super) name: &'a CStr,
    pub(super) _info: PhantomData<&'a mut RedisModuleInfoCtx>,
}

/// What the value of a field can be.
///
/// A type of one's own picks one of the forms that [`InfoField`] has:
///
/// ```no_run
/// use redmod::info::{InfoField, InfoValue};
///
/// struct Celsius(f64);
///
/// impl InfoValue for Celsius {
///     fn add_to(&self, field: InfoField<'_>) {
///         field.text(&format!("{:.1}C", self.0));
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of a field of `INFO`",
    label = "no `InfoValue` for this type",
    note = "a value is a number, a `bool`, text, an atomic of these, or an `Option` of one"
)]
pub trait InfoValue {
    /// Gives the field its value, or leaves it out.
    fn add_to(&self, field: InfoField<'_>);
}

impl InfoField<'_> {
    /// An integer (`RM_InfoAddFieldLongLong`).
    pub fn integer(self, value: i64) {
        // SAFETY: the section is being written, and the server copies the name.
        unsafe { (api().InfoAddFieldLongLong)(self.info.as_ptr(), self.name.as_ptr(), value) };
    }

    /// An integer without a sign (`RM_InfoAddFieldULongLong`).
    pub fn unsigned(self, value: u64) {
        // SAFETY: as for `integer`.
        unsafe { (api().InfoAddFieldULongLong)(self.info.as_ptr(), self.name.as_ptr(), value) };
    }

    /// A float (`RM_InfoAddFieldDouble`).
    pub fn float(self, value: f64) {
        // SAFETY: as for `integer`.
        unsafe { (api().InfoAddFieldDouble)(self.info.as_ptr(), self.name.as_ptr(), value) };
    }

    /// Text, in which the ends of lines become blanks (`RM_InfoAddFieldString`).
    pub fn text(self, value: &str) {
        self.bytes(value.as_bytes());
    }

    /// Bytes, in which the ends of lines become blanks (`RM_InfoAddFieldString`).
    pub fn bytes(self, value: &[u8]) {
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        if value.iter().any(is_end) {
            let blank = |byte: &u8| if is_end(byte) { b' ' } else { *byte };
            let value: Vec<u8> = value.iter().map(blank).collect();
            self.string(&ServerString::from_bytes(&value));
        } else {
            self.string(&ServerString::from_bytes(value));
        }
    }

    /// Text that is known in advance, for which nothing is allocated (`RM_InfoAddFieldCString`).
    pub fn fixed(self, value: &CStr) {
        // SAFETY: as for `integer`; the server copies the value.
        unsafe {
            let (info, name) = (self.info.as_ptr(), self.name.as_ptr());
            (api().InfoAddFieldCString)(info, name, value.as_ptr());
        }
    }

    fn string(self, value: &ServerStr) {
        // SAFETY: as for `integer`; the server copies the value.
        unsafe {
            let (info, name) = (self.info.as_ptr(), self.name.as_ptr());
            (api().InfoAddFieldString)(info, name, value.as_ptr());
        }
    }
}

macro_rules! values {
    ($($form:ident $value:ident: $($type:ty)* => $as:expr;)*) => {$($(
        impl InfoValue for $type {
            fn add_to(&self, field: InfoField<'_>) {
                let $value = self;
                field.$form($as);
            }
        }
    )*)*};
}

values! {
    integer value: i8 i16 i32 bool => (*value).into();
    integer value: i64 => *value;
    integer value: isize => *value as i64;
    unsigned value: u8 u16 u32 => (*value).into();
    unsigned value: u64 => *value;
    unsigned value: usize => *value as u64;
    float value: f32 => (*value).into();
    float value: f64 => *value;
    text value: str String => value;
    bytes value: [u8] Vec<u8> => value;
    bytes value: ServerStr ServerString => value.as_bytes();
    fixed value: CStr => value;
}

macro_rules! atomics {
    ($($atomic:ident)*) => {$(
        /// What it holds just now.
        impl InfoValue for atomic::$atomic {
            fn add_to(&self, field: InfoField<'_>) {
                self.load(atomic::Ordering::Relaxed).add_to(field);
            }
        }
    )*};
}

atomics! {
    AtomicI8 AtomicI16 AtomicI32 AtomicI64 AtomicIsize
    AtomicU8 AtomicU16 AtomicU32 AtomicU64 AtomicUsize AtomicBool
}

impl<T: InfoValue + ?Sized> InfoValue for &T {
    fn add_to(&self, field: InfoField<'_>) {
        (**self).add_to(field);
    }
}

impl<T: InfoValue> InfoValue for Option<T> {
    fn add_to(&self, field: InfoField<'_>) {
        if let Some(value) = self {
            value.add_to(field);
        }
    }
}
