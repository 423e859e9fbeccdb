//! Decides how a parameter is described: the one description that arity, key specs, command docs
//! and the compile-time checks are computed from.

use std::ffi::CStr;

/// What the arguments of a parameter look like.
#[derive(Clone, Copy)]
pub struct Shape {
    pub(crate) kind: Kind,
    /// The fewest arguments it takes.
    pub(crate) min: usize,
    /// The most it takes; [`UNBOUNDED`] for any number.
    pub(crate) max: usize,
    /// What is done with its keys, where that is said.
    pub(crate) key_flags: Option<u64>,
}

/// As many arguments as there are.
pub(crate) const UNBOUNDED: usize = usize::MAX;

/// What one argument is, for `COMMAND DOCS`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ArgKind {
    /// Any bytes.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Double,
    /// A pattern, as `KEYS` takes one.
    Pattern,
    /// A time in seconds or milliseconds since 1970.
    UnixTime,
}

/// What a command does with a key it is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyAccess {
    /// Only its name: the command's own flags say what is done with it.
    Name,
    /// The value is read.
    Read,
    /// The value is read and written.
    Write,
}

#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// The context: no argument. Exclusive, it leaves no room for open keys.
    Context {
        exclusive: bool,
    },
    Word(ArgKind),
    Key(KeyAccess),
    /// A token alone, present or not.
    Flag,
    Optional(&'static Shape),
    /// A number of these up to the last argument.
    Rest(&'static Shape),
    /// A count, then as many of these.
    Counted(&'static Shape),
    /// An option that may be given more than once.
    Repeated(&'static Shape),
    /// The same several times.
    Array(&'static Shape, usize),
    Tuple(&'static [Shape]),
    /// The fields of a struct: those without a token in order, then the others in any order.
    Fields(&'static [Param]),
    /// One of several tokens, each with its arguments.
    OneOf(&'static [Param]),
}

impl Shape {
    const fn new(kind: Kind, min: usize, max: usize) -> Shape {
        Shape {
            kind,
            min,
            max,
            key_flags: None,
        }
    }

    pub(crate) const fn context(exclusive: bool) -> Shape {
        Shape::new(Kind::Context { exclusive }, 0, 0)
    }

    /// One argument.
    #[must_use]
    pub const fn word(kind: ArgKind) -> Shape {
        Shape::new(Kind::Word(kind), 1, 1)
    }

    /// The name of a key.
    #[must_use]
    pub const fn key(access: KeyAccess) -> Shape {
        Shape::new(Kind::Key(access), 1, 1)
    }

    /// A flag: its token alone.
    #[doc(hidden)]
    pub const FLAG: Shape = Shape::new(Kind::Flag, 0, 0);

    pub(crate) const fn optional(inner: &'static Shape) -> Shape {
        Shape::new(Kind::Optional(inner), 0, inner.max)
    }

    pub(crate) const fn rest(inner: &'static Shape, min: usize) -> Shape {
        Shape::new(Kind::Rest(inner), inner.min * min, UNBOUNDED)
    }

    pub(crate) const fn counted(inner: &'static Shape) -> Shape {
        Shape::new(Kind::Counted(inner), 1 + inner.min, UNBOUNDED)
    }

    pub(crate) const fn repeated(inner: &'static Shape) -> Shape {
        Shape::new(Kind::Repeated(inner), 0, UNBOUNDED)
    }

    pub(crate) const fn array(inner: &'static Shape, n: usize) -> Shape {
        let max = if inner.max == UNBOUNDED {
            UNBOUNDED
        } else {
            inner.max * n
        };
        Shape::new(Kind::Array(inner, n), inner.min * n, max)
    }

    pub(crate) const fn tuple(inner: &'static [Shape]) -> Shape {
        let (mut min, mut max, mut i) = (0, 0, 0);
        while i < inner.len() {
            min += inner[i].min;
            max = add(max, inner[i].max);
            i += 1;
        }
        Shape::new(Kind::Tuple(inner), min, max)
    }

    /// The fields of a struct, as `#[derive(Args)]` describes them.
    #[doc(hidden)]
    #[must_use]
    pub const fn fields(fields: &'static [Param]) -> Shape {
        Shape::new(
            Kind::Fields(fields),
            total(fields, false),
            total(fields, true),
        )
    }

    /// The variants of an enum, as `#[derive(Args)]` describes them.
    #[doc(hidden)]
    #[must_use]
    pub const fn one_of(variants: &'static [Param]) -> Shape {
        let (mut min, mut max, mut i) = (UNBOUNDED, 0, 0);
        while i < variants.len() {
            // A variant's own arguments may be left out, its token may not.
            let (least, most) = (1 + variants[i].shape.min, variants[i].len(true));
            min = if least < min { least } else { min };
            max = if most > max { most } else { max };
            i += 1;
        }
        Shape::new(Kind::OneOf(variants), min, max)
    }

    /// The same, with what is done with its keys.
    #[doc(hidden)]
    #[must_use]
    pub const fn key_flags(self, bits: u64) -> Shape {
        Shape {
            key_flags: Some(bits),
            ..self
        }
    }

    /// What follows the token of a variant of an enum.
    #[doc(hidden)]
    #[must_use]
    pub const fn variant(&self, i: usize) -> &Shape {
        match self.kind {
            Kind::OneOf(variants) => &variants[i].shape,
            _ => self,
        }
    }

    /// Whether it may be left out.
    pub(crate) const fn is_optional(&self) -> bool {
        self.min == 0 && !matches!(self.kind, Kind::Context { .. })
    }

    /// Whether it begins with a token, so that what follows it can be told apart.
    pub(crate) const fn is_led_by_token(&self) -> bool {
        match self.kind {
            Kind::OneOf(_) | Kind::Flag => true,
            Kind::Optional(inner) | Kind::Repeated(inner) => inner.is_led_by_token(),
            Kind::Fields(fields) => {
                let mut i = 0;
                while i < fields.len() {
                    if !fields[i].is_option() {
                        return false;
                    }
                    i += 1;
                }
                true
            }
            _ => false,
        }
    }

    /// Whether a key is in it, or in a part of it.
    pub(crate) const fn has_key(&self) -> bool {
        let Kind::Tuple(parts) = self.kind else {
            return matches!(self.kind, Kind::Key(_));
        };
        let mut i = 0;
        while i < parts.len() && !parts[i].has_key() {
            i += 1;
        }
        i < parts.len()
    }

    /// Whether it takes all that is left.
    pub(crate) const fn is_rest(&self) -> bool {
        match self.kind {
            Kind::Rest(_) => true,
            Kind::Optional(inner) => inner.is_rest(),
            Kind::Tuple(inner) => !inner.is_empty() && inner[inner.len() - 1].is_rest(),
            _ => false,
        }
    }

    const fn takes_context(&self) -> bool {
        match self.kind {
            Kind::Context { .. } | Kind::Key(KeyAccess::Read | KeyAccess::Write) => true,
            Kind::Word(_) | Kind::Flag | Kind::Key(KeyAccess::Name) => false,
            Kind::Optional(inner)
            | Kind::Rest(inner)
            | Kind::Counted(inner)
            | Kind::Repeated(inner)
            | Kind::Array(inner, _) => inner.takes_context(),
            Kind::Tuple(items) => {
                let mut i = 0;
                while i < items.len() {
                    if items[i].takes_context() {
                        return true;
                    }
                    i += 1;
                }
                false
            }
            Kind::Fields(params) | Kind::OneOf(params) => takes_context(params),
        }
    }
}

/// A parameter: its name, its token if it has one, and its shape.
#[derive(Clone, Copy)]
pub struct Param {
    pub(crate) name: &'static CStr,
    pub(crate) token: Option<&'static CStr>,
    pub(crate) summary: Option<&'static CStr>,
    pub(crate) shape: Shape,
}

impl Param {
    /// A parameter without a token.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static CStr, shape: Shape) -> Param {
        Param {
            name,
            token: None,
            summary: None,
            shape,
        }
    }

    /// The same, after a token.
    #[doc(hidden)]
    #[must_use]
    pub const fn token(self, token: &'static CStr) -> Param {
        Param {
            token: Some(token),
            ..self
        }
    }

    /// The same, with a line for `COMMAND DOCS`.
    #[doc(hidden)]
    #[must_use]
    pub const fn summary(self, summary: &'static CStr) -> Param {
        Param {
            summary: Some(summary),
            ..self
        }
    }

    /// Whether it can be told by a token, so that it may stand in any order.
    #[doc(hidden)]
    #[must_use]
    pub const fn is_option(&self) -> bool {
        self.token.is_some() || self.shape.is_led_by_token()
    }

    /// How many arguments it takes, its token included.
    pub(crate) const fn len(&self, most: bool) -> usize {
        match (self.token, most) {
            (None, false) => self.shape.min,
            (None, true) => self.shape.max,
            // A token may be left out where its value may.
            (Some(_), false) if self.shape.is_optional() => 0,
            (Some(_), false) => 1 + self.shape.min,
            (Some(_), true) => add(1, self.shape.max),
        }
    }
}

/// Whether a parameter takes the context, or a key that is opened through it: what runs without either can do nothing to
/// the server but reply.
pub(crate) const fn takes_context(params: &[Param]) -> bool {
    let mut i = 0;
    while i < params.len() {
        if params[i].shape.takes_context() {
            return true;
        }
        i += 1;
    }
    false
}

pub(crate) const fn add(a: usize, b: usize) -> usize {
    a.saturating_add(b)
}

/// The fewest or the most arguments that the parameters take together.
pub(crate) const fn total(params: &[Param], most: bool) -> usize {
    let (mut sum, mut i) = (0, 0);
    while i < params.len() {
        sum = add(sum, params[i].len(most));
        i += 1;
    }
    sum
}
