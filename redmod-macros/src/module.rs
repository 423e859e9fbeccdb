//! Decides what `module!` says of a module.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, Path, Token, bracketed, parse_quote};

use crate::entries::Entries;
use crate::errors::Errors;
use crate::nearest::unknown;
use crate::value::{Text, c_str};

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

fn parse(input: TokenStream, errors: &mut Errors) -> Option<Module> {
    let mut entries = Entries::parse(input, ':', errors);
    let is_named = entries.has("name");
    let name = entries.take("name", "name: \"mymodule\"", Text::parse, errors);
    let version = entries.take("version", "version: 1", Expr::parse, errors);
    let init = entries.take("init", "init: my_function", Path::parse_mod_style, errors);
    let unload = entries.take(
        "unload",
        "unload: my_function",
        Path::parse_mod_style,
        errors,
    );
    let options = entries.take("options", "options: [handle_io_errors]", options, errors);
    let containers = entries.take(
        "containers",
        "containers: { \"my.admin\": \"what it is\" }",
        containers,
        errors,
    );
    let krate = entries.take("crate", "crate: my_redmod", Path::parse_mod_style, errors);
    entries.finish(errors);
    if !is_named {
        errors.at(
            proc_macro2::Span::call_site(),
            "a module needs a name: `name: \"mymodule\"`",
        );
    }
    Some(Module {
        krate: krate.unwrap_or_else(|| parse_quote!(::redmod)),
        name: name?,
        version,
        init,
        unload,
        options: options.unwrap_or_default(),
        containers: containers.unwrap_or_default(),
    })
}

/// `[handle_io_errors, …]`
fn options(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let options;
    bracketed!(options in input);
    let options =
        Punctuated::<Ident, Token![,]>::parse_terminated_with(&options, Ident::parse_any)?;
    Ok(options.into_iter().collect())
}

/// `{ "my.admin": "what it is", … }`
fn containers(input: ParseStream<'_>) -> syn::Result<Vec<(Text, Text)>> {
    let pair = |input: ParseStream<'_>| {
        let name = Text::parse(input)?;
        input.parse::<Token![:]>()?;
        Ok((name, Text::parse(input)?))
    };
    let containers;
    syn::braced!(containers in input);
    let pairs = Punctuated::<(Text, Text), Token![,]>::parse_terminated_with(&containers, pair)?;
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
    let redmod = quote!(#krate::__private);
    let name = module.name.c_str();
    let version = module.version.iter();
    let (init, unload) = (module.init.iter(), module.unload.iter());
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
        const _: () = {
            #redmod::submit! {
                #redmod::Item::Module(#redmod::Module {
                    name: #name,
                    #(version: #version,)*
                    #(init: ::core::option::Option::Some(#init),)*
                    #(unload: ::core::option::Option::Some(#unload),)*
                    options: &[#(#options),*],
                    containers: &[#(#containers),*],
                    location: (::core::file!(), ::core::line!()),
                    ..#redmod::Module::EMPTY
                })
            }
        };
    }
}
