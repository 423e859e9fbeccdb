//! What a module says in `INFO`, asked of real servers.

#![forbid(unsafe_code)]

use redmod_test::{Server, redis};

fn start() -> Server {
    Server::builder().example("infos").start()
}

/// What `INFO` says of a section, or of several with one word, as lines.
fn lines(server: &Server, section: &str) -> Vec<Vec<u8>> {
    let info: Vec<u8> = redis::cmd("INFO")
        .arg(section)
        .query(&mut server.client())
        .unwrap();
    let lines = info.split(|byte| *byte == b'\n');
    let lines = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line).to_vec());
    lines.filter(|line| !line.is_empty()).collect()
}

fn text(server: &Server, section: &str) -> Vec<String> {
    let lines = lines(server, section);
    lines
        .iter()
        .map(|it| String::from_utf8_lossy(it).into_owned())
        .collect()
}

#[test]
fn every_kind_of_value_is_shown() {
    let server = start();
    let shown = lines(&server, "infos_kinds");
    let expected: Vec<Vec<u8>> = [
        "# infos_kinds",
        "infos_least:-9223372036854775808",
        "infos_most:18446744073709551615",
        "infos_small:-1",
        "infos_float:0.5",
        "infos_true:1",
        "infos_text:some text",
    ]
    .iter()
    .map(|line| line.as_bytes().to_vec())
    .collect();
    // Redis 6.2 shows more digits of a float.
    let float = shown
        .iter()
        .find(|line| line.starts_with(b"infos_float:"))
        .unwrap();
    let float = String::from_utf8_lossy(&float[12..]).into_owned();
    assert_eq!(float.parse::<f64>().unwrap(), 0.5);
    assert_eq!(shown[..4], expected[..4]);
    assert_eq!(shown[5..7], expected[5..]);
    let rest = text(&server, "infos_kinds").split_off(8);
    let long = format!("infos_{}:1", "long".repeat(50));
    assert_eq!(
        rest,
        [
            "infos_lines:one  two",
            "infos_server:a string",
            "infos_fixed:known in advance",
            "infos_atomic:2",
            "infos_some:7",
            "infos_own:36.6C",
            &long,
            "infos_dict:keys=12,state=busy,deep=1,last=2",
            "infos_after:1",
        ]
    );
    let bytes = &shown[7];
    assert!(bytes.starts_with(b"infos_bytes:\xff"), "{bytes:?}");
}

#[test]
fn a_struct_is_a_section_field_by_field() {
    let server = start();
    let mut lines = text(&server, "infos_cache");
    assert!(lines.remove(2).starts_with("infos_hit-rate:0.25"));
    assert_eq!(
        lines,
        [
            "# infos_cache",
            "infos_entries:3",
            "infos_type:lru",
            "infos_memory:used=1,peak=2"
        ]
    );
}

#[test]
fn sections_come_in_the_order_of_their_names_after_redmods_own() {
    let server = start();
    for all in ["infos", "modules", "everything"] {
        let lines = text(&server, all);
        let titles = lines
            .iter()
            .filter_map(|line| line.strip_prefix("# infos_"));
        let titles: Vec<&str> = titles.collect();
        assert_eq!(
            titles,
            ["redmod", "broken", "cache", "crash", "kinds"],
            "{all}"
        );
    }
}

#[test]
fn a_section_is_computed_only_when_it_is_asked_for() {
    let server = start();
    for other in ["infos_cache", "server", "default"] {
        text(&server, other);
    }
    assert_eq!(server.run::<u64>("INFOS.ASKED").unwrap(), 0);
    text(&server, "infos_kinds");
    assert_eq!(server.run::<u64>("INFOS.ASKED").unwrap(), 1);
}

#[test]
fn a_panic_ends_its_section_alone() {
    let server = start();
    assert_eq!(
        text(&server, "infos_redmod"),
        ["# infos_redmod", "infos_panics:0"]
    );
    let lines = text(&server, "infos");
    let broken = lines
        .iter()
        .position(|line| line == "# infos_broken")
        .unwrap();
    assert_eq!(
        lines[broken..broken + 4],
        [
            "# infos_broken",
            "infos_before:1",
            "infos_dict:within=1",
            "# infos_cache"
        ]
    );
    assert!(lines.contains(&"infos_after:1".to_owned()), "{lines:?}");
    assert_eq!(text(&server, "infos_redmod")[1], "infos_panics:1");
    server.wait_for_log("on purpose");
}

#[test]
fn a_crash_report_has_the_sections_that_are_marked_safe() {
    let mut server = start();
    _ = server.run::<()>("DEBUG SEGFAULT");
    server.wait_exit();
    let log = server.log();
    assert!(
        log.contains("# infos_redmod") && log.contains("# infos_crash"),
        "{log}"
    );
    assert!(log.contains("infos_for_report:1"), "{log}");
    for other in ["# infos_kinds", "# infos_cache", "# infos_broken"] {
        assert!(!log.contains(other), "{other} in {log}");
    }
}

#[test]
fn an_assertion_that_fails_ends_the_server_with_a_report() {
    let mut server = start();
    assert_eq!(server.run::<i64>("INFOS.ASSERT_EVEN 2").unwrap(), 2);
    assert!(server.run::<i64>("INFOS.ASSERT_EVEN 3").is_err());
    server.wait_exit();
    let log = server.log();
    assert!(log.contains("ASSERTION FAILED"), "{log}");
    assert!(
        log.contains("infos.rs:") && log.contains("'the number is even' is not true"),
        "{log}"
    );
    assert!(log.contains("# infos_crash"), "{log}");
}

#[test]
fn two_sections_of_one_name_are_refused_with_both_places() {
    let Err(error) = Server::builder().example("same_section").try_start() else {
        panic!("the module was loaded");
    };
    let log = error.log();
    assert!(
        log.contains("two INFO sections have the name stats: "),
        "{log}"
    );
    assert!(
        log.contains("same_section.rs:9") && log.contains("same_section.rs:17"),
        "{log}"
    );
}
