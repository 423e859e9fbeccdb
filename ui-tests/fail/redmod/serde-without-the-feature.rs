use redmod::prelude::*;

#[data_type(name = "mytype-01")]
struct Visits {
    #[persist(serde)]
    place: (f64, f64),
}

fn main() {}
