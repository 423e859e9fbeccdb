//! The attribute and derive macros of redmod, documented there.

#![forbid(unsafe_code)]

mod args;
mod command;
mod entries;
mod errors;
mod module;
mod nearest;
mod reply;
mod ty;
mod value;
mod words;

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

/// Takes arguments into a struct or an enum.
#[proc_macro_derive(Args, attributes(arg))]
pub fn args(item: TokenStream) -> TokenStream {
    args::args(item.into()).into()
}

/// Replies a struct or an enum.
#[proc_macro_derive(Reply, attributes(reply))]
pub fn reply(item: TokenStream) -> TokenStream {
    reply::reply(item.into()).into()
}
