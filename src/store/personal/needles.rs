//! What tells of a person in a text: addresses and the name.

use crate::chain::ERASED;

/// In small letters.
#[derive(Debug, Clone, Default)]
pub struct Needles {
    pub addresses: Vec<String>,
    pub name: Option<String>,
}

impl Needles {
    pub fn is(&self, address: &str) -> bool {
        let address = address.trim().to_lowercase();
        self.addresses.contains(&address)
    }

    pub fn in_text(&self, text: &str) -> bool {
        self.all().any(|needle| find(text, needle, 0).is_some())
    }

    /// The text with the sign of omission in place of the person.
    pub fn left_out(&self, text: &str) -> String {
        self.all().fold(text.to_owned(), |text, needle| {
            let mut left = String::with_capacity(text.len());
            let mut from = 0;
            while let Some((begins, ends)) = find(&text, needle, from) {
                left.push_str(&text[from..begins]);
                left.push_str(ERASED);
                from = ends;
            }
            left.push_str(&text[from..]);
            left
        })
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().chain(&self.name).map(String::as_str)
    }
}

/// Where a needle stands as a word of its own, in upper or lower case.
fn find(text: &str, needle: &str, from: usize) -> Option<(usize, usize)> {
    let part_of_word = |c: char| c.is_alphanumeric();
    for (offset, _) in text.get(from..)?.char_indices() {
        let begins = from + offset;
        let before = text[..begins].chars().next_back();
        if before.is_some_and(|c| part_of_word(c) || "._+-".contains(c)) {
            continue;
        }
        if let Some(length) = folded_prefix(&text[begins..], needle)
            && !text[begins + length..].chars().next().is_some_and(part_of_word)
        {
            return Some((begins, begins + length));
        }
    }
    None
}

/// The bytes at the beginning of a text that are the needle.
fn folded_prefix(text: &str, needle: &str) -> Option<usize> {
    let mut wanted = needle.chars();
    let mut next = wanted.next();
    for (at, c) in text.char_indices() {
        if next.is_none() {
            return Some(at);
        }
        for folded in c.to_lowercase() {
            if next != Some(folded) {
                return None;
            }
            next = wanted.next();
        }
    }
    next.is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_left_out_and_nobody_else() {
        let needles = Needles {
            addresses: vec!["ann@x.example".to_owned()],
            name: Some("élise dupont".to_owned()),
        };
        for (text, left) in [
            ("550 <Ann@X.example> unknown", "550 <[…]> unknown"),
            ("joann@x.example", "joann@x.example"),
            ("ann@x.examples", "ann@x.examples"),
            ("ÉLISE DUPONT called; Élise Dupont again", "[…] called; […] again"),
            ("Élise Dupontel", "Élise Dupontel"),
            ("250 ok", "250 ok"),
            ("", ""),
        ] {
            assert_eq!(needles.left_out(text), left, "{text}");
            assert_eq!(needles.in_text(text), text != left, "{text}");
        }
    }
}
