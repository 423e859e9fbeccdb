use redmod::prelude::*;

#[data_type(name = "mytype-01")]
#[data_type(name = "mytype-02")]
struct Visits {
    total: u64,
}

fn main() {}
