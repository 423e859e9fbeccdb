//! From the model to code: the static with its value, what it is called, and an item of the registry.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;

use super::check::FLAGS;
use super::model::{Config, ConfigEnum, Static};
use crate::errors::Place;

pub(super) fn config(config: &Config) -> TokenStream {
    let Config { krate, item, .. } = config;
    let redmod = &quote!(__redmod);
    let (ident, ty) = (&item.ident, Place::of(&item.ty));
    let item = with_value(item, value(config));
    let name = config.name.c_str();
    let flags = FLAGS
        .iter()
        .filter(|(flag, _)| config.flags().any(|it| it == *flag));
    let flags = Literal::u32_unsuffixed(flags.fold(0, |all, (_, bit)| all | bit));
    let apply = match &config.apply {
        Some(function) => {
            let some = Place::of(function).locate(quote!(::core::option::Option::Some));
            quote!(#some(#function))
        }
        None => quote!(::core::option::Option::None),
    };
    let reference = ty.locate(quote!(&#ident));
    quote! {
        #item
        const _: () = {
            use #krate::__private as __redmod;
            #redmod::submit! {
                #redmod::Item::config(#redmod::RegisteredConfig {
                    name: #name,
                    flags: #flags,
                    location: (::core::file!(), ::core::line!()),
                    apply: #apply,
                    config: #reference,
                })
            }
        };
    }
}

/// The static as it is beside an error, so that others can name it.
pub(super) fn undeclared(config: &Config) -> TokenStream {
    let ty = &config.item.ty;
    with_value(&config.item, quote!(<#ty>::undeclared()))
}

fn with_value(item: &Static, value: TokenStream) -> TokenStream {
    let Static {
        attributes,
        visibility,
        ident,
        ty,
        ..
    } = item;
    quote! { #(#attributes)* #visibility static #ident: #ty = #value; }
}

/// What the compiler makes of default and range, which is where it says what is wrong with them.
fn value(config: &Config) -> TokenStream {
    let ty = &config.item.ty;
    let default = config.default.as_ref();
    let place = Place::of(default);
    let (open, declare) = (place.locate(quote!(<)), place.locate(quote!(>::declare)));
    let default = match default {
        Some(list @ Expr::Array(_)) => quote!(&#list),
        default => default.to_token_stream(),
    };
    let end = |end: &Option<Expr>| match end {
        Some(end) => quote!(::core::option::Option::Some(#end)),
        None => quote!(::core::option::Option::None),
    };
    let (min, max) = (end(&config.min), end(&config.max));
    let arguments = place.parentheses(quote!(#default, #min, #max));
    let on_change = config.on_change.iter().map(|function| {
        let call = Place::of(function).locate(quote!(.on_change));
        quote!(#call(#function))
    });
    quote!(#open #ty #declare #arguments #(#on_change)*)
}

pub(super) fn config_enum(it: &ConfigEnum) -> TokenStream {
    let (krate, ident) = (&it.krate, &it.ident);
    let redmod = quote!(__redmod);
    let names = it.variants.iter().map(|variant| variant.name.c_str());
    let variants = it.variants.iter().map(|variant| &variant.ident);
    let places = (0..it.variants.len()).map(Literal::usize_unsuffixed);
    let (at, place) = (variants.clone().zip(places.clone()), variants.zip(places));
    let at = at.map(|(variant, place)| quote!(#place => Self::#variant,));
    let place = place.map(|(variant, place)| quote!(Self::#variant => #place,));
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            #[automatically_derived]
            impl #redmod::ConfigEnum for #ident {
                const NAMES: &'static [&'static ::core::ffi::CStr] = &[#(#names),*];
                fn place(self) -> usize {
                    match self { #(#place)* }
                }
                fn at(place: usize) -> ::core::option::Option<Self> {
                    ::core::option::Option::Some(match place {
                        #(#at)*
                        _ => return ::core::option::Option::None,
                    })
                }
            }
        };
    }
}
