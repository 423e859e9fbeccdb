//! Decides how a call differs from the usual one, and on which servers it can.

use redmod_sys::api;

use super::ArgList;
use crate::{Error, Result};

/// How a command is called, beyond the usual; for [`Context::call_with`](crate::ServerContext::call_with).
///
/// Each is a constant that can be made in advance. What a server does not know is an error that
/// names the first release that does, before anything is called.
///
/// ```no_run
/// # use redmod::prelude::*;
/// use redmod::call::CallOptions;
///
/// /// As a script would: only what scripts may do, and nothing that writes.
/// const HARMLESS: CallOptions = CallOptions::new().script_mode().no_writes();
///
/// #[command(flags = "readonly")]
/// fn length_of(cx: &mut Context, key: &str) -> Result<usize> {
///     cx.call_with(HARMLESS, "LLEN", key)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct CallOptions(u16);

/// A modifier of a call: a letter in the server's format.
#[derive(Clone, Copy)]
struct Modifier {
    letter: u8,
    since: Since,
}

/// Which releases know a letter: none of them tells, so that a function of the same release does.
#[derive(Clone, Copy)]
enum Since {
    Redis60,
    Redis70,
    Redis72,
    Valkey91,
}

use Since::{Redis60, Redis70, Redis72, Valkey91};

/// All modifiers; the options are a set of their places.
const MODIFIERS: [Modifier; 13] = {
    const fn of(letter: u8, since: Since) -> Modifier {
        Modifier { letter, since }
    }
    [
        of(b'!', Redis60),
        of(b'A', Redis60),
        of(b'R', Redis60),
        of(b'3', Redis70),
        of(b'0', Redis70),
        of(b'C', Redis70),
        of(b'S', Redis70),
        of(b'W', Redis70),
        of(b'E', Redis70),
        of(b'M', Redis72),
        of(b'D', Redis72),
        of(b'K', Redis72),
        of(b'X', Valkey91),
    ]
};

impl Since {
    fn is_met(self) -> bool {
        // SAFETY: called with a context at hand, hence with a loaded table.
        let api = unsafe { api() };
        match self {
            Redis60 => true,
            Redis70 => api.CallReplyMapElement.is_some(),
            Redis72 => api.CallReplyPromiseAbort.is_some(),
            Valkey91 => api.ACLCheckPermissions.is_some(),
        }
    }

    fn releases(self) -> &'static str {
        match self {
            Redis60 => "Redis 6.0.0",
            Redis70 => "Redis 7.0.0, Valkey 7.2",
            Redis72 => "Redis 7.2.0, Valkey 7.2",
            Valkey91 => "Valkey 9.1.2",
        }
    }
}

impl CallOptions {
    /// As [`Context::call`](crate::ServerContext::call) does.
    #[must_use]
    pub const fn new() -> CallOptions {
        CallOptions(0)
    }

    const fn with(self, letter: u8) -> CallOptions {
        let mut place = 0;
        while MODIFIERS[place].letter != letter {
            place += 1;
        }
        CallOptions(self.0 | 1 << place)
    }

    const fn has(self, letter: u8) -> bool {
        self.with(letter).0 == self.0
    }

    /// What is called is replicated by itself (`!`), for commands with `replicate = explicit`.
    #[must_use]
    pub const fn replicate(self) -> CallOptions {
        self.with(b'!')
    }

    /// As [`replicate`](CallOptions::replicate), to the append-only file alone (`!R`).
    #[must_use]
    pub const fn replicate_to_aof(self) -> CallOptions {
        self.with(b'!').with(b'R')
    }

    /// As [`replicate`](CallOptions::replicate), to the replicas alone (`!A`).
    #[must_use]
    pub const fn replicate_to_replicas(self) -> CallOptions {
        self.with(b'!').with(b'A')
    }

    /// The reply has the types of RESP3 (`3`; Redis 7.0).
    #[must_use]
    pub const fn resp3(self) -> CallOptions {
        self.with(b'3')
    }

    /// The reply has the types of the client's protocol, so that it can be passed on to it (`0`;
    /// Redis 7.0).
    #[must_use]
    pub const fn client_protocol(self) -> CallOptions {
        self.with(b'0')
    }

    /// The client's user must be allowed to do this (`C`; Redis 7.0).
    #[must_use]
    pub const fn check_acl(self) -> CallOptions {
        self.with(b'C')
    }

    /// Only what scripts may do (`S`; Redis 7.0). A refusal is in the server's own words.
    #[must_use]
    pub const fn script_mode(self) -> CallOptions {
        self.with(b'S')
    }

    /// No command with the flag `write` (`W`; Redis 7.0).
    #[must_use]
    pub const fn no_writes(self) -> CallOptions {
        self.with(b'W')
    }

    /// No command with the flag `denyoom` while the server is out of memory (`M`; Redis 7.2).
    #[must_use]
    pub const fn deny_oom(self) -> CallOptions {
        self.with(b'M')
    }

    /// A refused call is an error in the server's own words, which name the command, the user or
    /// the key, and not one of the constants of [`Error`] (`E`; Redis 7.0).
    #[must_use]
    pub const fn errors_as_replies(self) -> CallOptions {
        self.with(b'E')
    }

    /// Tells a status from a string, and a null array from null (`X`; Valkey 9.1).
    #[must_use]
    pub const fn exact(self) -> CallOptions {
        self.with(b'X')
    }

    /// Everything is checked, nothing is called.
    pub(super) const fn dry_run(self) -> CallOptions {
        self.with(b'D')
    }

    pub(super) const fn is_dry_run(self) -> bool {
        self.has(b'D')
    }

    /// What is called may block.
    pub(super) const fn blocking(self) -> CallOptions {
        self.with(b'K')
    }

    /// No writing, on servers that can be told so. The others cope with it.
    #[cold]
    pub(super) fn without_writes(self) -> CallOptions {
        if Redis70.is_met() {
            self.no_writes()
        } else {
            self
        }
    }

    pub(super) const fn replicates(self) -> bool {
        self.has(b'!')
    }

    pub(super) const fn denies_oom(self) -> bool {
        self.has(b'M')
    }

    /// In the server's words where a number would not say why: for want of memory and for writing
    /// it is the same, and for what no script may do Valkey 9.1.2 ends when it is not asked for
    /// words.
    const fn in_words(self) -> CallOptions {
        if self.has(b'S') || self.has(b'M') && self.has(b'W') {
            self.errors_as_replies()
        } else {
            self
        }
    }

    /// Whether the server knows all that is wanted.
    #[inline(always)]
    pub(super) fn check(self) -> Result<()> {
        if self.0 == 0 {
            return Ok(());
        }
        let mut modifiers = self.modifiers();
        match modifiers.find(|modifier| !modifier.since.is_met()) {
            None => Ok(()),
            Some(missing) => Err(missing.error()),
        }
    }

    fn modifiers(self) -> impl Iterator<Item = Modifier> {
        let chosen = move |(place, _): &(usize, _)| self.0 & 1 << place != 0;
        let all = MODIFIERS.into_iter().enumerate().filter(chosen);
        all.map(|(_, modifier)| modifier)
    }

    /// How many letters there can be.
    pub(super) const MOST: usize = MODIFIERS.len();

    /// Ends a list of arguments with the letters.
    #[inline]
    pub(super) fn finish(self, args: &mut ArgList<'_>) {
        if self.0 == 0 {
            return args.finish(std::iter::empty());
        }
        let modifiers = self.in_words().modifiers();
        args.finish(modifiers.map(|modifier| modifier.letter));
    }
}

impl Modifier {
    #[cold]
    fn error(self) -> Error {
        let (letter, releases) = (self.letter as char, self.since.releases());
        Error::new(format_args!(
            "this server's RM_Call has no modifier `{letter}`, which came with {releases}"
        ))
    }
}
