//! What the book's chapter on values shows does what it says.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;

use redmod_test::Server;

#[test]
fn each_type_of_value_is_used_as_the_book_says() {
    let server = Server::builder().example("values").start();
    let text = |line: &str| server.run::<Option<String>>(line).unwrap();
    let number = |line: &str| server.run::<i64>(line).unwrap();
    let all = |line: &str| server.run::<Vec<String>>(line).unwrap();

    server.run::<()>("SET text hello").unwrap();
    assert_eq!(number("VALUES.SHOUT text"), 5);
    assert_eq!(text("GET text").as_deref(), Some("HELLO"));

    assert_eq!(text("VALUES.ENQUEUE queue 2 a"), None);
    assert_eq!(text("VALUES.ENQUEUE queue 2 b"), None);
    assert_eq!(text("VALUES.ENQUEUE queue 2 c").as_deref(), Some("a"));
    assert_eq!(all("LRANGE queue 0 -1"), ["b", "c"]);

    assert_eq!(number("VALUES.SIGN_UP user ada a@example.org"), 1);
    assert_eq!(number("VALUES.SIGN_UP user bob b@example.org"), 0);
    assert_eq!(all("VALUES.USER user"), ["ada", "a@example.org"]);
    let found = server.run::<(Vec<String>, i64)>("VALUES.SEARCH user ada");
    assert_eq!(found.unwrap(), (vec!["name".to_owned()], 17));

    server.run::<()>("SADD old rust c").unwrap();
    assert_eq!(number("VALUES.RETAG old new rust"), 1);
    assert_eq!(number("VALUES.RETAG old new rust"), 0);
    assert_eq!(all("SMEMBERS new"), ["rust"]);
    let both = all("VALUES.BY_TURNS old new 1");
    assert_eq!(
        BTreeSet::from_iter(both),
        BTreeSet::from(["c".into(), "rust".into()])
    );

    server.run::<()>("ZADD board 1 a 5 b 3 c").unwrap();
    assert_eq!(all("VALUES.BEST board 5 2"), ["b", "c"]);
    assert_eq!(all("VALUES.BEST board 1 2"), ["b"]);

    assert_eq!(number("VALUES.NOTE log 1-1 what login"), 0);
    assert_eq!(number("VALUES.NOTE log 2-1 what logout"), 0);
    assert_eq!(all("VALUES.SINCE log 2"), ["2-1"]);

    assert_eq!(number("VALUES.IDLE log"), 0);
    assert_eq!(text("VALUES.IDLE absent"), None);
}
