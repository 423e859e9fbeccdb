//! What tokens tell of a config; its type tells the rest, in `redmod::config`.

use super::model::{Config, ConfigEnum};
use crate::errors::Errors;
use crate::nearest::unknown;

/// Every flag that one of the servers knows, but for those that a type has.
pub(super) const FLAGS: &[(&str, u32)] = &[
    ("immutable", 1 << 0),
    ("sensitive", 1 << 1),
    ("hidden", 1 << 4),
    ("protected", 1 << 5),
    ("deny-loading", 1 << 6),
    ("unprefixed", 1 << 9),
];

pub(super) fn config(config: &Config, errors: &mut Errors) {
    if !config.item.value.is_empty() {
        let message = "the attribute gives the static its value; write `;` behind the type";
        errors.on(&config.item.value, message);
    }
    if let Some(token) = &config.item.mutability {
        errors.on(token, "a config changes by itself; remove `mut`");
    }
    let is_known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name = &config.name;
    if name.value.is_empty() {
        errors.at(name.span, "a config's name cannot be empty");
    } else if let Some(other) = name.value.chars().find(|c| !is_known(*c)) {
        let message = format!(
            "{other:?} cannot be in the name of a config; use letters and digits of ASCII, `-` and `_`"
        );
        errors.at(name.span, message);
    }
    flags(config, errors);
}

fn flags(config: &Config, errors: &mut Errors) {
    let Some(text) = &config.flags else {
        return;
    };
    let known: Vec<&str> = FLAGS.iter().map(|(flag, _)| *flag).collect();
    let flags: Vec<&str> = config.flags().collect();
    for (i, flag) in flags.iter().enumerate() {
        match *flag {
            "memory" => errors.at(text.span, "what is `memory` is a `Config<MemorySize>`"),
            "bitflags" => errors.at(text.span, "what is `bitflags` is a `Config<Flags<…>>`"),
            "unsigned" => errors.at(text.span, "what is `unsigned` is a `Config<u64>`"),
            _ if !known.contains(flag) => errors.at(text.span, unknown("flag", flag, &known)),
            _ if flags[..i].contains(flag) => {
                errors.at(text.span, format!("flag `{flag}` is repeated"));
            }
            _ => {}
        }
    }
    for other in ["protected", "deny-loading"] {
        if flags.contains(&"immutable") && flags.contains(&other) {
            let message = format!(
                "flag `{other}` is about `CONFIG SET`, which `immutable` refuses; remove it"
            );
            errors.at(text.span, message);
        }
    }
}

pub(super) fn config_enum(it: &ConfigEnum, errors: &mut Errors) {
    for (i, variant) in it.variants.iter().enumerate() {
        let name = &variant.name;
        if name.value.is_empty() || !name.value.bytes().all(|byte| byte.is_ascii_graphic()) {
            let message = "what a config can be set to is one word of printable ASCII characters";
            errors.at(name.span, message);
        }
        let is_same = |other: &str| other.eq_ignore_ascii_case(&name.value);
        if it.variants[..i].iter().any(|it| is_same(&it.name.value)) {
            let message = format!("`{}` stands for two variants", name.value);
            errors.at(name.span, message);
        }
    }
}
