#![allow(unused)]
use redmod::event::{FlushDb, Shutdown};
use redmod::prelude::*;
use redmod::{EventContext, NotificationContext};

#[on_event]
fn none() {}

#[on_event(FlushDb)]
fn near() {}

#[on_event(Compaction)]
fn unknown() {}

#[on_event(FlushDB, Begin)]
fn other_subevent() {}

#[on_event(Loading, Endet)]
fn near_subevent() {}

#[on_event(Shutdown, Start)]
fn no_subevents() {}

#[on_event(FlushDB, optionally = true)]
fn misspelt() {}

#[on_event(FlushDB)]
fn returns(event: FlushDb) -> Result<()> {
    Ok(())
}

#[on_event(FlushDB)]
async fn waits(event: FlushDb) {}

struct Cache;

impl Cache {
    #[on_event(FlushDB)]
    fn flushed(&self) {}
}

#[on_event(FlushDB)]
struct Stats;

#[on_keyspace]
fn no_class() {}

#[on_keyspace(strings | hash)]
fn near_class() {}

#[on_keyspace(generic | dictionary)]
fn unknown_class() {}

#[on_keyspace(all | hash)]
fn twice() {}

#[on_keyspace(hash, event = "hset")]
fn misspelt_key() {}

#[on_keyspace(hash, events = " ")]
fn no_event() {}

fn main() {}
