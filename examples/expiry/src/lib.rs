//! A hook on expiry: who listens is told of each key that is gone, and a stream keeps the last ones.

#![forbid(unsafe_code)]

use redmod::call::CallOptions;
use redmod::notification::Notification;
use redmod::prelude::*;
use redmod::{Level, NotificationContext, ServerContext};

redmod::module! { name: "expiry", version: 1 }

/// The channel on which a key's name is published when the key is gone.
const CHANNEL: &str = "expiry:gone";
/// The stream that keeps the last of them, one in each database.
const STREAM: &str = "expiry:log";
/// About how many it keeps.
const KEPT: u64 = 1000;

// ANCHOR: hook
/// Called amid whatever made the key go, so it leaves the writing to a job.
#[on_keyspace(expired | evicted)]
fn gone(cx: &NotificationContext, what: Notification) {
    // The stream itself may be evicted. To log that would bring it back.
    if what.key.as_bytes() == STREAM.as_bytes() {
        return;
    }
    let (event, key) = (what.event.to_owned(), what.key.to_owned());
    let posted = cx.post(move |cx| {
        if let Err(error) = tell(cx, event.to_bytes(), &key) {
            cx.log(Level::Warning, error);
        }
    });
    // A replica learns of it by what the primary writes.
    if let Err(error) = posted {
        cx.log(Level::Debug, error);
    }
}
// ANCHOR_END: hook

// ANCHOR: tell
fn tell(cx: &mut ServerContext, event: &[u8], key: &ServerStr) -> Result<()> {
    cx.publish(CHANNEL, key);
    let replicate = CallOptions::new().replicate();
    let entry = (STREAM, "MAXLEN", "~", KEPT, "*", "event", event, "key", key);
    cx.call_with(replicate, "XADD", entry)
}
// ANCHOR_END: tell
