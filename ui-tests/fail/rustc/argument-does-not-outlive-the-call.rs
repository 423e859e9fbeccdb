#![allow(unused)]
use redmod::prelude::*;

use std::sync::Mutex;

static BYTES: Mutex<&[u8]> = Mutex::new(b"");
static TEXT: Mutex<&str> = Mutex::new("");

#[command]
fn keep_bytes(value: &[u8]) {
    *BYTES.lock().unwrap() = value;
}

#[command]
fn keep_text(value: &str) {
    *TEXT.lock().unwrap() = value;
}

#[command]
fn demand_bytes(value: &'static [u8]) {}

#[command]
fn demand_text(value: Option<&'static str>) {}

#[command]
fn demand_string(value: &'static ServerStr) {}

#[command]
fn demand_rest(values: Rest<'static, u64>) {}

#[command(flags = "readonly", keys = 1..1)]
fn demand_key(key: KeyName<'static>) {}

fn main() {}
