//! A command as it is written: what the signature and the attribute say.

use proc_macro2::Ident;
use syn::Path;

use crate::errors::Place;
use crate::ty::Ty;
use crate::value::Text;

pub(crate) struct Command {
    /// Where redmod is: `::redmod` unless said.
    pub(crate) krate: Path,
    pub(crate) function: Ident,
    pub(crate) params: Vec<Param>,
    /// Where the return type stands, or the function's name where there is none.
    pub(crate) output: Place,
    pub(crate) name: Option<Text>,
    pub(crate) flags: Option<Text>,
    pub(crate) keys: Option<Keys>,
    pub(crate) step: Option<Number>,
    pub(crate) key_flags: Vec<(Ident, Text)>,
    pub(crate) replicate: Option<(Replicate, Ident)>,
    pub(crate) summary: Option<Text>,
    pub(crate) complexity: Option<Text>,
    pub(crate) since: Option<Text>,
    pub(crate) tips: Option<Text>,
    pub(crate) history: Vec<(Text, Text)>,
    pub(crate) acl: Option<Text>,
    pub(crate) get_keys: Option<Path>,
    pub(crate) get_channels: Option<Path>,
}

pub(crate) struct Param {
    /// Its name in messages and in `key_flags`, without leading underscores.
    pub(crate) name: String,
    /// Its type, to be named where the function's lifetimes are not: they are `'_`.
    pub(crate) ty: Ty,
}

/// `keys = first..last`
pub(crate) struct Keys {
    pub(crate) first: i32,
    pub(crate) last: i32,
    pub(crate) place: Place,
}

pub(crate) struct Number {
    pub(crate) value: i32,
    pub(crate) place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replicate {
    Verbatim,
    Explicit,
    None,
}

impl Command {
    /// The words of `flags`.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &str> {
        self.flags
            .iter()
            .flat_map(|flags| flags.value.split_ascii_whitespace())
    }

    pub(crate) fn has_flag(&self, flag: &str) -> bool {
        self.flags().any(|it| it == flag)
    }

    /// Whether it can owe the replicas something.
    pub(crate) fn replicates(&self) -> bool {
        self.has_flag("write") || self.has_flag("may-replicate")
    }
}

impl Param {
    /// Its name in the command's documentation.
    pub(crate) fn documented_name(&self) -> String {
        self.name.replace('_', "-")
    }
}
