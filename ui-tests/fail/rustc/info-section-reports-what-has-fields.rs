use redmod::prelude::*;

#[info_section]
fn number() -> u64 {
    1
}

#[info_section]
fn context(cx: &mut Context) {}

#[derive(Info)]
struct Stats {
    name: std::time::Instant,
    #[info(dict)]
    memory: u64,
}

fn main() {}
