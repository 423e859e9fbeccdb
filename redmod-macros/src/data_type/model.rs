//! A data type, and a part of one, as it is written.

use proc_macro2::Ident;
use syn::{Attribute, Expr, Generics, Member, Path, Type};

use crate::value::Text;

/// What `#[data_type]` says of a struct.
pub(crate) struct DataType {
    pub(crate) name: Text,
    pub(crate) encver: Option<Expr>,
    /// What becomes of a value that was saved with an older encver.
    pub(crate) migrate: Option<Path>,
    /// What tells whether a value that was loaded can be one.
    pub(crate) check: Option<Path>,
    /// What is called in the place of what comes from the fields: the server's callback, and the function.
    pub(crate) hooks: Vec<(&'static str, Path)>,
    /// What saves and loads a value in the place of its fields.
    pub(crate) raw: Option<Raw>,
    pub(crate) aux: Option<Aux>,
    pub(crate) parts: Persist,
}

/// The author's functions that save and load a value.
pub(crate) struct Raw {
    pub(crate) save: Path,
    pub(crate) load: Path,
}

/// The author's functions for what belongs to no key.
pub(crate) struct Aux {
    pub(crate) save: Path,
    pub(crate) load: Path,
    pub(crate) before: bool,
    pub(crate) after: bool,
}

/// What is saved of a struct or an enum.
pub(crate) struct Persist {
    /// Where redmod is: `::redmod` unless said.
    pub(crate) krate: Path,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    Struct(Vec<Field>),
    Enum(Vec<Variant>),
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) member: Member,
    pub(crate) ty: Type,
    /// The encver from which on it is saved.
    pub(crate) since: Option<Version>,
    /// The encver from which on it is saved no more.
    pub(crate) until: Option<Version>,
    /// What makes its value where none was saved.
    pub(crate) default: Option<Path>,
    /// Whether it is saved through serde.
    pub(crate) serde: bool,
    /// The first attribute that says something of how it is saved.
    pub(crate) said: Option<Attribute>,
}

/// An encver as it is written; `None` where it is no such number.
pub(crate) struct Version {
    pub(crate) written: Expr,
    pub(crate) number: Option<u16>,
}

impl Persist {
    /// All fields, those of variants too.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        let (fields, variants) = match &self.kind {
            Kind::Struct(fields) => (&fields[..], &[][..]),
            Kind::Enum(variants) => (&[][..], &variants[..]),
        };
        fields
            .iter()
            .chain(variants.iter().flat_map(|it| &it.fields))
    }

    /// The newest encver of which the fields speak.
    pub(crate) fn newest(&self) -> u16 {
        let versions = self.fields().flat_map(Field::versions);
        versions.filter_map(|it| it.number).max().unwrap_or(0)
    }
}

impl Field {
    pub(crate) fn versions(&self) -> impl Iterator<Item = &Version> {
        self.since.iter().chain(&self.until)
    }
}
