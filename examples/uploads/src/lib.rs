//! Configs: what may be uploaded, which users of the server decide.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use redmod::config::{Flags, MemorySize};
use redmod::prelude::*;
use redmod::{ConfigContext, Global, ServerContext, Timer};

redmod::module! { name: "uploads", version: 1 }

// ANCHOR: configs
/// `uploads.max-size`
#[config(default = "10mb", range = "1kb"..="1gb")]
static MAX_SIZE: Config<MemorySize>;

#[derive(Args, ConfigEnum, Clone, Copy)]
enum Kind {
    Text,
    Image,
    Video,
}

/// `uploads.kinds`: any of them, as in `image text`, or `none`.
#[config(default = [Kind::Text, Kind::Image])]
static KINDS: Config<Flags<Kind>>;

/// `uploads.closed`
#[config(default = false)]
static CLOSED: Config<bool>;
// ANCHOR_END: configs

// ANCHOR: hooks
/// `uploads.message`: what those read whose upload is refused.
#[config(default = "this cannot be uploaded", on_change = is_short)]
static MESSAGE: Config<String>;

fn is_short(new: &str) -> Result<()> {
    match new.len() {
        0..=80 => Ok(()),
        len => Err(Error::new(format_args!(
            "80 bytes are enough, and these are {len}"
        ))),
    }
}

/// `uploads.report-every`: how often the log tells of what was refused; `0` is never.
#[config(default = "0", apply = restart_reports)]
static REPORT_EVERY: Config<Duration>;

static REPORTS: Global<Option<Timer>> = Global::new(|| None);

fn restart_reports(cx: &ConfigContext) -> Result<()> {
    let period = REPORT_EVERY.get();
    let timer = (!period.is_zero()).then(|| cx.every(period, report));
    // The timer that was there stops when it is dropped.
    *REPORTS.borrow_mut(cx)? = timer;
    Ok(())
}
// ANCHOR_END: hooks

static REFUSED: AtomicU64 = AtomicU64::new(0);

fn report(_: &mut ServerContext) {
    redmod::notice!("{} uploads were refused", REFUSED.load(Relaxed));
}

// ANCHOR: check
/// Whether a file may be uploaded.
#[command(flags = "fast")]
fn check(cx: &Context, kind: Kind, size: u64) -> Result<()> {
    if !CLOSED.get() && KINDS.get().contains(kind) && size <= *MAX_SIZE.get() {
        return Ok(());
    }
    REFUSED.fetch_add(1, Relaxed);
    Err(Error::with_code("REFUSED", &*MESSAGE.borrow(cx)?))
}
// ANCHOR_END: check
