//! From the model to code: a shape, and calls of `redmod::__private` in the order of the fields.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Lifetime;

use super::model::{Args, Field, Kind, Variant};
use super::parse::LIFETIME;

pub(super) fn expand(args: &Args) -> TokenStream {
    let (krate, ident, bounds) = (&args.krate, &args.ident, &args.bounds);
    let redmod = &quote!(#krate::__private);
    let call = &Lifetime::new(&format!("'{LIFETIME}"), Span::mixed_site());
    let body = match &args.kind {
        Kind::Newtype(field) => newtype(field, redmod, call),
        Kind::Struct(fields) => structure(fields, redmod, call),
        Kind::Enum(variants) => enumeration(variants, redmod, call),
    };
    let lifetimes = (0..args.lifetimes).map(|_| call);
    let checks = checks(args, redmod);
    quote! {
        const _: () = {
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
    let ty = &field.ty;
    let method = |name: &str, arguments: TokenStream| {
        let name = format_ident!("{name}");
        let rest = field
            .place
            .locate(quote!(as #redmod::Args<#call>>::#name #arguments));
        quote!(<#ty #rest)
    };
    let constant = |name: &str| method(name, TokenStream::new());
    let (shape, after_token) = (constant("SHAPE"), constant("AFTER_TOKEN"));
    let (parse, accepts) = (
        method("parse", quote!((input))),
        method("accepts", quote!((input))),
    );
    let parse_after_token = method("parse_after_token", quote!((input)));
    let (absent, again) = (
        method("absent", quote!(())),
        method("again", quote!((&mut self.0, input))),
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
    let accepts = fields.iter().map(|field| match &field.token {
        Some(token) => {
            let token = &token.value;
            quote!(input.peek_token(#token))
        }
        None => {
            let (ty, rest) = (&field.ty, quote!(as #redmod::Args<#call>>::accepts(input)));
            let rest = field.place.locate(rest);
            quote!(<#ty #rest)
        }
    });
    let absent = fields.iter().map(|field| {
        let (member, ty) = (&field.member, &field.ty);
        let rest = field
            .place
            .locate(quote!(as #redmod::Args<#call>>::absent()));
        quote!(#member: <#ty #rest?)
    });
    quote! {
        const SHAPE: #redmod::Shape = #shape;
        fn parse(input: &mut #redmod::Input<#call>) -> #redmod::Result<Self> {
            #parse
        }
        fn accepts(input: &#redmod::Input<#call>) -> bool {
            #(#accepts)||*
        }
        fn absent() -> #redmod::Result<Self> {
            ::core::result::Result::Ok(Self { #(#absent),* })
        }
    }
}

fn enumeration(variants: &[Variant], redmod: &TokenStream, call: &Lifetime) -> TokenStream {
    let params = variants.iter().map(|variant| {
        let (name, token) = (variant.name.c_str(), variant.token.c_str());
        let shape = match (variant.only_field(), variant.fields.is_empty()) {
            (Some(field), _) => field_shape(field, redmod, call),
            (None, true) => quote!(#redmod::Shape::FLAG),
            (None, false) => shape(&variant.fields, redmod, call),
        };
        let summary = variant.summary.iter().map(|summary| summary.c_str());
        quote!(#redmod::Param::new(#name, #shape).token(#token) #(.summary(#summary))*)
    });
    let parse = variants.iter().map(|variant| {
        let (ident, token) = (&variant.ident, &variant.token.value);
        let value = match variant.only_field() {
            Some(Field { ty, place, .. }) => {
                let rest = place.locate(quote!(as #redmod::Args<#call>>::parse(input)));
                quote!(<#ty #rest.map(Self::#ident))
            }
            None => self::parse(&quote!(Self::#ident), &variant.fields, redmod),
        };
        quote!(if input.token(#token) { #value } else)
    });
    let tokens = variants.iter().map(|variant| &variant.token.value);
    quote! {
        const SHAPE: #redmod::Shape = #redmod::Shape::one_of(&[#(#params),*]);
        fn parse(input: &mut #redmod::Input<#call>) -> #redmod::Result<Self> {
            #(#parse)* { ::core::result::Result::Err(#redmod::Error::SYNTAX) }
        }
        fn accepts(input: &#redmod::Input<#call>) -> bool {
            #(input.peek_token(#tokens))||*
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
    let ty = &field.ty;
    let shape = if field.token.is_some() {
        quote!(AFTER_TOKEN)
    } else {
        quote!(SHAPE)
    };
    let rest = field.place.locate(quote!(as #redmod::Args<#call>>::#shape));
    quote!(<#ty #rest)
}

/// Those without a token in order, then the others as they come.
fn parse(path: &TokenStream, fields: &[Field], redmod: &TokenStream) -> TokenStream {
    if fields.is_empty() {
        return quote!(::core::result::Result::Ok(#path));
    }
    let locals: Vec<Ident> = (0..fields.len())
        .map(|i| format_ident!("field{i}", span = Span::mixed_site()))
        .collect();
    let first = fields.iter().zip(&locals).map(|(field, local)| {
        let ty = &field.ty;
        match &field.token {
            Some(_) => quote!(let mut #local = ::core::option::Option::None::<#ty>;),
            None => quote!(let mut #local = #redmod::positional::<#ty>(input)?;),
        }
    });
    let others = fields
        .iter()
        .zip(&locals)
        .map(|(field, local)| match &field.token {
            Some(token) => {
                let token = &token.value;
                quote!(#redmod::option(&mut #local, #token, input)?)
            }
            None => quote!(#redmod::led_by_token(&mut #local, input)?),
        });
    let members = fields.iter().map(|field| &field.member);
    quote! {
        #(#first)*
        while #(#others)||* {}
        ::core::result::Result::Ok(#path { #(#members: #redmod::or_absent(#locals)?),* })
    }
}

/// What only the fields' types can tell, checked by the compiler where it stands.
fn checks(args: &Args, redmod: &TokenStream) -> TokenStream {
    let ident = &args.ident;
    let lifetimes = (0..args.lifetimes).map(|_| quote!('_));
    let shape = quote!(<#ident<#(#lifetimes),*> as #redmod::Args<'_>>::SHAPE);
    let check = |fields: &[Field], shape: &TokenStream| -> TokenStream {
        let check = |(i, field): (usize, &Field)| {
            let i = Literal::usize_unsuffixed(i);
            let check = field
                .place
                .locate(quote!(#redmod::check::field(&#shape, #i)));
            quote!(const _: () = #check;)
        };
        fields.iter().enumerate().map(check).collect()
    };
    match &args.kind {
        Kind::Newtype(_) => TokenStream::new(),
        Kind::Struct(fields) => check(fields, &shape),
        Kind::Enum(variants) => {
            let check = |(i, variant): (usize, &Variant)| {
                let i = Literal::usize_unsuffixed(i);
                match variant.only_field() {
                    Some(_) => TokenStream::new(),
                    None => check(&variant.fields, &quote!(#shape.variant(#i))),
                }
            };
            variants.iter().enumerate().map(check).collect()
        }
    }
}
