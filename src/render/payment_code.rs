//! The QR code of a SEPA credit transfer (EPC069-12, version 002), which
//! banking applications read.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::company::BankAccount;

/// Longest name of the payee, in characters.
const LONGEST_NAME: usize = 70;

/// Longest remittance text, in characters.
const LONGEST_TEXT: usize = 140;

/// Most bytes of a payload.
const MOST_BYTES: usize = 331;

/// Light modules around the code, as its standard asks for.
const QUIET: usize = 4;

/// What the code says; none where no transfer of this amount of euros can be
/// coded. `references` are those to quote, in the order of the letter.
pub(super) fn payload(
    payee: &str,
    bank: &BankAccount,
    euros: Decimal,
    customer: &str,
    references: &[&str],
) -> Option<String> {
    let amount = euros.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    if amount < Decimal::new(1, 2) || amount > Decimal::new(99_999_999_999, 2) {
        return None;
    }
    let bic = bank.bic.as_deref().map(without_blanks).unwrap_or_default();
    let iban = without_blanks(&bank.iban);
    let name: String = one_line(payee).chars().take(LONGEST_NAME).collect();
    let text = remittance(customer, references);
    let payload = format!(
        "BCD\n002\n1\nSCT\n{bic}\n{name}\n{iban}\nEUR{amount:.2}\n\n\n{text}",
        name = name.trim_end(),
    );
    (payload.len() <= MOST_BYTES).then_some(payload)
}

/// All references where there is room; else the customer's code and as many
/// whole ones as fit.
fn remittance(customer: &str, references: &[&str]) -> String {
    let mut distinct: Vec<String> = Vec::new();
    for reference in references.iter().map(|reference| one_line(reference)) {
        if !distinct.contains(&reference) {
            distinct.push(reference);
        }
    }
    let all = distinct.join(" ");
    if all.chars().count() <= LONGEST_TEXT {
        return all;
    }
    let mut text: String = one_line(customer).chars().take(LONGEST_TEXT).collect();
    for reference in distinct {
        if text.chars().count() + 1 + reference.chars().count() <= LONGEST_TEXT {
            text.push(' ');
            text.push_str(&reference);
        }
    }
    text
}

/// A picture of a payload in black on white, without a size of its own.
pub(super) fn svg(payload: &str) -> Option<String> {
    let code = QRBuilder::new(payload).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * QUIET;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path d=\""
    );
    let rows = code.data.chunks(code.size.max(1)).take(code.size);
    for (row, modules) in rows.enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|one, next| one.value() == next.value()) {
            if run.first().is_some_and(|module| module.value()) {
                let (x, y, length) = (column + QUIET, row + QUIET, run.len());
                // Writing to a string cannot fail.
                _ = write!(svg, "M{x} {y}h{length}v1h-{length}z");
            }
            column += run.len();
        }
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(euros: &str, bic: Option<&str>, references: &[&str]) -> Option<String> {
        let bank = BankAccount {
            iban: "FR76 3000 6000 0112 3456 7890 189".into(),
            bic: bic.map(str::to_owned),
        };
        payload("Atelier Lumière", &bank, euros.parse().expect("an amount"), "C0042", references)
    }

    #[test]
    fn a_transfer_is_coded_line_by_line() {
        assert_eq!(
            coded("2800", Some("AGRIFRPP"), &["FA1", "RF18 5390", "FA1"]).as_deref(),
            Some(
                "BCD\n002\n1\nSCT\nAGRIFRPP\nAtelier Lumière\nFR7630006000011234567890189\n\
                 EUR2800.00\n\n\nFA1 RF18 5390"
            )
        );
        let without = coded("0.01", None, &["FA1"]).expect("a code");
        assert!(without.contains("\nSCT\n\nAtelier"), "the BIC is optional");
    }

    #[test]
    fn amounts_that_no_transfer_has_are_not_coded() {
        for (euros, is_coded) in [
            ("0", false),
            ("-5", false),
            ("0.01", true),
            ("999999999.99", true),
            ("1000000000", false),
        ] {
            assert_eq!(coded(euros, None, &["FA1"]).is_some(), is_coded, "{euros}");
        }
    }

    #[test]
    fn references_are_never_cut() {
        let many: Vec<String> = (0..40).map(|number| format!("FA26-{number:05}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let text = remittance("C0042", &many);
        assert!(text.starts_with("C0042 FA26-00000 FA26-00001"), "{text}");
        assert!(text.chars().count() <= LONGEST_TEXT);
        assert!(text.split(' ').skip(1).all(|it| many.contains(&it)), "{text}");
    }

    #[test]
    fn the_picture_has_the_modules_of_the_code() {
        let payload = coded("12.30", None, &["FA1"]).expect("a code");
        let svg = svg(&payload).expect("a picture");
        let code = QRBuilder::new(payload).ecl(ECL::M).build().expect("a code");
        let modules = code.data.iter().take(code.size * code.size);
        let dark = modules.filter(|module| module.value()).count();
        let drawn: usize = svg
            .split('M')
            .skip(2)
            .filter_map(|run| run.split('h').nth(1)?.split('v').next()?.parse::<usize>().ok())
            .sum();
        assert_eq!(drawn, dark);
    }
}
