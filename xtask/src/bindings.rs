//! `cargo xtask bindings`: C header in, `bindings.rs` and `table.rs` out.
//!
//! bindgen turns C types into Rust types; the list of functions says what each one is to the table. Types and
//! constants go to one file, the table and its data to the other. What is generated is checked in, so that a user's
//! build needs no libclang.

use crate::functions::{self, Function};
use crate::{Outcome, Result, libclang, read, root};
use quote::ToTokens;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Generate redmod-sys/src/bindings.rs and table.rs from redmod-sys/include
///
/// Reads the header with a pinned libclang, fetched from PyPI into the cache folder when first needed, or with the one
/// in the folder that LIBCLANG_PATH names.
#[derive(clap::Args)]
pub struct Args {
    /// Write nothing; exit with 1 if a file is not what would be written
    #[arg(long)]
    check: bool,
}

pub fn run(args: &Args) -> Result<Outcome> {
    libclang::prepare()?;
    let sys = root().join("redmod-sys");
    let generated = generate(&sys.join("include"))?;
    let mut outcome = Outcome::Well;
    for (path, text) in [
        ("src/bindings.rs", &generated.bindings),
        ("src/table.rs", &generated.table),
    ] {
        let file = sys.join(path);
        let same = std::fs::read_to_string(&file).is_ok_and(|old| old == *text);
        match (same, args.check) {
            (true, _) => println!("redmod-sys/{path}: up to date"),
            (false, true) => {
                println!(
                    "redmod-sys/{path}: not what the header says; run `cargo xtask bindings` and commit the result"
                );
                outcome = Outcome::Wrong;
            }
            (false, false) => {
                std::fs::write(&file, text)
                    .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
                println!("redmod-sys/{path}: written");
            }
        }
    }
    Ok(outcome)
}

/// The text of the two generated files.
struct Generated {
    bindings: String,
    table: String,
}

fn generate(include: &Path) -> Result<Generated> {
    let header = read(&include.join("redmod.h"))?;
    let functions = functions::read(&read(&include.join("redmod_functions.h"))?)?;
    let args = ["-DREDISMODULE_API=extern", "-DREDMOD_NO_INIT"];
    let file = syn::parse_file(&parse(&include.join("redmod.h"), &args, Layouts::No)?)
        .map_err(|error| format!("bindgen's output: {error}"))?;
    let (items, types) = separate(file);
    Ok(Generated {
        bindings: rustfmt(&bindings(items, &header)?)?,
        table: rustfmt(&table(&functions, &types)?)?,
    })
}

/// What bindgen makes of one header, free of everything that depends on the machine: the C library's headers are our
/// own few lines, and the target is fixed (the generated types hold on every 64-bit Unix).
pub fn parse(header: &Path, clang_args: &[&str], layouts: Layouts) -> Result<String> {
    let shim = Path::new(env!("CARGO_MANIFEST_DIR")).join("shim");
    let own: PathBuf = header.parent().unwrap_or(Path::new(".")).to_path_buf();
    bindgen::Builder::default()
        .header(header.to_string_lossy())
        .clang_args(["-std=c11", "-nostdinc", "--target=x86_64-unknown-linux-gnu"])
        .clang_arg(format!("-I{}", shim.display()))
        .clang_args(clang_args)
        .allowlist_file(format!("{}/.*", own.display()))
        .use_core()
        .rust_edition(bindgen::RustEdition::Edition2024)
        .rust_target(bindgen::RustTarget::stable(85, 0).map_err(|error| error.to_string())?)
        .default_macro_constant_type(bindgen::MacroTypeVariation::Signed)
        .generate_cstr(true)
        .prepend_enum_name(false)
        .layout_tests(layouts == Layouts::Yes)
        .formatter(bindgen::Formatter::None)
        .disable_header_comment()
        .generate()
        .map_err(|error| format!("{}: {error}", header.display()))
        .map(|bindings| bindings.to_string())
}

/// Whether bindgen is to say how large each struct is and where its fields are: see [`layouts`].
#[derive(Clone, Copy, PartialEq)]
pub enum Layouts {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// The numbers in bindgen's layout tests, by their labels: `Size of X`, `Offset of field: X::f`.
pub fn layouts(items: &[syn::Item]) -> HashMap<String, usize> {
    let mut numbers = HashMap::new();
    for item in items {
        let syn::Item::Const(syn::ItemConst { expr, .. }) = item else {
            continue;
        };
        let syn::Expr::Block(block) = &**expr else {
            continue;
        };
        for statement in &block.block.stmts {
            // ["Size of X"][size_of::<X>() - 24usize];
            if let syn::Stmt::Expr(syn::Expr::Index(test), _) = statement
                && let syn::Expr::Array(label) = &*test.expr
                && let Some(syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(label),
                    ..
                })) = label.elems.first()
                && let syn::Expr::Binary(difference) = &*test.index
                && let syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Int(number),
                    ..
                }) = &*difference.right
                && let Ok(number) = number.base10_parse()
            {
                numbers.insert(label.value(), number);
            }
        }
    }
    numbers
}

/// Types of the function pointers, by our name of the function.
type Types = HashMap<String, syn::Type>;

/// Takes the function pointers (`RedisModule_X`) out of bindgen's items.
pub fn separate(file: syn::File) -> (Vec<syn::Item>, Types) {
    let (mut items, mut types) = (Vec::new(), Types::new());
    for item in file.items {
        let syn::Item::ForeignMod(block) = item else {
            items.push(item);
            continue;
        };
        for item in block.items {
            if let syn::ForeignItem::Static(item) = item
                && let Some(name) = item.ident.to_string().strip_prefix("RedisModule_")
                && bare_fn(&item.ty).is_some()
            {
                types.insert(name.into(), *item.ty);
            }
        }
    }
    (items, types)
}

fn bindings(mut items: Vec<syn::Item>, header: &str) -> Result<String> {
    for item in &mut items {
        make_opaque(item);
    }
    name_nested(&mut items);
    items.extend(aliases(header)?);
    items.extend(events(header)?);
    let body = prettyplease::unparse(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items,
    });
    Ok(format!(
        "// Generated from include/redmod.h by `cargo xtask bindings`; do not edit.\n\n\
         //! Types and constants, named as in C: the header describes them.\n\n\
         #![allow(missing_docs, non_camel_case_types, non_snake_case, non_upper_case_globals)]\n\n{body}"
    ))
}

/// bindgen's stand-ins for the servers' own types are `Send`, `Sync` and `Unpin`, and can be copied. Ours are not.
fn make_opaque(item: &mut syn::Item) {
    if let syn::Item::Struct(item) = item
        && item
            .fields
            .iter()
            .any(|field| field.ident.as_ref().is_some_and(|name| name == "_unused"))
    {
        let name = &item.ident;
        *item = syn::parse_quote! {
            #[repr(C)]
            pub struct #name {
                _unused: [u8; 0],
                _marker: ::core::marker::PhantomData<(*mut u8, ::core::marker::PhantomPinned)>,
            }
        };
    }
}

/// A struct or union inside another one has no name in C. bindgen numbers them; we name them by their field:
/// `RedisModuleCommandKeySpec_bs_index`. Those in no named field stay as they are.
pub fn name_nested(items: &mut [syn::Item]) {
    let mut names = HashMap::new();
    // Outer ones come first, so an outer one's new name is known when an inner one is named.
    for item in items.iter() {
        let (outer, fields) = match item {
            syn::Item::Struct(item) => (&item.ident, item.fields.iter().collect::<Vec<_>>()),
            syn::Item::Union(item) => (&item.ident, item.fields.named.iter().collect()),
            _ => continue,
        };
        let outer = names
            .get(&outer.to_string())
            .cloned()
            .unwrap_or_else(|| outer.to_string());
        for field in fields {
            let (Some(name), syn::Type::Path(ty)) = (&field.ident, &field.ty) else {
                continue;
            };
            let Some(ty) = ty.path.get_ident().map(ToString::to_string) else {
                continue;
            };
            if ty.contains("__bindgen_ty_") && !name.to_string().starts_with("__bindgen") {
                names.insert(ty, format!("{outer}_{name}"));
            }
        }
    }
    let mut rename = Rename(names);
    for item in items {
        syn::visit_mut::VisitMut::visit_item_mut(&mut rename, item);
    }
}

/// Gives things new names, in the labels of layout tests as well.
pub struct Rename(pub HashMap<String, String>);

impl syn::visit_mut::VisitMut for Rename {
    fn visit_ident_mut(&mut self, ident: &mut syn::Ident) {
        if let Some(name) = self.0.get(&ident.to_string()) {
            *ident = syn::Ident::new(name, ident.span());
        }
    }

    fn visit_lit_str_mut(&mut self, label: &mut syn::LitStr) {
        let text = label.value();
        let start = text.rfind(' ').map_or(0, |space| space + 1);
        let (of, field) = text[start..]
            .split_once("::")
            .map_or((&text[start..], None), |(of, field)| (of, Some(field)));
        if let Some(name) = self.0.get(of) {
            let field = field.map_or(String::new(), |field| format!("::{field}"));
            *label = syn::LitStr::new(&format!("{}{name}{field}", &text[..start]), label.span());
        }
    }
}

/// `#define RedisModuleX RedisModuleXV1`: the name without version is a type here as well.
fn aliases(header: &str) -> Result<Vec<syn::Item>> {
    let mut items = Vec::new();
    for line in header.lines() {
        let mut words = line.split_whitespace();
        if let (Some("#define"), Some(name), Some(of), None) =
            (words.next(), words.next(), words.next(), words.next())
            && name.starts_with("RedisModule")
            && of.starts_with(name)
        {
            let item = format!("pub type {name} = {of};");
            items.push(syn::parse_str(&item).map_err(|error| format!("{line}: {error}"))?);
        }
    }
    Ok(items)
}

/// `EVENT(FlushDB, FLUSHDB)`: the constant that a subscription takes.
fn events(header: &str) -> Result<Vec<syn::Item>> {
    let item = |(name, id): (&str, &str)| {
        let item = format!(
            "pub const RedisModuleEvent_{name}: RedisModuleEvent = \
             RedisModuleEvent {{ id: REDISMODULE_EVENT_{id} as u64, dataver: 1 }};"
        );
        syn::parse_str(&item).map_err(|error| format!("EVENT({name}, {id}): {error}"))
    };
    event_list(header).map(item).collect()
}

/// The names of the events in our header: `FlushDB` and `FLUSHDB`.
pub fn event_list(header: &str) -> impl Iterator<Item = (&str, &str)> {
    header.lines().filter_map(|line| {
        let line = line.trim().trim_end_matches('\\').trim_end();
        line.strip_prefix("EVENT(")?
            .strip_suffix(')')?
            .split_once(", ")
    })
}

fn table(functions: &[Function], types: &Types) -> Result<String> {
    let (mut fields, mut data, mut symbols) = (String::new(), String::new(), String::new());
    for function in functions {
        let Function {
            redis,
            valkey,
            baseline,
            area,
            name,
            server,
        } = function;
        let ty = types
            .get(name)
            .ok_or_else(|| format!("`{name}` is listed, but the header does not declare it"))?;
        let ty = field_type(ty, function.required())
            .ok_or_else(|| format!("`{name}` is no function pointer"))?;
        let since = since(function);
        writeln!(fields, "/// `RM_{server}`: {since}.\npub {name}: {ty},")
            .expect("writing to a string");
        writeln!(
            data,
            "Function::new({server:?}, {redis:?}, {valkey:?}, {baseline}, {}, {area:?}),",
            function.required()
        )
        .expect("writing to a string");
        writeln!(symbols, "/// `RM_{server}`: {since}.\n{name},").expect("writing to a string");
    }
    let count = functions.len();
    Ok(format!(
        "// Generated from include/redmod_functions.h by `cargo xtask bindings`; do not edit.\n\n\
         //! The table of functions, its data, and a name for each slot.\n\n\
         #![allow(non_snake_case, clippy::type_complexity)]\n\n\
         use crate::bindings::*;\nuse crate::long_double::*;\nuse crate::Function;\n\n\
         /// One pointer for each function of the Module API, named as the server names it.\n\
         ///\n\
         /// What Redis 6.0 has is a plain pointer; the rest is `None` where the server lacks it.\n\
         #[repr(C)]\npub struct Api {{\n{fields}}}\n\n\
         /// A function of the Module API; as a number, its slot in [`Api`] and its index in [`FUNCTIONS`].\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[allow(non_camel_case_types)]\n\
         #[repr(u16)]\npub enum Symbol {{\n{symbols}}}\n\n\
         /// What is known of each function, in the order of [`Api`] and [`Symbol`].\n\
         pub static FUNCTIONS: [Function; {count}] = [\n{data}];\n"
    ))
}

/// The function type in `Option<unsafe extern "C" fn(…)>`.
fn bare_fn(ty: &syn::Type) -> Option<&syn::TypeBareFn> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let syn::PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments
    else {
        return None;
    };
    match arguments.args.first()? {
        syn::GenericArgument::Type(syn::Type::BareFn(function)) => Some(function),
        _ => None,
    }
}

/// Plain where the function is required, else an `Option`; `long double` by our own types, as Rust has none.
fn field_type(ty: &syn::Type, required: bool) -> Option<String> {
    let mut function = bare_fn(ty)?.clone();
    let is_long_double = |ty: &syn::Type| ty.to_token_stream().to_string() == "u128";
    for input in &mut function.inputs {
        match &mut input.ty {
            ty if is_long_double(ty) => *ty = syn::parse_quote!(LongDoubleArg),
            syn::Type::Ptr(pointer) if is_long_double(&pointer.elem) => {
                pointer.elem = syn::parse_quote!(LongDouble)
            }
            _ => {}
        }
    }
    if let syn::ReturnType::Type(_, ty) = &function.output
        && is_long_double(ty)
    {
        let inputs = &function.inputs;
        let only = inputs
            .first()
            .filter(|_| inputs.len() == 1)?
            .ty
            .to_token_stream();
        return Some(format!("ReturnsLongDouble<{only}>"));
    }
    let function = function.to_token_stream();
    Some(if required {
        function.to_string()
    } else {
        format!("Option<{function}>")
    })
}

/// `Redis 4.0.0, Valkey 7.2`
fn since(function: &Function) -> String {
    match (&*function.redis, &*function.valkey) {
        (redis, "-") => format!("Redis {redis}"),
        ("-", valkey) => format!("Valkey {valkey}"),
        (redis, valkey) => format!("Redis {redis}, Valkey {valkey}"),
    }
}

fn rustfmt(text: &str) -> Result<String> {
    let cannot = |error: std::io::Error| format!("cannot run rustfmt: {error}");
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(cannot)?;
    let mut stdin = child.stdin.take().expect("stdin is piped");
    // From a thread of its own: rustfmt may fill its output before it has read all of its input.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(text.as_bytes()));
        child.wait_with_output()
    })
    .map_err(cannot)?;
    if !output.status.success() {
        return Err("rustfmt refuses the generated code; see above".into());
    }
    String::from_utf8(output.stdout).map_err(|error| format!("rustfmt's output: {error}"))
}
