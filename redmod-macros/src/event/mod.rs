//! Decides what makes a function one that the server's doings call.

pub(crate) mod keyspace;
mod names;
pub(crate) mod server;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{FnArg, ReturnType, Signature};

use crate::errors::{Errors, Place};

/// Where the types of the parameters stand, each of which redmod fills.
fn params(signature: &Signature, errors: &mut Errors) -> Vec<Place> {
    if let ReturnType::Type(_, ty) = &signature.output {
        errors.on(
            ty,
            "nobody gets what the function returns; log it, or post a job that deals with it",
        );
    }
    let place = |input: &FnArg| match input {
        FnArg::Typed(param) => Some(Place::of(&param.ty)),
        FnArg::Receiver(receiver) => {
            errors.on(receiver, METHOD);
            None
        }
    };
    signature.inputs.iter().filter_map(place).collect()
}

const METHOD: &str =
    "the server has no `self` to call a method on; write a function outside of the `impl`";

/// The call of the author's function.
fn call(
    redmod: &TokenStream,
    function: &Ident,
    event: &TokenStream,
    params: &[Place],
) -> TokenStream {
    let params = params
        .iter()
        .map(|place| place.locate(quote!(#redmod::param::<#event, _>(call))));
    quote!(#function(#(#params),*))
}

/// The one word that an entry is.
fn word(entry: &TokenStream) -> Option<Ident> {
    let mut tokens = entry.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(word)), None) => Some(word),
        _ => None,
    }
}
