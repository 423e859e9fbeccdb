//! Decides what can be said of a key: the flags of a key spec, for parameters and for fields.

use crate::errors::Errors;
use crate::nearest::{list, unknown};
use crate::value::Text;

/// What a command does with a key, as bits of a key spec.
const KEY_FLAGS: [(&str, u64); 11] = [
    ("RO", 1),
    ("RW", 2),
    ("OW", 4),
    ("RM", 8),
    ("ACCESS", 16),
    ("UPDATE", 32),
    ("INSERT", 64),
    ("DELETE", 128),
    ("NOT_KEY", 256),
    ("INCOMPLETE", 512),
    ("VARIABLE_FLAGS", 1024),
];

/// The rules of `RM_SetCommandInfo`.
pub(crate) fn check(flags: &Text, errors: &mut Errors) {
    let words: Vec<String> = words(flags).collect();
    let known = KEY_FLAGS.map(|(word, _)| word);
    for (i, word) in words.iter().enumerate() {
        if !known.contains(&word.as_str()) {
            errors.at(flags.span, unknown("key flag", word, &known));
        } else if words[..i].contains(word) {
            errors.at(flags.span, format!("key flag `{word}` is repeated"));
        }
    }
    let count = |some: &[&str]| {
        let said = words.iter().filter(|word| some.contains(&word.as_str()));
        said.count()
    };
    let (accesses, changes) = (&known[..4], &known[5..8]);
    if count(accesses) != 1 {
        let message = format!("a key has exactly one of the flags {}", list(accesses));
        errors.at(flags.span, message);
    }
    if count(changes) > 1 {
        let message = format!("a key has at most one of the flags {}", list(changes));
        errors.at(flags.span, message);
    }
}

/// The bits of flags that were checked.
pub(crate) fn bits(flags: &Text) -> u64 {
    let bit = |word| KEY_FLAGS.iter().find(|(known, _)| *known == word);
    words(flags).fold(0, |bits, word| bits | bit(word).map_or(0, |(_, bit)| *bit))
}

fn words(flags: &Text) -> impl Iterator<Item = String> {
    let words = flags.value.split_ascii_whitespace();
    words.map(str::to_ascii_uppercase)
}
