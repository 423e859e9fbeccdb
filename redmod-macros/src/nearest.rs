//! Decides what is suggested in place of an unknown word.

/// The message for a word that is none of the known ones: the nearest of them, or all.
pub(crate) fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    match nearest(word, known) {
        Some(nearest) => format!("unknown {what} `{word}`; did you mean `{nearest}`?"),
        None => format!("unknown {what} `{word}`; use one of {}", list(known)),
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

/// How many letters to insert, delete or replace to get from one word to the other (Levenshtein).
fn changes(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested() {
        let known = ["write", "readonly", "deny-oom"];
        assert_eq!(
            unknown("flag", "deny_oom", &known),
            "unknown flag `deny_oom`; did you mean `deny-oom`?"
        );
        assert_eq!(
            unknown("flag", "Wirte", &known),
            "unknown flag `Wirte`; use one of `write`, `readonly`, `deny-oom`"
        );
        assert_eq!(
            unknown("flag", "writ", &known),
            "unknown flag `writ`; did you mean `write`?"
        );
        assert_eq!(
            unknown("flag", "read-only", &known),
            "unknown flag `read-only`; did you mean `readonly`?"
        );
    }
}
