//! The attribute and derive macros of redmod, documented there.

#![forbid(unsafe_code)]

mod command;
mod entries;
mod errors;
mod lifetimes;
mod module;
mod nearest;
mod value;

use proc_macro::TokenStream;

/// Makes a command of a function.
#[proc_macro_attribute]
pub fn command(attribute: TokenStream, item: TokenStream) -> TokenStream {
    command::command(attribute.into(), item.into()).into()
}

/// Names the module.
#[proc_macro]
pub fn module(input: TokenStream) -> TokenStream {
    module::module(input.into()).into()
}
