//! Decides what `#[command]` makes of a function.

mod check;
mod expand;
mod model;
mod parse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;

/// The function, untouched, and next to it the command or what is wrong with it.
pub(crate) fn command(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let command = parse::parse(attribute, item.clone(), &mut errors);
    command
        .iter()
        .for_each(|command| check::check(command, &mut errors));
    let expansion = errors.or(command, expand::expand);
    quote! { #item #expansion }
}
