#![allow(unused)]
use std::rc::Rc;

use redmod::dict::Dict;

fn send(dict: Dict<Rc<u64>>) {
    std::thread::spawn(move || drop(dict));
}

fn main() {}
