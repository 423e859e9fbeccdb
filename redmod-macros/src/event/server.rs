//! Decides what `#[on_event]` makes of a function.

use darling::FromMeta;
use darling::util::Flag;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Path, parse_quote};

use super::names::{self, Event};
use super::{call, params, word};
use crate::attribute::{self, Keys};
use crate::errors::{Errors, Place};
use crate::function;
use crate::nearest::unknown;
use crate::value::code;

/// The function, untouched, and next to it the handler or what is wrong with it.
pub(crate) fn on_event(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let handler = parse(attribute, item.clone(), &mut errors);
    let expansion = errors.or(handler, expand);
    quote! { #item #expansion }
}

struct Handler {
    krate: Path,
    event: &'static Event,
    /// The enum of the subevents, and those that are wanted.
    subevents: Vec<(&'static str, &'static str)>,
    optional: bool,
    function: Ident,
    params: Vec<Place>,
}

const KEYS: &Keys = &[("optional", "optional"), ("crate", "crate = my_redmod")];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    optional: Flag,
    #[darling(rename = "crate", with = code)]
    krate: Option<Path>,
}

fn parse(attribute: TokenStream, item: TokenStream, errors: &mut Errors) -> Option<Handler> {
    let mut entries = attribute::split(attribute).into_iter();
    let event = event(entries.next(), errors);
    let (mut subevents, mut rest) = (Vec::new(), TokenStream::new());
    for entry in entries {
        match word(&entry).filter(|word| word != "optional") {
            Some(word) => subevents.extend(event.and_then(|it| subevent(it, &word, errors))),
            None => rest.extend(quote!(#entry,)),
        }
    }
    let said: Said = attribute::read(rest, '=', KEYS, errors);
    let signature = function::parse(item, "on_event", errors)?.signature;
    Some(Handler {
        krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
        event: event?,
        subevents,
        optional: said.optional.is_present(),
        params: params(&signature, errors),
        function: signature.ident,
    })
}

fn event(entry: Option<TokenStream>, errors: &mut Errors) -> Option<&'static Event> {
    let entry = entry.unwrap_or_default();
    let Some(name) = word(&entry) else {
        errors.on(entry, "name the event first, as in `#[on_event(FlushDB)]`");
        return None;
    };
    let event = names::event(&name.to_string());
    if event.is_none() {
        let message = unknown("event", &name.to_string(), &names::events());
        errors.on(name, message);
    }
    event
}

fn subevent(
    event: &Event,
    word: &Ident,
    errors: &mut Errors,
) -> Option<(&'static str, &'static str)> {
    match event.subevent(&word.to_string()) {
        Ok(subevent) => Some(subevent),
        Err([]) => {
            let message = format!("`{}` has no subevents; remove `{word}`", event.name);
            errors.on(word, message);
            None
        }
        Err(known) => {
            let what = format!("subevent of `{}`", event.name);
            errors.on(word, unknown(&what, &word.to_string(), known));
            None
        }
    }
}

fn expand(handler: &Handler) -> TokenStream {
    let Handler {
        krate, optional, ..
    } = handler;
    let redmod = &quote!(__redmod);
    let kind = format_ident!("{}", handler.event.name);
    let subevents = handler.subevents.iter().map(|(kind, subevent)| {
        let (kind, subevent) = (format_ident!("{kind}"), format_ident!("{subevent}"));
        quote!(#redmod::event::#kind::#subevent as u64)
    });
    let call = call(
        redmod,
        &handler.function,
        &quote!(#redmod::kind::#kind),
        &handler.params,
    );
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            struct __Handler;
            #[automatically_derived]
            impl #redmod::Handler for __Handler {
                type Event = #redmod::kind::#kind;
                const SUBEVENTS: &'static [u64] = &[#(#subevents),*];
                const OPTIONAL: bool = #optional;
                const LOCATION: (&'static str, u32, u32) =
                    (::core::file!(), ::core::line!(), ::core::column!());
                fn run(call: &#redmod::Call<'_, Self::Event>) {
                    let _ = call;
                    #call
                }
            }
            #redmod::submit! { #redmod::Item::event::<__Handler>() }
        };
    }
}
