//! Decides that a module with `panic = "abort"` does not compile: any panic would end the server.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

#[test]
fn panic_abort_is_refused() {
    let package = tempfile::tempdir().expect("there is room for a package");
    let redmod = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("redmod");
    fs::create_dir(package.path().join("src")).expect("the package is ours");
    let write = |file: &str, text: &str| {
        fs::write(package.path().join(file), text).expect("the package is ours");
    };
    write(
        "src/lib.rs",
        "redmod::module! { name: \"aborts\", version: 1 }\n",
    );
    write("Cargo.toml", &manifest(&redmod));
    fs::copy(
        redmod.with_file_name("Cargo.lock"),
        package.path().join("Cargo.lock"),
    )
    .expect("the workspace has a lock file");

    let check = Command::new(env!("CARGO"))
        .args(["check", "--offline"])
        .current_dir(package.path())
        .env("CARGO_PROFILE_DEV_PANIC", "abort")
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("abort"),
        )
        .output()
        .expect("cargo is there");

    let said = String::from_utf8_lossy(&check.stderr);
    assert!(!check.status.success(), "{said}");
    assert!(said.contains("redmod needs `panic = \"unwind\"`"), "{said}");
}

fn manifest(redmod: &Path) -> String {
    format!(
        "[package]\nname = \"aborts\"\nedition = \"2024\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n\n\
         [dependencies]\nredmod = {{ path = {redmod:?} }}\n\n[workspace]\n"
    )
}
