//! Decides how the inside of an attribute or macro is read: entries with a key, separated by
//! commas. darling reads each by itself, so that one bad entry does not hide the others' errors.

use darling::FromMeta;
use darling::ast::NestedMeta;
use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Lit, Meta, Path, parse_quote};

use crate::errors::Errors;
use crate::nearest::unknown;
use crate::value::code;

/// The keys that are known, and how an entry with each is written.
pub(crate) type Keys = [(&'static str, &'static str)];

/// Reads entries; `equals` stands between key and value.
pub(crate) fn read<T: FromMeta + Default>(
    tokens: TokenStream,
    equals: char,
    keys: &Keys,
    errors: &mut Errors,
) -> T {
    let (mut seen, mut read) = (Vec::new(), Vec::new());
    for entry in split(tokens) {
        let Some(TokenTree::Ident(key)) = entry.clone().into_iter().next() else {
            errors.on(&entry, without_key(&entry, equals, keys[0].0));
            continue;
        };
        let name = key.unraw().to_string();
        let Some((_, form)) = keys.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = keys.iter().map(|(known, _)| *known).collect();
            errors.on(key, unknown("key", &name, &known));
            continue;
        };
        if seen.contains(&name) {
            errors.on(key, format!("`{name}` is given twice"));
            continue;
        }
        let is_read = |it: &NestedMeta| T::from_list(std::slice::from_ref(it)).is_ok();
        match meta(entry.clone(), equals).filter(is_read) {
            Some(meta) => read.push(meta),
            None => errors.on(entry, format!("`{name}` is written as `{form}`")),
        }
        seen.push(name);
    }
    T::from_list(&read).unwrap_or_default()
}

/// Reads what all attributes of this name say.
pub(crate) fn read_all<T: FromMeta + Default>(
    name: &str,
    attributes: &[Attribute],
    keys: &Keys,
    errors: &mut Errors,
) -> T {
    let mut tokens = TokenStream::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident(name)) {
        match &attribute.meta {
            Meta::List(list) => {
                let entries = &list.tokens;
                tokens.extend(quote!(#entries,));
            }
            other => {
                let form = keys[0].1;
                let message = format!("write what you want to say in parentheses: `{form}`");
                errors.on(other, message);
            }
        }
    }
    read(tokens, '=', keys, errors)
}

/// Where redmod is, which is all that can be said of a struct or an enum.
pub(crate) fn krate(
    name: &str,
    attributes: &[Attribute],
    form: &'static str,
    errors: &mut Errors,
) -> Path {
    #[derive(Default, FromMeta)]
    #[darling(default)]
    struct Said {
        #[darling(rename = "crate", with = code)]
        krate: Option<Path>,
    }
    let Said { krate } = read_all(name, attributes, &[("crate", form)], errors);
    krate.unwrap_or_else(|| parse_quote!(::redmod))
}

/// What stands between commas; nothing at all is no entry.
pub(crate) fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let is_comma = |it: &TokenTree| matches!(it, TokenTree::Punct(it) if it.as_char() == ',');
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let entries = tokens.split(is_comma).filter(|entry| !entry.is_empty());
    entries
        .map(|entry| entry.iter().cloned().collect())
        .collect()
}

/// The entry as it would stand in an attribute: `key = value`, or `key { … }`.
fn meta(entry: TokenStream, equals: char) -> Option<NestedMeta> {
    let mut tokens: Vec<TokenTree> = entry.into_iter().collect();
    if let Some(TokenTree::Punct(punct)) = tokens.get(1) {
        if punct.as_char() != equals {
            return None;
        }
        tokens[1] = Punct::new('=', Spacing::Alone).into();
        if let Some(TokenTree::Group(value)) = tokens.get(2)
            && value.delimiter() == Delimiter::Brace
        {
            tokens.remove(1);
        }
    }
    syn::parse2(tokens.into_iter().collect()).ok()
}

/// What should stand where something without a key does.
fn without_key(entry: &TokenStream, equals: char, key: &str) -> String {
    let equals = if equals == ':' { ":" } else { " =" };
    match syn::parse2::<Lit>(entry.clone()) {
        Ok(value) => {
            let value = quote!(#value);
            format!("a value needs a key, such as `{key}{equals} {value}`")
        }
        Err(_) => format!("expected `key{equals} value`"),
    }
}
