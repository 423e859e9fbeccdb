use redmod::data_type::{RdbReader, RdbWriter, When};
use redmod::prelude::*;

#[data_type(name = "mytype-01", save = save)]
struct OnlySaved(u64);

#[data_type(name = "mytype-02", load = load)]
struct OnlyLoaded(u64);

#[data_type(name = "mytype-03", save = save, load = load)]
struct Versioned {
    #[persist(since = 2)]
    number: u64,
}

#[data_type(name = "mytype-04", aux_save = aux_save)]
struct OnlyAuxSaved(u64);

#[data_type(name = "mytype-05", aux_when = "after")]
struct NoAux(u64);

#[data_type(name = "mytype-06", aux_save = aux_save, aux_load = aux_load, aux_when = "befor after")]
struct Misspelt(u64);

#[data_type(name = "mytype-07", aux_save = aux_save, aux_load = aux_load, aux_when = "")]
struct Never(u64);

fn save(_: &OnlySaved, _: &RdbWriter<'_>) {}

fn load(_: &RdbReader<'_>) -> Result<OnlyLoaded> {
    Ok(OnlyLoaded(0))
}

fn aux_save(_: &RdbWriter<'_>, _: When) {}

fn aux_load(_: &RdbReader<'_>, _: When) -> Result<()> {
    Ok(())
}

fn main() {}
