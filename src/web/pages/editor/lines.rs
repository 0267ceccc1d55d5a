//! Two texts side by side, line by line.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;

/// Changed lines that are near to each other, with the lines around them.
#[derive(Debug, Serialize)]
pub struct Hunk {
    pub lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
pub struct Line {
    /// `+`, `-` or nothing.
    pub sign: &'static str,
    /// `added`, `removed` or `same`.
    pub kind: &'static str,
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub text: String,
}

/// What changes from one text to the other; empty where they are the same.
pub fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    let diff = TextDiff::from_lines(before, after);
    let groups = diff.grouped_ops(CONTEXT);
    groups
        .iter()
        .map(|group| Hunk {
            lines: group
                .iter()
                .flat_map(|op| diff.iter_changes(op))
                .map(|change| {
                    let (sign, kind) = match change.tag() {
                        ChangeTag::Insert => ("+", "added"),
                        ChangeTag::Delete => ("-", "removed"),
                        ChangeTag::Equal => ("", "same"),
                    };
                    Line {
                        sign,
                        kind,
                        before: change.old_index().map(|index| index + 1),
                        after: change.new_index().map(|index| index + 1),
                        text: change.value().trim_end_matches(['\n', '\r']).to_owned(),
                    }
                })
                .collect(),
        })
        .collect()
}

/// A unified diff that was made elsewhere, line by line.
pub fn of_unified(diff: &str) -> Vec<Line> {
    diff.lines()
        .filter(|line| !line.starts_with("---") && !line.starts_with("+++"))
        .map(|line| {
            let (sign, kind) = match line.as_bytes().first() {
                Some(b'+') => ("+", "added"),
                Some(b'-') => ("-", "removed"),
                _ => ("", "same"),
            };
            let text = line.get(1..).filter(|_| !line.starts_with('@')).unwrap_or(line);
            Line { sign, kind, before: None, after: None, text: text.to_owned() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_is_told_by_signs_and_numbers() {
        let hunks = hunks("a\nb\nc\n", "a\nx\nc\n");
        let lines: Vec<_> = hunks[0]
            .lines
            .iter()
            .map(|line| (line.sign, line.before, line.after, line.text.as_str()))
            .collect();
        let expected = [
            ("", Some(1), Some(1), "a"),
            ("-", Some(2), None, "b"),
            ("+", None, Some(2), "x"),
            ("", Some(3), Some(3), "c"),
        ];
        assert_eq!((hunks.len(), lines.as_slice()), (1, &expected[..]));
        assert!(super::hunks("a\n", "a\n").is_empty());
    }
}
