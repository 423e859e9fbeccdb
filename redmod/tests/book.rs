//! The book and the other texts: nothing is pasted or points into the void.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The book's chapters, the summary aside.
fn chapters() -> Vec<PathBuf> {
    let files = fs::read_dir(root().join("book/src")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let chapters = files.filter(|file| file.extension().is_some_and(|it| it == "md"));
    chapters
        .filter(|file| !file.ends_with("SUMMARY.md"))
        .collect()
}

/// What stands between two marks, wherever these are.
fn between<'t>(text: &'t str, start: &'t str, end: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(start)
        .skip(1)
        .map(move |rest| rest.split(end).next().unwrap())
}

/// The targets of the links in a text, code aside.
fn links(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2).collect::<String>();
    between(&prose, "](", ")").map(str::to_owned).collect()
}

/// The names by which headings are linked to.
fn headings(text: &str) -> BTreeSet<String> {
    let prose: String = text.split("```").step_by(2).collect();
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    let id = |line: &str| {
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let title = line.trim_start_matches('#').trim();
        title
            .to_lowercase()
            .chars()
            .filter(kept)
            .collect::<String>()
            .replace(' ', "-")
    };
    headings.map(id).collect()
}

#[test]
fn every_chapter_is_in_the_summary() {
    let summary = read(&root().join("book/src/SUMMARY.md"));
    let listed: BTreeSet<String> = links(&summary).into_iter().collect();
    let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let written: BTreeSet<String> = chapters().into_iter().map(name).collect();
    assert_eq!(listed, written);
}

#[test]
fn every_include_finds_its_lines() {
    let mut count = 0;
    for chapter in chapters() {
        let text = read(&chapter);
        for include in between(&text, "{{#include ", "}}") {
            let (path, anchor) = include.split_once(':').unwrap_or((include, ""));
            let file = read(&chapter.parent().unwrap().join(path));
            let has = |mark: &str| {
                let line = format!("// {mark}: {anchor}");
                file.lines().filter(|it| it.trim() == line).count() == 1
            };
            let found = anchor.is_empty() || has("ANCHOR") && has("ANCHOR_END");
            assert!(found, "{}: {include}", chapter.display());
            count += 1;
        }
    }
    assert!(count > 10, "the includes are not recognised: {count}");
}

#[test]
fn rust_code_in_the_book_is_included() {
    for chapter in chapters() {
        let text = read(&chapter);
        for code in between(&text, "```rust\n", "```") {
            assert!(
                code.starts_with("{{#include "),
                "{}: {code}",
                chapter.display()
            );
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let texts = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ];
    let texts = texts.map(|name| root().join(name));
    for file in chapters().into_iter().chain(texts) {
        for link in links(&read(&file)) {
            if link.starts_with("https://") {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = match path {
                "" => file.clone(),
                path => file.parent().unwrap().join(path),
            };
            assert!(target.exists(), "{}: {link}", file.display());
            let found = heading.is_empty() || headings(&read(&target)).contains(heading);
            assert!(found, "{}: {link}", file.display());
        }
    }
}

#[test]
fn the_readme_quotes_the_first_example() {
    let readme = read(&root().join("README.md"));
    let example = read(&root().join("examples/hello/src/lib.rs"));
    let code: Vec<_> = between(&readme, "```rust\n", "```").collect();
    assert_eq!(code.len(), 1);
    for paragraph in code[0].trim().split("\n\n") {
        assert!(
            example.contains(paragraph),
            "not in examples/hello:\n{paragraph}"
        );
    }
}
