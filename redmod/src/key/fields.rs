//! Decides how several fields and their values are given at once.

use super::sealed;
use crate::{ServerStr, ServerString};

/// Fields and their values, of a hash or of a stream's entry: pairs of texts or bytes, or the
/// server's strings as they are, a field and its value by turns.
pub trait Fields: sealed::Sealed {
    /// Calls the function with the server's strings.
    #[doc(hidden)]
    fn with<R>(&self, f: impl FnOnce(&[&ServerStr]) -> R) -> R;
}

impl sealed::Sealed for [&ServerStr] {}

impl Fields for [&ServerStr] {
    fn with<R>(&self, f: impl FnOnce(&[&ServerStr]) -> R) -> R {
        f(self)
    }
}

impl<F: AsRef<[u8]>, V: AsRef<[u8]>> sealed::Sealed for [(F, V)] {}

impl<F: AsRef<[u8]>, V: AsRef<[u8]>> Fields for [(F, V)] {
    fn with<R>(&self, f: impl FnOnce(&[&ServerStr]) -> R) -> R {
        let owned: Vec<ServerString> = self
            .iter()
            .flat_map(|(field, value)| [field.as_ref(), value.as_ref()])
            .map(ServerString::from_bytes)
            .collect();
        f(&owned.iter().map(|it| &**it).collect::<Vec<_>>())
    }
}

impl<T, const N: usize> sealed::Sealed for [T; N] where [T]: Fields {}

impl<T, const N: usize> Fields for [T; N]
where
    [T]: Fields,
{
    fn with<R>(&self, f: impl FnOnce(&[&ServerStr]) -> R) -> R {
        self.as_slice().with(f)
    }
}
