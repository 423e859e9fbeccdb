//! Decides what `#[derive(Reply)]` makes of a struct or an enum.

use darling::FromMeta;
use darling::util::Flag;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, GenericParam, Generics, Index, Member, Path, parse_quote};

use crate::attribute::{self, Keys};
use crate::errors::{Errors, Place};
use crate::value::Text;
use crate::words;

/// The implementation of `Reply`, or what is wrong.
pub(crate) fn reply(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let reply = parse(item, &mut errors);
    errors.or(reply, expand)
}

struct Reply {
    krate: Path,
    ident: Ident,
    generics: Generics,
    kind: Kind,
}

enum Kind {
    /// One unnamed field: as that field.
    Newtype(Field),
    Array(Vec<Field>),
    Map(Vec<Field>),
    /// Variants and their texts.
    Text(Vec<(Ident, Text)>),
}

struct Field {
    member: Member,
    name: String,
    place: Place,
}

/// What an attribute can say, and how: that of a variant the first, that of an unnamed field the
/// last.
const KEYS: &Keys = &[
    ("rename", "#[reply(rename = \"name\")]"),
    ("skip", "#[reply(skip)]"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    rename: Option<Text>,
    skip: Flag,
}

fn parse(item: TokenStream, errors: &mut Errors) -> Option<Reply> {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => {
            errors.add(error);
            return None;
        }
    };
    let form = "#[reply(crate = my_redmod)]";
    let krate = attribute::krate("reply", &item.attrs, form, errors);
    let kind = match &item.data {
        Data::Struct(data) => structure(&item.ident, &data.fields, errors),
        Data::Enum(data) => Some(Kind::Text(
            data.variants.iter().map(|it| variant(it, errors)).collect(),
        )),
        Data::Union(data) => {
            errors.on(data.union_token, "a reply is a struct or an enum");
            None
        }
    };
    Some(Reply {
        krate,
        ident: item.ident,
        generics: item.generics,
        kind: kind?,
    })
}

fn structure(ident: &Ident, fields: &Fields, errors: &mut Errors) -> Option<Kind> {
    let is_tuple = matches!(fields, Fields::Unnamed(_));
    let mut kept: Vec<Field> = fields
        .iter()
        .enumerate()
        .filter_map(|(i, it)| field(i, it, errors))
        .collect();
    match (is_tuple, kept.len()) {
        (_, 0) => {
            errors.on(ident, "a reply needs a field; for `OK` return `()`");
            None
        }
        (true, 1) => kept.pop().map(Kind::Newtype),
        (true, _) => Some(Kind::Array(kept)),
        (false, _) => Some(Kind::Map(kept)),
    }
}

/// The field, unless it is skipped.
fn field(i: usize, field: &syn::Field, errors: &mut Errors) -> Option<Field> {
    let keys = &KEYS[usize::from(field.ident.is_none())..];
    let said: Said = attribute::read_all("reply", &field.attrs, keys, errors);
    let (member, name) = match &field.ident {
        Some(ident) => {
            let name = said.rename.map(|rename| rename.value);
            let name = name.unwrap_or_else(|| ident.unraw().to_string());
            (Member::Named(ident.clone()), name)
        }
        None => (Member::Unnamed(Index::from(i)), String::new()),
    };
    (!said.skip.is_present()).then(|| Field {
        member,
        name,
        place: Place::of(&field.ty),
    })
}

fn variant(variant: &syn::Variant, errors: &mut Errors) -> (Ident, Text) {
    let ident = &variant.ident;
    let said: Said = attribute::read_all("reply", &variant.attrs, &KEYS[..1], errors);
    if !matches!(variant.fields, Fields::Unit) {
        let message = "a variant is replied by its name and cannot have fields; implement `Reply` for the enum";
        errors.on(&variant.fields, message);
    }
    let default = || Text {
        value: words::kebab(ident),
        span: ident.span(),
    };
    (ident.clone(), said.rename.unwrap_or_else(default))
}

fn expand(reply: &Reply) -> TokenStream {
    let (krate, ident) = (&reply.krate, &reply.ident);
    let redmod = &quote!(__redmod);
    let mut generics = reply.generics.clone();
    for param in &mut generics.params {
        if let GenericParam::Type(param) = param {
            param.bounds.push(parse_quote!(#redmod::Reply));
        }
    }
    let (impl_generics, ty_generics, bounds) = generics.split_for_impl();
    let body = body(&reply.kind, redmod);
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            #[automatically_derived]
            impl #impl_generics #redmod::Reply for #ident #ty_generics #bounds {
                fn reply(&self, out: &mut #redmod::Writer<'_>) {
                    #body
                }
            }
        };
    }
}

fn body(kind: &Kind, redmod: &TokenStream) -> TokenStream {
    let value = |field: &Field| {
        let member = &field.member;
        field.place.locate(quote!(&self.#member))
    };
    match kind {
        Kind::Newtype(field) => {
            let value = value(field);
            quote!(#redmod::Reply::reply(#value, out))
        }
        Kind::Array(fields) => {
            let (len, values) = (fields.len(), fields.iter().map(value));
            quote! {
                out.array(#len, |out| {
                    #(out.push(#values);)*
                });
            }
        }
        Kind::Map(fields) => {
            let (len, values) = (fields.len(), fields.iter().map(value));
            let names = fields.iter().map(|field| &field.name);
            quote! {
                out.map(#len, |out| {
                    #(out.entry(#names, #values);)*
                });
            }
        }
        Kind::Text(variants) => {
            let arms = variants.iter().map(|(ident, text)| {
                let text = &text.value;
                quote!(Self::#ident => #text)
            });
            quote!(#redmod::Reply::reply(match *self { #(#arms),* }, out))
        }
    }
}
