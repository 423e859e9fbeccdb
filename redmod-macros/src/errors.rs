//! Decides how errors are told: all of those of one item, each on its own tokens.

use std::fmt::Display;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The errors found so far in one item.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Adds an error that underlines a place.
    pub(crate) fn at(&mut self, place: impl Into<Place>, message: impl Display) {
        let Place { start, end } = place.into();
        // Two tokens are what syn needs for the two ends.
        let ends = [Ident::new("_", start), Ident::new("_", end)];
        let ends: TokenStream = ends.into_iter().map(TokenTree::Ident).collect();
        self.0.push(syn::Error::new_spanned(ends, message));
    }

    /// Adds an error that underlines these tokens.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.at(Place::of(tokens), message);
    }

    /// Adds an error that syn worded.
    pub(crate) fn add(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    /// What `expand` makes of a model without errors, or else the errors.
    pub(crate) fn or<M>(
        self,
        model: Option<M>,
        expand: impl FnOnce(&M) -> TokenStream,
    ) -> TokenStream {
        match model {
            Some(model) if self.0.is_empty() => expand(&model),
            _ => self.0.iter().map(syn::Error::to_compile_error).collect(),
        }
    }
}

/// Where some tokens stand, from the first to the last.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl Place {
    /// The place of these tokens; that of the whole macro call where there are none.
    pub(crate) fn of(tokens: impl ToTokens) -> Place {
        let mut tokens = tokens.into_token_stream().into_iter();
        let Some(first) = tokens.next() else {
            return Place::from(Span::call_site());
        };
        let end = match tokens.last() {
            Some(last) => last.span(),
            None => first.span(),
        };
        Place {
            start: first.span(),
            end,
        }
    }

    /// Moves generated tokens there, so that what rustc finds wrong with them underlines it.
    pub(crate) fn locate(self, tokens: TokenStream) -> TokenStream {
        tokens
            .into_iter()
            .map(|token| self.locate_token(token))
            .collect()
    }

    fn locate_token(self, token: TokenTree) -> TokenTree {
        // Names keep what they resolve to; only the location moves.
        let at = |token: &TokenTree, place: Span| token.span().located_at(place);
        let mut located = match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), self.locate(group.stream()));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            token => token,
        };
        // The last token of a call is the group of its arguments.
        let end = if matches!(located, TokenTree::Group(_)) {
            self.end
        } else {
            self.start
        };
        located.set_span(at(&located, end));
        located
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place {
            start: span,
            end: span,
        }
    }
}
