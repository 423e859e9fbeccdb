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

    /// Moves generated tokens there, so that what rustc finds wrong with them underlines it. What
    /// their names resolve to stays.
    pub(crate) fn locate(self, tokens: TokenStream) -> TokenStream {
        let mut located: Vec<TokenTree> = tokens
            .into_iter()
            .map(|token| locate(token, self.start))
            .collect();
        if let Some(last) = located.last_mut() {
            last.set_span(last.span().located_at(self.end));
        }
        located.into_iter().collect()
    }
}

fn locate(token: TokenTree, place: Span) -> TokenTree {
    let span = token.span().located_at(place);
    let mut located = match token {
        TokenTree::Group(group) => {
            let inner = group.stream().into_iter().map(|token| locate(token, place));
            TokenTree::Group(Group::new(group.delimiter(), inner.collect()))
        }
        token => token,
    };
    located.set_span(span);
    located
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place {
            start: span,
            end: span,
        }
    }
}
