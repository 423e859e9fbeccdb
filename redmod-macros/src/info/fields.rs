//! Decides what `#[derive(Info)]` makes of a struct.

use darling::FromMeta;
use darling::util::Flag;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, GenericParam, Generics, Path, parse_quote};

use crate::attribute::{self, Keys};
use crate::errors::{Errors, Place};
use crate::value::Text;

/// The implementation of `InfoFields`, or what is wrong.
pub(crate) fn fields(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let info = parse(item, &mut errors);
    errors.or(info, expand)
}

struct Info {
    krate: Path,
    ident: Ident,
    generics: Generics,
    fields: Vec<Field>,
}

struct Field {
    member: Ident,
    name: String,
    is_dict: bool,
    place: Place,
}

const KEYS: &Keys = &[
    ("rename", "#[info(rename = \"name\")]"),
    ("dict", "#[info(dict)]"),
    ("skip", "#[info(skip)]"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    rename: Option<Text>,
    dict: Flag,
    skip: Flag,
}

fn parse(item: TokenStream, errors: &mut Errors) -> Option<Info> {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => {
            errors.add(error);
            return None;
        }
    };
    let form = "#[info(crate = my_redmod)]";
    let krate = attribute::krate("info", &item.attrs, form, errors);
    let Data::Struct(data) = &item.data else {
        errors.on(&item.ident, NAMED);
        return None;
    };
    let Fields::Named(fields) = &data.fields else {
        errors.on(&item.ident, NAMED);
        return None;
    };
    let fields = fields.named.iter().filter_map(|it| field(it, errors));
    Some(Info {
        krate,
        fields: fields.collect(),
        ident: item.ident,
        generics: item.generics,
    })
}

const NAMED: &str = "what `INFO` shows is a struct with named fields";

/// The field, unless it is skipped.
fn field(field: &syn::Field, errors: &mut Errors) -> Option<Field> {
    let said: Said = attribute::read_all("info", &field.attrs, KEYS, errors);
    let member = field.ident.clone()?;
    let name = said.rename.map(|rename| rename.value);
    (!said.skip.is_present()).then(|| Field {
        name: name.unwrap_or_else(|| member.unraw().to_string()),
        member,
        is_dict: said.dict.is_present(),
        place: Place::of(&field.ty),
    })
}

fn expand(info: &Info) -> TokenStream {
    let (krate, ident) = (&info.krate, &info.ident);
    let redmod = &quote!(__redmod);
    let mut generics = info.generics.clone();
    for param in &mut generics.params {
        if let GenericParam::Type(param) = param {
            param.bounds.push(parse_quote!(#redmod::InfoValue));
        }
    }
    let (impl_generics, ty_generics, bounds) = generics.split_for_impl();
    let fields = info.fields.iter().map(|field| {
        let Field { member, name, .. } = field;
        let value = field.place.locate(quote!(&self.#member));
        if field.is_dict {
            quote!(#redmod::InfoFields::report_dict(#value, #name, info);)
        } else {
            quote!(info.field(#name, #value);)
        }
    });
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            #[automatically_derived]
            impl #impl_generics #redmod::InfoFields for #ident #ty_generics #bounds {
                fn report(&self, info: &mut #redmod::Info<'_>) {
                    #(#fields)*
                }
            }
        };
    }
}
