//! From tokens to the model.

use darling::FromMeta;
use proc_macro2::{Span, TokenStream};
use syn::{Data, DeriveInput, Expr, Fields, GenericParam, Index, Member, Path, parse_quote};

use super::model::{DataType, Field, Kind, Persist, Variant};
use crate::attribute::{self, Keys};
use crate::errors::Errors;
use crate::value::{Text, code};

/// What the attribute can say, and how.
const KEYS: &Keys = &[
    ("name", "name = \"mytype-01\""),
    ("encver", "encver = 1"),
    ("crate", "crate = my_redmod"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    name: Option<Text>,
    #[darling(with = code)]
    encver: Option<Expr>,
    #[darling(rename = "crate", with = code)]
    krate: Option<Path>,
}

pub(super) fn data_type(
    attribute: TokenStream,
    item: TokenStream,
    errors: &mut Errors,
) -> Option<DataType> {
    let said: Said = attribute::read(attribute, '=', KEYS, errors);
    if said.name.is_none() {
        let message = "a data type needs a name: `name = \"mytype-01\"`";
        errors.at(Span::call_site(), message);
    }
    let item: DeriveInput = match syn::parse2(item.clone()) {
        Ok(item) => item,
        Err(_) => {
            errors.on(item, "a data type is a struct");
            return None;
        }
    };
    if let Some(second) = item.attrs.iter().find(|it| is_data_type(it.path())) {
        let message = "a struct is one data type; remove one of the two `#[data_type]`";
        errors.on(second, message);
    }
    if !item.generics.params.is_empty() {
        let message = "a data type has one form for all that is saved; remove the parameters";
        errors.on(&item.generics, message);
    }
    let fields = match &item.data {
        Data::Struct(data) => fields(&data.fields),
        Data::Enum(data) => {
            let message = "a data type is a struct; write `#[derive(Persist)]` on the enum and make it a field of one";
            errors.on(data.enum_token, message);
            return None;
        }
        Data::Union(data) => {
            errors.on(data.union_token, "a data type is a struct");
            return None;
        }
    };
    Some(DataType {
        name: said.name?,
        encver: said.encver,
        parts: Persist {
            krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
            ident: item.ident,
            generics: item.generics,
            kind: Kind::Struct(fields),
        },
    })
}

/// `data_type`, or `redmod::data_type`.
fn is_data_type(path: &Path) -> bool {
    path.segments
        .last()
        .is_some_and(|segment| segment.ident == "data_type")
}

pub(super) fn persist(item: TokenStream, errors: &mut Errors) -> Option<Persist> {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => {
            errors.add(error);
            return None;
        }
    };
    let form = "#[persist(crate = my_redmod)]";
    let krate = attribute::krate("persist", &item.attrs, form, errors);
    for param in &item.generics.params {
        if let GenericParam::Lifetime(lifetime) = param {
            let message = "what is loaded owns all that it has; remove the lifetime";
            errors.on(lifetime, message);
        }
    }
    let kind = match &item.data {
        Data::Struct(data) => Kind::Struct(fields(&data.fields)),
        Data::Enum(data) if data.variants.is_empty() => {
            errors.on(&item.ident, "an enum without variants has no value to save");
            return None;
        }
        Data::Enum(data) => Kind::Enum(data.variants.iter().map(variant).collect()),
        Data::Union(data) => {
            errors.on(data.union_token, "what is saved is a struct or an enum");
            return None;
        }
    };
    Some(Persist {
        krate,
        ident: item.ident,
        generics: item.generics,
        kind,
    })
}

fn variant(variant: &syn::Variant) -> Variant {
    Variant {
        ident: variant.ident.clone(),
        fields: fields(&variant.fields),
    }
}

fn fields(fields: &Fields) -> Vec<Field> {
    let member = |(i, field): (usize, &syn::Field)| match &field.ident {
        Some(ident) => Member::Named(ident.clone()),
        None => Member::Unnamed(Index::from(i)),
    };
    fields
        .iter()
        .enumerate()
        .map(|it| Field {
            member: member(it),
            ty: it.1.ty.clone(),
        })
        .collect()
}
