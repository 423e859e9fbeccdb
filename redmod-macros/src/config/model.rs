//! A config, or an enum of a config's words, as it is written.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Expr, Path, Token, Type, Visibility};

use crate::value::Text;

pub(crate) struct Config {
    /// Where redmod is: `::redmod` unless said.
    pub(crate) krate: Path,
    pub(crate) item: Static,
    pub(crate) name: Text,
    /// Missing only beside an error.
    pub(crate) default: Option<Expr>,
    pub(crate) min: Option<Expr>,
    pub(crate) max: Option<Expr>,
    pub(crate) flags: Option<Text>,
    pub(crate) on_change: Option<Path>,
    pub(crate) apply: Option<Path>,
}

/// A static without a value.
pub(crate) struct Static {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    /// Should not be there.
    pub(crate) mutability: Option<Token![mut]>,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// What stands behind the type, but should not.
    pub(crate) value: TokenStream,
}

impl Config {
    pub(crate) fn flags(&self) -> impl Iterator<Item = &str> {
        self.flags
            .iter()
            .flat_map(|flags| flags.value.split_whitespace())
    }
}

pub(crate) struct ConfigEnum {
    pub(crate) krate: Path,
    pub(crate) ident: Ident,
    pub(crate) variants: Vec<Variant>,
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: Text,
}
