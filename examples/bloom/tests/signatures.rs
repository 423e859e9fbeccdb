//! What the server knows of the commands.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

#[test]
fn the_server_knows_what_the_signatures_say() {
    let writes = ["RW access update: index 1, range 0 1 0"];
    let reads = ["RO access: index 1, range 0 1 0"];
    let signatures = [
        Signature {
            name: "BF.ADD",
            arguments: "key:key#0 item:string",
            summary: "Adds an item to a filter, which is made if there is none; 1 if it was new.",
            arity: 3,
            flags: "denyoom fast write",
            key_specs: &writes,
            calls: &[("BF.ADD k a", "k")],
            since: "1.0.0",
        },
        Signature {
            name: "BF.MADD",
            arguments: "key:key#0 items:string...",
            summary: "Adds items to a filter, which is made if there is none: all of them, or none; 1 for each that was new.",
            arity: -3,
            flags: "denyoom fast write",
            key_specs: &writes,
            calls: &[("BF.MADD k a b", "k")],
            since: "1.0.0",
        },
        Signature {
            name: "BF.INSERT",
            arguments: "key:key#0 [CAPACITY capacity:integer] [ERROR error:double] [<NONSCALING | EXPANSION expansion:integer>] [NOCREATE] [SEED seed:string] [TIGHTENING tightening:double] [VALIDATESCALETO scale-to:integer] [ITEMS items:string...]",
            summary: "Adds items, if any, to a filter, which is made as the options say if there is none.",
            arity: -2,
            flags: "denyoom fast write",
            key_specs: &writes,
            calls: &[("BF.INSERT k ITEMS a", "k")],
            since: "1.0.0",
        },
        Signature {
            name: "BF.RESERVE",
            arguments: "key:key#0 rate:double capacity:integer [<NONSCALING | EXPANSION expansion:integer>]",
            summary: "Makes a filter without items.",
            arity: -4,
            flags: "denyoom fast write",
            key_specs: &writes,
            calls: &[("BF.RESERVE k 0.01 100", "k")],
            since: "1.0.0",
        },
        Signature {
            name: "BF.EXISTS",
            arguments: "filter:key#0 item:string",
            summary: "Tells whether an item may have been added; never 0 if it was.",
            arity: 3,
            flags: "fast readonly",
            key_specs: &reads,
            calls: &[("BF.EXISTS k a", "k")],
            since: "1.0.0",
        },
        Signature {
            name: "BF.MEXISTS",
            arguments: "filter:key#0 items:string...",
            summary: "Tells of each item whether it may have been added.",
            arity: -3,
            flags: "fast readonly",
            key_specs: &reads,
            calls: &[("BF.MEXISTS k a b", "k")],
            since: "1.0.0",
        },
        Signature {
            name: "BF.CARD",
            arguments: "filter:key#0",
            summary: "Tells how many items were added.",
            arity: 2,
            flags: "fast readonly",
            key_specs: &reads,
            calls: &[("BF.CARD k", "k")],
            since: "1.0.0",
        },
        Signature {
            name: "BF.INFO",
            arguments: "filter:key#0 [fact:string]",
            summary: "Tells what a filter is like: all that there is to tell, or one fact.",
            arity: -2,
            flags: "fast readonly",
            key_specs: &reads,
            calls: &[("BF.INFO k SIZE", "k")],
            since: "1.0.0",
        },
    ];
    Server::start().assert_signatures("bf", &signatures);
}
