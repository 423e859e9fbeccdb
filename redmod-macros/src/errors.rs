//! Decides how errors are told: all of those of one item, each on its own tokens.

use std::fmt::Display;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
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

    /// Whether nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
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
    start: Span,
    end: Span,
}

impl Place {
    /// The place of these tokens; that of the whole macro call where there are none.
    pub(crate) fn of(tokens: impl ToTokens) -> Place {
        let mut tokens = tokens.into_token_stream().into_iter();
        let Some(first) = tokens.next() else {
            return Place::from(Span::call_site());
        };
        let start = first.span();
        Place {
            start,
            end: tokens.last().map_or(start, |last| last.span()),
        }
    }

    /// Moves generated tokens there, so that what rustc finds wrong with them underlines it. Lints
    /// still know that the author did not write them.
    pub(crate) fn locate(self, tokens: TokenStream) -> TokenStream {
        self.stretch(tokens, |span, place| span.located_at(place))
    }

    /// Makes generated tokens the author's, so that errors do not speak of the macro.
    pub(crate) fn ascribe(self, tokens: TokenStream) -> TokenStream {
        self.stretch(tokens, |_, place| place)
    }

    /// Parentheses that stand there, round tokens that stay where they are.
    pub(crate) fn parentheses(self, inner: TokenStream) -> Group {
        let mut group = Group::new(Delimiter::Parenthesis, inner);
        group.set_span(Span::call_site().located_at(self.start));
        group
    }

    /// The last token goes to the end, all others to the start.
    fn stretch(self, tokens: TokenStream, to: fn(Span, Span) -> Span) -> TokenStream {
        let mut tokens: Vec<TokenTree> = respan(tokens, &|span| to(span, self.start)).collect();
        if let Some(last) = tokens.last_mut() {
            last.set_span(to(last.span(), self.end));
        }
        tokens.into_iter().collect()
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

/// The tokens with other spans, inside of groups as well.
fn respan(tokens: TokenStream, to: &impl Fn(Span) -> Span) -> impl Iterator<Item = TokenTree> {
    tokens.into_iter().map(|mut token| {
        let span = to(token.span());
        if let TokenTree::Group(group) = &token {
            let inner = respan(group.stream(), to).collect::<Vec<_>>();
            token = TokenTree::Group(Group::new(group.delimiter(), inner.into_iter().collect()));
        }
        token.set_span(span);
        token
    })
}
