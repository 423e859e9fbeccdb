#![allow(unused)]
use std::rc::Rc;
use std::time::Duration;

use redmod::prelude::*;
use redmod::{Blocked, BlockedClient};

fn answers_with_what_stays_on_its_thread(cx: &Context) -> Result<Blocked<Rc<str>>> {
    let (blocked, client) = cx.block_client(Duration::ZERO)?;
    client.unblock(Rc::from("value"));
    Ok(blocked)
}

fn answers_with_an_argument<'a>(cx: &Context, argument: &'a ServerStr) -> Result<Blocked<&'a ServerStr>> {
    let (blocked, client) = cx.block_client(Duration::ZERO)?;
    client.unblock(argument);
    Ok(blocked)
}

fn blocked_stays_on_its_thread(blocked: Blocked<u64>) {
    std::thread::spawn(move || drop(blocked));
}

fn answers_once(client: BlockedClient<u64>) {
    client.unblock(1);
    client.unblock(2);
}

fn main() {}
