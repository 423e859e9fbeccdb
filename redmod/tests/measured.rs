//! What `MEMORY USAGE` says of a value, against what the server's allocator says.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::redis::{self, Connection};

/// A large value of each kind of field is measured to a tenth, whatever its size is.
#[test]
fn large_values_of_all_kinds_are_measured_to_a_tenth() {
    let server = Server::builder().example("measured").start();
    let mut client = server.client();
    let kinds: Vec<String> = server.run("MEASURED.KINDS").unwrap();
    // What is deleted is gone at once.
    server
        .run::<()>("CONFIG SET lazyfree-lazy-user-del no")
        .unwrap();
    let mut fill = |kind: &str, n: u64| {
        redis::cmd("MEASURED.FILL")
            .arg(("k", kind, n))
            .exec(&mut client)
            .unwrap();
        let used = used(&mut client);
        let said: i64 = redis::cmd("MEMORY")
            .arg(("USAGE", "k"))
            .query(&mut client)
            .unwrap();
        redis::cmd("DEL").arg("k").exec(&mut client).unwrap();
        (said, used)
    };
    // The first one makes the server's buffers for the client.
    fill("texts", 1);
    let mut wrong = Vec::new();
    for kind in &kinds {
        for n in [9_000, 20_000, 70_000, 150_000_u64] {
            let (said, used) = fill(kind, n);
            // Less what the server and the client take.
            let really = used - fill(kind, 0).1;
            println!("{kind}, {n}: {said} of {really}");
            if (said - really).abs() * 10 > really {
                wrong.push(format!("{kind}, {n}: {said} is not about {really}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(kinds.len() > 20);
}

fn used(client: &mut Connection) -> i64 {
    let info: String = redis::cmd("INFO").arg("memory").query(client).unwrap();
    let used = info.lines().find_map(|it| it.strip_prefix("used_memory:"));
    used.unwrap().parse().unwrap()
}
