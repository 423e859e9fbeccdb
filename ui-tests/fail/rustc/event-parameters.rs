#![allow(unused)]
use redmod::event::{FlushDb, Shutdown};
use redmod::notification::Notification;
use redmod::prelude::*;
use redmod::{EventContext, NotificationContext};

#[on_event(FlushDB)]
fn of_another(event: Shutdown) {}

#[on_event(FlushDB)]
fn no_payload(cx: &EventContext, database: i32) {}

#[on_event(FlushDB)]
fn a_commands_context(cx: &Context, event: FlushDb) {}

#[on_keyspace(hash)]
fn an_events_context(cx: &EventContext, what: Notification) {}

fn main() {}
