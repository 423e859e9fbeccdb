#![allow(unused)]
use redmod::prelude::*;

#[command]
fn spawn(cx: &Context) {
    std::thread::scope(|scope| {
        scope.spawn(|| cx.log(redmod::Level::Notice, "from another thread"));
    });
}

fn main() {}
