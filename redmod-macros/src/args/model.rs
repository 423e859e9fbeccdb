//! A struct or an enum of arguments as it is written.

use proc_macro2::Ident;
use syn::{Member, Path, WhereClause};

use crate::ty::Ty;
use crate::value::Text;

pub(crate) struct Args {
    /// Where redmod is: `::redmod` unless said.
    pub(crate) krate: Path,
    pub(crate) ident: Ident,
    /// How many lifetimes it has; all are that of the call.
    pub(crate) lifetimes: usize,
    pub(crate) bounds: Option<WhereClause>,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    /// One unnamed field: as that field.
    Newtype(Field),
    Struct(Vec<Field>),
    Enum(Vec<Variant>),
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: Text,
    pub(crate) token: Text,
    pub(crate) summary: Option<Text>,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) member: Member,
    pub(crate) name: Text,
    pub(crate) token: Option<Text>,
    pub(crate) summary: Option<Text>,
    /// What is done with its key.
    pub(crate) key_flags: Option<Text>,
    /// Its type, the item's lifetimes in it being that of the call.
    pub(crate) ty: Ty,
}

impl Variant {
    /// The field of `Name(value)`, which has no name of its own to document.
    pub(crate) fn only_field(&self) -> Option<&Field> {
        match &self.fields[..] {
            [field] if matches!(field.member, Member::Unnamed(_)) && field.token.is_none() => {
                Some(field)
            }
            _ => None,
        }
    }
}
