#![allow(unused)]
use redmod::prelude::*;

#[command(
    naem = "my.command",
    flags = "wriet deny-oom",
    keys = 2..1,
    step = 0,
    since,
    replicate = sometimes,
    + 5,
    acl = "@read",
)]
async fn set<T>(values: impl Sized) {}

fn main() {}
