//! Decides which values an entry can have, and how they are kept: as data with its place.

use std::ffi::CString;

use proc_macro2::{Literal, Span};
use syn::parse::ParseStream;
use syn::{Attribute, Expr, ExprLit, ExprUnary, Lit, LitStr, Meta, UnOp};

use crate::errors::Errors;

/// Text that the author wrote.
#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: Span,
}

impl Text {
    /// Reads a string literal.
    pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<Text> {
        let literal: LitStr = input.parse()?;
        Ok(Text {
            value: literal.value(),
            span: literal.span(),
        })
    }

    /// The first paragraph of the doc comments, as one line.
    pub(crate) fn from_docs(attributes: &[Attribute]) -> Option<Text> {
        let lines: Vec<LitStr> = attributes.iter().filter_map(doc).collect();
        let values: Vec<String> = lines
            .iter()
            .map(|line| line.value().trim().to_owned())
            .collect();
        let paragraph = values
            .iter()
            .map(String::as_str)
            .skip_while(|line| line.is_empty())
            .take_while(|line| !line.is_empty());
        let value = paragraph.collect::<Vec<_>>().join(" ");
        let span = lines.first()?.span();
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

/// A literal `c"…"` of text without NUL.
pub(crate) fn c_str(text: &str) -> Literal {
    Literal::c_string(&CString::new(text).unwrap_or_default())
}

fn doc(attribute: &Attribute) -> Option<LitStr> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(line),
                ..
            }) => Some(line.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// A whole number, with or without a sign.
pub(crate) fn integer(expr: &Expr) -> Option<i32> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => integer(expr)?.checked_neg(),
        Expr::Group(group) => integer(&group.expr),
        Expr::Paren(paren) => integer(&paren.expr),
        _ => None,
    }
}
