//! A data type, and a part of one, as it is written.

use proc_macro2::Ident;
use syn::{Expr, Generics, Member, Path, Type};

use crate::value::Text;

/// What `#[data_type]` says of a struct.
pub(crate) struct DataType {
    pub(crate) name: Text,
    pub(crate) encver: Option<Expr>,
    pub(crate) parts: Persist,
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
}
