//! Decides how the type of a parameter or a field is named in an expansion.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::errors::Place;

/// A type that implements `Args`, or else says so where it stands.
pub(crate) struct Ty {
    tokens: TokenStream,
    pub(crate) place: Place,
}

impl Ty {
    /// The type with another lifetime in place of its item's.
    pub(crate) fn new(ty: &syn::Type, lifetimes: &[Ident], with: &str) -> Ty {
        Ty {
            tokens: replace(ty, lifetimes, with),
            place: Place::of(ty),
        }
    }

    /// `<T as Args<'lifetime>>::item`
    pub(crate) fn args(
        &self,
        redmod: &TokenStream,
        lifetime: impl ToTokens,
        item: TokenStream,
    ) -> TokenStream {
        let ty = &self.tokens;
        let open = self.place.locate(quote!(<));
        let rest = quote!(as #redmod::Args<#lifetime>>::#item);
        let rest = self.place.locate(rest);
        quote!(#open #ty #rest)
    }
}

impl ToTokens for Ty {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// The tokens with another lifetime in place of these.
pub(crate) fn replace(tokens: impl ToTokens, lifetimes: &[Ident], with: &str) -> TokenStream {
    let mut is_lifetime = false;
    let replace = |token: TokenTree| {
        let was_quote = std::mem::replace(&mut is_lifetime, is_quote(&token));
        match token {
            TokenTree::Ident(name) if was_quote && lifetimes.contains(&name) => {
                TokenTree::Ident(Ident::new(with, name.span()))
            }
            TokenTree::Group(group) => {
                let inner = self::replace(group.stream(), lifetimes, with);
                let mut replaced = Group::new(group.delimiter(), inner);
                replaced.set_span(group.span());
                TokenTree::Group(replaced)
            }
            token => token,
        }
    };
    tokens
        .into_token_stream()
        .into_iter()
        .map(replace)
        .collect()
}

fn is_quote(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '\'')
}
