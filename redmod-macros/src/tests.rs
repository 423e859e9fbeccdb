//! What holds for every macro: no input makes it panic, and what it expands to is small.

use std::io::Write;
use std::process::{Command, Stdio};

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

const COMMAND: &str = r#"name = "hello.add", flags = "fast", since = "1.0.0", keys = 1..-1, step = 2,
    key_flags(a = "RW UPDATE"), history(("1.0.0", "new")), replicate = none, acl = "@read", get_keys = a::b,
    crate = x"#;
const FUNCTION: &str = "/// Adds.\n pub(crate) fn add<'a>(a: &'a [u8], mut b: Option<i64>, (c, _): (u8, u8)) -> Result<&'a str> { a }";
const MODULE: &str = r#"name: "hello", version: 1 + 1, init: init, unload: a::b, options: [handle_io_errors],
    containers: { "a.b": "what" }, crate: x"#;
const ARGS: &str = r#"#[arg(crate = x)] pub struct Options<'a> where 'a: 'static {
    /// When.
    #[arg(token = "EX", name = "seconds", key_flags = "RO ACCESS")] ex: Option<u64>, #[arg(token)] get: bool, rest: &'a [u8] }"#;
const CHOICE: &str = r#"enum Choice<'a> { Nx, #[arg(token = "EX")] Ex(u64), Limit { offset: u64, #[arg(token)] count: &'a str } }"#;
const REPLY: &str = r#"#[reply(crate = x)] struct Stats<T: Copy> { #[reply(rename = "n")] n: T, #[reply(skip)] m: u8 }"#;
const DATA_TYPE: &str =
    r#"name = "mytype-01", encver = 1 + 1, migrate = a::b, check = a, unlink = c, crate = x"#;
const VALUE: &str = r#"#[derive(Default)] pub struct Visits { #[persist(since = 2, default = a::b)] total: u64, #[persist(until = 3)] r#type: HashMap<String, [u8; 3]>, pages: Vec<Page> }"#;
const PART: &str =
    r#"#[persist(crate = x)] struct Pair<T: Copy, const N: usize>(T, [u8; N]) where T: Ord;"#;
const PARTS: &str = r#"enum Tree<T> { Leaf, Node(Box<Tree<T>>, T), Named { r#in: u8 } }"#;
const SECTION: &str = r#"name = "cache", crash_safe, crate = x"#;
const FIELDS: &str = r#"#[info(crate = x)] struct Stats<T: Copy> { #[info(rename = "n")] n: T, #[info(dict)] r#in: Option<u8>, #[info(skip)] m: u8 }"#;
const EVENT: &str = "FlushDB, End, optional, crate = x";
const KEYSPACE: &str = r#"generic | string, events = "set del", optional, crate = x"#;
const CONFIG: &str = r#"default = 100, range = 1..=1000, flags = "immutable hidden", name = "a-b", on_change = a::b, apply = c, crate = x"#;
const STATIC: &str = "/// How many.\n pub(crate) static MAX_ITEMS: Config<Flags<Mode>>;";
const WORDS: &str = r#"#[config(crate = x)] enum Mode { Fast, #[config(rename = "SAFE")] r#Safe }"#;
const STATE: &str = r#"enum State { Idle, #[reply(rename = "RUN")] Running }"#;

#[test]
fn no_input_makes_a_macro_panic() {
    let seeds = [
        COMMAND, FUNCTION, MODULE, ARGS, CHOICE, REPLY, STATE, DATA_TYPE, VALUE, PART, PARTS,
        SECTION, FIELDS, EVENT, KEYSPACE, CONFIG, STATIC, WORDS,
    ];
    let seeds = seeds.map(|seed| seed.parse::<TokenStream>().expect("the seeds are tokens"));
    let function: TokenStream = FUNCTION.parse().expect("the function is tokens");
    let attribute: TokenStream = COMMAND.parse().expect("the attribute is tokens");
    let value: TokenStream = VALUE.parse().expect("the struct is tokens");
    let [section, event, keyspace, config, item] =
        [SECTION, EVENT, KEYSPACE, CONFIG, STATIC].map(|seed| {
            seed.parse::<TokenStream>()
                .expect("the attributes are tokens")
        });
    let data_type: TokenStream = DATA_TYPE.parse().expect("the attribute is tokens");
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for seed in seeds.iter().cycle().take(seeds.len() * 300) {
        let input = random.mutate(seed.clone());
        // What comes of any attribute, and of any input of a derive, is items, among them the author's own.
        let attributes = [
            crate::command::command(input.clone(), function.clone()),
            crate::filter::command_filter(input.clone(), function.clone()),
            crate::info::section::section(input.clone(), function.clone()),
            crate::event::server::on_event(input.clone(), function.clone()),
            crate::event::keyspace::on_keyspace(input.clone(), function.clone()),
        ];
        for made in &attributes {
            let shown = made.to_string();
            assert!(shown.starts_with(&function.to_string()), "{input}: {shown}");
        }
        let derives = [
            crate::module::module(input.clone()),
            crate::args::args(input.clone()),
            crate::reply::reply(input.clone()),
            crate::info::fields::fields(input.clone()),
            crate::data_type::data_type(input.clone(), value.clone()),
            crate::data_type::persist(input.clone()),
            crate::config::config(input.clone(), item.clone()),
            crate::config::config_enum(input.clone()),
        ];
        for made in attributes.into_iter().chain(derives) {
            let shown = made.to_string();
            // syn takes a parameter named `_`, which no item that rustc has parsed can have.
            let is_item = !input.to_string().contains("< _");
            assert!(
                !is_item || syn::parse2::<syn::File>(made).is_ok(),
                "{input}: {shown}"
            );
        }
        crate::command::command(attribute.clone(), input.clone());
        crate::command::command(input.clone(), input.clone());
        crate::filter::command_filter(attribute.clone(), input.clone());
        crate::info::section::section(section.clone(), input.clone());
        crate::event::server::on_event(event.clone(), input.clone());
        crate::event::keyspace::on_keyspace(keyspace.clone(), input.clone());
        crate::data_type::data_type(data_type.clone(), input.clone());
        crate::config::config(config.clone(), input.clone());
    }
}

#[test]
fn the_seeds_expand_without_errors() {
    let parse = |seed: &str| seed.parse::<TokenStream>().expect("the seeds are tokens");
    let expansions = [
        crate::command::command(
            quote!(flags = "write", keys = 1..-1, step = 2),
            parse(FUNCTION),
        ),
        crate::module::module(parse(MODULE)),
        crate::args::args(parse(ARGS)),
        crate::args::args(parse(CHOICE)),
        crate::reply::reply(parse(REPLY)),
        crate::reply::reply(parse(STATE)),
        crate::info::fields::fields(parse(FIELDS)),
        crate::event::server::on_event(
            parse(EVENT),
            quote!(
                fn flushed() {}
            ),
        ),
        crate::event::keyspace::on_keyspace(
            parse(KEYSPACE),
            quote!(
                fn set() {}
            ),
        ),
        crate::info::section::section(
            parse(SECTION),
            quote!(
                fn cache(info: &mut Info) {}
            ),
        ),
        crate::data_type::data_type(
            quote!(name = "mytype-01", encver = 1023, crate = x),
            parse(VALUE),
        ),
        crate::config::config(parse(CONFIG), parse(STATIC)),
        crate::config::config_enum(parse(WORDS)),
        crate::data_type::persist(parse(PART)),
        crate::data_type::persist(parse(PARTS)),
    ];
    for expansion in expansions {
        assert!(
            !expansion.to_string().contains("compile_error"),
            "{expansion}"
        );
    }
}

/// The doc comments are the reference.
#[test]
fn what_can_be_said_is_documented() {
    let docs = include_str!("lib.rs");
    let is_documented = |word: &str| {
        ["`", "("]
            .iter()
            .any(|before| docs.contains(&format!("{before}{word}")))
    };
    let asked = [
        crate::command::command(
            quote!(flags = "zzzzzzzzz", zzzzzzzzz),
            FUNCTION.parse().expect("tokens"),
        ),
        crate::filter::command_filter(quote!(zzzzzzzzz), FUNCTION.parse().expect("tokens")),
        crate::module::module(quote!(name: "a", options: [zzzzzzzzz], zzzzzzzzz)),
        crate::module::module(quote!(name: "a", options: [zzzzzzzzz])),
        crate::data_type::data_type(
            quote!(zzzzzzzzz),
            quote!(
                struct S;
            ),
        ),
        crate::config::config(
            quote!(default = 1, flags = "zzzzzzzzz", zzzzzzzzz),
            STATIC.parse().expect("tokens"),
        ),
        crate::args::args(quote!(
            struct S {
                #[arg(zzzzzzzzz)]
                a: u8,
            }
        )),
        crate::reply::reply(quote!(
            struct S {
                #[reply(zzzzzzzzz)]
                a: u8,
            }
        )),
    ];
    for errors in asked {
        let errors = errors.to_string();
        let known = errors
            .split("use one of ")
            .skip(1)
            .filter_map(|it| it.split('"').next());
        let words = known
            .flat_map(|it| it.split(", "))
            .map(|it| it.trim_matches('`'));
        let words: Vec<&str> = words.collect();
        assert!(words.len() > 1, "{errors}");
        for word in words {
            assert!(is_documented(word), "`{word}` is not documented");
        }
    }
}

/// A `quote!` that grows means that a function in redmod is missing.
#[test]
fn a_command_expands_to_few_lines() {
    let attribute = quote!(name = "hello.add", flags = "fast", since = "1.0.0");
    let function = quote! {
        fn add(a: i64, b: i64) -> Result<i64> {}
    };
    let expansion = crate::command::command(attribute, function.clone());
    let (Some(lines), Some(own)) = (formatted_lines(&expansion), formatted_lines(&function)) else {
        eprintln!("not checked: rustfmt is missing");
        return;
    };
    assert_eq!(lines - own, 31);
}

fn formatted_lines(tokens: &TokenStream) -> Option<usize> {
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--emit", "stdout", "--quiet"]);
    let mut rustfmt = rustfmt
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    rustfmt
        .stdin
        .take()?
        .write_all(tokens.to_string().as_bytes())
        .ok()?;
    let output = rustfmt.wait_with_output().ok()?;
    output
        .status
        .success()
        .then(|| output.stdout.iter().filter(|byte| **byte == b'\n').count())
}

/// Changes to tokens that are the same in each run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// Drops, doubles, swaps and replaces a few tokens, inside of groups as well.
    fn mutate(&mut self, tokens: TokenStream) -> TokenStream {
        let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for _ in 0..=self.below(3) {
            if tokens.is_empty() {
                break;
            }
            let (at, other) = (self.below(tokens.len()), self.below(tokens.len()));
            match self.below(6) {
                0 => drop(tokens.remove(at)),
                1 => tokens.insert(at, tokens[other].clone()),
                2 => tokens.swap(at, other),
                3 => tokens[at] = self.token(),
                4 => tokens.truncate(at),
                _ => tokens[at] = self.inside(tokens[at].clone()),
            }
        }
        tokens.into_iter().collect()
    }

    fn inside(&mut self, token: TokenTree) -> TokenTree {
        match token {
            TokenTree::Group(group) => {
                let inner = self.mutate(group.stream());
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token,
        }
    }

    fn token(&mut self) -> TokenTree {
        let ident = |name| TokenTree::Ident(Ident::new(name, Span::call_site()));
        let punct = |char| TokenTree::Punct(Punct::new(char, Spacing::Alone));
        let group = |delimiter| TokenTree::Group(Group::new(delimiter, TokenStream::new()));
        match self.below(16) {
            0 => ident("name"),
            1 => TokenTree::Ident(Ident::new_raw("type", Span::call_site())),
            2 => ident("unsafe"),
            3 => ident("_"),
            4 => ident("größe"),
            5 => punct(','),
            6 => punct('='),
            7 => punct('#'),
            8 => punct('-'),
            9 => TokenTree::Literal(Literal::string("\0\u{1F980} a|b  @")),
            10 => TokenTree::Literal(Literal::byte_string(b"\xFF")),
            11 => TokenTree::Literal(Literal::u128_unsuffixed(u128::MAX)),
            12 => TokenTree::Literal(Literal::f64_unsuffixed(1e308)),
            13 => group(Delimiter::None),
            14 => group(Delimiter::Brace),
            _ => group(Delimiter::Parenthesis),
        }
    }
}
