//! Decides how text and the server's strings are saved: the length, and the bytes as one buffer.

use super::{Loader, Persist, Saver, Size};
use crate::defrag::Defragmenter;
use crate::{Error, Result, ServerString};

pub(super) const NOT_UTF8: Error = Error::fixed(c"ERR a text in it is not UTF-8");

impl Persist for char {
    fn save(&self, out: &mut Saver<'_>) {
        u32::from(*self).save(out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        char::from_u32(u32::load(input)?).ok_or(NOT_UTF8)
    }
}

impl Persist for String {
    fn save(&self, out: &mut Saver<'_>) {
        out.len(self.len());
        out.bytes(self.as_bytes());
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        String::from_utf8(Vec::load(input)?).map_err(|_| NOT_UTF8)
    }

    fn measure(&self, size: &mut Size) {
        if self.capacity() > 0 {
            size.block(self);
        }
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        defrag.block(self);
    }
}

impl Persist for Box<str> {
    fn save(&self, out: &mut Saver<'_>) {
        out.len(self.len());
        out.bytes(self.as_bytes());
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        String::load(input).map(String::into_boxed_str)
    }

    fn measure(&self, size: &mut Size) {
        if !self.is_empty() {
            size.block(self);
        }
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        defrag.block(self);
    }
}

/// Loading needs a server.
impl Persist for ServerString {
    fn save(&self, out: &mut Saver<'_>) {
        let bytes = self.as_bytes();
        out.len(bytes.len());
        out.bytes(bytes);
    }

    fn load(input: &mut Loader<'_>) -> Result<Self> {
        Ok(ServerString::from_bytes(&Vec::load(input)?))
    }

    fn measure(&self, size: &mut Size) {
        size.block(self);
    }

    fn defrag(&mut self, defrag: &mut Defragmenter<'_>) {
        defrag.string(self);
    }
}
