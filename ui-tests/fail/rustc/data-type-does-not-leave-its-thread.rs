use std::marker::PhantomData;
use std::rc::Rc;

use redmod::Result;
use redmod::data_type::{Loader, Saver};
use redmod::prelude::*;

#[data_type(name = "mytype-01")]
struct Visits(Shared);

struct Shared(PhantomData<Rc<u64>>);

impl Persist for Shared {
    fn save(&self, out: &mut Saver<'_>) {
        0_u8.save(out);
    }

    fn load(input: &mut Loader<'_>) -> Result<Shared> {
        u8::load(input).map(|_| Shared(PhantomData))
    }
}

fn main() {}
