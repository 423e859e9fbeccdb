//! What is checked in is what the header says.

use std::io::Write as _;
use std::process::Command;

#[test]
fn the_generated_files_are_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["bindings", "--check"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    if said.contains("no libclang") {
        let _ = writeln!(
            std::io::stderr().lock(),
            "not checked: the generated files: {said}"
        );
        return;
    }
    assert_eq!(output.status.code(), Some(0), "{said}");
}
