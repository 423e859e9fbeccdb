#![allow(unused)]
use redmod::prelude::*;

use redmod::reply::{self, Writer};

#[command]
fn kept() -> impl Reply {
    let mut kept: Option<&mut Writer> = None;
    reply::stream(move |out| {
        kept = Some(out);
        Ok(())
    })
}

#[command]
fn sent() -> impl Reply {
    reply::stream(|out| {
        std::thread::scope(|scope| {
            scope.spawn(|| out.null());
        });
        Ok(())
    })
}

#[command]
fn two_at_once() -> impl Reply {
    reply::stream(|out| {
        out.array(2, |inner| {
            out.null();
            inner.null();
        });
        Ok(())
    })
}

fn main() {}
