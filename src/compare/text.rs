//! Two texts as a unified diff.

use similar::TextDiff;

/// Lines around a change.
const CONTEXT: usize = 2;

/// The lines that differ with a little around them, the two texts named in the
/// heading; nothing where they are the same.
pub fn unified(before: &str, after: &str, names: (&str, &str)) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    unified.context_radius(CONTEXT).missing_newline_hint(false).header(names.0, names.1);
    unified.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let before = "Bonjour,\n\na\nb\nc\nd\n\nBien cordialement,";
        let after = before.replace("Bien", "Très");
        assert_eq!(
            unified(before, &after, ("old", "new")),
            "--- old\n+++ new\n@@ -6,3 +6,3 @@\n d\n \n-Bien cordialement,\n+Très cordialement,\n"
        );
        assert_eq!(unified(before, before, ("old", "new")), "");
    }
}
