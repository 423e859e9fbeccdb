//! Decides how a Rust name is spelt to clients.

use proc_macro2::Ident;
use syn::ext::IdentExt;

/// `MAX_ITEMS` is `max-items`.
pub(crate) fn kebab_of_static(ident: &Ident) -> String {
    let name = ident.unraw().to_string().to_lowercase();
    name.trim_matches('_').replace('_', "-")
}

/// `keep_ttl` and `KeepTtl` are `keep-ttl`.
pub(crate) fn kebab(ident: &Ident) -> String {
    let mut name = String::new();
    for letter in ident.unraw().to_string().trim_start_matches('_').chars() {
        let follows_small = name.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        if letter.is_uppercase() && follows_small {
            name.push('-');
        }
        if letter == '_' {
            name.push('-');
        } else {
            name.extend(letter.to_lowercase());
        }
    }
    name
}
