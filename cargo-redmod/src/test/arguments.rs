//! The user's arguments for `cargo test`, taken apart: what chooses and builds tests, and what goes to the tests themselves.

use std::ffi::OsString;

/// `[OPTIONS] [FILTER] [-- ARGUMENTS]`
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) options: Vec<OsString>,
    /// The filter and what follows the second `--`: what a test's executable gets.
    pub(crate) for_tests: Vec<OsString>,
}

/// The options of `cargo test` that have a value of their own after them.
const WITH_VALUE: &[&str] = &[
    "-p",
    "--package",
    "--exclude",
    "--test",
    "--bin",
    "--example",
    "--bench",
    "-F",
    "--features",
    "--profile",
    "--target",
    "--target-dir",
    "--manifest-path",
    "--lockfile-path",
    "--artifact-dir",
    "-j",
    "--jobs",
    "--color",
    "--config",
    "-Z",
    "-C",
];

impl Arguments {
    pub(crate) fn read(args: &[OsString]) -> Arguments {
        let mut read = Arguments::default();
        let mut args = args.iter().cloned();
        while let Some(arg) = args.next() {
            if arg == "--" {
                read.for_tests.extend(args);
                break;
            }
            if !arg.as_encoded_bytes().starts_with(b"-") {
                read.for_tests.push(arg);
                continue;
            }
            let value = if WITH_VALUE.iter().any(|name| arg == *name) {
                args.next()
            } else {
                None
            };
            read.options.push(arg);
            read.options.extend(value);
        }
        read
    }

    /// Whether the user says which packages.
    pub(crate) fn name_packages(&self) -> bool {
        let names = ["-p", "--package", "--workspace", "--all", "--manifest-path"];
        self.options
            .iter()
            .map(|arg| arg.to_string_lossy())
            .any(|arg| names.iter().any(|name| arg.starts_with(name)))
    }

    /// Whether the user says which kinds of tests, so that cargo leaves out those in documentation.
    pub(crate) fn name_targets(&self) -> bool {
        let names = [
            "--lib",
            "--bin",
            "--test",
            "--example",
            "--bench",
            "--all-targets",
        ];
        self.options
            .iter()
            .map(|arg| arg.to_string_lossy())
            .any(|arg| names.iter().any(|name| arg.starts_with(name)))
    }

    pub(crate) fn has(&self, option: &str) -> bool {
        self.options.iter().any(|arg| arg == option)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (String, String, bool) {
        let words: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        let read = Arguments::read(&words);
        let join = |words: &[OsString]| words.join(" ".as_ref()).into_string().unwrap();
        (
            join(&read.options),
            join(&read.for_tests),
            read.name_packages(),
        )
    }

    #[test]
    fn targets_are_named_by_any_of_their_options() {
        let named = |line| Arguments::read(&[line].map(OsString::from)).name_targets();
        assert!(
            ["--lib", "--tests", "--test=it", "--bins"]
                .into_iter()
                .all(named)
        );
        assert!(!["-p", "--no-fail-fast", "it"].into_iter().any(named));
    }

    #[test]
    fn options_filter_and_arguments_are_told_apart() {
        for (line, options, for_tests, packages) in [
            ("", "", "", false),
            ("adds", "", "adds", false),
            (
                "-p hello adds -- --nocapture",
                "-p hello",
                "adds --nocapture",
                true,
            ),
            (
                "--package=hello --test it",
                "--package=hello --test it",
                "",
                true,
            ),
            ("-j 1 --lib -- -p", "-j 1 --lib", "-p", false),
            ("-phello", "-phello", "", true),
        ] {
            assert_eq!(
                read(line),
                (options.into(), for_tests.into(), packages),
                "{line}"
            );
        }
    }
}
