//! Two configs with one name, case aside.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "same_config", version: 1 }

#[config(default = 1)]
static LIMIT: Config<i64>;

mod other {
    use redmod::prelude::*;

    #[config(default = true, name = "Limit")]
    static LIMIT: Config<bool>;
}
