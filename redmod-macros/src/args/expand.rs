//! From the model to code: a shape, and calls of `redmod::__private` in the order of the fields.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Lifetime;

use super::model::{Args, Field, Kind, Variant};
use super::parse::LIFETIME;
use crate::key_flags;
use crate::value::Text;

pub(super) fn expand(args: &Args) -> TokenStream {
    let (krate, ident, bounds) = (&args.krate, &args.ident, &args.bounds);
    let redmod = &quote!(__redmod);
    let call = Lifetime::new(&format!("'{LIFETIME}"), Span::mixed_site());
    let body = match &args.kind {
        Kind::Newtype(field) => newtype(field, redmod, &call),
        Kind::Struct(fields) => structure(fields, redmod, &call),
        Kind::Enum(variants) => enumeration(variants, redmod, &call),
    };
    let lifetimes = (0..args.lifetimes).map(|_| &call);
    let checks = checks(args, redmod);
    quote! {
        const _: () = {
            use #krate::__private as __redmod;
            #[automatically_derived]
            impl<#call> #redmod::Args<#call> for #ident<#(#lifetimes),*> #bounds {
                #body
            }
            #checks
        };
    }
}

/// A struct with one unnamed field is parsed as that field.
fn newtype(field: &Field, redmod: &TokenStream, call: &Lifetime) -> TokenStream {
    let inner = |item| field.ty.args(redmod, call, item);
    let flags = key_flags(field);
    let shape = inner(quote!(SHAPE #flags));
    let after_token = inner(quote!(AFTER_TOKEN #flags));
    let (parse, accepts) = (inner(quote!(parse(input))), inner(quote!(accepts(input))));
    let parse_after_token = inner(quote!(parse_after_token(input)));
    let (absent, again) = (
        inner(quote!(absent())),
        inner(quote!(again(&mut self.0, input))),
    );
    quote! {
        const SHAPE: #redmod::Shape = #shape;
        const AFTER_TOKEN: #redmod::Shape = #after_token;
        fn parse(input: &mut #redmod::Input<#call>) -> #redmod::Result<Self> {
            #parse.map(Self)
        }
        fn accepts(input: &#redmod::Input<#call>) -> bool {
            #accepts
        }
        fn parse_after_token(input: &mut #redmod::Input<#call>) -> #redmod::Result<Self> {
            #parse_after_token.map(Self)
        }
        fn absent() -> #redmod::Result<Self> {
            #absent.map(Self)
        }
        fn again(&mut self, input: &mut #redmod::Input<#call>) -> #redmod::Result<()> {
            #again
        }
    }
}

fn structure(fields: &[Field], redmod: &TokenStream, call: &Lifetime) -> TokenStream {
    let shape = shape(fields, redmod, call);
    let parse = parse(&quote!(Self), fields, redmod);
    let tokens = tokens(fields, redmod);
    let positional = fields.iter().filter(|field| field.token.is_none());
    let accepts = positional.map(|field| field.ty.args(redmod, call, quote!(accepts(input))));
    let absent = fields.iter().map(|field| {
        let (member, absent) = (&field.member, field.ty.args(redmod, call, quote!(absent())));
        quote!(#member: #absent?)
    });
    quote! {
        const SHAPE: #redmod::Shape = #shape;
        #[inline]
        fn parse(input: &mut #redmod::Input<#call>) -> #redmod::Result<Self> {
            #parse
        }
        fn accepts(input: &#redmod::Input<#call>) -> bool {
            #redmod::is_token(input, #tokens) #(|| #accepts)*
        }
        fn absent() -> #redmod::Result<Self> {
            ::core::result::Result::Ok(Self { #(#absent),* })
        }
    }
}

fn enumeration(variants: &[Variant], redmod: &TokenStream, call: &Lifetime) -> TokenStream {
    let params = variants.iter().map(|variant| {
        let (name, token) = (variant.name.c_str(), variant.token.c_str());
        let shape = match variant.only_field() {
            Some(field) => field_shape(field, redmod, call),
            None if variant.fields.is_empty() => quote!(#redmod::Shape::FLAG),
            None => shape(&variant.fields, redmod, call),
        };
        let summary = variant.summary.iter().map(|summary| summary.c_str());
        quote!(#redmod::Param::new(#name, #shape).token(#token) #(.summary(#summary))*)
    });
    let arms = variants.iter().enumerate().map(|(i, variant)| {
        let (i, ident) = (Literal::usize_unsuffixed(i), &variant.ident);
        let value = match variant.only_field() {
            Some(field) => {
                let value = field.ty.args(redmod, call, quote!(parse(input)));
                quote!(#value.map(Self::#ident))
            }
            None => parse(&quote!(Self::#ident), &variant.fields, redmod),
        };
        quote!(::core::option::Option::Some(#i) => { #value })
    });
    let tokens = &list(variants.iter().map(|variant| &variant.token), redmod);
    quote! {
        const SHAPE: #redmod::Shape = #redmod::Shape::one_of(&[#(#params),*]);
        fn parse(input: &mut #redmod::Input<#call>) -> #redmod::Result<Self> {
            match #redmod::token(input, #tokens) {
                #(#arms)*
                _ => ::core::result::Result::Err(#redmod::Error::SYNTAX),
            }
        }
        fn accepts(input: &#redmod::Input<#call>) -> bool {
            #redmod::is_token(input, #tokens)
        }
    }
}

fn shape(fields: &[Field], redmod: &TokenStream, call: &Lifetime) -> TokenStream {
    let params = fields.iter().map(|field| {
        let (name, shape) = (field.name.c_str(), field_shape(field, redmod, call));
        let token = field.token.iter().map(|token| token.c_str());
        let summary = field.summary.iter().map(|summary| summary.c_str());
        quote!(#redmod::Param::new(#name, #shape) #(.token(#token))* #(.summary(#summary))*)
    });
    quote!(#redmod::Shape::fields(&[#(#params),*]))
}

fn field_shape(field: &Field, redmod: &TokenStream, call: &Lifetime) -> TokenStream {
    let item = match field.token {
        Some(_) => quote!(AFTER_TOKEN),
        None => quote!(SHAPE),
    };
    let flags = key_flags(field);
    field.ty.args(redmod, call, quote!(#item #flags))
}

fn key_flags(field: &Field) -> Option<TokenStream> {
    let bits = key_flags::bits(field.key_flags.as_ref()?);
    Some(quote!(.key_flags(#bits)))
}

fn tokens(fields: &[Field], redmod: &TokenStream) -> TokenStream {
    list(
        fields.iter().filter_map(|field| field.token.as_ref()),
        redmod,
    )
}

fn list<'a>(tokens: impl Iterator<Item = &'a Text>, redmod: &TokenStream) -> TokenStream {
    let tokens = tokens.map(|token| &token.value);
    quote!(const { &[#(#redmod::Token::new(#tokens)),*] })
}

/// Those without a token in order, then the others as they come.
fn parse(path: &TokenStream, fields: &[Field], redmod: &TokenStream) -> TokenStream {
    let mut parse = Parse::default();
    for (i, field) in fields.iter().enumerate() {
        parse.add(i, field, redmod);
    }
    let Parse {
        declared,
        members,
        arms,
        led,
        ..
    } = parse;
    let tokens = tokens(fields, redmod);
    let others = (!fields.is_empty()).then(|| {
        quote! {
            while match #redmod::token(input, #tokens) {
                #arms
                _ => false #led,
            } {}
        }
    });
    quote! {
        #declared
        #others
        ::core::result::Result::Ok(#path { #members })
    }
}

/// What is made of each field of a struct.
#[derive(Default)]
struct Parse {
    /// Its variable, and its value where it has a fixed place.
    declared: TokenStream,
    /// How it is taken after its token.
    arms: TokenStream,
    tokens: usize,
    /// How it is taken where its type begins with a token.
    led: TokenStream,
    members: TokenStream,
}

impl Parse {
    fn add(&mut self, i: usize, field: &Field, redmod: &TokenStream) {
        let (ty, member) = (&field.ty, &field.member);
        let local = format_ident!("field{i}", span = Span::mixed_site());
        if field.token.is_some() {
            let token = Literal::usize_unsuffixed(self.tokens);
            let option = ty.place.locate(quote!(#redmod::option(&mut #local, input)));
            self.declared
                .extend(quote!(let mut #local = ::core::option::Option::None::<#ty>;));
            self.arms
                .extend(quote!(::core::option::Option::Some(#token) => #option?,));
            self.tokens += 1;
        } else {
            let positional = ty.place.locate(quote!(#redmod::positional(input)));
            let led = ty
                .place
                .locate(quote!(#redmod::led_by_token(&mut #local, input)));
            let option = quote!(::core::option::Option<#ty>);
            self.declared
                .extend(quote!(let mut #local: #option = #positional?;));
            self.led.extend(quote!(|| #led?));
        }
        let value = ty.place.locate(quote!(#redmod::or_absent(#local)));
        self.members.extend(quote!(#member: #value?,));
    }
}

/// What only the fields' types can tell, checked by the compiler where it stands.
fn checks(args: &Args, redmod: &TokenStream) -> TokenStream {
    let ident = &args.ident;
    let lifetimes = (0..args.lifetimes).map(|_| quote!('_));
    let shape = quote!(<#ident<#(#lifetimes),*> as #redmod::Args<'_>>::SHAPE);
    match &args.kind {
        Kind::Newtype(_) => TokenStream::new(),
        Kind::Struct(fields) => check_fields(fields, &shape, redmod),
        Kind::Enum(variants) => {
            let check = |(i, variant): (usize, &Variant)| {
                let i = Literal::usize_unsuffixed(i);
                let several = variant.fields.len() > 1;
                several.then(|| check_fields(&variant.fields, &quote!(#shape.variant(#i)), redmod))
            };
            variants.iter().enumerate().filter_map(check).collect()
        }
    }
}

fn check_fields(fields: &[Field], shape: &TokenStream, redmod: &TokenStream) -> TokenStream {
    let check = |(i, field): (usize, &Field)| {
        let i = Literal::usize_unsuffixed(i);
        let check = quote!(#redmod::check::field(&#shape, #i));
        let check = field.ty.place.ascribe(check);
        quote!(const _: () = #check;)
    };
    let fields = fields.iter().enumerate();
    // The first has none in front of it.
    let checked = fields.filter(|(i, field)| *i > 0 || field.key_flags.is_some());
    checked.map(check).collect()
}
