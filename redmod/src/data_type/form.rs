//! Decides in which of two forms the values of a type are saved: field by field, or as the author
//! writes it.

use std::ptr::NonNull;

use redmod_sys::RedisModuleIO;

use super::saver::{To, poison};
use super::{DataType, Loader, Persist, RdbReader, RdbWriter, Saver, Size, rdb, string};
use crate::Result;
use crate::defrag::Defragmenter;

/// How values become bytes, and bytes values.
#[doc(hidden)]
pub enum Form<T> {
    /// One field after the other.
    Fields {
        save: fn(&T, &mut Saver<'_>),
        load: fn(&mut Loader<'_>) -> Result<T>,
        measure: fn(&T, &mut Size),
        defrag: fn(&mut T, &mut Defragmenter<'_>),
    },
    /// By functions of the author's.
    Raw {
        save: fn(&T, &RdbWriter<'_>),
        load: fn(&RdbReader<'_>) -> Result<T>,
    },
}

impl<T: Persist> Form<T> {
    /// One field after the other.
    pub const FIELDS: Form<T> = Form::Fields {
        save: T::save,
        load: T::load,
        measure: T::measure,
        defrag: T::defrag,
    };
}

impl<T: DataType> Form<T> {
    /// Saves a value.
    ///
    /// # Safety
    /// The callback that was given the IO runs.
    pub(super) unsafe fn save(value: &T, io: NonNull<RedisModuleIO>) {
        let encver = T::META.encver;
        match T::FORM {
            Form::Fields { save, .. } => {
                Saver::new(To::Io(io), encver).send(|out| save(value, out));
            }
            // SAFETY: the caller's promise.
            Form::Raw { save, .. } => save(value, &unsafe { RdbWriter::from_raw(io, encver) }),
        }
    }

    /// Loads a value that was saved with this encver.
    ///
    /// # Safety
    /// As for [`save`](Form::save).
    pub(super) unsafe fn load(io: NonNull<RedisModuleIO>, encver: u16) -> Result<T> {
        match T::FORM {
            // SAFETY: the caller's promise.
            Form::Fields { load, .. } => unsafe { Loader::from_io(io, encver) }.value(load),
            Form::Raw { load, .. } => {
                // SAFETY: the caller's promise.
                let reader = unsafe { RdbReader::from_raw(io, encver) };
                let value = load(&reader)?;
                reader.readable()?;
                Ok(value)
            }
        }
    }

    /// Says in place of the rest that the save has failed: what was written is never a value.
    ///
    /// # Safety
    /// As for [`save`](Form::save).
    pub(super) unsafe fn spoil(io: NonNull<RedisModuleIO>) {
        let spoil = match T::FORM {
            Form::Fields { .. } => poison,
            Form::Raw { .. } => rdb::spoil,
        };
        // SAFETY: the caller's promise.
        unsafe { spoil(io) };
    }

    /// A copy: what is loaded from what is saved.
    ///
    /// # Safety
    /// The server's lock is held.
    pub(super) unsafe fn copy(value: &T) -> Result<T> {
        let encver = T::META.encver;
        match T::FORM {
            Form::Fields { save, load, .. } => {
                let bytes = Saver::new(To::Memory, encver).value(|out| save(value, out));
                Loader::from_bytes(&bytes, encver).value(load)
            }
            // SAFETY: the caller's promise.
            Form::Raw { .. } => unsafe { string::load(&*string::save(value)?, encver) },
        }
    }

    /// Hands on what is saved, to a digest or a payload.
    ///
    /// # Safety
    /// As for [`copy`](Form::copy), or this is a child that saves.
    pub(super) unsafe fn hand_on(value: &T, mut to: To<'_>) -> Result<()> {
        match T::FORM {
            Form::Fields { save, .. } => {
                Saver::new(to, T::META.encver).send(|out| save(value, out));
            }
            // SAFETY: the caller's promise.
            Form::Raw { .. } => to.written(unsafe { string::save(value) }?.as_bytes()),
        }
        Ok(())
    }

    /// Counts what a value takes beside itself, as far as that is known.
    pub(super) fn measure(value: &T, size: &mut Size) {
        if let Form::Fields { measure, .. } = T::FORM {
            measure(value, size);
        }
    }

    /// Moves what a value owns, as far as that is known.
    pub(super) fn defrag(value: &mut T, defragmenter: &mut Defragmenter<'_>) {
        if let Form::Fields { defrag, .. } = T::FORM {
            defrag(value, defragmenter);
        }
    }
}
