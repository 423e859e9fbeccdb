//! Decides where random bytes come from: the server's generator, which is seeded by the system.

use redmod_sys::api;

use super::AnyContext;

impl AnyContext {
    /// Fills the buffer with random bytes, fit for keys and tokens (`RM_GetRandomBytes`).
    #[doc(alias = "RM_GetRandomBytes")]
    pub fn random_bytes(&self, buffer: &mut [u8]) {
        // SAFETY: the server fills so many bytes. Its generator is not made for threads: a context
        // is there only under the server's lock.
        unsafe { (api().GetRandomBytes)(buffer.as_mut_ptr(), buffer.len()) }
    }

    /// Fills the buffer with random hexadecimal digits, as run and replication ids have them
    /// (`RM_GetRandomHexChars`).
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// #[command(flags = "fast")]
    /// fn token(cx: &Context) -> String {
    ///     cx.random_hex(&mut [0; 40]).to_owned()
    /// }
    /// ```
    #[doc(alias = "RM_GetRandomHexChars")]
    pub fn random_hex<'b>(&self, buffer: &'b mut [u8]) -> &'b str {
        // SAFETY: as for `random_bytes`.
        unsafe { (api().GetRandomHexChars)(buffer.as_mut_ptr().cast(), buffer.len()) }
        str::from_utf8(buffer).expect("hexadecimal digits are ASCII")
    }
}
