use std::rc::Rc;
use std::sync::Mutex;

use redmod::prelude::*;

#[data_type(name = "mytype-01")]
struct Visits {
    total: u64,
    lock: Mutex<u64>,
    pages: Vec<Page>,
    part: Part,
}

struct Page;

#[derive(Persist)]
struct Part {
    shared: Rc<u64>,
}

fn main() {}
