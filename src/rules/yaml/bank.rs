//! Bank details.

use super::read::{Read, Reader};
use super::tree::Node;
use super::values::{Flaw, checked, schema};
use crate::wording::msg;

/// An IBAN whose check digits agree; kept without blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Iban(pub String);
schema!(Iban, {"type": "string", "pattern": "^[A-Z]{2}[0-9]{2}[A-Z0-9 ]{11,40}$"});

impl Read for Iban {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-iban"), |text| {
            let iban: String = text.split_whitespace().collect();
            if is_iban(&iban) {
                Ok(Self(iban))
            } else {
                Err(Flaw::new(msg!("rules-expected-iban")))
            }
        })
    }
}

/// ISO 13616: with the first four characters at the end and letters read as
/// 10 to 35, the number leaves 1 when divided by 97.
fn is_iban(text: &str) -> bool {
    let shape = (15..=34).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && text.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && text.bytes().skip(2).take(2).all(|b| b.is_ascii_digit());
    let rest = text.chars().skip(4).chain(text.chars().take(4)).fold(0_u32, |rest, c| {
        let value = c.to_digit(36).unwrap_or(0);
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    shape && rest == 1
}

/// A BIC of 8 or 11 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bic(pub String);
schema!(Bic, {"type": "string", "pattern": "^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$"});

impl Read for Bic {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-bic"), |text| {
            let shape = matches!(text.len(), 8 | 11)
                && text.bytes().take(6).all(|b| b.is_ascii_uppercase())
                && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            if shape {
                Ok(Self(text.to_owned()))
            } else {
                Err(Flaw::new(msg!("rules-expected-bic")))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iban_check_digits() {
        for (text, valid) in [
            ("FR7630006000011234567890189", true),
            ("GB82WEST12345698765432", true),
            ("FR7630006000011234567890188", false),
            ("FR76", false),
            ("", false),
            ("fr7630006000011234567890189", false),
        ] {
            assert_eq!(is_iban(text), valid, "{text}");
        }
    }
}
