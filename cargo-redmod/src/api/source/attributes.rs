//! What attributes say of an item: whether it is hidden, how it is written, which functions it names.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Expr, Lit, Meta};

pub(super) fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| match &attr.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        _ => false,
    })
}

pub(super) fn is_for_tests(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| match &attr.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

/// The functions in `#[doc(alias = "RM_…")]` or `#[doc(alias("RM_…", …))]`.
pub(super) fn aliases(attr: &Attribute) -> Vec<String> {
    match &attr.meta {
        Meta::List(list) if list.path.is_ident("doc") => aliases_in(list.tokens.clone()),
        _ => Vec::new(),
    }
}

/// The same of what stands in the parentheses.
pub(super) fn aliases_in(tokens: TokenStream) -> Vec<String> {
    let mut tokens = tokens.into_iter();
    if !matches!(tokens.next(), Some(TokenTree::Ident(word)) if word == "alias") {
        return Vec::new();
    }
    let mut names = Vec::new();
    for token in tokens {
        let literals = match token {
            TokenTree::Group(group) => group.stream(),
            token => token.into(),
        };
        for literal in literals {
            if let Ok(Expr::Lit(literal)) = syn::parse2(literal.into())
                && let Lit::Str(name) = literal.lit
                && name.value().starts_with("RM_")
            {
                names.push(name.value());
            }
        }
    }
    names
}

/// The name under which a function of a macro crate is used, and how.
pub(super) fn proc_macro_name(attrs: &[Attribute], name: String) -> (String, Option<String>) {
    for attr in attrs {
        if attr.path().is_ident("proc_macro_attribute") {
            let shown = format!("#[{name}]");
            return (name, Some(shown));
        }
        if attr.path().is_ident("proc_macro") {
            let shown = format!("{name}!");
            return (name, Some(shown));
        }
        if let (true, Meta::List(list)) = (attr.path().is_ident("proc_macro_derive"), &attr.meta)
            && let Some(TokenTree::Ident(name)) = list.tokens.clone().into_iter().next()
        {
            return (name.to_string(), Some(format!("#[derive({name})]")));
        }
    }
    (name, None)
}
