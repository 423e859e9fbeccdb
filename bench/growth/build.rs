//! Writes the list of the module's commands and sections, as long as the features say.

use std::{env, fs, path::PathBuf};

fn main() {
    let has = |feature| env::var_os(feature).is_some();
    let (commands, sections) = match () {
        () if has("CARGO_FEATURE_THOUSAND") => (1000, 100),
        () if has("CARGO_FEATURE_HUNDRED") => (100, 10),
        () => (1, 1),
    };
    let list = |name: &str, len: usize| -> String {
        let items = (0..len).map(|i| format!("    {name}{i} = {i};\n"));
        format!("{name}s! {{\n{}}}\n", items.collect::<String>())
    };
    let text = list("command", commands) + &list("section", sections);
    let dir: PathBuf = env::var_os("OUT_DIR").expect("cargo sets it").into();
    fs::write(dir.join("lists.rs"), text).expect("cargo's directory can be written to");
    println!("cargo::rerun-if-changed=build.rs");
}
