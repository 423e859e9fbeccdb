//! Any tokens for any macro: what comes of them is Rust's items, or errors on them; never a panic.
//!
//! The first byte, from `0` on, says which macro. The rest is text: what is in the attribute's parentheses, a line of `----`, the item. A macro
//! without an attribute gets the item alone. A group in brackets that begins with `~` becomes one without delimiters, as a fragment
//! that `macro_rules!` has passed on.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

#[path = "../../redmod-macros/src/args/mod.rs"]
mod args;
#[path = "../../redmod-macros/src/attribute.rs"]
mod attribute;
#[path = "../../redmod-macros/src/command/mod.rs"]
mod command;
#[path = "../../redmod-macros/src/config/mod.rs"]
mod config;
#[path = "../../redmod-macros/src/data_type/mod.rs"]
mod data_type;
#[path = "../../redmod-macros/src/errors.rs"]
mod errors;
#[path = "../../redmod-macros/src/event/mod.rs"]
mod event;
#[path = "../../redmod-macros/src/filter.rs"]
mod filter;
#[path = "../../redmod-macros/src/function.rs"]
mod function;
#[path = "../../redmod-macros/src/info/mod.rs"]
mod info;
#[path = "../../redmod-macros/src/key_flags.rs"]
mod key_flags;
#[path = "../../redmod-macros/src/module.rs"]
mod module;
#[path = "../../redmod-macros/src/nearest.rs"]
mod nearest;
#[path = "../../redmod-macros/src/reply.rs"]
mod reply;
#[path = "../../redmod-macros/src/ty.rs"]
mod ty;
#[path = "../../redmod-macros/src/value.rs"]
mod value;
#[path = "../../redmod-macros/src/words.rs"]
mod words;

/// What is deeper is not tried: syn and rustc parse by recursion, of groups, of types in types and of operators before others.
const DEEPEST: usize = 40;

fuzz_target!(|data: &[u8]| -> Corpus {
    let [which, text @ ..] = data else {
        return Corpus::Reject;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return Corpus::Reject;
    };
    let (attribute, item) = text.split_once("----").unwrap_or(("", text));
    let (Some(attribute), Some(item)) = (tokens(attribute), tokens(item)) else {
        return Corpus::Reject;
    };
    let shown = format!("{attribute} ---- {item}");
    let which = which.wrapping_sub(b'0') % 13;
    let is_attribute = which <= 6;
    let made = match which {
        0 => command::command(attribute, item.clone()),
        1 => filter::command_filter(attribute, item.clone()),
        2 => info::section::section(attribute, item.clone()),
        3 => event::server::on_event(attribute, item.clone()),
        4 => event::keyspace::on_keyspace(attribute, item.clone()),
        5 => data_type::data_type(attribute, item.clone()),
        6 => config::config(attribute, item.clone()),
        7 => module::module(item.clone()),
        8 => args::args(item.clone()),
        9 => reply::reply(item.clone()),
        10 => info::fields::fields(item.clone()),
        11 => data_type::persist(item.clone()),
        _ => config::config_enum(item.clone()),
    };
    // A function stays as it is.
    if which < 5 && syn::parse2::<syn::ItemFn>(item.clone()).is_ok() {
        assert!(
            made.to_string().starts_with(&item.to_string()),
            "{shown}\n{made}"
        );
    }
    // An attribute's item is in what comes of it: where that is one, all is.
    // syn takes a parameter named `_`, which no item that rustc has parsed can have.
    let is_item =
        !shown.contains("< _") && (!is_attribute || syn::parse2::<syn::Item>(item).is_ok());
    if is_item {
        let items = syn::parse2::<syn::File>(made.clone());
        assert!(items.is_ok(), "{shown}\n{made}");
    }
    Corpus::Keep
});

/// The tokens of a text; none where it is no tokens, or too deep.
fn tokens(text: &str) -> Option<TokenStream> {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' | b'<' | b'&' | b'*' | b'!' | b'-' | b'|' => depth += 1,
            b')' | b']' | b'}' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest > DEEPEST {
        return None;
    }
    text.parse().ok().map(with_fragments)
}

fn with_fragments(tokens: TokenStream) -> TokenStream {
    let fragment = |token| match token {
        TokenTree::Group(group) => {
            let mut inner = with_fragments(group.stream()).into_iter().peekable();
            let is_fragment = group.delimiter() == Delimiter::Bracket
                && matches!(inner.peek(), Some(TokenTree::Punct(it)) if it.as_char() == '~');
            let delimiter = if is_fragment {
                inner.next();
                Delimiter::None
            } else {
                group.delimiter()
            };
            TokenTree::Group(Group::new(delimiter, inner.collect()))
        }
        token => token,
    };
    tokens.into_iter().map(fragment).collect()
}
