//! From the model to code: data, and a function that calls the author's.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use super::model::{Command, Param, Replicate};
use crate::key_flags;
use crate::value::{Text, c_str};

pub(super) fn expand(command: &Command) -> TokenStream {
    let krate = &command.krate;
    let redmod = &quote!(__redmod);
    let meta = meta(command, redmod);
    let locals: Vec<Ident> = (0..command.params.len()).map(local).collect();
    let parse = command.params.iter().zip(&locals).map(|(param, local)| {
        let parse = param.ty.args(redmod, quote!('_), quote!(parse(input)));
        quote!(let #local = #parse?;)
    });
    let function = &command.function;
    let reply = command
        .output
        .locate(quote!(#redmod::reply(&#function(#(#locals),*), out)));
    let checks = checks(command, redmod);
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            struct __Command;
            impl #redmod::Command for __Command {
                const META: #redmod::Meta = #meta;
                #[inline(always)]
                fn run(input: &mut #redmod::Input<'_>, out: &mut #redmod::Writer<'_>) -> #redmod::Result<()> {
                    #(#parse)*
                    #redmod::finish::<Self>(input)?;
                    #reply
                }
            }
            #redmod::submit! { #redmod::Item::command::<__Command>() }
            #checks
        };
    }
}

/// What is said; the rest is as in `Meta::EMPTY`.
fn meta(command: &Command, redmod: &TokenStream) -> TokenStream {
    let mut fields = Fields::default();
    fields.some("name", command.name.as_ref().map(|name| &name.value));
    let function = command.function.to_string();
    let function = function.trim_start_matches("r#");
    fields.is("function", quote!(#function));
    let is_subcommand = command
        .name
        .as_ref()
        .is_some_and(|name| name.value.contains(' '));
    fields.list("is_subcommand", is_subcommand.then(|| quote!(true)));
    let flags: Vec<&str> = command.flags().collect();
    fields.list("flags", (!flags.is_empty()).then(|| quote!(&[#(#flags),*])));
    let params = command.params.iter().map(|it| param(command, it, redmod));
    let params: Vec<_> = params.collect();
    fields.list(
        "params",
        (!params.is_empty()).then(|| quote!(&[#(#params),*])),
    );
    let keys = command.keys.as_ref().map(|keys| {
        let step = command.step.as_ref().map_or(1, |step| step.value);
        let numbers = [keys.first, keys.last, step].map(Literal::i32_unsuffixed);
        quote!(#redmod::Range::said(#(#numbers),*))
    });
    fields.list("keys", keys);
    fields.list(
        "replicate",
        command.replicate().map(|replicate| match replicate {
            Replicate::Verbatim => quote!(#redmod::Replicate::Verbatim),
            Replicate::Explicit => quote!(#redmod::Replicate::Explicit),
            Replicate::None => quote!(#redmod::Replicate::None),
        }),
    );
    let mut text = |field, text: &Option<Text>| fields.some(field, text.as_ref().map(Text::c_str));
    text("summary", &command.summary);
    text("complexity", &command.complexity);
    text("since", &command.since);
    text("tips", &command.tips);
    let history = command.history.iter().map(|(since, change)| {
        let (since, change) = (since.c_str(), change.c_str());
        quote!((#since, #change))
    });
    fields.list(
        "history",
        (!command.history.is_empty()).then(|| quote!(&[#(#history),*])),
    );
    let acl = command
        .acl
        .as_ref()
        .map(|acl| acl.value.split_ascii_whitespace());
    fields.list("acl", acl.map(|acl| quote!(&[#(#acl),*])));
    fields.some("get_keys", command.get_keys.as_ref());
    fields.some("get_channels", command.get_channels.as_ref());
    fields.is("location", quote!((::core::file!(), ::core::line!())));
    let Fields(fields) = fields;
    quote!(#redmod::Meta { #fields ..#redmod::Meta::EMPTY })
}

fn param(command: &Command, param: &Param, redmod: &TokenStream) -> TokenStream {
    let name = c_str(&param.documented_name());
    let shape = param.ty.args(redmod, quote!('_), quote!(SHAPE));
    let flags = command.key_flags.iter().filter(|(it, _)| *it == param.name);
    let flags = flags.map(|(_, flags)| key_flags::bits(flags));
    quote!(#redmod::Param::new(#name, #shape #(.key_flags(#flags))*))
}

/// What only the parameters' types can tell, checked by the compiler where it stands.
fn checks(command: &Command, redmod: &TokenStream) -> TokenStream {
    let params = command.params.iter().enumerate().map(|(i, param)| {
        let i = Literal::usize_unsuffixed(i);
        let check = param
            .ty
            .place
            .ascribe(quote!(#redmod::check::param::<__Command>(#i)));
        quote!(const _: () = #check;)
    });
    let keys = command.keys.iter().map(|keys| {
        let check = keys
            .place
            .ascribe(quote!(#redmod::check::keys::<__Command>()));
        quote!(const _: () = #check;)
    });
    quote!(#(#params)* #(#keys)*)
}

/// A parameter's variable, which no name of the author's can be taken for.
fn local(i: usize) -> Ident {
    format_ident!("arg{i}", span = Span::mixed_site())
}

/// The fields of a struct expression.
#[derive(Default)]
struct Fields(TokenStream);

impl Fields {
    fn is(&mut self, field: &str, value: TokenStream) {
        let field = format_ident!("{field}");
        self.0.extend(quote!(#field: #value,));
    }

    fn list(&mut self, field: &str, value: Option<TokenStream>) {
        value.into_iter().for_each(|value| self.is(field, value));
    }

    fn some(&mut self, field: &str, value: Option<impl quote::ToTokens>) {
        let some = |value| quote!(::core::option::Option::Some(#value));
        self.list(field, value.map(some));
    }
}
