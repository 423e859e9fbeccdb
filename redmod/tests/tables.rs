//! The book's tables of parameters, replies, flags and attribute keys: each row is compiled, and those that
//! can be called are called on a server.
//!
//! The rows become one package, built once, with a command for each type, flag or key.

#![forbid(unsafe_code)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use redmod_test::Server;
use redmod_test::artifact::{self, Shown};

/// The cells of a table's rows: that after `<!-- table: NAME -->` in a chapter.
fn table(chapter: &str, name: &str) -> Vec<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(root.join("book/src").join(chapter)).unwrap();
    let (_, after) = text
        .split_once(&format!("<!-- table: {name} -->\n"))
        .expect(name);
    let lines = after
        .trim_start()
        .lines()
        .take_while(|line| line.starts_with('|'));
    lines.skip(2).map(cells).collect()
}

/// `\|` is no end of a cell.
fn cells(line: &str) -> Vec<String> {
    let line = line.replace("\\|", "\0");
    let cells = line.trim_matches('|').split('|');
    cells.map(|cell| cell.trim().replace('\0', "|")).collect()
}

/// What stands in backticks.
fn codes(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn code(cell: &str) -> Option<&str> {
    codes(cell).first().copied()
}

/// A call and what it is to answer: over RESP2, and over RESP3.
struct Call {
    words: Vec<Vec<u8>>,
    expected: Option<[String; 2]>,
}

/// Words as they stand in the table, where `\xff` is a byte.
fn words(name: &str, text: &str) -> Vec<Vec<u8>> {
    let words = text.split_whitespace().map(|word| match word {
        "\\xff" => vec![0xff],
        word => word.into(),
    });
    std::iter::once(format!("book.{name}").into())
        .chain(words)
        .collect()
}

/// A command for each type of parameter, and calls that it takes or refuses.
fn parameters(source: &mut String, calls: &mut Vec<Call>) {
    for (row, cells) in table("parameters.md", "parameters").iter().enumerate() {
        for (column, ty) in codes(&cells[0]).into_iter().enumerate() {
            let name = format!("p{row}_{column}");
            let attribute = match ty {
                "KeyName" | "Key" | "Key<Str>" => "(keys = 1..1)",
                "KeyMut" | "KeyMut<Str>" => "(keys = 1..1, flags = \"write\")",
                _ => "",
            };
            let is_iterator = ty.starts_with("Rest") || ty.starts_with("Counted");
            let body = if is_iterator {
                "for item in value { item?; }"
            } else {
                "drop(value);"
            };
            writeln!(
                source,
                "#[command{attribute}] fn {name}(value: {ty}) -> Result<()> {{ {body} Ok(()) }}"
            )
            .unwrap();
            let ok = "+OK".to_owned();
            let takes = words(&name, code(&cells[1]).unwrap_or_default());
            calls.push(Call {
                words: takes,
                expected: Some([ok.clone(), ok]),
            });
            if let Some(refused) = code(&cells[2]) {
                calls.push(Call {
                    words: words(&name, refused),
                    expected: None,
                });
            }
        }
    }
}

/// A command for each type of reply, and what it answers.
fn replies(source: &mut String, calls: &mut Vec<Call>) {
    for (row, cells) in table("replies.md", "replies").iter().enumerate() {
        // What has no type with a name is described in words.
        let types = match codes(&cells[0]) {
            types if types.is_empty() => vec!["_"],
            types => types,
        };
        for (column, ty) in types.into_iter().enumerate() {
            let name = format!("r{row}_{column}");
            let value = code(&cells[1]).expect("an example");
            writeln!(
                source,
                "#[command] fn {name}() -> impl Reply {{ let value: {ty} = {value}; value }}"
            )
            .unwrap();
            let expected =
                [&cells[2], &cells[3]].map(|cell| code(cell).expect("a reply").to_owned());
            calls.push(Call {
                words: words(&name, ""),
                expected: Some(expected),
            });
        }
    }
}

/// A command for each flag.
fn flags(source: &mut String) -> Vec<String> {
    let mut seen = Vec::new();
    for (row, cells) in table("commands.md", "flags").iter().enumerate() {
        let flag = code(&cells[0]).expect("a flag");
        let attribute = match flag {
            "deny-oom" => "flags = \"write deny-oom\"".to_owned(),
            "getkeys-api" => "flags = \"getkeys-api\", get_keys = positions".to_owned(),
            "getchannels-api" => "flags = \"getchannels-api\", get_channels = positions".to_owned(),
            flag => format!("flags = \"{flag}\""),
        };
        writeln!(source, "#[command({attribute})] fn f{row}() {{}}").unwrap();
        seen.push(flag.to_owned());
    }
    seen
}

/// A config for each type, and what it takes and refuses.
fn configs(source: &mut String) -> Vec<Call> {
    let mut calls = Vec::new();
    for (row, cells) in table("configuration.md", "configs").iter().enumerate() {
        let types = codes(&cells[0]).into_iter();
        for (column, ty) in types.filter(|it| !it.starts_with('#')).enumerate() {
            let default = code(&cells[1]).expect("a default");
            let name = format!("c{row}_{column}");
            let upper = name.to_uppercase();
            writeln!(
                source,
                "#[config(default = {default})] static {upper}: Config<{ty}>;"
            )
            .unwrap();
            let set = |value: &str| {
                let name = format!("book.{}", name.replace('_', "-"));
                let value = words("", value).pop().expect("a value");
                vec!["CONFIG".into(), "SET".into(), name.into(), value]
            };
            let ok = "+OK".to_owned();
            calls.push(Call {
                words: set(code(&cells[2]).expect("a value")),
                expected: Some([ok.clone(), ok]),
            });
            calls.extend(code(&cells[3]).map(|refused| Call {
                words: set(refused),
                expected: None,
            }));
        }
    }
    calls
}

/// A config for each flag.
fn config_flags(source: &mut String) -> Vec<String> {
    let rows = table("configuration.md", "config-flags");
    let flags = rows.iter().map(|cells| code(&cells[0]).expect("a flag"));
    for (row, flag) in flags.clone().enumerate() {
        let attribute = format!("default = 1, flags = \"{flag}\"");
        writeln!(source, "#[config({attribute})] static L{row}: Config<i64>;").unwrap();
    }
    flags.map(str::to_owned).collect()
}

/// A command for each key of the attribute, by the example in its row.
fn attribute_keys(source: &mut String) {
    for (row, cells) in table("commands.md", "keys").iter().enumerate() {
        let (key, said) = (
            code(&cells[0]).expect("a key"),
            code(&cells[1]).expect("an example"),
        );
        assert!(said.starts_with(key), "{cells:?}");
        let (more, params) = match key {
            "keys" => ("", "_: KeyName"),
            "step" => ("keys = 1..-1", "_: Rest<(KeyName, i64), 1>"),
            "key_flags" => ("keys = 1..1", "dest: KeyName"),
            "replicate" => ("flags = \"write\"", ""),
            "get_keys" => ("flags = \"getkeys-api\"", ""),
            "get_channels" => ("flags = \"getchannels-api\"", ""),
            _ => ("", ""),
        };
        let more = if more.is_empty() {
            String::new()
        } else {
            format!(", {more}")
        };
        writeln!(source, "#[command({said}{more})] fn k{row}({params}) {{}}").unwrap();
    }
}

/// The start of each of the two modules: what the tables' types and examples refer to.
const START: &str = "\
// Generated from the tables in book/src by redmod/tests/tables.rs.
#![forbid(unsafe_code)]
#![allow(unused, missing_docs)]
extern crate redmod as my_redmod;
use redmod::args::{UnixMillis, UnixSeconds};
use redmod::config::{Flags, MemorySize};
use redmod::prelude::*;
use redmod::reply::{self, Attributed, BigNumber, Bulk, NullArray, Verbatim};
use std::collections::*;
use std::time::Duration;
#[derive(ConfigEnum, Clone, Copy)]
enum Mode { Fast, VerySafe }
type T = i64;
fn positions(_: &mut redmod::KeyPositions) {}
fn my_function(_: &mut redmod::KeyPositions) {}
redmod::module! { name: \"book\", version: 1 }
";

/// Builds the package and returns the module with the parameters and replies.
fn build(called: &str, compiled: &str) -> PathBuf {
    let redmod = env!("CARGO_MANIFEST_DIR");
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book");
    let manifest = format!(
        "[package]\nname = \"book\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"called.rs\"\ncrate-type = [\"cdylib\"]\n\n\
         [[example]]\nname = \"compiled\"\npath = \"compiled.rs\"\ncrate-type = [\"cdylib\"]\n\n\
         [dependencies]\nredmod = {{ path = \"{redmod}\" }}\n\n\
         [profile.dev]\ndebug = false\n\n[workspace]\n"
    );
    let lock = fs::read_to_string(Path::new(redmod).join("../Cargo.lock")).unwrap();
    fs::create_dir_all(&package).unwrap();
    for (name, text) in [
        ("Cargo.toml", &*manifest),
        ("Cargo.lock", &*lock),
        ("called.rs", called),
        ("compiled.rs", compiled),
    ] {
        write(&package.join(name), text);
    }
    let (manifest, target) = (package.join("Cargo.toml"), package.join("target"));
    let paths = [
        "--manifest-path".as_ref(),
        manifest.as_os_str(),
        "--target-dir".as_ref(),
        target.as_os_str(),
    ];
    let what = ["--offline", "--lib", "--examples"].map(|word| word.as_ref());
    let made = artifact::build(paths.into_iter().chain(what), Shown::OnFailure);
    let made = made.unwrap_or_else(|error| panic!("a row does not compile: {error}"));
    made.into_iter()
        .find(|it| it.name == "book")
        .expect("the module")
        .path
}

/// Leaves a file alone that is as it should be, so that nothing is built again.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).unwrap();
}

#[test]
fn every_row_compiles_and_does_what_it_says() {
    let (mut called, mut compiled) = (START.to_owned(), START.to_owned());
    let mut calls = Vec::new();
    parameters(&mut called, &mut calls);
    replies(&mut called, &mut calls);
    let configs = configs(&mut called);
    flags(&mut compiled);
    config_flags(&mut compiled);
    attribute_keys(&mut compiled);
    let module = build(&called, &compiled);

    let server = Server::builder().module(module).start();
    let (mut resp2, mut resp3) = (server.raw(), server.raw_resp3());
    let is_new = server.version().redis_level() >= (7, 0, 0);
    // Redis 6 has no configs of modules.
    let configs = configs.into_iter().filter(|_| is_new);
    for Call { words, expected } in calls.into_iter().chain(configs) {
        let text = String::from_utf8_lossy(&words.join(&b' ')).into_owned();
        let (two, three) = (one_line(resp2.call(&words)), one_line(resp3.call(&words)));
        match expected {
            None => assert!(two.starts_with('-'), "{text}: {two}"),
            Some([resp2, resp3]) => {
                assert_eq!(two, resp2, "{text}");
                // Redis 6 does not know all of RESP3: that is in the chapter on older servers.
                assert!(!is_new || three == resp3, "{text}: {three}");
            }
        }
    }
}

/// A reply with blanks for the ends of lines, as in the table.
fn one_line(reply: Vec<u8>) -> String {
    String::from_utf8(reply)
        .unwrap()
        .replace("\r\n", " ")
        .trim_end()
        .to_owned()
}

#[test]
fn every_flag_is_in_the_table() {
    let known = known_flags("command");
    let mut seen = flags(&mut String::new());
    seen.sort_unstable();
    assert_eq!(seen, known);
    let known = known_flags("config");
    let mut seen = config_flags(&mut String::new());
    seen.sort_unstable();
    assert_eq!(seen, known);
}

/// What the macro knows.
fn known_flags(attribute: &str) -> Vec<String> {
    let check = format!("../redmod-macros/src/{attribute}/check.rs");
    let check = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(check)).unwrap();
    let (_, list) = check.split_once(" FLAGS: &[").expect("the list");
    let list = list.split("];").next().unwrap();
    let mut known: Vec<_> = list
        .split('"')
        .skip(1)
        .step_by(2)
        .map(String::from)
        .collect();
    known.sort_unstable();
    known
}
