#![allow(unused)]
use redmod::prelude::*;

#[info_section]
fn nothing() {}

#[info_section(named = "cache")]
fn misspelt(info: &mut Info) {}

#[info_section(name = "two words")]
fn blank(info: &mut Info) {}

#[info_section]
fn two(info: &mut Info, cx: &Context) {}

#[info_section]
async fn waits(info: &mut Info<'_>) {}

#[info_section]
fn generic<T>(info: &mut Info) {}

#[info_section]
struct Stats;

struct Cache;

impl Cache {
    #[info_section]
    fn report(&self) {}
}

#[derive(Info)]
enum State {
    Idle,
}

#[derive(Info)]
struct Unnamed(u64);

#[derive(Info)]
struct Odd {
    #[info(dictionary)]
    memory: u64,
}

fn main() {}
