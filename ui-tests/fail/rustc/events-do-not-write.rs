use redmod::event::FlushDb;
use redmod::notification::Notification;
use redmod::prelude::*;
use redmod::{EventContext, NotificationContext};

#[on_event(FlushDB)]
fn calls(cx: &EventContext, _: FlushDb) {
    cx.call::<()>("DEL", "key").unwrap();
}

#[on_keyspace(hash)]
fn opens(cx: &NotificationContext, what: Notification) {
    cx.key::<Str>(what.key).unwrap();
}

fn main() {}
