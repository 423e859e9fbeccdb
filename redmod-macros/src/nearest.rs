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
    let (changes, nearest) = known
        .iter()
        .map(|known| (changes(&word, &normal(known)), *known))
        .min_by_key(|(n, _)| *n)?;
    (changes <= nearest.len() / 3 || changes == 1).then_some(nearest)
}

/// Case and the kind of hyphen do not count.
fn normal(word: &str) -> Vec<char> {
    word.chars()
        .filter(|c| !matches!(c, '-' | '_'))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// How many letters to insert, delete, replace or swap with the next one to get from one word to
/// the other (optimal string alignment).
fn changes(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
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
