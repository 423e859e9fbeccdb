//! From tokens to the model.

use darling::FromMeta;
use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::{
    Attribute, Data, DeriveInput, Expr, ExprRange, Fields, Path, RangeLimits, Token, parse_quote,
};

use super::model::{Config, ConfigEnum, Static, Variant};
use crate::attribute::{self, Keys};
use crate::errors::Errors;
use crate::value::{Text, code};
use crate::words;

/// What the attribute can say, and how.
const KEYS: &Keys = &[
    ("default", "default = 100"),
    ("range", "range = 1..=1000"),
    ("flags", "flags = \"immutable\""),
    ("name", "name = \"max-items\""),
    ("on_change", "on_change = my_function"),
    ("apply", "apply = my_function"),
    ("crate", "crate = my_redmod"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    #[darling(with = code)]
    default: Option<Expr>,
    #[darling(with = code)]
    range: Option<Expr>,
    flags: Option<Text>,
    name: Option<Text>,
    #[darling(with = code)]
    on_change: Option<Path>,
    #[darling(with = code)]
    apply: Option<Path>,
    #[darling(rename = "crate", with = code)]
    krate: Option<Path>,
}

pub(super) fn config(
    attribute: TokenStream,
    item: TokenStream,
    errors: &mut Errors,
) -> Option<Config> {
    let said: Said = attribute::read(attribute, '=', KEYS, errors);
    let item = match parse_static.parse2(item) {
        Ok(item) => item,
        Err(error) => {
            errors.add(error);
            return None;
        }
    };
    if said.default.is_none() && errors.is_empty() {
        let message = "a config needs a default, the value that it has at first: `default = 100`";
        errors.at(Span::call_site(), message);
    }
    let (min, max) = said.range.map_or((None, None), |it| range(it, errors));
    Some(Config {
        krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
        name: said.name.unwrap_or_else(|| Text {
            value: words::kebab_of_static(&item.ident),
            span: item.ident.span(),
        }),
        item,
        default: said.default,
        min,
        max,
        flags: said.flags,
        on_change: said.on_change,
        apply: said.apply,
    })
}

fn parse_static(input: ParseStream<'_>) -> syn::Result<Static> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility = input.parse()?;
    let item: TokenStream = input.fork().parse()?;
    if input.parse::<Token![static]>().is_err() {
        let message = "`#[config]` stands on a static: `static MAX_ITEMS: Config<i64>;`";
        return Err(syn::Error::new_spanned(first(item), message));
    }
    let mutability = input.parse()?;
    let ident = input.parse()?;
    input.parse::<Token![:]>()?;
    let ty = input.parse()?;
    let mut value = TokenStream::new();
    if input.parse::<Option<Token![=]>>()?.is_some() {
        value = quote::ToTokens::into_token_stream(input.parse::<Expr>()?);
    }
    input.parse::<Token![;]>()?;
    Ok(Static {
        attributes,
        visibility,
        mutability,
        ident,
        ty,
        value,
    })
}

fn first(tokens: TokenStream) -> TokenStream {
    tokens.into_iter().take(1).collect()
}

/// Both ends of a range, each of which may be missing.
fn range(range: Expr, errors: &mut Errors) -> (Option<Expr>, Option<Expr>) {
    let Expr::Range(ExprRange {
        start, end, limits, ..
    }) = range
    else {
        errors.on(range, "`range` is a range: `range = 1..=1000`");
        return (None, None);
    };
    if let (RangeLimits::HalfOpen(dots), Some(_)) = (limits, &end) {
        errors.on(dots, "both ends are in the range; write `..=`");
    }
    (start.map(|it| *it), end.map(|it| *it))
}

/// What the attribute of a variant can say, and how.
const VARIANT_KEYS: &Keys = &[("rename", "#[config(rename = \"word\")]")];

#[derive(Default, FromMeta)]
#[darling(default)]
struct SaidOfVariant {
    rename: Option<Text>,
}

pub(super) fn config_enum(item: TokenStream, errors: &mut Errors) -> Option<ConfigEnum> {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => {
            errors.add(error);
            return None;
        }
    };
    let form = "#[config(crate = my_redmod)]";
    let krate = attribute::krate("config", &item.attrs, form, errors);
    if !item.generics.params.is_empty() {
        let message = "the words of a config are the same everywhere; remove the parameters";
        errors.on(&item.generics, message);
    }
    let Data::Enum(data) = &item.data else {
        errors.on(&item.ident, "the words of a config are an enum");
        return None;
    };
    if data.variants.is_empty() {
        errors.on(
            &item.ident,
            "an enum without variants has no word to set a config to",
        );
    }
    Some(ConfigEnum {
        krate,
        ident: item.ident,
        variants: data.variants.iter().map(|it| variant(it, errors)).collect(),
    })
}

fn variant(variant: &syn::Variant, errors: &mut Errors) -> Variant {
    let ident: &Ident = &variant.ident;
    let said: SaidOfVariant = attribute::read_all("config", &variant.attrs, VARIANT_KEYS, errors);
    if !matches!(variant.fields, Fields::Unit) {
        errors.on(
            &variant.fields,
            "a word of a config is a variant without fields",
        );
    }
    Variant {
        ident: ident.clone(),
        name: said.rename.unwrap_or_else(|| Text {
            value: words::kebab(ident),
            span: ident.span(),
        }),
    }
}
