//! Decides what `#[derive(Args)]` makes of a struct or an enum.

mod check;
mod expand;
mod model;
mod parse;

use proc_macro2::TokenStream;

use crate::errors::Errors;

/// The implementation of `Args`, or what is wrong.
pub(crate) fn args(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let args = parse::parse(item, &mut errors);
    args.iter().for_each(|args| check::check(args, &mut errors));
    errors.or(args, expand::expand)
}
