//! The QR code of a SEPA credit transfer (EPC069-12, version 002), which
//! banking applications read.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::company::{BankAccount, Company};

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
    company: &Company,
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
    let name: String = one_line(&company.name).chars().take(LONGEST_NAME).collect();
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
    let code = QrCode::with_error_correction_level(payload, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path d=\""
    );
    for (row, modules) in colors.chunks(width.max(1)).enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
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
