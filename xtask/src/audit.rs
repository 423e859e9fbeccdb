//! `cargo xtask audit`: where the code is `unsafe`, and why that is sound.
//!
//! A place is an `unsafe` in the code itself, in the body of a macro as well; comments, strings and the types of functions do
//! not count. Its reason is the comment that begins with `SAFETY:` above it, and a function's the section `# Safety` of its
//! documentation. Only redmod and redmod-sys may have such places, the server of the
//! fuzz targets, the types of redmod's peers, and this crate one; everything else forbids them.

use crate::{Outcome, Result, read, root};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// List every unsafe place with its reason, and check that each has one
///
/// Fails if a reason is missing, or if a file outside of redmod, redmod-sys, fuzz, xtask and the peers' benches does not forbid unsafe code.
#[derive(clap::Args)]
pub struct Args {
    /// Print the counts and what is wrong alone
    #[arg(long, short)]
    quiet: bool,
}

/// The crates that may be unsafe.
const UNSAFE: &[&str] = &["redmod", "redmod-sys", "fuzz", "xtask"];

/// Types of value take hand-written callbacks in redmod's peers.
const PEERS: [&str; 2] = ["bench/peers/redis-module/", "bench/peers/valkey-module/"];

/// Races on purpose, so that `.ci/threads` can tell that races are found.
const UNSOUND: &str = "redmod/tests/modules/racing.rs";

/// Made from our header by `cargo xtask bindings`: declarations, and one function that casts.
const GENERATED: &[&str] = &["redmod-sys/src/bindings.rs", "redmod-sys/src/table.rs"];

pub fn run(args: &Args) -> Result<Outcome> {
    let mut files = Vec::new();
    find(root(), &mut files)?;
    files.sort();
    let (mut counts, mut wrong) = (BTreeMap::<_, BTreeMap<&str, usize>>::new(), 0);
    for path in &files {
        let text = read(path)?;
        let name = path
            .strip_prefix(root())
            .unwrap_or(path)
            .display()
            .to_string();
        let tokens: TokenStream = text.parse().map_err(|why| format!("{name}: {why}"))?;
        let krate = name.split('/').next().unwrap_or_default().to_owned();
        if is_root(path) && !may_be_unsafe(&name) && !text.contains("#![forbid(unsafe_code)]") {
            println!("{name}: no `#![forbid(unsafe_code)]`");
            wrong += 1;
        }
        let mut places = Vec::new();
        // What is unsafe elsewhere does not compile, and the cases of the ui-tests are not to.
        if may_be_unsafe(&name) && name.contains("/src/") {
            collect(tokens, false, &mut places);
        }
        let lines: Vec<&str> = text.lines().collect();
        for Place { line, kind } in places {
            *counts
                .entry(krate.clone())
                .or_default()
                .entry(kind)
                .or_default() += 1;
            match reason(&lines, line, kind) {
                Some(why) if !args.quiet => println!("{name}:{line}: {kind}: {why}"),
                Some(_) => {}
                None => {
                    println!("{name}:{line}: {kind}: NO REASON");
                    wrong += 1;
                }
            }
        }
    }
    for (krate, kinds) in counts {
        let kinds: Vec<_> = kinds
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        println!("{krate}: {}", kinds.join(", "));
    }
    println!("generated, and not listed: {}", GENERATED.join(", "));
    println!("{wrong} without a reason, or not forbidden");
    Ok(if wrong == 0 {
        Outcome::Well
    } else {
        Outcome::Wrong
    })
}

/// Whether the file is one of those that may be unsafe. Tests of modules may not.
fn may_be_unsafe(name: &str) -> bool {
    if name == UNSOUND || PEERS.iter().any(|peer| name.starts_with(peer)) {
        return true;
    }
    let mut parts = name.split('/');
    let (krate, folder) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    UNSAFE.contains(&krate) && (folder == "src" || name.starts_with("redmod-sys/tests/"))
}

/// Whether the file is the root of a crate: a library, a program, a test, a module for tests.
fn is_root(path: &Path) -> bool {
    let folder = |at: usize| path.ancestors().nth(at).and_then(Path::file_name);
    let is = |at, names: &[&str]| {
        names
            .iter()
            .any(|name| folder(at).is_some_and(|it| it == *name))
    };
    // Each case of the ui-tests is a program; what is in them is what rustc says of it.
    let is_case =
        path.components().any(|part| part.as_os_str() == "ui-tests") && !is(1, &["tests"]);
    (is(1, &["src"]) && is(0, &["lib.rs", "main.rs"])
        || is(1, &["tests"])
        || is(2, &["tests"]) && is(1, &["modules"]))
        && !is_case
}

/// All Rust files that are not generated, but for those that a build has made.
fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let unread = |error| format!("cannot read {}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if name != "target" && !name.starts_with('.') {
                find(&path, files)?;
            }
        } else if name.ends_with(".rs") && !GENERATED.iter().any(|it| path.ends_with(it)) {
            files.push(path);
        }
    }
    Ok(())
}

/// An `unsafe` in the code.
struct Place {
    line: usize,
    kind: &'static str,
}

/// `of_trait`: the tokens are the body of a trait's implementation, whose functions have the trait's contract.
fn collect(tokens: TokenStream, of_trait: bool, places: &mut Vec<Place>) {
    let mut tokens = tokens.into_iter();
    let (mut is_impl, mut is_of_trait) = (false, false);
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let is_body = group.delimiter() == Delimiter::Brace;
                collect(group.stream(), is_body && is_of_trait, places);
                if is_body {
                    (is_impl, is_of_trait) = (false, false);
                }
            }
            TokenTree::Ident(word) if word == "impl" => is_impl = true,
            TokenTree::Ident(word) if word == "for" => is_of_trait = is_impl,
            TokenTree::Ident(word) if word == "unsafe" => {
                let line = word.span().start().line;
                let rest: Vec<_> = tokens.clone().take(4).collect();
                if let Some(kind) = kind(&rest).filter(|kind| !(of_trait && *kind == "functions")) {
                    places.push(Place { line, kind });
                }
            }
            _ => {}
        }
    }
}

/// What an `unsafe` begins, by what follows it; none for a type.
fn kind(rest: &[TokenTree]) -> Option<&'static str> {
    let word = |at: usize| rest.get(at).map(ToString::to_string).unwrap_or_default();
    let is_function =
        |at: usize| word(at) == "fn" && matches!(rest.get(at + 1), Some(TokenTree::Ident(_)));
    match rest.first()? {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some("blocks"),
        TokenTree::Group(_) => Some("attributes"),
        _ if word(0) == "impl" => Some("implementations"),
        _ if word(0) == "trait" => Some("traits"),
        _ if is_function(0) || is_function(1) || is_function(2) => Some("functions"),
        // `extern "C" { … }`
        _ if word(0) == "extern" && matches!(rest.get(2), Some(TokenTree::Group(_))) => {
            Some("declarations")
        }
        _ => None,
    }
}

/// The reason, shortened to its first line: from the comment that is nearest above.
fn reason(lines: &[&str], line: usize, kind: &str) -> Option<String> {
    // A reason may stand above the statement that the place is in, or above the place before it of the same statement.
    const FAR: usize = 30;
    let above = lines[..line].iter().rev().take(FAR).map(|line| line.trim());
    let marks: &[&str] = match kind {
        "functions" | "traits" => &["/// # Safety", "//! # Safety"],
        // Where it is explained is the function or the item that it stands on.
        "attributes" | "declarations" => &["// SAFETY:", "/// # Safety", "///"],
        _ => &["// SAFETY:"],
    };
    let found = above
        .enumerate()
        .find(|(_, line)| marks.iter().any(|mark| line.contains(mark)));
    let (at, text) = found?;
    let why = match text.split_once("SAFETY:") {
        Some((_, why)) => why,
        None if text.ends_with("# Safety") => lines[line - at..line]
            .iter()
            .map(|line| line.trim().trim_start_matches('/').trim())
            .find(|line| !line.is_empty())?,
        None => text.trim_start_matches('/'),
    };
    Some(why.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(code: &str) -> Vec<(usize, &'static str)> {
        let mut places = Vec::new();
        collect(code.parse().unwrap(), false, &mut places);
        places.into_iter().map(|it| (it.line, it.kind)).collect()
    }

    #[test]
    fn what_is_unsafe_is_found_and_types_are_not() {
        let code = "
            type F = unsafe extern \"C\" fn(i32);
            unsafe impl Sync for A {}
            impl T for A { unsafe fn t() { unsafe { g() } } }
            unsafe extern \"C\" fn f() { unsafe { g() } }
            macro_rules! m { () => { unsafe { h() } } }
            const TEXT: &str = \"unsafe { }\"; // unsafe { }
        ";
        let expected = [
            (3, "implementations"),
            (4, "blocks"),
            (5, "functions"),
            (5, "blocks"),
            (6, "blocks"),
        ];
        assert_eq!(places(code), expected);
    }

    #[test]
    fn a_place_without_a_reason_is_told() {
        let lines = ["// SAFETY: it lives.", "let a = unsafe { f() };"];
        assert_eq!(reason(&lines, 2, "blocks").as_deref(), Some("it lives."));
        assert_eq!(reason(&lines[1..], 1, "blocks"), None);
        let lines = ["/// # Safety", "/// It lives.", "unsafe fn f() {}"];
        assert_eq!(reason(&lines, 3, "functions").as_deref(), Some("It lives."));
    }
}
