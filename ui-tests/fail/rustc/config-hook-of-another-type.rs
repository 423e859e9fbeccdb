use redmod::prelude::*;
use redmod::{ConfigContext, ServerContext};

#[config(default = 1, on_change = takes_text)]
static A: Config<i64>;

fn takes_text(_: &str) -> Result<()> {
    Ok(())
}

#[config(default = "", on_change = takes_a_string)]
static B: Config<String>;

fn takes_a_string(_: String) -> Result<()> {
    Ok(())
}

#[config(default = 1, on_change = returns_nothing)]
static C: Config<i64>;

fn returns_nothing(_: i64) {}

#[config(default = 1, apply = calls)]
static D: Config<i64>;

fn calls(_: &mut ServerContext) -> Result<()> {
    Ok(())
}

#[config(default = 1, apply = keeps)]
static E: Config<i64>;

fn keeps(_: &'static ConfigContext) -> Result<()> {
    Ok(())
}

fn main() {}
