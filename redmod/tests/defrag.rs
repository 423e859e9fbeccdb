//! Defragmentation on a real server: blocks are moved, values stay what they are.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use redmod_test::{Builder, Server, redis};

fn builder(example: &str) -> Builder {
    Server::builder().example(example)
}

/// Of the servers that the tests know, the one that is built with the allocator that it takes.
fn can_defragment(server: &Server) -> bool {
    server.version().is_redis_since(8, 0)
}

/// Lets the server defragment whatever has gaps, as hard as it can. Where it cannot, it says so.
fn defragment(server: &Server) -> bool {
    for line in [
        "active-defrag-ignore-bytes 1",
        "active-defrag-threshold-lower 1",
        "active-defrag-threshold-upper 2",
        "active-defrag-cycle-min 20",
        "active-defrag-cycle-max 75",
    ] {
        server.run::<()>(&format!("CONFIG SET {line}")).unwrap();
    }
    let enabled = server.run::<()>("CONFIG SET activedefrag yes");
    match can_defragment(server) {
        true => enabled.unwrap(),
        false => {
            let error = enabled.unwrap_err().to_string();
            assert!(
                error.contains("compiled with a modified Jemalloc"),
                "{error}"
            );
        }
    }
    can_defragment(server)
}

fn hits(server: &Server) -> u64 {
    server.info("active_defrag_hits").parse().unwrap()
}

/// Many values, most of which go again.
fn fill_with_gaps(server: &Server, command: &str, keys: u64) -> Vec<u64> {
    let mut client = server.client();
    let mut pipe = redis::pipe();
    for n in 0..keys {
        pipe.cmd(command).arg((format!("key:{n}"), n)).ignore();
    }
    let (kept, gone): (Vec<u64>, Vec<u64>) = (0..keys).partition(|n| n % 5 == 0);
    for n in gone {
        pipe.cmd("DEL").arg(format!("key:{n}")).ignore();
    }
    pipe.exec(&mut client).unwrap();
    kept
}

type Places = BTreeMap<String, usize>;

fn places(server: &Server, kept: &[u64]) -> Vec<Places> {
    let places = |n| {
        let line = format!("DEFRAG.PLACES key:{n}");
        let places: Vec<(String, usize)> = server.run(&line).unwrap();
        places.into_iter().collect()
    };
    kept.iter().map(places).collect()
}

#[test]
fn every_kind_of_block_is_moved_and_values_stay_what_they_are() {
    let server = builder("defrag").start();
    let kept = fill_with_gaps(&server, "DEFRAG.FILL", 2000);
    let before = places(&server, &kept);
    let moved = || {
        let mut moved: BTreeMap<String, usize> = BTreeMap::new();
        for (before, after) in before.iter().zip(places(&server, &kept)) {
            for (kind, place) in before {
                *moved.entry(kind.clone()).or_default() += usize::from(after[kind] != *place);
            }
        }
        moved
    };
    if defragment(&server) {
        let stay = ["hash key", "tree key"];
        server.wait_until("every kind of block is moved", || {
            let moved = moved();
            println!("{moved:?}");
            let is_moved = |(kind, n): (&String, &usize)| *n > 0 || stay.contains(&&kind[..]);
            moved.iter().all(is_moved)
        });
        assert!(hits(&server) > 0);
        // What the standard library keeps to itself stays where it is.
        let moved = moved();
        assert_eq!(stay.map(|kind| moved[kind]), [0, 0]);
    } else {
        assert!(moved().values().all(|n| *n == 0));
    }
    for n in &kept {
        assert!(
            server
                .run::<bool>(&format!("DEFRAG.IS key:{n} {n}"))
                .unwrap()
        );
    }
}

/// The values of another test: every kind of field, of random sizes.
#[test]
fn random_values_survive_being_moved() {
    let mut server = builder("data_types").start();
    server.run::<()>("SELECT 0").unwrap();
    let kept = fill_with_gaps(&server, "DT.FILL", 300);
    let digests = |server: &Server| -> Vec<Vec<String>> {
        let digest = |n| server.run(&format!("DEBUG DIGEST-VALUE key:{n}")).unwrap();
        kept.iter().map(digest).collect()
    };
    let before = digests(&server);
    if defragment(&server) {
        server.wait_until("values are moved", || hits(&server) > 500);
        server.run::<()>("CONFIG SET activedefrag no").unwrap();
        println!("{} hits", hits(&server));
    }
    assert_eq!(digests(&server), before);
    for n in &kept {
        assert!(server.run::<bool>(&format!("DT.IS key:{n} {n}")).unwrap());
    }
    server.restart();
    assert_eq!(digests(&server), before);
}

type Looks = (u64, u64, u64, u64, bool);

/// In one pass each text has its turn once, however often the pass pauses.
#[test]
fn a_large_value_is_moved_over_several_calls() {
    for (texts, in_map) in [(100_000, 10), (10, 100_000)] {
        let server = builder("defrag").start();
        // Whatever the server takes for large, this is.
        server
            .run::<()>("CONFIG SET active-defrag-max-scan-fields 10000000")
            .unwrap();
        let line = format!("DEFRAG.ENLARGE k {texts} {in_map}");
        server.run::<()>(&line).unwrap();
        let looks = || server.run::<Looks>("DEFRAG.LOOKS k").unwrap();
        assert_eq!(looks(), (0, 0, 0, 0, true));
        if defragment(&server) {
            server.wait_until("every text had its turn", || {
                let (.., least, most, _) = looks();
                assert!(most <= least + 1, "{least} {most}");
                least >= 1
            });
            server.run::<()>("CONFIG SET activedefrag no").unwrap();
            let (calls, pauses, _, _, is_right) = looks();
            println!("{calls} calls, {pauses} pauses, {} hits", hits(&server));
            assert!(pauses > 3, "{pauses} pauses in {calls} calls");
            assert!(hits(&server) > 10_000);
            assert!(is_right);
        } else {
            assert_eq!(looks(), (0, 0, 0, 0, true));
        }
    }
}

/// A value may change, grow, shrink and go between the calls in which it is moved.
#[test]
fn a_large_value_may_change_while_it_is_moved() {
    let server = builder("defrag").start();
    let can = defragment(&server);
    for round in 0..30_u64 {
        let sizes = [(50_000, 10), (10, 50_000), (5, 5), (20_000, 20_000)];
        let (texts, in_map) = sizes[(round % 4) as usize];
        server
            .run::<()>(&format!("DEFRAG.ENLARGE k {texts} {in_map}"))
            .unwrap();
        let looks = server.run::<Looks>("DEFRAG.LOOKS k").unwrap();
        assert!(looks.4);
        if round % 7 == 0 {
            server.run::<()>("DEL k").unwrap();
        }
    }
    if can {
        server.wait_until("texts are moved", || hits(&server) > 1000);
    }
}

#[test]
fn what_is_kept_outside_of_keys_is_moved() {
    let server = builder("defrag").start();
    server.run::<()>("DEFRAG.KEEP 200000").unwrap();
    type Kept = (bool, usize, usize, usize);
    let kept = || server.run::<Kept>("DEFRAG.KEPT").unwrap();
    let before = kept();
    assert!(before.0);
    type Passes = (u64, u64, bool, bool);
    let passes = || server.run::<Passes>("DEFRAG.PASSES").unwrap();
    assert_eq!(passes(), (0, 0, false, false));
    if defragment(&server) {
        server.wait_until("names, values and their names are moved", || {
            let now = kept();
            assert!(now.0, "all names are there");
            now.1 != before.1 && now.2 != before.2 && now.3 != before.3
        });
        server.wait_until("a pass ends", || passes().1 > 0);
        let (started, ended, has_key, hurried) = passes();
        assert!(started >= ended && !has_key && !hurried);
        // Neither an error nor a panic ends more than the function.
        server.wait_for_log("it cannot defragment what it keeps: ERR as was asked");
        server.wait_for_log("as was asked");
        assert!(kept().0);
    } else {
        assert_eq!(kept(), before);
        assert_eq!(passes(), (0, 0, false, false));
    }
}

/// Those in it pause as well; each leaf has its turn once, but for the one that panics, after which the pass
/// begins again.
#[test]
fn dictionaries_in_a_dictionary_are_moved_whole() {
    let server = builder("defrag").start();
    server.run::<()>("DEFRAG.PLANT 20 5000").unwrap();
    fill_with_gaps(&server, "DEFRAG.FILL", 2000);
    type Leaves = (u64, u64, usize, bool);
    let leaves = || server.run::<Leaves>("DEFRAG.LEAVES").unwrap();
    assert_eq!(leaves(), (0, 0, 100_000, true));
    if defragment(&server) {
        server.wait_until("every leaf had its turn", || {
            let (least, most, count, is_right) = leaves();
            assert!(most <= least + 1, "{least} {most}");
            assert!(count == 100_000 && is_right);
            least >= 1
        });
        server.wait_for_log("a leaf as was asked");
        assert_eq!(server.log().matches("a leaf as was asked").count(), 1);
    } else {
        assert_eq!(leaves(), (0, 0, 100_000, true));
    }
}

#[test]
fn an_authors_function_is_told_where_and_relocates() {
    let server = builder("defrag").start();
    fill_with_gaps(&server, "DEFRAG.FILL", 2000);
    let mut client = server.client();
    redis::cmd("SELECT").arg(3).exec(&mut client).unwrap();
    for what in ["where", "relocate"] {
        redis::cmd("DEFRAG.ACT")
            .arg((what, what))
            .exec(&mut client)
            .unwrap();
    }
    let acted = |client: &mut redis::Connection| {
        let acted = |what| redis::cmd("DEFRAG.ACTED").arg(what).query::<bool>(client);
        ["where", "relocate"].map(acted).map(Result::unwrap)
    };
    let mut seen: Vec<String> = Vec::new();
    if defragment(&server) {
        server.wait_until("both were called", || {
            seen.extend(server.run::<Vec<String>>("DEFRAG.SEEN").unwrap());
            seen.len() >= 3
        });
        let expected = [
            "Some(\"where\") Some(3)",
            "Ok(true) true Ok(false)",
            "Ok(true) 0 [7, 7, 7, 7, 7, 7, 7, 7]",
        ];
        for line in expected {
            assert!(seen.iter().any(|it| it == line), "{seen:?}");
        }
    }
    assert_eq!(acted(&mut client), [true, true]);
}

#[test]
fn a_panic_leaves_a_value_whole() {
    let server = builder("defrag").start();
    for what in ["panic", "amid"] {
        server
            .run::<()>(&format!("DEFRAG.ACT {what} {what}"))
            .unwrap();
    }
    fill_with_gaps(&server, "DEFRAG.FILL", 2000);
    if defragment(&server) {
        server.wait_until("both have panicked", || {
            server.log().matches("as was asked").count() >= 4
        });
    }
    for what in ["panic", "amid"] {
        assert!(server.run::<bool>(&format!("DEFRAG.ACTED {what}")).unwrap());
        assert_eq!(server.run::<u64>(&format!("DEL {what}")).unwrap(), 1);
    }
}
