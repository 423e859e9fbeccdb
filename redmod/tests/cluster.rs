//! A cluster routes commands by the keys that their signatures declare, wherever in the call those are.

#![forbid(unsafe_code)]

use redmod_test::redis::{RedisError, Value};
use redmod_test::{Cluster, Server};

/// Calls, each key of which is a `%`.
const CALLS: &[&str] = &[
    "specs.one %",
    "specs.two % % 3",
    "specs.many % % %",
    "specs.pairs % 1 % 2",
    "specs.optional_first % % 7",
    "specs.apart % 1 %",
    "specs.array % % % x",
    "specs.second x %",
    "specs.copies % % % %",
    "specs.counted 2 % %",
    "specs.fields % 2 x y",
    "specs.union % 2 % % AGGREGATE SUM",
    "specs.sort % LIMIT 1 2 STORE %",
    "specs.gather FROM % FROM %",
    "specs.source KEY %",
    "specs.own % x %",
    "specs.box put % x",
    "specs.box look 2 % %",
];

fn start() -> Cluster {
    Server::builder().example("specs").start_cluster(3)
}

/// The call with keys of one slot: that of this word.
fn with_keys(call: &str, word: &str) -> String {
    let mut number = 0;
    let words = call.split(' ').map(|it| match it {
        "%" => {
            number += 1;
            format!("{{{word}}}{number}")
        }
        other => other.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A word for the slots of each node.
fn words(cluster: &Cluster) -> Vec<String> {
    let words = |node: &Server| {
        (0..)
            .map(|i| format!("word{i}"))
            .find(|word| std::ptr::eq(cluster.owner(word), node))
    };
    cluster.nodes().iter().filter_map(words).collect()
}

#[test]
fn a_command_is_for_the_node_that_has_its_keys() {
    let cluster = start();
    for word in words(&cluster) {
        let (owner, slot) = (cluster.owner(&word), cluster.slot(&word));
        let place = format!("127.0.0.1:{}", owner.port());
        for call in CALLS {
            let line = with_keys(call, &word);
            for node in cluster.nodes() {
                let reply = node.run::<Value>(&line);
                let moved = reply.as_ref().err().and_then(RedisError::redirect_node);
                let expected = (node.port() != owner.port()).then_some((&*place, slot));
                assert_eq!(moved, expected, "{line}: {reply:?}");
                assert_eq!(reply.is_err(), moved.is_some(), "{line}: {reply:?}");
            }
        }
    }
}

#[test]
fn keys_of_different_slots_are_refused_wherever_they_stand() {
    let cluster = start();
    let words = words(&cluster);
    for call in CALLS.iter().filter(|call| call.matches('%').count() > 1) {
        let line = with_keys(call, &words[0]);
        let (before, last) = line.rsplit_once(&words[0]).expect("a key");
        let line = format!("{before}{}{last}", words[1]);
        for node in cluster.nodes() {
            let error = node.run::<Value>(&line).expect_err(&line);
            assert_eq!(error.code(), Some("CROSSSLOT"), "{line}");
        }
    }
}

#[test]
fn a_command_without_keys_is_for_every_node() {
    let cluster = start();
    for node in cluster.nodes() {
        node.run::<()>("specs.no_keys a b").unwrap();
        node.run::<()>("specs.source VALUE a").unwrap();
    }
}

// ANCHOR: sent_on
#[test]
fn a_call_is_sent_on_to_the_node_that_has_its_keys() {
    let cluster = Server::builder().example("specs").start_cluster(3);
    for key in ["a", "b", "c"] {
        let line = format!("specs.counted 2 {{{key}}}1 {{{key}}}2");
        assert_eq!(cluster.run::<i64>(&line).unwrap(), 2);
    }
}
// ANCHOR_END: sent_on
