#![allow(unused)]
use redmod::prelude::*;

use std::rc::Rc;

fn is_send<T: Send>(_: T) {}

#[command]
fn borrowed(value: &ServerStr) {
    std::thread::scope(|scope| {
        scope.spawn(|| value.as_bytes());
    });
}

#[command]
fn rest(values: Rest<u64>) {
    is_send(values);
}

#[command]
fn counted(value: &str) {
    let value = Rc::new(value.to_owned());
    std::thread::spawn(move || value.len());
}

fn main() {}
