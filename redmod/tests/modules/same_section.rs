//! A module with two INFO sections of one name, which is not loaded.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "same_section", version: 1 }

#[info_section]
fn stats(info: &mut Info) {
    info.field("a", 1);
}

mod other {
    use redmod::prelude::*;

    #[info_section(name = "stats")]
    fn more(info: &mut Info) {
        info.field("b", 2);
    }
}
