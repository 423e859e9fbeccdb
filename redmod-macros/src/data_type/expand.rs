//! From the model to code: an implementation that takes one field after the other, and for a data
//! type what it is called and an item of the registry.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{GenericParam, Path, parse_quote};

use super::model::{Aux, DataType, Field, Kind, Persist, Raw, Variant, Version};
use crate::errors::Place;

pub(super) fn data_type(it: &DataType) -> TokenStream {
    let (krate, ident) = (&it.parts.krate, &it.parts.ident);
    let redmod = quote!(__redmod);
    let (persist, form) = form(it, &redmod);
    let name = it.name.c_str();
    let encver = it.encver.iter();
    let migrate = it.migrate.as_ref().map(|function| {
        let call = Place::of(function).locate(quote!((self, from)));
        quote! {
            fn migrate(&mut self, from: u16) -> #redmod::Result<()> {
                #function #call
            }
        }
    });
    let check = it.check.as_ref().map(|function| {
        let call = Place::of(function).locate(quote!((self)));
        quote! {
            fn check(&self) -> #redmod::Result<()> {
                #function #call
            }
        }
    });
    let hooks = it.hooks.iter().map(|(name, function)| {
        let name = format_ident!("{name}");
        let some = Place::of(function).locate(quote!(::core::option::Option::Some));
        quote!(#name: #some(#function),)
    });
    let aux = it.aux.iter().map(|it| aux(it, &redmod));
    quote! {
        #persist
        const _: () = {
            use #krate::__private as __redmod;
            impl #redmod::DataType for #ident {
                const META: #redmod::TypeMeta = #redmod::TypeMeta {
                    name: #name,
                    encver: 0 #(+ #encver)*,
                    location: (::core::file!(), ::core::line!()),
                };
                const FORM: #redmod::Form<Self> = #form;
                #[allow(clippy::needless_update)]
                const HOOKS: #redmod::Hooks<Self> = #redmod::Hooks {
                    #(#hooks)*
                    #(#aux)*
                    ..#redmod::Hooks::NONE
                };
                fn slot() -> &'static #redmod::Slot<Self> {
                    static SLOT: #redmod::Slot<#ident> = #redmod::Slot::new();
                    &SLOT
                }
                #migrate
                #check
            }
            #redmod::submit! { #redmod::Item::data_type::<#ident>() }
        };
    }
}

/// What of its own the form needs, and the form.
fn form(it: &DataType, redmod: &TokenStream) -> (Option<TokenStream>, TokenStream) {
    match &it.raw {
        None => (Some(persist(&it.parts)), quote!(#redmod::Form::FIELDS)),
        Some(Raw { save, load }) => {
            let (save, load) = (called(save, &["value", "out"]), called(load, &["input"]));
            let ident = &it.parts.ident;
            let form = quote! {{
                fn __save(value: &#ident, out: &#redmod::RdbWriter<'_>) {
                    #save
                }
                fn __load(input: &#redmod::RdbReader<'_>) -> #redmod::Result<#ident> {
                    #load
                }
                #redmod::Form::Raw { save: __save, load: __load }
            }};
            (None, form)
        }
    }
}

fn aux(it: &Aux, redmod: &TokenStream) -> TokenStream {
    let Aux { before, after, .. } = it;
    let save = called(&it.save, &["out", "when"]);
    let load = called(&it.load, &["input", "when"]);
    quote! {
        aux: {
            fn __save(out: &#redmod::RdbWriter<'_>, when: #redmod::When) {
                #save
            }
            fn __load(input: &#redmod::RdbReader<'_>, when: #redmod::When) -> #redmod::Result<()> {
                #load
            }
            ::core::option::Option::Some(#redmod::Aux {
                before: #before,
                after: #after,
                save: __save,
                load: __load,
            })
        },
    }
}

/// A call of the author's function, which stands where its name does: that is where it is said what
/// it should take and return.
fn called(function: &Path, arguments: &[&str]) -> TokenStream {
    let arguments = arguments.iter().map(|name| format_ident!("{name}"));
    let call = Place::of(function).locate(quote!((#(#arguments),*)));
    quote!(#function #call)
}

pub(super) fn persist(it: &Persist) -> TokenStream {
    let (krate, ident) = (&it.krate, &it.ident);
    let redmod = &quote!(__redmod);
    let mut generics = it.generics.clone();
    for param in &mut generics.params {
        if let GenericParam::Type(param) = param {
            param.bounds.push(parse_quote!(#redmod::Persist));
        }
    }
    let (impl_generics, ty_generics, bounds) = generics.split_for_impl();
    let Bodies {
        save,
        load,
        measure,
        defrag,
    } = match &it.kind {
        Kind::Struct(fields) => structure(fields, redmod),
        Kind::Enum(variants) => enumeration(variants, redmod),
    };
    let newest = it.newest();
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            #[automatically_derived]
            impl #impl_generics #redmod::Persist for #ident #ty_generics #bounds {
                fn save(&self, out: &mut #redmod::Saver<'_>) {
                    out.nested(#newest, |out| { #save });
                }
                fn load(input: &mut #redmod::Loader<'_>) -> #redmod::Result<Self> {
                    input.nested(|input| { #load })
                }
                fn measure(&self, size: &mut #redmod::Size) {
                    size.nested(|size| { #measure });
                }
                fn defrag(&mut self, defrag: &mut #redmod::Defragmenter<'_>) {
                    defrag.nested(|defrag| { #defrag });
                }
            }
        };
    }
}

/// What the four functions do with the fields.
struct Bodies {
    save: TokenStream,
    load: TokenStream,
    measure: TokenStream,
    defrag: TokenStream,
}

/// One without fields is a byte too, so that no element of a list is without.
fn structure(fields: &[Field], redmod: &TokenStream) -> Bodies {
    let Bodies {
        save,
        load,
        measure,
        defrag,
    } = of_fields(fields, redmod);
    let bindings = bindings(fields);
    let (first, also) = if fields.is_empty() {
        (quote!(out.variant(0);), quote!(input.variant(1)?;))
    } else {
        Default::default()
    };
    Bodies {
        save: quote!(let Self { #bindings } = self; #first #save),
        load: quote!(#also ::core::result::Result::Ok(Self { #load })),
        measure: quote!(let Self { #bindings } = self; #measure let _ = size;),
        defrag: quote!(let Self { #bindings } = self; #defrag let _ = defrag;),
    }
}

/// The number of the variant, and then its fields.
fn enumeration(variants: &[Variant], redmod: &TokenStream) -> Bodies {
    let (mut saved, mut loaded, mut measured, mut moved) = Default::default();
    let push = |arms: &mut TokenStream, arm| arms.extend::<TokenStream>(arm);
    for (i, variant) in variants.iter().enumerate() {
        let (i, ident) = (Literal::usize_unsuffixed(i), &variant.ident);
        let Bodies {
            save,
            load,
            measure,
            defrag,
        } = of_fields(&variant.fields, redmod);
        let bindings = bindings(&variant.fields);
        push(
            &mut saved,
            quote!(Self::#ident { #bindings } => { out.variant(#i); #save }),
        );
        push(&mut loaded, quote!(#i => Self::#ident { #load },));
        push(
            &mut measured,
            quote!(Self::#ident { #bindings } => { #measure }),
        );
        push(
            &mut moved,
            quote!(Self::#ident { #bindings } => { #defrag }),
        );
    }
    let len = Literal::usize_unsuffixed(variants.len());
    Bodies {
        save: quote!(match self { #saved }),
        load: quote! {
            ::core::result::Result::Ok(match input.variant(#len)? {
                #loaded
                _ => ::core::unreachable!(),
            })
        },
        measure: quote!(match self { #measured } let _ = size;),
        defrag: quote!(match self { #moved } let _ = defrag;),
    }
}

/// The fields one after the other, each called as it is bound.
fn of_fields(fields: &[Field], redmod: &TokenStream) -> Bodies {
    let (mut save, mut load, mut measure, mut defrag) = Default::default();
    let add = |all: &mut TokenStream, one| all.extend::<TokenStream>(one);
    for (i, field) in fields.iter().enumerate() {
        let (local, member) = (local(i), &field.member);
        let function = |name: &str| function(field, redmod, name);
        let (saves, loads, measures) = (function("save"), function("load"), function("measure"));
        // What a version before this one had is bound, and not saved.
        add(
            &mut save,
            match field.until {
                None => quote!(#saves(#local, out);),
                Some(_) => quote!(let _ = #local;),
            },
        );
        let loads = quote!(#loads(input)?);
        let loads = if_saved(field, loads);
        add(&mut load, quote!(#member: #loads,));
        add(&mut measure, quote!(#measures(#local, size);));
        let moves = function("defrag");
        add(&mut defrag, quote!(#moves(#local, defrag);));
    }
    Bodies {
        save,
        load,
        measure,
        defrag,
    }
}

/// What is read where the version has the field, or else its default.
fn if_saved(field: &Field, read: TokenStream) -> TokenStream {
    if field.versions().next().is_none() {
        return read;
    }
    let number = |version: &Option<Version>| version.as_ref().and_then(|it| it.number);
    let since = number(&field.since).unwrap_or(0);
    let until = number(&field.until).unwrap_or(u16::MAX);
    let default = match &field.default {
        Some(function) => {
            let call = Place::of(function).locate(quote!(()));
            quote!(#function #call)
        }
        None => {
            let default = quote!(::core::default::Default::default());
            Place::of(&field.ty).locate(default)
        }
    };
    quote!(if input.has_version(#since..#until) { #read } else { #default })
}

/// `<T as Persist>::name` or `serde::name::<T>`, which stands where the field's type does: that is where it is said that
/// there is none.
fn function(field: &Field, redmod: &TokenStream, name: &str) -> TokenStream {
    let (ty, name) = (&field.ty, format_ident!("{name}"));
    let place = Place::of(ty);
    if field.serde {
        let function = place.locate(quote!(#redmod::serde::#name));
        let (open, close) = (place.locate(quote!(::<)), place.locate(quote!(>)));
        return quote!(#function #open #ty #close);
    }
    let open = place.locate(quote!(<));
    let rest = place.locate(quote!(as #redmod::Persist>::#name));
    quote!(#open #ty #rest)
}

/// `a: field0, b: field1`
fn bindings(fields: &[Field]) -> TokenStream {
    let members = fields.iter().map(|field| &field.member);
    let locals = (0..fields.len()).map(local);
    quote!(#(#members: #locals),*)
}

fn local(i: usize) -> Ident {
    format_ident!("field{i}", span = Span::mixed_site())
}
