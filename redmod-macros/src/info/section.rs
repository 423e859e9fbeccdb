//! Decides what `#[info_section]` makes of a function.

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

/// The function, untouched, and next to it the section or what is wrong with it.
pub(crate) fn section(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let section = parse(attribute, item.clone(), &mut errors);
    let expansion = errors.or(section, expand);
    quote! { #item #expansion }
}

struct Section {
    krate: Path,
    name: Text,
    crash_safe: bool,
    function: Ident,
    form: Form,
}

/// How the function reports.
enum Form {
    /// It takes the section, as the parameter that stands there.
    Writes(Place),
    /// It returns what there is to report, of the type that stands there.
    Returns(Place),
}

const KEYS: &Keys = &[
    ("name", "name = \"cache\""),
    ("crash_safe", "crash_safe"),
    ("crate", "crate = my_redmod"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    name: Option<Text>,
    crash_safe: Flag,
    #[darling(rename = "crate", with = code)]
    krate: Option<Path>,
}

fn parse(attribute: TokenStream, item: TokenStream, errors: &mut Errors) -> Option<Section> {
    let said: Said = attribute::read(attribute, '=', KEYS, errors);
    let signature = function::parse(item, "info_section", errors)?.signature;
    let inputs: Vec<&FnArg> = signature.inputs.iter().collect();
    let form = match inputs[..] {
        [] if matches!(signature.output, syn::ReturnType::Default) => {
            errors.on(&signature.ident, NOTHING);
            None
        }
        [] => Some(Form::Returns(Place::of(&signature.output))),
        [FnArg::Typed(param)] => Some(Form::Writes(Place::of(&param.ty))),
        [FnArg::Receiver(receiver)] => {
            errors.on(receiver, METHOD);
            None
        }
        [_, second, ..] => {
            errors.on(second, "an INFO section takes `&mut Info` and nothing else");
            None
        }
    };
    let name = said.name.unwrap_or_else(|| Text {
        value: signature.ident.unraw().to_string(),
        span: signature.ident.span(),
    });
    if name.value.is_empty() || !name.value.bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = "a section's name is one word of printable ASCII characters";
        errors.at(name.span, message);
    }
    Some(Section {
        krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
        name,
        crash_safe: said.crash_safe.is_present(),
        function: signature.ident,
        form: form?,
    })
}

const NOTHING: &str = "an INFO section takes `&mut Info`, or returns what there is to report";
const METHOD: &str = "a method cannot be an INFO section; write a function outside of the `impl`";

fn expand(section: &Section) -> TokenStream {
    let Section {
        krate,
        crash_safe,
        function,
        ..
    } = section;
    let redmod = &quote!(__redmod);
    let name = section.name.c_str();
    let run = match section.form {
        Form::Writes(place) => place.locate(quote!(#function(info))),
        Form::Returns(place) => {
            place.locate(quote!(#redmod::InfoFields::report(&#function(), info)))
        }
    };
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            fn __run(info: &mut #redmod::Info<'_>) {
                #run
            }
            #redmod::submit! {
                #redmod::Item::info_section(#redmod::InfoSection {
                    name: #name,
                    crash_safe: #crash_safe,
                    run: __run,
                    location: (::core::file!(), ::core::line!()),
                })
            }
        };
    }
}
