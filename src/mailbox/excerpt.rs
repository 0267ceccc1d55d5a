//! What somebody wrote themselves in a reply.

/// As much of a reply as is kept, in characters.
const LONGEST: usize = 2_000;

/// The text before what it quotes, without what mail programs put between.
pub fn excerpt(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        let line = line.trim_end();
        if line.trim_start().starts_with('>') {
            continue;
        }
        if begins_quotation(line.trim()) {
            break;
        }
        // A signature.
        if line == "--" {
            break;
        }
        if !(line.is_empty() && kept.last().is_none_or(|last| last.is_empty())) {
            kept.push(line);
        }
    }
    // "On …, X wrote:" may be broken into two lines.
    while kept.last().is_some_and(|last| last.is_empty() || begins_quotation(last.trim())) {
        kept.pop();
    }
    let plain = |c: &char| *c == '\n' || *c == '\t' || !c.is_control();
    kept.join("\n").chars().filter(plain).take(LONGEST).collect::<String>().trim().to_owned()
}

/// What mail programs write before the mail that is answered.
fn begins_quotation(line: &str) -> bool {
    const DIVIDERS: [&str; 6] = [
        "-----Original Message-----",
        "----- Original Message -----",
        "-----Message d'origine-----",
        "-----Message d’origine-----",
        "----- Mail original -----",
        "________________________________",
    ];
    let lower = line.to_lowercase();
    DIVIDERS.iter().any(|divider| line.starts_with(divider))
        || (lower.starts_with("on ") && lower.ends_with("wrote:"))
        || (lower.starts_with("le ")
            && (lower.ends_with("a écrit :") || lower.ends_with("a écrit\u{a0}:")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_written_is_kept() {
        for (text, expected) in [
            ("Payé hier.\n\nAlix\n", "Payé hier.\n\nAlix"),
            ("Paid.\n\nOn Tue, 24 Nov 2026, Compta wrote:\n> Bonjour\n> F1", "Paid."),
            ("Vu.\r\n\r\nLe 24 nov. 2026 à 09:30, Compta a écrit :\r\n> Bonjour", "Vu."),
            ("Oui\n-----Message d'origine-----\nDe : Compta", "Oui"),
            ("> Où en est-on ?\nC’est réglé.\n-- \nAlix", "C’est réglé."),
            ("bell\u{7} and \u{1b}[31mred", "bell and [31mred"),
            ("> only quoted", ""),
        ] {
            assert_eq!(excerpt(text), expected, "{text:?}");
        }
        assert_eq!(excerpt(&"a".repeat(9_000)).len(), LONGEST);
    }
}
