#![allow(unused)]
use redmod::prelude::*;

#[command(flags = "readonly", keys = 1..1)]
fn ranges(mut key: Key<ZSet>) -> Result<()> {
    let worst = key.range_by_score(..)?;
    let best = key.rev_range_by_score(..)?;
    worst.zip(best).for_each(drop);
    Ok(())
}

#[command(flags = "readonly", keys = 1..1)]
fn scans(mut key: Key<Set>) {
    let (first, second) = (key.iter(), key.iter());
    first.zip(second).for_each(drop);
}

fn main() {}
