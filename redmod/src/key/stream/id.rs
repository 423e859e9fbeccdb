//! Decides what the id of an entry is, as text, as an argument and as a reply.

use std::fmt;
use std::fmt::Write as _;
use std::ptr::{NonNull, null_mut};
use std::str::FromStr;

use redmod_sys::{REDISMODULE_OK, RedisModuleStreamID, api};

use crate::args::{ArgKind, Args, Input, Shape};
use crate::log::Line;
use crate::reply::{Reply, Writer};
use crate::{Error, Result, ServerStr, ServerString};

/// The id of a stream's entry: `1526919030474-55`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    /// The time in milliseconds since 1970, unless ids were given by hand.
    pub ms: u64,
    /// What tells entries of the same time apart.
    pub seq: u64,
}

const INVALID: Error = Error::fixed(c"ERR Invalid stream ID specified as stream command argument");
impl StreamId {
    /// The least id; no entry has it.
    pub const MIN: StreamId = StreamId { ms: 0, seq: 0 };
    /// The greatest id.
    pub const MAX: StreamId = StreamId {
        ms: u64::MAX,
        seq: u64::MAX,
    };

    /// An id by its two parts.
    #[must_use]
    pub const fn new(ms: u64, seq: u64) -> StreamId {
        StreamId { ms, seq }
    }

    /// The id as a string of the server's (`RM_CreateStringFromStreamID`; made here on servers
    /// without it, before Redis 6.2).
    ///
    /// # Panics
    /// Where no server has loaded the module, as in unit tests.
    #[doc(alias = "RM_CreateStringFromStreamID")]
    #[must_use]
    pub fn to_server_string(self) -> ServerString {
        assert!(redmod_sys::is_loaded(), "a server's string needs a server");
        let id = self.raw();
        // SAFETY: the table is loaded; without a context the string is nobody's but ours.
        let string = unsafe {
            api()
                .CreateStringFromStreamID
                .and_then(|create| NonNull::new(create(null_mut(), &raw const id)))
        };
        match string {
            // SAFETY: just made for us, without a context.
            Some(string) => unsafe { ServerString::from_raw(string) },
            None => self.with_text(ServerString::from_bytes),
        }
    }

    /// The id in a text, as the server reads it: `-` and `+` are the least and the greatest, and
    /// the second part is 0 if it is left out (`RM_StringToStreamID`; read here on servers without
    /// it, before Redis 6.2).
    ///
    /// # Errors
    /// For any other text.
    #[doc(alias = "RM_StringToStreamID")]
    pub fn from_server_str(text: &ServerStr) -> Result<StreamId> {
        // SAFETY: there is a string of the server's, so the table is loaded.
        let Some(parse) = (unsafe { api().StringToStreamID }) else {
            return text
                .to_str()
                .map_err(|_| INVALID)?
                .parse()
                .map_err(|_| INVALID);
        };
        let mut id = StreamId::MIN.raw();
        // SAFETY: the string lives, and the server writes one id.
        match unsafe { parse(text.as_ptr(), &raw mut id) } {
            REDISMODULE_OK => Ok(StreamId::from(id)),
            _ => Err(INVALID),
        }
    }

    pub(super) fn raw(self) -> RedisModuleStreamID {
        RedisModuleStreamID {
            ms: self.ms,
            seq: self.seq,
        }
    }

    pub(super) fn from(id: RedisModuleStreamID) -> StreamId {
        StreamId::new(id.ms, id.seq)
    }

    pub(super) fn next(self) -> Option<StreamId> {
        match self.seq.checked_add(1) {
            Some(seq) => Some(StreamId { seq, ..self }),
            None => Some(StreamId::new(self.ms.checked_add(1)?, 0)),
        }
    }

    pub(super) fn previous(self) -> Option<StreamId> {
        match self.seq.checked_sub(1) {
            Some(seq) => Some(StreamId { seq, ..self }),
            None => Some(StreamId::new(self.ms.checked_sub(1)?, u64::MAX)),
        }
    }

    fn with_text<R>(self, f: impl FnOnce(&[u8]) -> R) -> R {
        let mut line = Line::new();
        write!(line, "{self}").expect("41 characters at most");
        f(line.as_c_str().to_bytes())
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.ms, self.seq)
    }
}

/// A text that is no [`StreamId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidStreamId;

impl fmt::Display for InvalidStreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(INVALID.message())
    }
}

impl std::error::Error for InvalidStreamId {}

impl FromStr for StreamId {
    type Err = InvalidStreamId;

    fn from_str(text: &str) -> Result<StreamId, InvalidStreamId> {
        let part = |text: &str| text.parse().map_err(|_| InvalidStreamId);
        match text.split_once('-') {
            Some(("", "")) => Ok(StreamId::MIN),
            Some((ms, seq)) => Ok(StreamId::new(part(ms)?, part(seq)?)),
            None if text == "+" => Ok(StreamId::MAX),
            None => Ok(StreamId::new(part(text)?, 0)),
        }
    }
}

impl<'a> Args<'a> for StreamId {
    const SHAPE: Shape = Shape::word(ArgKind::String);

    fn parse(input: &mut Input<'a>) -> Result<Self> {
        StreamId::from_server_str(input.word()?)
    }
}

impl Reply for StreamId {
    fn reply(&self, out: &mut Writer<'_>) {
        self.with_text(|text| out.bulk(text));
    }
}
