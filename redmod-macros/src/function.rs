//! Decides on which functions an attribute may stand.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, GenericParam, Safety, Signature, Visibility};

use crate::errors::Errors;

/// A function, the body of which stays unread.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) signature: Signature,
}

/// Reads a function that becomes a `what`, which is also the attribute's name; nothing where it is
/// no function.
pub(crate) fn parse(item: TokenStream, what: &str, errors: &mut Errors) -> Option<Function> {
    let parsed = (|input: ParseStream<'_>| function(input, what)).parse2(item);
    match parsed {
        Ok(function) => {
            check(&function.signature, what, errors);
            Some(function)
        }
        Err(error) => {
            errors.add(error);
            None
        }
    }
}

fn function(input: ParseStream<'_>, what: &str) -> syn::Result<Function> {
    let attributes = input.call(Attribute::parse_outer)?;
    input.parse::<Visibility>()?;
    let start = input.fork();
    let signature = input.parse::<Signature>();
    let body: TokenStream = input.parse()?;
    match (signature, start.call(Ident::parse_any)) {
        (Ok(signature), _) if is_block(body.clone()) => Ok(Function {
            attributes,
            signature,
        }),
        (Ok(signature), _) => Err(syn::Error::new_spanned(
            signature.fn_token,
            format!("{} needs a function with a body", a(what)),
        )),
        (Err(_), Ok(item)) if item != "fn" => {
            let message = format!("`#[{what}]` stands on a function, not on `{item}`");
            Err(syn::Error::new(item.span(), message))
        }
        (Err(error), _) => Err(error),
    }
}

fn is_block(body: TokenStream) -> bool {
    use proc_macro2::Delimiter::Brace;
    matches!(body.into_iter().next(), Some(TokenTree::Group(group)) if group.delimiter() == Brace)
}

/// What kinds of functions redmod cannot call.
fn check(signature: &Signature, what: &str, errors: &mut Errors) {
    let what = a(what);
    if let Safety::Unsafe(token) = &signature.safety {
        errors.on(
            token,
            format!("{what} is called by safe code; remove `unsafe`"),
        );
    }
    if let Some(token) = &signature.asyncness {
        errors.on(
            token,
            format!("{what} runs on the server's main thread and cannot wait; remove `async`"),
        );
    }
    if let Some(abi) = &signature.abi {
        errors.on(
            abi,
            "redmod calls the function, not the server; remove `extern`",
        );
    }
    for param in &signature.generics.params {
        match param {
            GenericParam::Lifetime(_) => {}
            GenericParam::Type(param) => {
                let name = &param.ident;
                errors.on(
                    name,
                    format!("{what} is one function; write a type in place of `{name}`"),
                );
            }
            GenericParam::Const(param) => {
                let name = &param.ident;
                errors.on(
                    name,
                    format!("{what} is one function; write a value in place of `{name}`"),
                );
            }
        }
    }
}

/// `command` is a command, `info_section` an INFO section.
fn a(what: &str) -> String {
    match what {
        "info_section" => "an INFO section".to_owned(),
        "on_event" => "a function for an event".to_owned(),
        "on_keyspace" => "a function for notifications".to_owned(),
        what => format!("a {}", what.replace('_', " ")),
    }
}
