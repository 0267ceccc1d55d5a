//! Amounts as whole numbers of ten-thousandths: exact on every database.

use rust_decimal::Decimal;

/// Digits after the decimal point that the store keeps.
const SCALE: u32 = 4;

/// `None` when the amount has more than four decimals or is too large.
pub fn to_stored(amount: Decimal) -> Option<i64> {
    let scaled = amount.checked_mul(Decimal::from(10_i64.pow(SCALE)))?.normalize();
    if scaled.scale() == 0 { i64::try_from(scaled.mantissa()).ok() } else { None }
}

/// As short as the amount allows, with two decimals at least.
pub fn from_stored(stored: i64) -> Decimal {
    match stored % 100 {
        0 => Decimal::new(stored / 100, 2),
        _ => Decimal::new(stored, SCALE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_or_refused() {
        for (text, stored) in [
            ("0", Some(0)),
            ("10.00", Some(100_000)),
            ("-1234.5678", Some(-12_345_678)),
            ("0.0001", Some(1)),
            ("0.00001", None),
            ("922337203685477.5807", Some(i64::MAX)),
            ("922337203685477.5808", None),
            ("79228162514264337593543950335", None),
        ] {
            let amount: Decimal = text.parse().expect("a decimal");
            assert_eq!(to_stored(amount), stored, "{text}");
            if let Some(stored) = stored {
                assert_eq!(from_stored(stored), amount, "{text}");
            }
        }
    }
}
