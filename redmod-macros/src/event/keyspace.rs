//! Decides what `#[on_keyspace]` makes of a function.

use darling::FromMeta;
use darling::util::Flag;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Path, parse_quote};

use super::names::{CLASSES, IN_ALL};
use super::{call, params};
use crate::attribute::{self, Keys};
use crate::errors::{Errors, Place};
use crate::function;
use crate::nearest::unknown;
use crate::value::{Text, c_str, code};

/// The function, untouched, and next to it the subscriber or what is wrong with it.
pub(crate) fn on_keyspace(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let subscriber = parse(attribute, item.clone(), &mut errors);
    let expansion = errors.or(subscriber, expand);
    quote! { #item #expansion }
}

struct Subscriber {
    krate: Path,
    /// Variants of `Class`.
    classes: Vec<&'static str>,
    events: Vec<String>,
    optional: bool,
    function: Ident,
    params: Vec<Place>,
}

const KEYS: &Keys = &[
    ("events", "events = \"set del\""),
    ("optional", "optional"),
    ("crate", "crate = my_redmod"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    events: Option<Text>,
    optional: Flag,
    #[darling(rename = "crate", with = code)]
    krate: Option<Path>,
}

fn parse(attribute: TokenStream, item: TokenStream, errors: &mut Errors) -> Option<Subscriber> {
    let mut entries = attribute::split(attribute).into_iter();
    let classes = classes(entries.next().unwrap_or_default(), errors);
    let rest = entries.flat_map(|entry| quote!(#entry,)).collect();
    let said: Said = attribute::read(rest, '=', KEYS, errors);
    let signature = function::parse(item, "on_keyspace", errors)?.signature;
    if let Some(events) = &said.events {
        events.check("the name of an event", errors);
        if events.value.split_whitespace().next().is_none() {
            errors.at(
                events.span,
                "name the events, or leave `events` out for all of them",
            );
        }
    }
    let events = said.events.map(|events| events.value).unwrap_or_default();
    Some(Subscriber {
        krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
        classes,
        events: events.split_whitespace().map(str::to_owned).collect(),
        optional: said.optional.is_present(),
        params: params(&signature, errors),
        function: signature.ident,
    })
}

/// The classes, between which there is a `|`.
fn classes(entry: TokenStream, errors: &mut Errors) -> Vec<&'static str> {
    let is_or = |it: &TokenTree| matches!(it, TokenTree::Punct(it) if it.as_char() == '|');
    let tokens: Vec<TokenTree> = entry.into_iter().collect();
    let mut classes = Vec::new();
    for word in tokens.split(is_or) {
        let name: String = word.iter().map(ToString::to_string).collect();
        let place: TokenStream = word.iter().cloned().collect();
        let known = CLASSES.iter().find(|(known, _)| *known == name);
        let named = match known {
            Some(class) => std::slice::from_ref(class),
            None if name == "all" => &CLASSES[..IN_ALL],
            None if name.is_empty() => {
                errors.on(
                    place,
                    "name the classes first, as in `#[on_keyspace(generic | string)]`",
                );
                continue;
            }
            None => {
                let known: Vec<&str> = CLASSES.iter().map(|(known, _)| *known).collect();
                let known = [&known[..], &["all"]].concat();
                errors.on(place, unknown("class", &name, &known));
                continue;
            }
        };
        let named = named.iter().map(|(_, class)| *class);
        if named.clone().any(|class| classes.contains(&class)) {
            errors.on(place, format!("`{name}` is given twice"));
        }
        classes.extend(named);
    }
    classes
}

fn expand(subscriber: &Subscriber) -> TokenStream {
    let Subscriber {
        krate, optional, ..
    } = subscriber;
    let redmod = &quote!(__redmod);
    let classes = subscriber.classes.iter().map(|class| {
        let class = format_ident!("{class}");
        quote!(#redmod::Class::#class)
    });
    let events = subscriber.events.iter().map(|event| c_str(event));
    let event = &quote!(#redmod::Keyspace);
    let function = &subscriber.function;
    let run = if subscriber.params.is_empty() {
        quote!(#redmod::Run::Bare(#function))
    } else {
        let call = call(redmod, function, event, &subscriber.params);
        quote!(#redmod::Run::Told(|call| #call))
    };
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            struct __Subscriber;
            #[automatically_derived]
            impl #redmod::Subscribes for __Subscriber {
                const SUBSCRIBER: #redmod::Subscriber = #redmod::Subscriber {
                    classes: &[#(#classes),*],
                    events: &[#(#events),*],
                    optional: #optional,
                    location: (::core::file!(), ::core::line!(), ::core::column!()),
                    run: #run,
                };
            }
            #redmod::submit! { #redmod::Item::keyspace::<__Subscriber>() }
        };
    }
}
