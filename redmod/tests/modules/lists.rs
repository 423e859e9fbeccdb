//! Lists: each function in a command of its own, and random runs of them on one handle.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::time::Duration;

use redmod::prelude::*;

redmod::module! { name: "lists", version: 1 }

#[command(flags = "write", keys = 1..1)]
fn push_front(mut list: KeyMut<List>, element: &ServerStr) -> Result<()> {
    list.push_front(element)
}

#[command(flags = "write", keys = 1..1)]
fn push_back(mut list: KeyMut<List>, element: &ServerStr) -> Result<()> {
    list.push_back(element)
}

#[command(flags = "write", keys = 1..1)]
fn pop_front(mut list: KeyMut<List>) -> Option<ServerString> {
    list.pop_front()
}

#[command(flags = "write", keys = 1..1)]
fn pop_back(mut list: KeyMut<List>) -> Option<ServerString> {
    list.pop_back()
}

#[command(flags = "readonly", keys = 1..1)]
fn get(mut list: Key<List>, index: isize) -> Result<Option<ServerString>> {
    list.get(index)
}

#[command(flags = "write", keys = 1..1)]
fn set(mut list: KeyMut<List>, index: isize, element: &ServerStr) -> Result<()> {
    list.set(index, element)
}

#[command(flags = "write", keys = 1..1)]
fn insert(mut list: KeyMut<List>, index: isize, element: &ServerStr) -> Result<()> {
    list.insert(index, element)
}

#[command(flags = "write", keys = 1..1)]
fn remove(mut list: KeyMut<List>, index: isize) -> Result<bool> {
    list.remove(index)
}

#[command(flags = "readonly", keys = 1..1)]
fn all(mut list: Key<List>) -> Result<Vec<ServerString>> {
    Ok(list.iter()?.collect())
}

#[command(flags = "readonly", keys = 1..1)]
fn reversed(mut list: Key<List>) -> Result<Vec<ServerString>> {
    Ok(list.iter()?.rev().collect())
}

/// The value goes while the handle knows a place in it.
#[command(flags = "write", keys = 1..1)]
fn delete_in_place(mut list: KeyMut<List>) -> Result<bool> {
    list.get(1)?;
    let deleted = list.delete();
    list.push_back("new")?;
    list.get(0)?;
    list.unlink();
    list.push_back("newer")?;
    list.get(0)?;
    list.set_ttl(Some(Duration::from_secs(100)))?;
    list.get(-1)?;
    list.set_ttl(None)?;
    list.get(0)?;
    Ok(deleted)
}

/// Random operations on one handle, each held against a deque; answers with the deque.
#[command(flags = "write", keys = 1..1)]
fn random(mut list: KeyMut<List>, seed: u64, steps: usize) -> Result<Vec<String>> {
    let mut model: VecDeque<String> = VecDeque::new();
    let mut state = seed | 1;
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    for step in 0..steps {
        let element = match below(3) {
            0 => format!("{}", below(100_000)),
            1 => "x".repeat(below(300)),
            _ => format!("element {step}"),
        };
        let len = model.len();
        let at = below(len + 2);
        let index = if below(2) == 0 {
            at as isize
        } else {
            at as isize - len as isize - 1
        };
        // The same place counted from the front, if there is one.
        let place = match index {
            0.. => Some(index.unsigned_abs()).filter(|at| *at < len),
            _ => len.checked_sub(index.unsigned_abs()),
        };
        match below(10) {
            0 => {
                list.push_front(&element)?;
                model.push_front(element);
            }
            1 | 2 => {
                list.push_back(&element)?;
                model.push_back(element);
            }
            3 => assert_eq!(text(list.pop_front()), model.pop_front(), "step {step}"),
            4 => assert_eq!(text(list.pop_back()), model.pop_back(), "step {step}"),
            5 | 6 => {
                let expected = place.map(|place| model[place].clone());
                assert_eq!(text(list.get(index)?), expected, "step {step}: get {index}");
            }
            7 => match place {
                Some(place) => {
                    list.set(index, &element)?;
                    model[place] = element;
                }
                None => assert!(list.set(index, &element).is_err(), "step {step}"),
            },
            8 => {
                let place = match index {
                    0.. => Some(index.unsigned_abs()).filter(|at| *at <= len),
                    _ => (len + 1).checked_sub(index.unsigned_abs()),
                };
                match place {
                    Some(place) => {
                        list.insert(index, &element)?;
                        model.insert(place, element);
                    }
                    None => assert!(list.insert(index, &element).is_err(), "step {step}"),
                }
            }
            _ => {
                assert_eq!(
                    list.remove(index)?,
                    place.is_some(),
                    "step {step}: remove {index}"
                );
                if let Some(place) = place {
                    model.remove(place);
                }
            }
        }
        assert_eq!(list.len(), model.len(), "step {step}");
    }
    Ok(model.into())
}

fn text(string: Option<ServerString>) -> Option<String> {
    string.map(|it| it.to_str().expect("as it was put in").to_owned())
}
