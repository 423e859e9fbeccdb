//! From tokens to the model.

use darling::FromMeta;
use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{
    Expr, ExprRange, ExprTuple, FnArg, Meta, MetaNameValue, Pat, PatType, Path, RangeLimits,
    ReturnType, Signature, Token, parse_quote,
};

use super::model::{Command, Keys, Number, Param, Replicate};
use crate::attribute;
use crate::errors::{Errors, Place};
use crate::function::{self, Function};
use crate::nearest::unknown;
use crate::ty::Ty;
use crate::value::{Text, code, integer};

/// What the attribute can say, and how.
const KEYS: &attribute::Keys = &[
    ("name", "name = \"mymodule.mycommand\""),
    ("flags", "flags = \"write deny-oom\""),
    ("summary", "summary = \"what it does\""),
    ("since", "since = \"1.0.0\""),
    ("complexity", "complexity = \"O(1)\""),
    ("tips", "tips = \"nondeterministic_output\""),
    ("acl", "acl = \"read fast\""),
    ("keys", "keys = 1..1"),
    ("step", "step = 2"),
    ("key_flags", "key_flags(dest = \"OW UPDATE\")"),
    ("replicate", "replicate = explicit"),
    ("history", "history((\"1.1.0\", \"what changed\"))"),
    ("get_keys", "get_keys = my_function"),
    ("get_channels", "get_channels = my_function"),
    ("crate", "crate = my_redmod"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    name: Option<Text>,
    flags: Option<Text>,
    summary: Option<Text>,
    since: Option<Text>,
    complexity: Option<Text>,
    tips: Option<Text>,
    acl: Option<Text>,
    #[darling(with = code)]
    keys: Option<Expr>,
    #[darling(with = code)]
    step: Option<Expr>,
    #[darling(with = flags_by_param)]
    key_flags: Vec<(Ident, Text)>,
    #[darling(with = code)]
    replicate: Option<Ident>,
    #[darling(with = changes)]
    history: Vec<(Text, Text)>,
    #[darling(with = code)]
    get_keys: Option<Path>,
    #[darling(with = code)]
    get_channels: Option<Path>,
    #[darling(rename = "crate", with = code)]
    krate: Option<Path>,
}

/// Reads the attribute and the function; nothing where it is no function.
pub(super) fn parse(
    attribute: TokenStream,
    item: TokenStream,
    errors: &mut Errors,
) -> Option<Command> {
    let mut command = parse_attribute(attribute, errors);
    let Function {
        attributes,
        signature,
    } = function::parse(item, "command", errors)?;
    if let Some(variadic) = &signature.variadic {
        errors.on(variadic, "for any number of arguments take `Rest<T>`");
    }
    command.params = params(&signature, errors);
    command.output = match &signature.output {
        ReturnType::Default => Place::of(&signature.ident),
        ReturnType::Type(_, ty) => Place::of(ty),
    };
    command.summary = command.summary.or_else(|| Text::from_docs(&attributes));
    command.function = signature.ident;
    Some(command)
}

fn parse_attribute(attribute: TokenStream, errors: &mut Errors) -> Command {
    let said: Said = attribute::read(attribute, '=', KEYS, errors);
    Command {
        krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
        function: Ident::new("_", Span::call_site()),
        params: Vec::new(),
        output: Place::from(Span::call_site()),
        keys: said.keys.and_then(|keys| parse_keys(&keys, errors)),
        step: said.step.and_then(|step| parse_step(&step, errors)),
        replicate: said.replicate.and_then(|it| parse_replicate(it, errors)),
        name: said.name,
        flags: said.flags,
        key_flags: said.key_flags,
        summary: said.summary,
        complexity: said.complexity,
        since: said.since,
        tips: said.tips,
        history: said.history,
        acl: said.acl,
        get_keys: said.get_keys,
        get_channels: said.get_channels,
    }
}

fn parse_keys(keys: &Expr, errors: &mut Errors) -> Option<Keys> {
    let Expr::Range(ExprRange {
        start, limits, end, ..
    }) = keys
    else {
        errors.on(
            keys,
            "`keys` is a range, from the first key to the last: `keys = 1..1`",
        );
        return None;
    };
    let (Some(start), Some(end)) = (start, end) else {
        errors.on(
            keys,
            "`keys` needs both ends, such as `1..1`, or `1..-1` up to the last argument",
        );
        return None;
    };
    if let RangeLimits::Closed(dots) = limits {
        errors.on(dots, "both ends of `keys` are included anyway; write `..`");
        return None;
    }
    let mut position = |expr: &Expr| {
        let position = integer(expr);
        if position.is_none() {
            errors.on(
                expr,
                "a position in `keys` is a number, such as `1`, or `-1` from the end",
            );
        }
        position
    };
    let (first, last) = (position(start), position(end));
    Some(Keys {
        first: first?,
        last: last?,
        place: Place::of(keys),
    })
}

fn parse_step(step: &Expr, errors: &mut Errors) -> Option<Number> {
    let value = integer(step);
    if value.is_none() {
        errors.on(
            step,
            "`step` is a number: how far it is from one key to the next",
        );
    }
    Some(Number {
        value: value?,
        place: Place::of(step),
    })
}

/// `key_flags(dest = "OW UPDATE", …)`
fn flags_by_param(entry: &Meta) -> darling::Result<Vec<(Ident, Text)>> {
    let pairs = Punctuated::<MetaNameValue, Token![,]>::parse_terminated;
    let pairs = entry.require_list()?.parse_args_with(pairs)?;
    let pair = |pair: &MetaNameValue| {
        let param = pair.path.require_ident()?.clone();
        Ok((param, Text::from_expr(&pair.value)?))
    };
    pairs.iter().map(pair).collect()
}

fn parse_replicate(word: Ident, errors: &mut Errors) -> Option<(Replicate, Ident)> {
    let replicate = match word.to_string().as_str() {
        "verbatim" => Replicate::Verbatim,
        "explicit" => Replicate::Explicit,
        "none" => Replicate::None,
        other => {
            let message = unknown("way to replicate", other, &["verbatim", "explicit", "none"]);
            errors.on(word, message);
            return None;
        }
    };
    Some((replicate, word))
}

/// `history(("1.1.0", "what changed"), …)`
fn changes(entry: &Meta) -> darling::Result<Vec<(Text, Text)>> {
    let tuples = Punctuated::<ExprTuple, Token![,]>::parse_terminated;
    let tuples = entry.require_list()?.parse_args_with(tuples)?;
    let change = |tuple: &ExprTuple| match (tuple.elems.first(), tuple.elems.last()) {
        (Some(since), Some(change)) if tuple.elems.len() == 2 => {
            Ok((Text::from_expr(since)?, Text::from_expr(change)?))
        }
        _ => Err(darling::Error::unsupported_format("tuple")),
    };
    tuples.iter().map(change).collect()
}

fn params(signature: &Signature, errors: &mut Errors) -> Vec<Param> {
    let lifetimes: Vec<Ident> = signature
        .generics
        .lifetimes()
        .map(|param| param.lifetime.ident.clone())
        .collect();
    let mut params = Vec::new();
    for (i, input) in signature.inputs.iter().enumerate() {
        match input {
            FnArg::Receiver(receiver) => {
                errors.on(
                    receiver,
                    "a method cannot be a command; write a function outside of the `impl`",
                );
            }
            FnArg::Typed(typed) => params.push(param(i, typed, &lifetimes, errors)),
        }
    }
    params
}

fn param(i: usize, typed: &PatType, lifetimes: &[Ident], errors: &mut Errors) -> Param {
    let PatType { attrs, pat, ty, .. } = typed;
    for attribute in attrs {
        if attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr") {
            errors.on(
                attribute,
                "the parameters of a command are always the same; put this on the function",
            );
        }
    }
    if let syn::Type::ImplTrait(ty) = &**ty {
        errors.on(
            ty,
            "a command is one function; write a type in place of `impl …`",
        );
    }
    Param {
        name: name(i, pat),
        ty: Ty::new(ty, lifetimes, "_"),
    }
}

/// The name of the pattern, or a numbered one.
fn name(i: usize, pat: &Pat) -> String {
    let name = match pat {
        Pat::Ident(pat) => pat.ident.unraw().to_string(),
        _ => String::new(),
    };
    match name.trim_start_matches('_') {
        "" => format!("arg{}", i + 1),
        name => name.to_owned(),
    }
}
