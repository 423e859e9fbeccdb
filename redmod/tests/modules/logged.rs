//! A module that logs what a client sends.

#![forbid(unsafe_code)]

use redmod::Level;
use redmod::prelude::*;

redmod::module! { name: "logged" }

/// By the macros of redmod.
#[command]
fn macros(text: &str) {
    redmod::debug!("debug {text}");
    redmod::verbose!("verbose {text}");
    redmod::notice!("notice {text}");
    redmod::warning!("warning {text}");
}

/// By the context.
#[command]
fn context(cx: &Context, text: &str) {
    cx.log(Level::Debug, format_args!("debug {text}"));
    cx.log(Level::Verbose, format_args!("verbose {text}"));
    cx.log(Level::Notice, format_args!("notice {text}"));
    cx.log(Level::Warning, text);
}

/// By the `log` crate.
#[command]
fn krate(text: &str) {
    log::trace!("trace {text}");
    log::debug!("debug {text}");
    log::info!("info {text}");
    log::warn!("warn {text}");
    log::error!("error {text}");
}

/// From a thread.
#[command]
fn thread(text: String) {
    std::thread::spawn(move || redmod::notice!("thread {text}"));
}
