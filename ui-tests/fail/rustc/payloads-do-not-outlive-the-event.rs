use std::sync::Mutex;

use redmod::event::{LostKey, ModuleChange};
use redmod::notification::Notification;
use redmod::prelude::*;
use redmod::EventContext;

static KEPT: Mutex<Option<Notification<'static>>> = Mutex::new(None);

#[on_keyspace(hash)]
fn keeps(what: Notification) {
    *KEPT.lock().unwrap() = Some(what);
}

#[on_event(ModuleChange)]
fn lives_for_ever(_: ModuleChange<'static>) {}

#[on_event(Key)]
fn posts(cx: &EventContext, key: LostKey) {
    cx.post(move |cx| cx.log(redmod::Level::Notice, format_args!("{key:?}")))
        .unwrap();
}

fn main() {}
