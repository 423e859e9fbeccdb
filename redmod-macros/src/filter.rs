//! Decides what `#[command_filter]` makes of a function.

use darling::FromMeta;
use darling::util::Flag;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{FnArg, Path, parse_quote};

use crate::attribute::{self, Keys};
use crate::errors::{Errors, Place};
use crate::function;
use crate::value::{Text, code};

/// The function, untouched, and next to it the filter or what is wrong with it.
pub(crate) fn command_filter(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let filter = parse(attribute, item.clone(), &mut errors);
    let expansion = errors.or(filter, expand);
    quote! { #item #expansion }
}

struct Filter {
    krate: Path,
    name: String,
    no_self: bool,
    function: Ident,
    param: Place,
}

const KEYS: &Keys = &[
    ("name", "name = \"10-rename\""),
    ("no_self", "no_self"),
    ("crate", "crate = my_redmod"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    name: Option<Text>,
    no_self: Flag,
    #[darling(rename = "crate", with = code)]
    krate: Option<Path>,
}

fn parse(attribute: TokenStream, item: TokenStream, errors: &mut Errors) -> Option<Filter> {
    let said: Said = attribute::read(attribute, '=', KEYS, errors);
    let signature = function::parse(item, "command_filter", errors)?.signature;
    let inputs: Vec<&FnArg> = signature.inputs.iter().collect();
    let param = match inputs[..] {
        [FnArg::Typed(param)] => Place::of(&param.ty),
        [] => {
            errors.on(&signature.ident, "a command filter takes `&mut FilterArgs`");
            return None;
        }
        [FnArg::Receiver(receiver), ..] => {
            errors.on(receiver, METHOD);
            return None;
        }
        [_, second, ..] => {
            errors.on(
                second,
                "a command filter takes `&mut FilterArgs` and nothing else",
            );
            return None;
        }
    };
    let name = said.name.map(|name| name.value);
    Some(Filter {
        krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
        name: name.unwrap_or_else(|| signature.ident.unraw().to_string()),
        no_self: said.no_self.is_present(),
        function: signature.ident,
        param,
    })
}

const METHOD: &str = "a method cannot be a command filter; write a function outside of the `impl`";

fn expand(filter: &Filter) -> TokenStream {
    let Filter {
        krate,
        name,
        no_self,
        function,
        param,
    } = filter;
    let redmod = &quote!(__redmod);
    let call = param.locate(quote!(#function(args)));
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            struct __Filter;
            impl #redmod::Filter for __Filter {
                fn run(args: &mut #redmod::FilterArgs<'_>) {
                    #call
                }
            }
            #redmod::submit! {
                #redmod::Item::command_filter(#redmod::CommandFilter::new::<__Filter>(
                    #name,
                    #no_self,
                    (::core::file!(), ::core::line!()),
                ))
            }
        };
    }
}
