//! From tokens to the model.

use darling::FromMeta;
use darling::util::Flag;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{
    Attribute, Data, DeriveInput, Expr, Fields, GenericParam, Index, Member, Path, parse_quote,
};

use super::model::{Aux, DataType, Field, Kind, Persist, Raw, Variant, Version};
use crate::attribute::{self, Keys};
use crate::errors::Errors;
use crate::nearest::unknown;
use crate::value::{Text, code, integer};

/// What the attribute can say, and how.
const KEYS: &Keys = &[
    ("name", "name = \"mytype-01\""),
    ("encver", "encver = 1"),
    ("migrate", "migrate = my_function"),
    ("check", "check = my_function"),
    ("save", "save = my_function"),
    ("load", "load = my_function"),
    ("aux_save", "aux_save = my_function"),
    ("aux_load", "aux_load = my_function"),
    ("aux_when", "aux_when = \"before after\""),
    ("aof_rewrite", "aof_rewrite = my_function"),
    ("mem_usage", "mem_usage = my_function"),
    ("free_effort", "free_effort = my_function"),
    ("digest", "digest = my_function"),
    ("copy", "copy = my_function"),
    ("unlink", "unlink = my_function"),
    ("defrag", "defrag = my_function"),
    ("crate", "crate = my_redmod"),
];

/// What the attribute of a field can say, and how.
const FIELD_KEYS: &Keys = &[
    ("since", "#[persist(since = 2)]"),
    ("until", "#[persist(until = 3)]"),
    ("default", "#[persist(since = 2, default = my_function)]"),
    ("serde", "#[persist(serde)]"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct SaidOfField {
    #[darling(with = code)]
    since: Option<Expr>,
    #[darling(with = code)]
    until: Option<Expr>,
    #[darling(with = code)]
    default: Option<Path>,
    serde: Flag,
}

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    name: Option<Text>,
    #[darling(with = code)]
    encver: Option<Expr>,
    #[darling(with = code)]
    migrate: Option<Path>,
    #[darling(with = code)]
    check: Option<Path>,
    #[darling(with = code)]
    save: Option<Path>,
    #[darling(with = code)]
    load: Option<Path>,
    #[darling(with = code)]
    aux_save: Option<Path>,
    #[darling(with = code)]
    aux_load: Option<Path>,
    aux_when: Option<Text>,
    #[darling(with = code)]
    aof_rewrite: Option<Path>,
    #[darling(with = code)]
    mem_usage: Option<Path>,
    #[darling(with = code)]
    free_effort: Option<Path>,
    #[darling(with = code)]
    digest: Option<Path>,
    #[darling(with = code)]
    copy: Option<Path>,
    #[darling(with = code)]
    unlink: Option<Path>,
    #[darling(with = code)]
    defrag: Option<Path>,
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
        Data::Struct(data) => {
            data.fields
                .iter()
                .for_each(|field| refuse_cfg(&field.attrs, errors));
            fields(&data.fields, errors)
        }
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
    let raw = both(("save", said.save), ("load", said.load), errors);
    let aux = both(
        ("aux_save", said.aux_save),
        ("aux_load", said.aux_load),
        errors,
    );
    let aux_when = aux_when(said.aux_when, aux.is_some(), errors);
    let hooks = [
        ("aof_rewrite", said.aof_rewrite),
        ("mem_usage", said.mem_usage),
        ("free_effort", said.free_effort),
        ("digest", said.digest),
        ("copy", said.copy),
        ("unlink", said.unlink),
        ("defrag", said.defrag),
    ]
    .into_iter();
    Some(DataType {
        name: said.name?,
        encver: said.encver,
        migrate: said.migrate,
        check: said.check,
        hooks: hooks.filter_map(|(name, it)| Some((name, it?))).collect(),
        raw: raw.map(|(save, load)| Raw { save, load }),
        aux: aux.map(|(save, load)| Aux {
            save,
            load,
            before: aux_when.0,
            after: aux_when.1,
        }),
        parts: Persist {
            krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
            ident: item.ident,
            generics: item.generics,
            kind: Kind::Struct(fields),
        },
    })
}

/// Two functions that go together.
fn both(
    (save_key, save): (&str, Option<Path>),
    (load_key, load): (&str, Option<Path>),
    errors: &mut Errors,
) -> Option<(Path, Path)> {
    let mut lonely = |there: Path, lacking: &str| {
        let message = format!("what is saved so is loaded so; add `{lacking} = my_function`");
        errors.on(there, message);
        None
    };
    match (save, load) {
        (Some(save), Some(load)) => Some((save, load)),
        (Some(save), None) => lonely(save, load_key),
        (None, Some(load)) => lonely(load, save_key),
        (None, None) => None,
    }
}

/// Whether aux data is before the keys, and whether after them.
fn aux_when(said: Option<Text>, has_aux: bool, errors: &mut Errors) -> (bool, bool) {
    const WORDS: &[&str] = &["before", "after"];
    let Some(Text { value, span }) = said else {
        return (true, false);
    };
    if !has_aux {
        let message = "there is no aux data; `aux_when` goes with `aux_save` and `aux_load`";
        errors.at(span, message);
    }
    let words: Vec<&str> = value.split_whitespace().collect();
    for word in &words {
        if !WORDS.contains(word) {
            errors.at(span, unknown("word", word, WORDS));
        }
    }
    if words.is_empty() {
        errors.at(
            span,
            "aux data is before the keys or after them: `before`, `after`",
        );
    }
    (words.contains(&"before"), words.contains(&"after"))
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
        Data::Struct(data) => Kind::Struct(fields(&data.fields, errors)),
        Data::Enum(data) if data.variants.is_empty() => {
            errors.on(&item.ident, "an enum without variants has no value to save");
            return None;
        }
        Data::Enum(data) => {
            Kind::Enum(data.variants.iter().map(|it| variant(it, errors)).collect())
        }
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

fn variant(variant: &syn::Variant, errors: &mut Errors) -> Variant {
    Variant {
        ident: variant.ident.clone(),
        fields: fields(&variant.fields, errors),
    }
}

fn fields(fields: &Fields, errors: &mut Errors) -> Vec<Field> {
    fields
        .iter()
        .enumerate()
        .map(|(i, it)| field(i, it, errors))
        .collect()
}

fn field(i: usize, field: &syn::Field, errors: &mut Errors) -> Field {
    let said: SaidOfField = attribute::read_all("persist", &field.attrs, FIELD_KEYS, errors);
    if said.serde.is_present() && !cfg!(feature = "serde") {
        let message =
            "`serde` is a feature of redmod; add it in `Cargo.toml`: `features = [\"serde\"]`";
        errors.at(said.serde.span(), message);
    }
    Field {
        member: match &field.ident {
            Some(ident) => Member::Named(ident.clone()),
            None => Member::Unnamed(Index::from(i)),
        },
        ty: field.ty.clone(),
        since: said.since.map(version),
        until: said.until.map(version),
        default: said.default,
        serde: said.serde.is_present(),
        said: field
            .attrs
            .iter()
            .find(|it| it.path().is_ident("persist"))
            .cloned(),
    }
}

fn version(written: Expr) -> Version {
    let number = integer(&written).and_then(|number| u16::try_from(number).ok());
    Version { written, number }
}

/// What stands behind a `cfg` is not decided yet where the attribute is read.
fn refuse_cfg(attributes: &[Attribute], errors: &mut Errors) {
    for attribute in attributes {
        if attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr") {
            let message = "what is saved is the same in every build; remove the `cfg`";
            errors.on(attribute, message);
        }
    }
}

/// The item without what only this macro understands.
pub(super) fn without_attributes(item: TokenStream) -> TokenStream {
    let Ok(mut parsed) = syn::parse2::<DeriveInput>(item.clone()) else {
        return item;
    };
    if let Data::Struct(data) = &mut parsed.data {
        for field in &mut data.fields {
            field.attrs.retain(|it| !it.path().is_ident("persist"));
        }
    }
    parsed.into_token_stream()
}
