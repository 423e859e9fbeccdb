//! `cargo redmod bench`: what it says where it cannot count. That it counts right is tested beside the code.
#![forbid(unsafe_code)]

use std::{fs, process::Command};

#[test]
fn only_a_clone_of_redmod_is_measured() {
    let dir = tempfile::tempdir().unwrap();
    let manifest =
        "[package]\nname = \"other\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(dir.path().join("Cargo.toml"), manifest).unwrap();
    fs::create_dir(dir.path().join("src")).unwrap();
    fs::write(dir.path().join("src/lib.rs"), "").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-redmod"))
        .arg("bench")
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("run this in a clone of it"), "{said}");
}
