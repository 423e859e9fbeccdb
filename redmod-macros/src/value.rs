//! Decides which values an entry can have, and how they are kept: as data with its place.

use std::ffi::CString;

use darling::FromMeta;
use proc_macro2::{Literal, Span};
use quote::ToTokens;
use syn::parse::Parse;
use syn::{Attribute, Expr, Lit, LitInt, LitStr, Meta};

use crate::errors::Errors;

/// Text that the author wrote.
#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: Span,
}

impl Text {
    /// The first paragraph of the doc comments, as one line.
    pub(crate) fn from_docs(attributes: &[Attribute]) -> Option<Text> {
        let docs = attributes.iter().filter(|it| it.path().is_ident("doc"));
        let lines: Vec<Text> = docs
            .filter_map(|it| Text::from_meta(&it.meta).ok())
            .collect();
        let paragraph = lines
            .iter()
            .map(|line| line.value.trim())
            .skip_while(|line| line.is_empty())
            .take_while(|line| !line.is_empty());
        let value = paragraph.collect::<Vec<_>>().join(" ");
        let span = lines.first()?.span;
        (!value.is_empty()).then_some(Text { value, span })
    }

    /// The server's text ends at a NUL, so there can be none.
    pub(crate) fn check(&self, what: &str, errors: &mut Errors) {
        if self.value.contains('\0') {
            errors.at(
                self.span,
                format!("{what} holds a NUL, at which the server's text would end"),
            );
        }
    }

    /// As a literal `c"…"`, once it is checked.
    pub(crate) fn c_str(&self) -> Literal {
        c_str(&self.value)
    }
}

impl From<LitStr> for Text {
    fn from(text: LitStr) -> Text {
        Text {
            value: text.value(),
            span: text.span(),
        }
    }
}

impl FromMeta for Text {
    fn from_value(value: &Lit) -> darling::Result<Text> {
        LitStr::from_value(value).map(Text::from)
    }
}

/// A literal `c"…"` of text without NUL.
pub(crate) fn c_str(text: &str) -> Literal {
    Literal::c_string(&CString::new(text).unwrap_or_default())
}

/// A value that is written as what it is, in place of in quotes.
pub(crate) fn code<T: Parse>(entry: &Meta) -> darling::Result<Option<T>> {
    let value = &entry.require_name_value()?.value;
    Ok(Some(syn::parse2(value.to_token_stream())?))
}

/// A whole number, with or without a sign.
pub(crate) fn integer(expr: &Expr) -> Option<i32> {
    let number: LitInt = syn::parse2(expr.to_token_stream()).ok()?;
    number.base10_parse().ok()
}
