#![allow(unused)]
use redmod::prelude::*;

use std::collections::HashMap;

struct Player;

#[command]
fn own(player: Player) {}

#[command]
fn library(scores: HashMap<String, f64>, player: &Player) {}

fn main() {}
