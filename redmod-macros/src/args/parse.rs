//! From tokens to the model.

use darling::FromMeta;
use darling::util::Override;
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, GenericParam, Index, Member, WhereClause, parse_quote};

use super::model::{Args, Field, Kind, Variant};
use crate::attribute::{self, Keys};
use crate::errors::Errors;
use crate::ty::{self, Ty};
use crate::value::Text;
use crate::words;

/// The lifetime of the call in the expansion.
pub(super) const LIFETIME: &str = "__call";

/// What an attribute of a field can say, and how; that of a variant can say the first two.
const KEYS: &Keys = &[
    ("token", "#[arg(token = \"EX\")]"),
    ("name", "#[arg(name = \"seconds\")]"),
    ("key_flags", "#[arg(key_flags = \"OW UPDATE\")]"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    token: Option<Override<Text>>,
    name: Option<Text>,
    key_flags: Option<Text>,
}

pub(super) fn parse(item: TokenStream, errors: &mut Errors) -> Option<Args> {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => {
            errors.add(error);
            return None;
        }
    };
    let form = "#[arg(crate = my_redmod)]";
    let krate = attribute::krate("arg", &item.attrs, form, errors);
    let lifetimes = parse_lifetimes(&item, errors);
    let kind = parse_kind(&item, &lifetimes, errors)?;
    let bounds = item.generics.where_clause.map(|bounds| {
        let bounds = ty::replace(bounds, &lifetimes, LIFETIME);
        parse_quote!(#bounds)
    });
    Some(Args {
        krate,
        ident: item.ident,
        lifetimes: lifetimes.len(),
        bounds: bounds.filter(|bounds: &WhereClause| !bounds.predicates.is_empty()),
        kind,
    })
}

fn parse_lifetimes(item: &DeriveInput, errors: &mut Errors) -> Vec<Ident> {
    let mut lifetimes = Vec::new();
    for param in &item.generics.params {
        match param {
            GenericParam::Lifetime(param) => lifetimes.push(param.lifetime.ident.clone()),
            other => errors.on(
                other,
                "arguments have a fixed form; `#[derive(Args)]` takes lifetimes only",
            ),
        }
    }
    lifetimes
}

fn parse_kind(item: &DeriveInput, lifetimes: &[Ident], errors: &mut Errors) -> Option<Kind> {
    match &item.data {
        Data::Struct(data) => {
            let mut fields = fields(&data.fields, lifetimes, errors);
            match (&data.fields, fields.len()) {
                (_, 0) => {
                    errors.on(&item.ident, "a struct of arguments needs a field");
                    None
                }
                (Fields::Unnamed(_), 1) if fields[0].token.is_none() => {
                    fields.pop().map(Kind::Newtype)
                }
                _ => Some(Kind::Struct(fields)),
            }
        }
        Data::Enum(data) if data.variants.is_empty() => {
            errors.on(
                &item.ident,
                "an enum of arguments needs a variant, which stands for a token",
            );
            None
        }
        Data::Enum(data) => {
            let variant = |it| variant(it, lifetimes, errors);
            Some(Kind::Enum(data.variants.iter().map(variant).collect()))
        }
        Data::Union(data) => {
            errors.on(data.union_token, "arguments are a struct or an enum");
            None
        }
    }
}

fn variant(variant: &syn::Variant, lifetimes: &[Ident], errors: &mut Errors) -> Variant {
    let ident = &variant.ident;
    let said: Said = attribute::read_all("arg", &variant.attrs, &KEYS[..2], errors);
    let token = said.token.and_then(Override::explicit);
    Variant {
        ident: ident.clone(),
        name: said.name.unwrap_or_else(|| Text {
            value: words::kebab(ident),
            span: ident.span(),
        }),
        token: token.unwrap_or_else(|| default_token(ident)),
        summary: Text::from_docs(&variant.attrs),
        fields: fields(&variant.fields, lifetimes, errors),
    }
}

fn fields(fields: &Fields, lifetimes: &[Ident], errors: &mut Errors) -> Vec<Field> {
    fields
        .iter()
        .enumerate()
        .map(|(i, it)| field(i, it, lifetimes, errors))
        .collect()
}

fn field(i: usize, field: &syn::Field, lifetimes: &[Ident], errors: &mut Errors) -> Field {
    let said: Said = attribute::read_all("arg", &field.attrs, KEYS, errors);
    let ty = Ty::new(&field.ty, lifetimes, LIFETIME);
    let span = field.span();
    let token = said
        .token
        .map(|token| match (token.explicit(), &field.ident) {
            (Some(token), _) => token,
            (None, Some(ident)) => default_token(ident),
            (None, None) => {
                errors.at(
                    ty.place,
                    "a field without a name needs a token that is spelt: `#[arg(token = \"EX\")]`",
                );
                Text {
                    value: "?".to_owned(),
                    span,
                }
            }
        });
    let (member, default) = match &field.ident {
        Some(ident) => (Member::Named(ident.clone()), words::kebab(ident)),
        None => (Member::Unnamed(Index::from(i)), format!("arg{}", i + 1)),
    };
    Field {
        member,
        name: said.name.unwrap_or(Text {
            value: default,
            span,
        }),
        token,
        summary: Text::from_docs(&field.attrs),
        key_flags: said.key_flags,
        ty,
    }
}

/// `keep_ttl` and `KeepTtl` are `KEEPTTL`, as the server's own tokens are spelt.
fn default_token(ident: &Ident) -> Text {
    let value = ident.unraw().to_string().replace('_', "").to_uppercase();
    Text {
        value,
        span: ident.span(),
    }
}
