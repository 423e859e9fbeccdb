//! Decides how a type is named where the lifetimes of its item are not known.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;

/// The type with `'_` in place of these lifetimes.
pub(crate) fn elide(ty: impl ToTokens, lifetimes: &[Ident]) -> TokenStream {
    replace(ty, lifetimes, "_")
}

/// The type with one lifetime in place of all of these.
pub(crate) fn replace(ty: impl ToTokens, lifetimes: &[Ident], with: &str) -> TokenStream {
    let mut is_lifetime = false;
    let replace = |token: TokenTree| {
        let was_quote = std::mem::replace(&mut is_lifetime, is_quote(&token));
        match token {
            TokenTree::Ident(name) if was_quote && lifetimes.contains(&name) => {
                TokenTree::Ident(Ident::new(with, name.span()))
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(
                    group.delimiter(),
                    self::replace(group.stream(), lifetimes, with),
                );
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            token => token,
        }
    };
    ty.into_token_stream().into_iter().map(replace).collect()
}

fn is_quote(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '\'')
}
