//! Wants an event that Valkey 9.1 alone has.

#![forbid(unsafe_code)]

use redmod::event::CommandResult;
use redmod::prelude::*;

redmod::module! { name: "lacking", version: 1 }

#[on_event(FlushDB)]
fn flush() {}

#[on_event(FlushDB, End)]
fn flushed() {}

#[on_event(CommandResultRejected)]
fn rejected(_: CommandResult) {}
