//! Decides what `#[data_type]` makes of a struct, and `#[derive(Persist)]` of a struct or an enum.

mod check;
mod expand;
mod model;
mod parse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;

/// The struct as it is, the attributes of its fields aside, and next to it the data type or what is wrong with it.
pub(crate) fn data_type(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let data_type = parse::data_type(attribute, item.clone(), &mut errors);
    data_type
        .iter()
        .for_each(|it| check::data_type(it, &mut errors));
    let expansion = errors.or(data_type, expand::data_type);
    let item = parse::without_attributes(item);
    quote! { #item #expansion }
}

/// The implementation of `Persist`, or what is wrong.
pub(crate) fn persist(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let persist = parse::persist(item, &mut errors);
    persist
        .iter()
        .for_each(|it| check::persist(it, &mut errors));
    errors.or(persist, expand::persist)
}
