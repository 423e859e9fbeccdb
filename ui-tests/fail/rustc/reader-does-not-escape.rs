use std::cell::Cell;

use redmod::data_type::{RdbReader, RdbWriter};
use redmod::prelude::*;

#[data_type(name = "mytype-01", save = save, load = load)]
struct Visits(u64);

thread_local! {
    static KEPT: Cell<Option<&'static RdbReader<'static>>> = const { Cell::new(None) };
}

fn save(visits: &Visits, out: &RdbWriter<'_>) {
    out.unsigned(visits.0);
}

fn load(input: &RdbReader<'_>) -> Result<Visits> {
    KEPT.set(Some(input));
    Ok(Visits(input.unsigned()?))
}

fn main() {}
