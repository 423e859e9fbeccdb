//! Decides what `#[derive(Reply)]` makes of a struct or an enum.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{
    Attribute, Data, DeriveInput, Fields, GenericParam, Generics, Index, Member, Meta, Path,
    parse_quote,
};

use crate::entries::Entries;
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

fn parse(item: TokenStream, errors: &mut Errors) -> Option<Reply> {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => {
            errors.add(error);
            return None;
        }
    };
    let mut entries = entries(&item.attrs, errors);
    let krate = entries.take("crate", "crate = my_redmod", Path::parse_mod_style, errors);
    entries.finish(errors);
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
    let krate = krate.unwrap_or_else(|| parse_quote!(::redmod));
    Some(Reply {
        krate,
        ident: item.ident,
        generics: item.generics,
        kind: kind?,
    })
}

/// What the `#[reply(…)]` among these attributes hold.
fn entries(attributes: &[Attribute], errors: &mut Errors) -> Entries {
    let mut entries = Entries::parse(TokenStream::new(), '=', errors);
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("reply"))
    {
        match &attribute.meta {
            Meta::List(list) => entries.extend(list.tokens.clone(), errors),
            other => errors.on(
                other,
                "write what you want to say in parentheses: `#[reply(skip)]`",
            ),
        }
    }
    entries
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
    let mut entries = entries(&field.attrs, errors);
    let skip = entries.take_word("skip", "#[reply(skip)]", no_value, errors);
    let (member, name) = match &field.ident {
        Some(ident) => {
            let rename = entries.take("rename", "rename = \"name\"", Text::parse, errors);
            let name = rename.map_or_else(|| ident.unraw().to_string(), |rename| rename.value);
            (Member::Named(ident.clone()), name)
        }
        None => (Member::Unnamed(Index::from(i)), String::new()),
    };
    entries.finish(errors);
    skip.is_none().then(|| Field {
        member,
        name,
        place: Place::of(&field.ty),
    })
}

fn no_value(input: syn::parse::ParseStream<'_>) -> syn::Result<()> {
    Err(input.error("no value"))
}

fn variant(variant: &syn::Variant, errors: &mut Errors) -> (Ident, Text) {
    let ident = &variant.ident;
    let mut entries = entries(&variant.attrs, errors);
    let rename = entries.take("rename", "rename = \"name\"", Text::parse, errors);
    entries.finish(errors);
    if !matches!(variant.fields, Fields::Unit) {
        let message = "a variant is replied by its name and cannot have fields; implement `Reply` for the enum";
        errors.on(&variant.fields, message);
    }
    let default = || Text {
        value: words::kebab(ident),
        span: ident.span(),
    };
    (ident.clone(), rename.unwrap_or_else(default))
}

fn expand(reply: &Reply) -> TokenStream {
    let (krate, ident) = (&reply.krate, &reply.ident);
    let redmod = &quote!(#krate::__private);
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
