//! Decides what `#[config]` makes of a static, and `#[derive(ConfigEnum)]` of an enum.

mod check;
mod expand;
mod model;
mod parse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;

/// The static with its value, and next to it the config or what is wrong with it.
pub(crate) fn config(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(config) = parse::config(attribute, item.clone(), &mut errors) else {
        let errors = errors.or(None::<()>, |()| TokenStream::new());
        return quote! { #item #errors };
    };
    check::config(&config, &mut errors);
    let undeclared = expand::undeclared(&config);
    if errors.is_empty() {
        expand::config(&config)
    } else {
        let errors = errors.or(None::<()>, |()| TokenStream::new());
        quote! { #undeclared #errors }
    }
}

/// The implementation of `ConfigEnum`, or what is wrong.
pub(crate) fn config_enum(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let config_enum = parse::config_enum(item, &mut errors);
    config_enum
        .iter()
        .for_each(|it| check::config_enum(it, &mut errors));
    errors.or(config_enum, expand::config_enum)
}
