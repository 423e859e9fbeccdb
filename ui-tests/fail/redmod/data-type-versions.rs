use redmod::prelude::*;

#[data_type(name = "mytype-01", encver = 2, migration = migrate)]
struct Visits {
    #[persist(since = 3)]
    later: u64,
    #[persist(until = 3)]
    longer: u64,
    #[persist(since = 2, until = 2)]
    never: u64,
    #[persist(since = 0)]
    always: u64,
    #[persist(since = 1024)]
    beyond: u64,
    #[persist(default = zero)]
    unversioned: u64,
    #[persist]
    bare: u64,
    #[persist(sinc = 2)]
    misspelt: u64,
    #[cfg(test)]
    tested: u64,
}

#[derive(Persist)]
enum Part {
    Variant {
        #[persist(since = 5, until = 4)]
        never: u64,
    },
}

fn main() {}
