use redmod::prelude::*;

struct Name(String);

#[data_type(name = "mytype-01", encver = 2, migrate = migrate)]
struct Visits {
    #[persist(since = 2)]
    cell: [u8; 100],
    #[persist(since = 2, default = zero)]
    text: String,
}

fn zero() -> u64 {
    0
}

fn migrate(visits: Visits) {}

fn main() {}
