//! Decides what `module!` says of a module.

use darling::FromMeta;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, LitStr, Meta, Path, Token, parse_quote};

use crate::attribute::{self, Keys};
use crate::errors::Errors;
use crate::nearest::unknown;
use crate::value::{Text, c_str, code};

/// A module's item, or what is wrong with it.
pub(crate) fn module(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let module = parse(input, &mut errors);
    module.iter().for_each(|module| check(module, &mut errors));
    errors.or(module, expand)
}

struct Module {
    krate: Path,
    name: Text,
    version: Option<Expr>,
    init: Option<Path>,
    unload: Option<Path>,
    /// What is called when the server defragments: the field of the module, and the function.
    defrag: Vec<(&'static str, Path)>,
    options: Vec<Ident>,
    /// Container commands, and what they are.
    containers: Vec<(Text, Text)>,
}

const OPTIONS: &[&str] = &[
    "handle_io_errors",
    "no_implicit_signal_modified",
    "handle_repl_async_load",
    "allow_nested_keyspace_notifications",
    "skip_command_validation",
    "handle_atomic_slot_migration",
];

/// What the macro can say, and how.
const KEYS: &Keys = &[
    ("name", "name: \"mymodule\""),
    ("version", "version: 1"),
    ("init", "init: my_function"),
    ("unload", "unload: my_function"),
    ("defrag", "defrag: my_function"),
    ("defrag_start", "defrag_start: my_function"),
    ("defrag_end", "defrag_end: my_function"),
    ("options", "options: [handle_io_errors]"),
    ("containers", "containers: { \"my.admin\": \"what it is\" }"),
    ("crate", "crate: my_redmod"),
];

#[derive(Default, FromMeta)]
#[darling(default)]
struct Said {
    name: Option<Text>,
    #[darling(with = code)]
    version: Option<Expr>,
    #[darling(with = code)]
    init: Option<Path>,
    #[darling(with = code)]
    unload: Option<Path>,
    #[darling(with = code)]
    defrag: Option<Path>,
    #[darling(with = code)]
    defrag_start: Option<Path>,
    #[darling(with = code)]
    defrag_end: Option<Path>,
    #[darling(with = code)]
    options: Option<Options>,
    #[darling(with = summaries)]
    containers: Vec<(Text, Text)>,
    #[darling(rename = "crate", with = code)]
    krate: Option<Path>,
}

fn parse(input: TokenStream, errors: &mut Errors) -> Option<Module> {
    let said: Said = attribute::read(input, ':', KEYS, errors);
    if said.name.is_none() {
        let message = "a module needs a name: `name: \"mymodule\"`";
        errors.at(Span::call_site(), message);
    }
    let defrag = [
        ("defrag", said.defrag),
        ("defrag_start", said.defrag_start),
        ("defrag_end", said.defrag_end),
    ]
    .into_iter();
    Some(Module {
        krate: said.krate.unwrap_or_else(|| parse_quote!(::redmod)),
        name: said.name?,
        version: said.version,
        init: said.init,
        unload: said.unload,
        defrag: defrag.filter_map(|(name, it)| Some((name, it?))).collect(),
        options: said.options.map_or_else(Vec::new, |it| it.0),
        containers: said.containers,
    })
}

/// `[handle_io_errors, …]`
struct Options(Vec<Ident>);

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> syn::Result<Options> {
        let options;
        syn::bracketed!(options in input);
        let options = options.parse_terminated(Ident::parse_any, Token![,])?;
        Ok(Options(options.into_iter().collect()))
    }
}

/// `{ "my.admin": "what it is", … }`
fn summaries(entry: &Meta) -> darling::Result<Vec<(Text, Text)>> {
    let pair = |input: ParseStream<'_>| {
        let name = Text::from(input.parse::<LitStr>()?);
        input.parse::<Token![:]>()?;
        Ok((name, Text::from(input.parse::<LitStr>()?)))
    };
    let pairs = |input: ParseStream<'_>| input.parse_terminated(pair, Token![,]);
    let pairs = entry.require_list()?.parse_args_with(pairs)?;
    Ok(pairs.into_iter().collect())
}

fn check(module: &Module, errors: &mut Errors) {
    let Text { value, span } = &module.name;
    if value.is_empty() {
        errors.at(
            *span,
            "a module's name cannot be empty; write one, such as `mymodule`",
        );
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        errors.at(
            *span,
            "a module's name is made of printable ASCII characters, without blanks",
        );
    }
    for (i, option) in module.options.iter().enumerate() {
        let name = option.unraw().to_string();
        if !OPTIONS.contains(&name.as_str()) {
            errors.on(option, unknown("option", &name, OPTIONS));
        } else if module.options[..i].contains(option) {
            errors.on(option, format!("option `{name}` is repeated"));
        }
    }
    for (i, (name, what)) in module.containers.iter().enumerate() {
        if name.value.is_empty() || !name.value.bytes().all(|byte| byte.is_ascii_graphic()) {
            errors.at(
                name.span,
                "a container command's name is one word of printable ASCII characters",
            );
        }
        if module.containers[..i]
            .iter()
            .any(|(other, _)| other.value.eq_ignore_ascii_case(&name.value))
        {
            errors.at(
                name.span,
                format!("the container command `{}` is repeated", name.value),
            );
        }
        what.check("the summary", errors);
    }
}

fn expand(module: &Module) -> TokenStream {
    let krate = &module.krate;
    let redmod = quote!(__redmod);
    let name = module.name.c_str();
    let version = module.version.iter();
    let (init, unload) = (module.init.iter(), module.unload.iter());
    let defrag = module.defrag.iter().map(|(name, function)| {
        let name = format_ident!("{name}");
        quote!(#name: ::core::option::Option::Some(#function),)
    });
    let rest = if module.defrag.is_empty() {
        quote!(EMPTY)
    } else {
        quote!(EMPTY_WITH_DEFRAG)
    };
    let options = module.options.iter().map(|option| {
        let option = format_ident!(
            "{}",
            option.to_string().to_uppercase(),
            span = option.span()
        );
        quote!(#redmod::ModuleOption::#option)
    });
    let containers = module.containers.iter().map(|(name, what)| {
        let (name, what) = (&name.value, c_str(&what.value));
        quote!((#name, #what))
    });
    quote! {
        // What is left at its default may be nothing.
        #[allow(clippy::needless_update)]
        const _: () = {
            use #krate::__private as __redmod;
            #redmod::submit! {
                #redmod::Item::Module(#redmod::Module {
                    name: #name,
                    #(version: #version,)*
                    #(init: ::core::option::Option::Some(#init),)*
                    #(unload: ::core::option::Option::Some(#unload),)*
                    #(#defrag)*
                    options: &[#(#options),*],
                    containers: &[#(#containers),*],
                    location: (::core::file!(), ::core::line!()),
                    ..#redmod::Module::#rest
                })
            }
        };
    }
}
