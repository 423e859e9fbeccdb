//! Decides what is suggested in place of an unknown word.

/// The message for a word that is none of the known ones: the nearest of them, or all.
pub(crate) fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    match (nearest(word, known), known) {
        (Some(nearest), _) => format!("unknown {what} `{word}`; did you mean `{nearest}`?"),
        (None, []) => format!("unknown {what} `{word}`; there is none"),
        (None, [only]) => format!("unknown {what} `{word}`; the only one is `{only}`"),
        (None, _) => format!("unknown {what} `{word}`; use one of {}", list(known)),
    }
}

/// The words in backticks, with commas.
pub(crate) fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The known word with the fewest changes, if these are fewer than a third of its letters or so.
fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = normal(word);
    let changes = |known: &str| strsim::osa_distance(&word, &normal(known));
    let (changes, nearest) = known
        .iter()
        .map(|known| (changes(known), *known))
        .min_by_key(|(n, _)| *n)?;
    (changes <= nearest.len() / 3 || changes == 1).then_some(nearest)
}

/// Case and the kind of hyphen do not count.
fn normal(word: &str) -> String {
    word.replace(['-', '_'], "").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested() {
        let known = ["write", "readonly", "deny-oom"];
        let nearest = |word| nearest(word, &known);
        assert_eq!(nearest("deny_oom"), Some("deny-oom"));
        assert_eq!(nearest("Wirte"), Some("write"));
        assert_eq!(nearest("writ"), Some("write"));
        assert_eq!(nearest("read-only"), Some("readonly"));
        assert_eq!(nearest("fast"), None);
        assert_eq!(nearest(""), None);
    }

    #[test]
    fn all_words_are_told_where_none_is_near() {
        assert_eq!(unknown("flag", "x", &[]), "unknown flag `x`; there is none");
        assert_eq!(
            unknown("flag", "x", &["fast"]),
            "unknown flag `x`; the only one is `fast`"
        );
        assert_eq!(
            unknown("flag", "x", &["fast", "write"]),
            "unknown flag `x`; use one of `fast`, `write`"
        );
    }
}
