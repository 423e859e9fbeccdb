//! Decides what a field is: what can be written to bytes and read back.

use super::{Loader, Saver, Size};
use crate::defrag::Defragmenter;
use crate::{Error, Result};

const NO_BYTES: Error = Error::fixed(c"ERR an element in it has no bytes");

/// What can be a field of a data type: it is saved with the value, and loaded again.
///
/// | type | how it is saved |
/// | --- | --- |
/// | integers, floats, `bool`, `char` | as few bytes as it takes; floats as they are |
/// | `String`, `Vec<u8>`, `Box<str>`, [`ServerString`](crate::ServerString) | as one buffer |
/// | `Vec<T>`, `VecDeque<T>`, `Box<[T]>` | the length, and each element; numbers as one buffer |
/// | `Option<T>`, `Box<T>`, `[T; N]`, tuples up to twelve | what is in it |
/// | `HashMap`, `BTreeMap`, `HashSet`, `BTreeSet` | the length, and each entry |
/// | [`Duration`](std::time::Duration), [`SystemTime`](std::time::SystemTime) | seconds and nanoseconds |
///
/// `#[derive(Persist)]` implements it for a struct or an enum of such fields. By hand it is made of what is
/// there already:
///
/// ```
/// use redmod::Result;
/// use redmod::data_type::{Loader, Persist, Saver, Size};
///
/// /// Always even.
/// struct Even(u64);
///
/// impl Persist for Even {
///     fn save(&self, out: &mut Saver<'_>) {
///         (self.0 / 2).save(out);
///     }
///
///     fn load(input: &mut Loader<'_>) -> Result<Even> {
///         let half = u64::load(input)?;
///         let number = half.checked_mul(2).ok_or(redmod::Error::fixed(c"ERR a number is too large"))?;
///         Ok(Even(number))
///     }
/// }
/// ```
///
/// What is read may come from anybody: a client can send any bytes to `RESTORE`. So `load` answers with an
/// error where a value cannot be, and never trusts a number that it reads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be saved",
    label = "the server cannot save a field of this type",
    note = "write `#[derive(Persist)]` on a struct or an enum of your own, or implement `Persist` for it"
)]
pub trait Persist: Sized {
    /// Writes the value, as one byte at least: an element of a list that is none is neither saved nor
    /// loaded.
    fn save(&self, out: &mut Saver<'_>);

    /// Reads what [`save`](Persist::save) has written.
    ///
    /// # Errors
    /// Where the bytes are none that `save` writes.
    fn load(input: &mut Loader<'_>) -> Result<Self>;

    /// Counts the memory that the value keeps beside itself: its blocks, and those of what is in it.
    fn measure(&self, size: &mut Size) {
        let _ = size;
    }

    /// Moves what the value keeps beside itself, when the server defragments: its blocks, and those of
    /// what is in it. Unless it is written, they stay where they are.
    ///
    /// By hand it is made of the fields' own:
    ///
    /// ```
    /// # use redmod::Result;
    /// # use redmod::data_type::{Loader, Persist, Saver};
    /// # use redmod::defrag::Defragmenter;
    /// struct Sorted(Vec<String>);
    ///
    /// impl Persist for Sorted {
    ///     # fn save(&self, out: &mut Saver<'_>) {
    ///     #     self.0.save(out);
    ///     # }
    ///     # fn load(input: &mut Loader<'_>) -> Result<Sorted> {
    ///     #     Ok(Sorted(Vec::load(input)?))
    ///     # }
    ///     // …
    ///     fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
    ///         self.0.defrag(defrag);
    ///     }
    /// }
    /// ```
    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        let _ = defrag;
    }

    /// Writes several; as one buffer where they are numbers.
    #[doc(hidden)]
    fn save_all(items: &[Self], out: &mut Saver<'_>) {
        for item in items {
            let before = out.place();
            item.save(out);
            assert_ne!(before, out.place(), "an element is saved as no bytes");
        }
    }

    /// Reads so many that `save_all` has written.
    #[doc(hidden)]
    fn load_all(len: usize, input: &mut Loader<'_>) -> Result<Vec<Self>> {
        let mut items = Vec::with_capacity(input.capacity::<Self>(len));
        for _ in 0..len {
            let before = input.place();
            items.push(Self::load(input)?);
            // Otherwise a length that lies would be believed.
            if input.place() == before {
                return Err(NO_BYTES);
            }
        }
        items.shrink_to_fit();
        Ok(items)
    }
}
