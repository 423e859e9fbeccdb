//! What the bodies of `macro_rules!` macros name, which are not expanded: a method in `impl $name` belongs to each type by which
//! the macro is invoked.

use super::{Member, attributes::aliases_in, place};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::{collections::BTreeSet, path::Path};

/// A function in the body of a macro.
pub(super) struct Template {
    pub(super) function: String,
    pub(super) member: Member,
    pub(super) place: String,
}

/// Finds each `#[doc(alias = "…")] … fn name` in the body of a macro.
pub(super) fn find(tokens: TokenStream, path: &Path, found: &mut Vec<Template>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let is_attribute = group.delimiter() == Delimiter::Bracket
            && at > 0
            && matches!(&tokens[at - 1], TokenTree::Punct(hash) if hash.as_char() == '#');
        if !is_attribute {
            find(group.stream(), path, found);
            continue;
        }
        let mut inner = group.stream().into_iter();
        let (Some(TokenTree::Ident(doc)), Some(TokenTree::Group(what))) =
            (inner.next(), inner.next())
        else {
            continue;
        };
        if doc != "doc" {
            continue;
        }
        let Some((name, public)) = function_after(&tokens[at + 1..]) else {
            continue;
        };
        for function in aliases_in(what.stream()) {
            found.push(Template {
                function,
                place: place(path, group.span()),
                member: Member {
                    name: name.clone(),
                    public,
                    of_trait: None,
                },
            });
        }
    }
}

/// The name of the function that begins here, its attributes aside, and whether it is public.
fn function_after(tokens: &[TokenTree]) -> Option<(String, bool)> {
    let mut public = false;
    let mut tokens = tokens.iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "pub" => {
                let all = !matches!(tokens.peek(), Some(TokenTree::Group(_)));
                public = all;
            }
            TokenTree::Ident(word) if word == "fn" => {
                let TokenTree::Ident(name) = tokens.next()? else {
                    return None;
                };
                return Some((name.to_string(), public));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return None,
            _ => {}
        }
    }
    None
}

/// The words that could be types, attributes aside.
pub(super) fn names_of_types(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                let word = word.to_string();
                if word.starts_with(|c: char| c.is_ascii_uppercase()) {
                    found.insert(word);
                }
            }
            TokenTree::Group(group) if group.delimiter() != Delimiter::Bracket => {
                names_of_types(group.stream(), found);
            }
            _ => {}
        }
    }
}
