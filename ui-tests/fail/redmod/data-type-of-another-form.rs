use redmod::prelude::*;

#[data_type(name = "mytype-01")]
enum Enum {
    A,
}

#[data_type(name = "mytype-02")]
union Union {
    a: u8,
}

#[data_type(name = "mytype-03")]
fn function() {}

#[data_type(name = "mytype-04")]
struct Generic<T> {
    value: T,
}

#[data_type(name = "mytype-05")]
struct Borrowed<'a> {
    value: &'a str,
}

#[derive(Persist)]
struct Part<'a> {
    value: &'a str,
}

#[derive(Persist)]
enum Never {}

#[derive(Persist)]
union Both {
    a: u8,
}

fn main() {}
