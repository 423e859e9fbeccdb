//! Decides how the inside of an attribute or macro is read: entries with a key, separated by
//! commas. Each is read by itself, so that one bad entry does not hide the others' errors.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Lit;
use syn::ext::IdentExt;
use syn::parse::Parser;

use crate::errors::Errors;
use crate::nearest::unknown;

/// Entries that nobody has asked for yet.
pub(crate) struct Entries {
    /// What stands between key and value: `=` in attributes, `:` in `module!`.
    equals: char,
    left: Vec<Entry>,
    /// The keys asked for so far: in the end, all that are known.
    known: Vec<&'static str>,
}

struct Entry {
    key: Ident,
    /// What follows the key, `=` included.
    value: TokenStream,
}

impl Entries {
    /// Splits the tokens at their commas.
    pub(crate) fn parse(tokens: TokenStream, equals: char, errors: &mut Errors) -> Entries {
        let mut entries = Entries {
            equals,
            left: Vec::new(),
            known: Vec::new(),
        };
        entries.extend(tokens, errors);
        entries
    }

    /// Adds entries, of another attribute of the same item.
    pub(crate) fn extend(&mut self, tokens: TokenStream, errors: &mut Errors) {
        for entry in split(tokens) {
            match Entry::parse.parse2(entry.clone()) {
                Ok(entry) => self.left.push(entry),
                Err(_) => errors.on(&entry, self.expected(&entry)),
            }
        }
    }

    /// What should stand where something else does.
    fn expected(&self, entry: &TokenStream) -> String {
        let equals = if self.equals == ':' { ":" } else { " =" };
        match syn::parse2::<Lit>(entry.clone()) {
            Ok(value) => {
                let value = value.into_token_stream();
                format!("a value needs a key, such as `name{equals} {value}`")
            }
            Err(_) => format!("expected `key{equals} value`"),
        }
    }

    /// Takes the value of a key, if the key is there. `form` is how it is written.
    pub(crate) fn take<P: Parser>(
        &mut self,
        key: &'static str,
        form: &str,
        parser: P,
        errors: &mut Errors,
    ) -> Option<P::Output> {
        let entry = self.remove(key)?;
        let value = entry
            .value_after(self.equals)
            .and_then(|value| parser.parse2(value).ok());
        if value.is_none() {
            errors.on(entry, format!("`{key}` is written as `{form}`"));
        }
        value
    }

    /// Takes a key without a value, or with one: `token`, or `token = "EX"`.
    pub(crate) fn take_word<P: Parser>(
        &mut self,
        key: &'static str,
        form: &str,
        parser: P,
        errors: &mut Errors,
    ) -> Option<Option<P::Output>> {
        match self
            .left
            .iter()
            .position(|entry| entry.is(key) && entry.value.is_empty())
        {
            Some(at) => {
                self.remove_at(key, at);
                Some(None)
            }
            None => self.take(key, form, parser, errors).map(Some),
        }
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.left.iter().any(|entry| entry.is(key))
    }

    /// What nobody has asked for is an error.
    pub(crate) fn finish(self, errors: &mut Errors) {
        for entry in self.left {
            let key = entry.key.unraw().to_string();
            if self.known.contains(&key.as_str()) {
                errors.on(entry.key, format!("`{key}` is given twice"));
            } else {
                errors.on(entry.key, unknown("key", &key, &self.known));
            }
        }
    }

    fn remove(&mut self, key: &'static str) -> Option<Entry> {
        let at = self.left.iter().position(|entry| entry.is(key));
        if at.is_none() {
            self.known.push(key);
        }
        at.map(|at| self.remove_at(key, at))
    }

    fn remove_at(&mut self, key: &'static str, at: usize) -> Entry {
        self.known.push(key);
        self.left.remove(at)
    }
}

impl Entry {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Entry> {
        Ok(Entry {
            key: input.call(Ident::parse_any)?,
            value: input.parse()?,
        })
    }

    fn is(&self, key: &str) -> bool {
        self.key.unraw() == key
    }

    /// The tokens after `=`, or those inside the parentheses.
    fn value_after(&self, equals: char) -> Option<TokenStream> {
        let mut tokens = self.value.clone().into_iter();
        match tokens.next()? {
            TokenTree::Punct(punct) if punct.as_char() == equals => Some(tokens.collect()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                tokens.next().is_none().then(|| group.stream())
            }
            _ => None,
        }
    }
}

impl ToTokens for Entry {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.key.to_tokens(tokens);
        self.value.to_tokens(tokens);
    }
}

/// What stands between commas; nothing at all is no entry.
pub(crate) fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut entries = vec![TokenStream::new()];
    for token in tokens {
        match (&token, entries.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => {
                entries.push(TokenStream::new())
            }
            (_, Some(entry)) => entry.extend([token]),
            (_, None) => {}
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}
