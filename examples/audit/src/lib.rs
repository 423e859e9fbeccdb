//! An audit log: what happened to keys, and what was refused, in a stream.

#![forbid(unsafe_code)]

use redmod::call::CallOptions;
use redmod::event::CommandResult;
use redmod::notification::Notification;
use redmod::prelude::*;
use redmod::{EventContext, Level, NotificationContext, ServerContext};

redmod::module! { name: "audit", version: 1 }

/// The log, in database 0.
const LOG: &str = "audit:log";

/// A line of the log: what happened, to what, where or by whom.
struct Line {
    what: String,
    subject: Vec<u8>,
    place: String,
}

// ANCHOR: changes
/// Whatever happens to a key, but for the log itself.
#[on_keyspace(all)]
fn changed(cx: &NotificationContext, what: Notification) {
    if what.key.as_bytes() == LOG.as_bytes() {
        return;
    }
    let line = Line {
        what: what.event.to_string_lossy().into_owned(),
        subject: what.key.as_bytes().to_vec(),
        place: format!("database {}", what.database),
    };
    // On a replica and while loading nothing is written: the log is there already.
    if let Err(error) = cx.post(move |cx| write(cx, &line)) {
        cx.log(Level::Debug, error);
    }
}
// ANCHOR_END: changes

// ANCHOR: refusals
/// What clients tried and may not do, where the server tells of it.
#[on_event(CommandResultACLRejected, optional)]
fn refused(cx: &EventContext, event: CommandResult) {
    let user = cx.client_user_name(event.client_id).ok().flatten();
    let line = Line {
        what: "refused".to_owned(),
        subject: event.command.to_bytes().to_vec(),
        place: match user {
            Some(user) => format!("user {}", user.as_bytes().escape_ascii()),
            None => format!("client {}", event.client_id),
        },
    };
    if let Err(error) = cx.post(move |cx| write(cx, &line)) {
        cx.log(Level::Debug, error);
    }
}
// ANCHOR_END: refusals

// ANCHOR: write
/// Adds a line, with the time as its id.
fn write(cx: &mut ServerContext, line: &Line) {
    let Line {
        what,
        subject,
        place,
    } = line;
    let replicate = CallOptions::new().replicate();
    let entry = (LOG, "*", "what", what, "subject", subject, "place", place);
    let written = cx.in_database(0, |cx| cx.call_with::<()>(replicate, "XADD", entry));
    if let Err(error) = written.and_then(|written| written) {
        cx.log(Level::Warning, error);
    }
}
// ANCHOR_END: write
