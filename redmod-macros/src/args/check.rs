//! What can be told of a struct or an enum of arguments without its fields' types; the rest is
//! checked by `redmod::__private::check`, which the expansion calls.

use super::model::{Args, Field, Kind};
use crate::errors::Errors;
use crate::key_flags;
use crate::value::Text;

pub(super) fn check(args: &Args, errors: &mut Errors) {
    match &args.kind {
        Kind::Newtype(field) => check_field(field, errors),
        Kind::Struct(fields) => check_fields(fields, errors),
        Kind::Enum(variants) => {
            for variant in variants {
                variant.name.check("the name", errors);
                variant
                    .summary
                    .iter()
                    .for_each(|summary| summary.check("the summary", errors));
                check_fields(&variant.fields, errors);
            }
            check_tokens(variants.iter().map(|variant| &variant.token), errors);
        }
    }
}

fn check_fields(fields: &[Field], errors: &mut Errors) {
    fields.iter().for_each(|field| check_field(field, errors));
    check_tokens(
        fields.iter().filter_map(|field| field.token.as_ref()),
        errors,
    );
}

fn check_field(field: &Field, errors: &mut Errors) {
    field.name.check("the name", errors);
    field
        .summary
        .iter()
        .for_each(|summary| summary.check("the summary", errors));
    field
        .key_flags
        .iter()
        .for_each(|flags| key_flags::check(flags, errors));
}

/// Tokens are words, and are told apart without regard to case.
fn check_tokens<'m>(tokens: impl Iterator<Item = &'m Text>, errors: &mut Errors) {
    let mut seen: Vec<String> = Vec::new();
    for Text { value, span } in tokens {
        let token = value.to_ascii_uppercase();
        if token.is_empty() || token.contains(|c: char| c == '\0' || c.is_whitespace()) {
            errors.at(*span, "a token is one word, such as `EX`");
        } else if seen.contains(&token) {
            errors.at(
                *span,
                format!("token `{value}` stands for two things; case does not count"),
            );
        }
        seen.push(token);
    }
}
