use redmod::prelude::*;

#[data_type(name = "mytype-01", encver = 1024)]
struct Large;

#[data_type(name = "mytype-02", encver = -1)]
struct Negative;

#[data_type(name = "mytype-03", encver = "1")]
struct Text;

#[data_type(name = "mytype-04", encver)]
struct Bare;

#[data_type(name = "mytype-05", version = 1, encver = 1, encver = 2)]
struct Other;

fn main() {}
