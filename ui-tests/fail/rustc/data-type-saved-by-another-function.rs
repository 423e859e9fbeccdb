use redmod::data_type::RdbReader;
use redmod::prelude::*;

#[data_type(name = "mytype-01", save = save, load = load)]
struct Visits(u64);

fn save(visits: &Visits) -> u64 {
    visits.0
}

fn load(input: &RdbReader<'_>) -> u64 {
    input.unsigned().unwrap_or(0)
}

fn main() {}
