//! Decides how fields of other crates' types are saved: through serde, in a format of our own that has names and
//! kinds, and by which hostile bytes end in a value or in an error.

mod de;
mod kind;
mod ser;

use std::fmt;

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

use super::{Loader, Saver, Size};
use crate::defrag::Defragmenter;
use crate::{Error, Result};

/// Saves a field with `#[persist(serde)]`.
///
/// # Panics
/// Where the type refuses; and in a debug build, which tries it, where the type does not load what it has saved.
pub fn save<T: Serialize + DeserializeOwned>(value: &T, out: &mut Saver<'_>) {
    let saved = value.serialize(ser::Serializer::new(out));
    let tried = saved.and_then(|()| {
        if cfg!(debug_assertions) {
            try_load(value, out)
        } else {
            Ok(())
        }
    });
    if let Err(failure) = tried {
        panic!("a field cannot be saved: {failure}");
    }
}

/// Whether what is saved of a value could be loaded.
fn try_load<T: Serialize + DeserializeOwned>(value: &T, out: &Saver<'_>) -> Result<(), Failure> {
    let mut aside = out.aside();
    value.serialize(ser::Serializer::new(&mut aside))?;
    let bytes = aside.into_bytes();
    let mut input = Loader::from_bytes(&bytes, out.encver());
    load::<T>(&mut input).map(drop).map_err(Failure)
}

/// Loads what `save` has saved.
///
/// # Errors
/// Where it is no value of the type.
pub fn load<T: DeserializeOwned>(input: &mut Loader<'_>) -> Result<T> {
    let value = de::Deserializer::new(input).and_then(T::deserialize);
    value.map_err(|failure| failure.0)
}

/// What the value takes beside itself is not known.
pub fn measure<T>(_: &T, _: &mut Size) {}

/// The value stays where it is.
pub fn defrag<T>(_: &mut T, _: &mut Defragmenter<'_>) {}

/// An error as serde wants it.
struct Failure(Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure(error)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.message())
    }
}

impl std::error::Error for Failure {}

impl serde_core::ser::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Failure {
        Failure(Error::new(message))
    }
}

impl serde_core::de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Failure {
        Failure(Error::new(message))
    }
}
