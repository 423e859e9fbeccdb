use redmod::prelude::*;

#[data_type(name = "mytype-01", mem_usage = bytes)]
struct Visits {
    total: u64,
}

fn bytes(visits: &mut Visits) -> usize {
    usize::try_from(visits.total).unwrap_or(8)
}

fn main() {}
