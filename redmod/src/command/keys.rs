//! Decides which arguments are keys: key specs come from the parameters, and where the server
//! cannot find the keys by them, a generated answer to its question does.

use std::ffi::{CStr, c_int};
use std::marker::PhantomData;

use redmod_sys::{
    REDISMODULE_CMD_KEY_ACCESS, REDISMODULE_CMD_KEY_INCOMPLETE, REDISMODULE_CMD_KEY_RO,
    REDISMODULE_CMD_KEY_RW, REDISMODULE_CMD_KEY_UPDATE, RedisModuleCtx, api,
};

use super::Meta;
use super::check::has_keys;
use crate::ServerStr;
use crate::args::shape::{KeyAccess, Kind, Param, Shape};

/// What `keys = first..last` says: positions among all arguments, the command's name being 0.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Range {
    /// The first key.
    pub first: i32,
    /// The last key; negative from the end.
    pub last: i32,
    /// The distance from one key to the next.
    pub step: i32,
}

impl Range {
    /// What is said, as `Meta` has it.
    #[must_use]
    pub const fn said(first: i32, last: i32, step: i32) -> Option<Range> {
        Some(Range { first, last, step })
    }
}

/// Where some keys of a command are, as the server's key specs say it.
#[derive(Clone, Copy)]
pub(crate) struct KeySpec {
    pub(crate) begin: Begin,
    pub(crate) find: Find,
    pub(crate) flags: u64,
    /// Whether every call has these keys.
    is_certain: bool,
    /// Whether the keyword may be given more than once.
    is_repeated: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Begin {
    Index(usize),
    /// After this token, looked for from the position on.
    Keyword(&'static CStr, usize),
}

#[derive(Clone, Copy)]
pub(crate) enum Find {
    /// Up to `last`, counted from the beginning, or from the end where it is negative.
    Range { last: i32, step: usize },
    /// A count, and from `first` on as many keys.
    Count { first: usize, step: usize },
}

/// The key specs of a command, in the order of its parameters.
pub(crate) fn key_specs(meta: &Meta) -> Vec<KeySpec> {
    // An author who answers for the positions answers for all of them.
    if meta.get_keys.is_some() {
        return Vec::new();
    }
    let mut walk = Walk {
        meta,
        specs: Vec::new(),
        key_flags: None,
        is_certain: true,
        is_repeated: false,
    };
    walk.params(meta.params, Some(meta.name_len()));
    walk.specs
}

/// Whether the server must ask for positions.
///
/// It goes by the key specs where it checks access. Where it looks for the node that a call is for, it has one range, made of
/// the specs: those that do not fit into it are left out.
pub(crate) fn needs_positions(meta: &Meta, specs: &[KeySpec]) -> bool {
    meta.get_keys.is_some() || !are_one_range(specs)
}

/// Whether [`needs_positions`] may say so, as far as the compiler can tell: it does not where the keys follow each other in
/// front of all that is optional.
pub(super) const fn may_need_positions(meta: &Meta) -> bool {
    if meta.get_keys.is_some() || meta.get_channels.is_some() {
        return true;
    }
    let (mut i, mut is_first, mut may_follow) = (0, true, true);
    while i < meta.params.len() {
        let Param { token, shape, .. } = &meta.params[i];
        if has_keys(shape) {
            if !matches!(shape.kind, Kind::Key(_)) || token.is_some() || !may_follow {
                return true;
            }
            is_first = false;
        } else if token.is_some() || shape.min != shape.max {
            may_follow = false;
        } else if shape.max > 0 {
            may_follow &= is_first;
        }
        i += 1;
    }
    false
}

/// Whether the specs find the keys of every call, and each begins where the one before it ends.
fn are_one_range(specs: &[KeySpec]) -> bool {
    // Where the next begins; the first begins anywhere.
    let mut next = None;
    specs.iter().enumerate().all(|(i, spec)| {
        let (Begin::Index(first), Find::Range { last, step }) = (spec.begin, spec.find) else {
            return false;
        };
        let follows = i == 0 || (next == Some(first) && step == 1);
        let len = usize::try_from(last).ok().filter(|_| step == 1);
        next = len.map(|last| first + last + 1);
        spec.is_certain && follows
    })
}

struct Walk<'m> {
    meta: &'m Meta,
    specs: Vec<KeySpec>,
    /// What is said of the keys, by the innermost that says it.
    key_flags: Option<u64>,
    is_certain: bool,
    is_repeated: bool,
}

impl Walk<'_> {
    /// Visits parameters from a position on, and returns the position after them, if it is always
    /// the same.
    fn params(&mut self, params: &'static [Param], mut at: Option<usize>) -> Option<usize> {
        let start = at.unwrap_or(1);
        for param in params {
            let Some(token) = param.token else {
                at = self
                    .shape(&param.shape, at.map(Begin::Index), 0)
                    .filter(|_| at.is_some());
                continue;
            };
            let was_certain = std::mem::replace(&mut self.is_certain, false);
            self.shape(&param.shape, Some(Begin::Keyword(token, start)), 0);
            self.is_certain = was_certain;
            at = None;
        }
        at
    }

    /// Visits a shape `offset` arguments after `begin`; returns where it ends, if that is certain.
    fn shape(&mut self, shape: &Shape, begin: Option<Begin>, offset: usize) -> Option<usize> {
        let outer = self.key_flags;
        self.key_flags = shape.key_flags.or(outer);
        let end = self.inside(shape, begin, offset);
        self.key_flags = outer;
        end
    }

    fn inside(&mut self, shape: &Shape, begin: Option<Begin>, offset: usize) -> Option<usize> {
        match shape.kind {
            Kind::Context { .. } | Kind::Word(_) | Kind::Flag => {}
            Kind::Key(access) => {
                let find = Find::Range { last: 0, step: 1 };
                self.found((access, self.key_flags), begin, offset, find);
            }
            Kind::Optional(inner) => {
                let was_certain = std::mem::replace(&mut self.is_certain, false);
                self.shape(inner, begin, offset);
                self.is_certain = was_certain;
            }
            Kind::Repeated(inner) => {
                self.is_repeated = true;
                self.shape(inner, begin, offset);
                self.is_repeated = false;
            }
            Kind::Array(inner, n) => {
                for i in 0..n {
                    self.shape(inner, begin, offset + i * inner.min);
                }
            }
            Kind::Tuple(items) => {
                let mut offset = offset;
                for item in items {
                    self.shape(item, begin, offset);
                    offset += item.min;
                }
            }
            Kind::Rest(item) => {
                let was_certain = self.is_certain;
                self.is_certain &= shape.min > 0;
                for (key, what) in keys_of_item(item, self.key_flags) {
                    let find = Find::Range {
                        last: -1,
                        step: item.min,
                    };
                    self.found(what, begin, offset + key, find);
                }
                self.is_certain = was_certain;
            }
            Kind::Counted(item) => {
                for (key, what) in keys_of_item(item, self.key_flags) {
                    let find = Find::Count {
                        first: 1 + key,
                        step: item.min,
                    };
                    self.found(what, begin, offset, find);
                }
            }
            Kind::Fields(params) | Kind::OneOf(params) => {
                let at = match begin {
                    Some(Begin::Index(at)) => Some(at + offset),
                    _ => None,
                };
                return self.params(params, at);
            }
        }
        match begin {
            Some(Begin::Index(at)) if shape.min == shape.max => Some(at + offset + shape.min),
            _ => None,
        }
    }

    fn found(&mut self, what: What, begin: Option<Begin>, offset: usize, find: Find) {
        let begin = match begin {
            Some(Begin::Index(at)) => Begin::Index(at + offset),
            Some(keyword) if offset == 0 => keyword,
            // Refused when the command was compiled (`check::key_position`).
            _ => return,
        };
        let flags = match what {
            (_, Some(flags)) => flags,
            (KeyAccess::Write, None) => READ_WRITE,
            (KeyAccess::Name, None) if self.meta.may_write() => READ_WRITE,
            (KeyAccess::Name | KeyAccess::Read, None) => READ_ONLY,
        };
        // A spec finds a keyword once: for more the server must ask.
        let flags = if self.is_repeated {
            flags | INCOMPLETE
        } else {
            flags
        };
        let Walk {
            is_certain,
            is_repeated,
            ..
        } = *self;
        self.specs.push(KeySpec {
            begin,
            find,
            flags,
            is_certain,
            is_repeated,
        });
    }
}

const READ_ONLY: u64 = (REDISMODULE_CMD_KEY_RO | REDISMODULE_CMD_KEY_ACCESS) as u64;
const READ_WRITE: u64 =
    (REDISMODULE_CMD_KEY_RW | REDISMODULE_CMD_KEY_ACCESS | REDISMODULE_CMD_KEY_UPDATE) as u64;

const INCOMPLETE: u64 = REDISMODULE_CMD_KEY_INCOMPLETE as u64;

/// What is done with a key: what its type tells, and what is said.
type What = (KeyAccess, Option<u64>);

/// The keys in one item of several, by their offset.
fn keys_of_item(item: &'static Shape, said: Option<u64>) -> impl Iterator<Item = (usize, What)> {
    let said = item.key_flags.or(said);
    let parts = match item.kind {
        Kind::Tuple(parts) => parts,
        _ => std::slice::from_ref(item),
    };
    let mut offset = 0;
    parts.iter().filter_map(move |part| {
        let at = offset;
        offset += part.min;
        match part.kind {
            Kind::Key(access) => Some((at, (access, part.key_flags.or(said)))),
            _ => None,
        }
    })
}

impl KeySpec {
    /// Tells the positions of the keys in a call, as far as the call has them.
    fn positions(&self, words: &[&ServerStr], mut found: impl FnMut(usize)) {
        let (token, from) = match self.begin {
            Begin::Index(at) => return self.positions_from(at, words, found),
            Begin::Keyword(token, from) => (token.to_bytes(), from),
        };
        let is_token = |at: &usize| words[*at].as_bytes().eq_ignore_ascii_case(token);
        let occurrences = if self.is_repeated { usize::MAX } else { 1 };
        for at in (from..words.len()).filter(is_token).take(occurrences) {
            self.positions_from(at + 1, words, &mut found);
        }
    }

    fn positions_from(&self, begin: usize, words: &[&ServerStr], found: impl FnMut(usize)) {
        let (first, end, step) = match self.find {
            Find::Range { last, step } if last >= 0 => (begin, begin + 1 + last as usize, step),
            Find::Range { step, .. } => (begin, words.len(), step),
            Find::Count { first, step } => {
                let count = words
                    .get(begin)
                    .and_then(|word| word.to_str().ok()?.parse().ok());
                let len = step.saturating_mul(count.unwrap_or(0));
                (begin + first, (begin + first).saturating_add(len), step)
            }
        };
        if end <= words.len() {
            (first..end).step_by(step).for_each(found);
        }
    }
}

/// What the server asks a module when it cannot find keys or channels by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Request {
    Keys,
    Channels,
}

impl Request {
    /// What is asked, if it is not a call.
    #[inline]
    pub(crate) fn of(context: *mut RedisModuleCtx) -> Option<Request> {
        // SAFETY: called by a shim with the server's context.
        if unsafe { (api().IsKeysPositionRequest)(context) } != 0 {
            return Some(Request::Keys);
        }
        // SAFETY: as above.
        let is_channels = unsafe {
            api()
                .IsChannelsPositionRequest
                .is_some_and(|is| is(context) != 0)
        };
        is_channels.then_some(Request::Channels)
    }
}

/// The server's question which arguments of a call are keys, or channels.
///
/// What a function named by `get_keys = …` or `get_channels = …` answers with. There is no client
/// and no database behind it, only the arguments.
pub struct KeyPositions<'a> {
    context: *mut RedisModuleCtx,
    words: &'a [&'a ServerStr],
    request: Request,
    _not_send: PhantomData<*mut ()>,
}

impl<'a> KeyPositions<'a> {
    pub(super) fn answer(
        context: *mut RedisModuleCtx,
        words: &'a [&'a ServerStr],
        meta: &Meta,
        request: Request,
    ) {
        let mut this = KeyPositions {
            context,
            words,
            request,
            _not_send: PhantomData,
        };
        match (request, meta.get_keys, meta.get_channels) {
            (Request::Keys, Some(get), _) | (Request::Channels, _, Some(get)) => get(&mut this),
            (Request::Channels, _, None) => {}
            (Request::Keys, None, _) => {
                for spec in key_specs(meta) {
                    spec.positions(words, |at| this.report_key(at, spec.flags & !INCOMPLETE));
                }
            }
        }
    }

    /// All arguments of the call, the command's name first.
    #[must_use]
    pub fn words(&self) -> &'a [&'a ServerStr] {
        self.words
    }

    /// The argument at `position` is a key that is read (`RM_KeyAtPosWithFlags`, `RM_KeyAtPos`).
    ///
    /// Positions outside the call are ignored.
    #[doc(alias = "RM_KeyAtPos")]
    #[doc(alias = "RM_KeyAtPosWithFlags")]
    pub fn reads_key(&mut self, position: usize) {
        self.report_key(position, READ_ONLY);
    }

    /// The argument at `position` is a key that is read and written.
    pub fn writes_key(&mut self, position: usize) {
        self.report_key(position, READ_WRITE);
    }

    fn report_key(&mut self, position: usize, flags: u64) {
        if self.request != Request::Keys || position == 0 || position >= self.words.len() {
            return;
        }
        let (position, flags) = (position as c_int, flags as c_int);
        // SAFETY: the context is that of a request for keys, alive as long as `self`.
        unsafe {
            match api().KeyAtPosWithFlags {
                Some(key_at) => key_at(self.context, position, flags),
                None => (api().KeyAtPos)(self.context, position),
            }
        }
    }

    /// The argument at `position` is a channel (`RM_ChannelAtPosWithFlags`, Redis 7.0).
    #[doc(alias = "RM_ChannelAtPosWithFlags")]
    pub fn channel(&mut self, position: usize, access: ChannelAccess) {
        if self.request != Request::Channels || position >= self.words.len() {
            return;
        }
        // SAFETY: the context is that of a request for channels, alive as long as `self`.
        unsafe {
            if let Some(channel_at) = api().ChannelAtPosWithFlags {
                channel_at(self.context, position as c_int, access.flags());
            }
        }
    }
}

/// What a command does with a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelAccess {
    /// It publishes to it.
    Publish,
    /// It subscribes to it.
    Subscribe,
    /// It subscribes to the channels that match it.
    SubscribePattern,
    /// It unsubscribes from it.
    Unsubscribe,
    /// It unsubscribes from the channels that match it.
    UnsubscribePattern,
}

impl ChannelAccess {
    fn flags(self) -> c_int {
        use redmod_sys::{
            REDISMODULE_CMD_CHANNEL_PATTERN as PATTERN, REDISMODULE_CMD_CHANNEL_PUBLISH as PUBLISH,
            REDISMODULE_CMD_CHANNEL_SUBSCRIBE as SUBSCRIBE,
            REDISMODULE_CMD_CHANNEL_UNSUBSCRIBE as UNSUBSCRIBE,
        };
        let flags = match self {
            ChannelAccess::Publish => PUBLISH,
            ChannelAccess::Subscribe => SUBSCRIBE,
            ChannelAccess::SubscribePattern => SUBSCRIBE | PATTERN,
            ChannelAccess::Unsubscribe => UNSUBSCRIBE,
            ChannelAccess::UnsubscribePattern => UNSUBSCRIBE | PATTERN,
        };
        flags as c_int
    }
}
