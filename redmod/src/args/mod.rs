//! Decides how arguments become parameters: one trait, [`Args`], and the cursor it reads from.

mod collection;
pub(crate) mod derived;
mod number;
mod option;
pub(crate) mod shape;
mod text;
mod time;

use std::cell::Cell;
use std::ptr::NonNull;
use std::slice::Iter;

use redmod_sys::RedisModuleCtx;

pub use collection::{Counted, Repeated, Rest};
pub(crate) use number::{parse_digits, parse_i64};
pub use shape::{ArgKind, KeyAccess, Shape};
pub use text::KeyName;
pub use time::{Millis, Seconds, UnixMillis, UnixSeconds};

use crate::context::Context;
use crate::frame::{Access, Frame};
use crate::{Error, Result, ServerStr, frame};

/// What a parameter of a command can be: something made from the next arguments of the call.
///
/// Implemented for integers, floats, text, bytes, the server's strings, key names, durations,
/// [`Option`], tuples, arrays, [`Rest`], [`Counted`] and the context; `#[derive(Args)]` implements
/// it for structs and enums of tokens. A type of your own needs a shape and a way to be parsed:
///
/// ```
/// use redmod::args::{ArgKind, Args, Input, Shape};
/// use redmod::{Error, Result};
///
/// struct Percent(u8);
///
/// impl<'a> Args<'a> for Percent {
///     const SHAPE: Shape = Shape::word(ArgKind::Integer);
///
///     fn parse(input: &mut Input<'a>) -> Result<Self> {
///         match input.next::<u8>()? {
///             n @ 0..=100 => Ok(Percent(n)),
///             _ => Err(Error::fixed(c"ERR a percentage is at most 100")),
///         }
///     }
/// }
/// ```
///
/// The lifetime is that of the call: a parameter may borrow from the arguments.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter of a command",
    label = "no `Args` for this type",
    note = "parameters are integers, floats, `&str`, `&[u8]`, `String`, `Vec<u8>`, `&ServerStr`, `KeyName`, \
            durations, `&Context`, and `Option`, `Rest`, `Counted`, tuples and arrays of these",
    note = "for a type of your own: `#[derive(Args)]`, or implement `redmod::args::Args`"
)]
pub trait Args<'a>: Sized {
    /// How many arguments it takes, and what they are: from this come the command's arity, its
    /// key specs and its documentation.
    const SHAPE: Shape;

    /// What follows the token, where it is an option with a token. A flag is nothing more.
    const AFTER_TOKEN: Shape = Self::SHAPE;

    /// Takes the value from the input.
    ///
    /// # Errors
    /// The error that the client gets when the arguments are not such a value.
    fn parse(input: &mut Input<'a>) -> Result<Self>;

    /// Whether the next argument can start such a value: what [`Option`] asks. Types that begin
    /// with a token say no to other words; the rest take any.
    fn accepts(input: &Input<'a>) -> bool {
        !input.is_empty()
    }

    /// The value of an option whose token was just read. A flag has no further argument.
    ///
    /// # Errors
    /// As [`parse`](Args::parse).
    #[inline(always)]
    fn parse_after_token(input: &mut Input<'a>) -> Result<Self> {
        Self::parse(input)
    }

    /// The value where the option is not given, if it may be left out.
    ///
    /// # Errors
    /// A syntax error where it may not.
    fn absent() -> Result<Self> {
        Err(Error::SYNTAX)
    }

    /// Adds a second occurrence of the same option.
    ///
    /// # Errors
    /// A syntax error, unless the type is made to be given more than once.
    fn again(&mut self, _input: &mut Input<'a>) -> Result<()> {
        Err(Error::SYNTAX)
    }
}

/// The arguments of a call that have not been taken yet.
pub struct Input<'a> {
    words: Iter<'a, &'a ServerStr>,
    context: NonNull<RedisModuleCtx>,
    lease: Lease,
    late: Option<&'a Late>,
}

/// The frame of a callback whose parameters need none, as far as they say. A parameter of the author's own making may take
/// the context all the same, and then there is one.
pub(crate) struct Late {
    access: Access,
    frame: Cell<Option<Frame>>,
}

impl Late {
    #[inline(always)]
    pub(crate) fn new(access: Access) -> Late {
        Late {
            access,
            frame: Cell::new(None),
        }
    }

    /// Enters it, unless that was done.
    #[cold]
    fn enter(&self) {
        let frame = self.frame.take();
        let frame = frame.unwrap_or_else(|| frame::enter(self.access));
        self.frame.set(Some(frame));
    }

    /// The frame, if it was entered.
    #[inline(always)]
    pub(crate) fn entered(self) -> Option<Frame> {
        self.frame.into_inner()
    }
}

/// Who holds the context: what keeps a parameter list from holding it twice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lease {
    Free,
    Shared,
    Exclusive,
}

impl<'a> Input<'a> {
    /// # Safety
    /// `context` is the context of a call that lasts for `'a`, and nothing else makes a
    /// `&mut Context` of it in that time.
    #[inline(always)]
    pub(crate) unsafe fn new(
        context: NonNull<RedisModuleCtx>,
        words: &'a [&'a ServerStr],
        late: Option<&'a Late>,
    ) -> Input<'a> {
        Input {
            words: words.iter(),
            context,
            lease: Lease::Free,
            late,
        }
    }

    /// Takes the context, which may be shared with others.
    #[inline(always)]
    fn lease(&mut self, lease: Lease) -> Result<NonNull<RedisModuleCtx>> {
        let is_free = match lease {
            Lease::Exclusive => self.lease == Lease::Free,
            _ => self.lease != Lease::Exclusive,
        };
        if !is_free {
            return Err(CONTEXT_TWICE);
        }
        self.lease = lease;
        if let Some(late) = self.late {
            late.enter();
        }
        Ok(self.context)
    }

    /// The arguments of a callback that is handed its context separately.
    ///
    /// # Safety
    /// As [`new`](Input::new), but for references to the context.
    pub(crate) unsafe fn without_context(
        context: NonNull<RedisModuleCtx>,
        words: &'a [&'a ServerStr],
    ) -> Input<'a> {
        Input {
            words: words.iter(),
            context,
            lease: Lease::Exclusive,
            late: None,
        }
    }

    /// The context for something that is open beside others, but not beside `&mut Context`.
    #[inline]
    pub(crate) fn share_context(&mut self) -> Result<NonNull<RedisModuleCtx>> {
        self.lease(Lease::Shared)
    }

    /// Takes the next value: `let n: i64 = input.next()?`.
    ///
    /// # Errors
    /// As the type's [`Args::parse`]; [`Error::SYNTAX`] where nothing is left.
    // Not an iterator: each call may ask for another type.
    #[allow(clippy::should_implement_trait)]
    #[inline(always)]
    pub fn next<T: Args<'a>>(&mut self) -> Result<T> {
        T::parse(self)
    }

    /// Takes the next argument as it is.
    ///
    /// # Errors
    /// [`Error::SYNTAX`] where nothing is left: the call had enough arguments for the command, but
    /// not for the options that it gives.
    #[inline(always)]
    pub fn word(&mut self) -> Result<&'a ServerStr> {
        match self.words.next() {
            Some(word) => Ok(word),
            None => Err(Error::SYNTAX),
        }
    }

    /// The next argument, left where it is.
    #[must_use]
    #[inline]
    pub fn peek(&self) -> Option<&'a ServerStr> {
        self.words.as_slice().first().copied()
    }

    /// Takes the next argument if it is this token, whatever its case.
    #[inline]
    pub fn token(&mut self, token: &str) -> bool {
        let found = self.peek_token(token);
        if found {
            self.words.next();
        }
        found
    }

    /// Whether the next argument is this token, whatever its case.
    #[must_use]
    #[inline]
    pub fn peek_token(&self, token: &str) -> bool {
        self.peek()
            .is_some_and(|word| word.as_bytes().eq_ignore_ascii_case(token.as_bytes()))
    }

    /// Takes all that is left.
    #[must_use]
    #[inline]
    pub fn rest(&mut self) -> &'a [&'a ServerStr] {
        std::mem::take(&mut self.words).as_slice()
    }

    /// How many arguments are left.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no argument is left.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Nothing may be left when every parameter has been taken.
    #[inline(always)]
    pub(crate) fn finish(&self) -> Result<()> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(Error::SYNTAX)
        }
    }

    /// The words of the next `count` arguments as an input of their own.
    #[inline]
    pub(crate) fn split(&mut self, count: usize) -> Option<Words<'a>> {
        let (words, rest) = self.words.as_slice().split_at_checked(count)?;
        self.words = rest.iter();
        Some(Words {
            words: words.iter(),
            context: self.context,
        })
    }
}

/// Arguments that are parsed later, one value at a time; they reach no context.
#[derive(Clone)]
pub(crate) struct Words<'a> {
    words: Iter<'a, &'a ServerStr>,
    context: NonNull<RedisModuleCtx>,
}

impl<'a> Words<'a> {
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Takes one value from the front.
    #[inline]
    pub(crate) fn next<T: Args<'a>>(&mut self) -> Option<Result<T>> {
        if self.words.as_slice().is_empty() {
            return None;
        }
        // The lease is held, so that a value parsed late cannot reach the context.
        let mut input = Input {
            words: self.words.clone(),
            context: self.context,
            lease: Lease::Exclusive,
            late: None,
        };
        match T::parse(&mut input) {
            Ok(value) => {
                if input.len() == self.words.len() {
                    input.words.next();
                }
                self.words = input.words;
                Some(Ok(value))
            }
            // What follows cannot be told apart.
            Err(error) => {
                self.words = Iter::default();
                Some(Err(error))
            }
        }
    }
}

const CONTEXT_TWICE: Error = Error::fixed(c"ERR the context is already in use");

impl<'a> Args<'a> for &'a mut Context {
    const SHAPE: Shape = Shape::context(true);

    #[inline(always)]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let context = input.lease(Lease::Exclusive)?;
        // SAFETY: `Input::new` promises a context alive for `'a`, and the lease that this is the only
        // reference to it.
        Ok(unsafe { Context::from_raw(context) })
    }
}

impl<'a> Args<'a> for &'a Context {
    const SHAPE: Shape = Shape::context(false);

    #[inline(always)]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let context = input.lease(Lease::Shared)?;
        // SAFETY: as for `&mut Context`; the lease keeps an exclusive one from being made.
        Ok(unsafe { Context::from_raw(context) })
    }
}
