use std::time::Instant;

use redmod::config::Flags;
use redmod::prelude::*;

#[config(default = Instant::now())]
static MOMENT: Config<Instant>;

#[config(default = 1)]
static NO_CONFIG: i64;

#[config(default = "100")]
static TEXT_OF_A_NUMBER: Config<i64>;

#[config(default = true, range = 0..=1)]
static RANGE_OF_A_BOOL: Config<bool>;

enum Words {
    One,
}

#[config(default = Words::One)]
static WITHOUT_DERIVE: Config<Words>;

#[derive(ConfigEnum)]
enum NotCopy {
    One,
}

#[derive(ConfigEnum, Clone, Copy)]
enum Mode {
    Fast,
}

#[config(default = Mode::Fast)]
static ONE_FLAG: Config<Flags<Mode>>;

fn main() {}
