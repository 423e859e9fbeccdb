#![allow(unused)]
use redmod::dict::Dict;

fn iterate(mut dict: Dict<u64>) {
    for (key, value) in &dict {
        dict.remove(&key);
    }
}

fn walk(mut dict: Dict<u64>) {
    let mut cursor = dict.cursor();
    dict.insert("key", 1);
    cursor.next();
}

fn lent(dict: Dict<u64>) {
    let mut cursor = dict.cursor();
    let first = cursor.next();
    let second = cursor.next();
    drop((first, second));
}

fn value(mut dict: Dict<u64>) {
    let value = dict.get("key");
    dict.clear();
    drop(value);
}

fn main() {}
