//! Decides how a module keeps what it needs of [`FUNCTIONS`] when it is loaded: as one text without pointers. Of the table
//! itself each string is a pointer, which is relocated whenever the library is loaded: that takes 60 kB, and this 11.

use crate::Function;
use crate::table::FUNCTIONS;
use core::str;

/// What [`load`](crate::load) needs to know of a function.
#[derive(Clone, Copy)]
pub(crate) struct Packed {
    pub(crate) name: &'static str,
    /// Whether a server without it is refused.
    pub(crate) required: bool,
    pub(crate) redis: Option<&'static str>,
    pub(crate) valkey: Option<&'static str>,
}

/// All functions, in the order of [`FUNCTIONS`].
pub(crate) fn functions() -> Functions {
    Functions {
        rest: &TEXT,
        releases: ("", ""),
    }
}

pub(crate) struct Functions {
    rest: &'static [u8],
    /// Those of the function before.
    releases: (&'static str, &'static str),
}

impl Iterator for Functions {
    type Item = Packed;

    // Not in each of the loops over them.
    #[inline(never)]
    fn next(&mut self) -> Option<Packed> {
        let (flags, rest) = self.rest.split_first()?;
        self.rest = rest;
        let name = self.string()?;
        if flags & SAME_RELEASES == 0 {
            self.releases = (self.string()?, self.string()?);
        }
        let (redis, valkey) = self.releases;
        let release = |text: &'static str| (!text.is_empty()).then_some(text);
        Some(Packed {
            name,
            required: flags & REQUIRED != 0,
            redis: release(redis),
            valkey: release(valkey),
        })
    }
}

impl Functions {
    fn string(&mut self) -> Option<&'static str> {
        let (len, rest) = self.rest.split_first()?;
        let (text, rest) = rest.split_at_checked(usize::from(*len))?;
        self.rest = rest;
        str::from_utf8(text).ok()
    }
}

/// For each function a byte of flags, its name and its first releases; a string is a byte with its length, and its bytes.
static TEXT: [u8; LEN] = {
    let mut text = [0; LEN];
    pack(&mut text);
    text
};
const LEN: usize = pack(&mut [0; 1 << 16]);

const REQUIRED: u8 = 1;
/// The releases are those of the function before, and left out.
const SAME_RELEASES: u8 = 2;

/// Writes the text, and returns its length.
const fn pack(text: &mut [u8]) -> usize {
    let (mut at, mut slot, mut before) = (0, 0, None);
    while slot < FUNCTIONS.len() {
        let function = &FUNCTIONS[slot];
        let same = matches!(before, Some(before) if are_of_one_release(before, function));
        text[at] = if function.required { REQUIRED } else { 0 };
        text[at] |= if same { SAME_RELEASES } else { 0 };
        at = put(text, at + 1, Some(function.name));
        if !same {
            at = put(text, at, function.redis);
            at = put(text, at, function.valkey);
        }
        before = Some(function);
        slot += 1;
    }
    at
}

/// Writes a string, or an empty one, and returns where it ends.
const fn put(text: &mut [u8], at: usize, string: Option<&str>) -> usize {
    let bytes = match string {
        Some(string) => string.as_bytes(),
        None => &[],
    };
    assert!(bytes.len() <= u8::MAX as usize);
    text[at] = bytes.len() as u8;
    let (_, room) = text.split_at_mut(at + 1);
    room.split_at_mut(bytes.len()).0.copy_from_slice(bytes);
    at + 1 + bytes.len()
}

const fn are_of_one_release(a: &Function, b: &Function) -> bool {
    are_equal(a.redis, b.redis) && are_equal(a.valkey, b.valkey)
}

const fn are_equal(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return a.is_none() && b.is_none();
    };
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}
