//! Amounts: exact, never rounded, and never guessed where a separator can
//! mean two things.

use rust_decimal::Decimal;

use super::shown;
use crate::domain::money::Currency;
use crate::import::problems::Fault;
use crate::wording::msg;

/// Digits before the decimal point; more is a slip of the keyboard.
const MOST_DIGITS: usize = 12;
/// Blanks that French exports put between thousands.
const BLANKS: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// `1234.56`, `1 234,56`, `1.234,56` or `1,234.56`. With one separator and
/// exactly three digits behind it (`1,234`) the text has two meanings and is
/// refused, unless the currency has three decimals.
pub fn amount(found: &str, currency: Currency) -> Result<Decimal, Fault> {
    let (negative, unsigned) = sign(found);
    let (whole, fraction) = split(found, unsigned, currency)?;
    build(found, negative, &whole, &fraction, currency)
}

/// An amount that may not be negative.
pub fn non_negative(found: &str, currency: Currency) -> Result<Decimal, Fault> {
    let amount = amount(found, currency)?;
    if amount.is_sign_negative() && !amount.is_zero() {
        return Err(Fault::new(msg!("import-negative", found = shown(found))));
    }
    Ok(amount)
}

/// An amount of a FEC: no thousands, comma or point, perhaps padded with
/// zeros; nothing is zero.
pub fn fec_amount(found: &str, currency: Currency) -> Result<Decimal, Fault> {
    if found.is_empty() {
        return Ok(Decimal::ZERO);
    }
    let (negative, unsigned) = sign(found);
    let (whole, fraction) = unsigned.split_once([',', '.']).unwrap_or((unsigned, ""));
    build(found, negative, whole.trim_start_matches('0'), fraction, currency).map_err(|fault| {
        Fault { expected: None, ..fault }.expecting(msg!("import-expected-fec-amount"))
    })
}

/// An amount as programs write it: digits, perhaps a point and decimals, and
/// `-` before them.
pub fn exact(found: &str, currency: Currency) -> Result<Decimal, Fault> {
    let unsigned = found.strip_prefix('-').unwrap_or(found);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => ("", ""),
        None => (unsigned, ""),
    };
    let expected = |fault: Fault| {
        Fault { expected: None, ..fault }.expecting(msg!("import-expected-exact-amount"))
    };
    if whole.is_empty() {
        return Err(expected(not_an_amount(found)));
    }
    build(found, unsigned.len() < found.len(), whole, fraction, currency).map_err(expected)
}

fn sign(found: &str) -> (bool, &str) {
    match found.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, found.strip_prefix('+').unwrap_or(found)),
    }
}

/// Digits before and after the decimal sign, without thousands.
fn split(found: &str, unsigned: &str, currency: Currency) -> Result<(String, String), Fault> {
    let commas = unsigned.matches(',').count();
    let points = unsigned.matches('.').count();
    let decimal_sign = match (commas, points) {
        (0, 0) => None,
        (1, 0) => Some(','),
        (0, 1) => Some('.'),
        (_, 0) | (0, _) => None,
        _ if unsigned.rfind(',') > unsigned.rfind('.') => Some(','),
        _ => Some('.'),
    };
    let (whole, fraction) =
        decimal_sign.and_then(|sign| unsigned.rsplit_once(sign)).unwrap_or((unsigned, ""));
    let is_separator = |c: char| BLANKS.contains(&c) || c == ',' || c == '.';
    let could_be_thousands = (1..=3).contains(&whole.len()) && whole != "0" && fraction.len() == 3;
    if could_be_thousands && commas + points == 1 && currency.decimals() < 3 {
        let thousands = format!("{whole}{fraction}");
        let decimals = format!("{whole}.{fraction}");
        return Err(Fault::new(msg!(
            "import-ambiguous-amount",
            found = shown(found),
            thousands = thousands,
            decimals = decimals
        ))
        .expecting(msg!("import-expected-amount")));
    }
    let groups: Vec<&str> = whole.split(is_separator).collect();
    let separators: Vec<char> = whole.chars().filter(|c| is_separator(*c)).collect();
    let one_kind = separators.windows(2).all(|pair| pair.first() == pair.last())
        && separators.first().is_none_or(|first| Some(*first) != decimal_sign);
    let well_grouped = groups.iter().skip(1).all(|group| group.len() == 3)
        && (groups.len() == 1
            || groups.first().is_some_and(|first| (1..=3).contains(&first.len())));
    if one_kind && well_grouped {
        Ok((groups.concat(), fraction.to_owned()))
    } else {
        Err(not_an_amount(found))
    }
}

fn build(
    found: &str,
    negative: bool,
    whole: &str,
    fraction: &str,
    currency: Currency,
) -> Result<Decimal, Fault> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || !found.contains(|c: char| c.is_ascii_digit()) {
        return Err(not_an_amount(found));
    }
    if whole.len() > MOST_DIGITS {
        return Err(Fault::new(msg!(
            "import-amount-too-large",
            found = shown(found),
            most = MOST_DIGITS
        )));
    }
    let fraction = fraction.trim_end_matches('0');
    let decimals = currency.decimals();
    if u32::try_from(fraction.len()).map_or(true, |length| length > decimals) {
        return Err(Fault::new(msg!(
            "import-too-many-decimals",
            found = shown(found),
            currency = currency.code(),
            most = decimals
        )));
    }
    let text = format!("{}{whole}.{fraction}0", if negative { "-0" } else { "0" });
    let mut amount: Decimal = text.parse().map_err(|_| not_an_amount(found))?;
    amount.rescale(decimals);
    Ok(amount)
}

fn not_an_amount(found: &str) -> Fault {
    Fault::new(msg!("import-not-an-amount", found = shown(found)))
        .expecting(msg!("import-expected-amount"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(found: &str, currency: &str) -> Option<String> {
        amount(found, currency.parse().ok()?).ok().map(|amount| amount.to_string())
    }

    #[test]
    fn reads_french_and_english_amounts() {
        for (found, expected) in [
            ("1234.56", "1234.56"),
            ("1234,56", "1234.56"),
            ("1 234,56", "1234.56"),
            ("1\u{202f}234\u{202f}567,5", "1234567.50"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1.234.567", "1234567.00"),
            ("1,234,567.8", "1234567.80"),
            ("1 234", "1234.00"),
            ("12.5000", "12.50"),
            ("-12,5", "-12.50"),
            (",5", "0.50"),
            ("0", "0.00"),
        ] {
            assert_eq!(read(found, "EUR").as_deref(), Some(expected), "{found}");
        }
    }

    #[test]
    fn refuses_what_it_would_have_to_guess() {
        for found in [
            "1,234",
            "12.345",
            "999.000",
            "0,125",
            "1234,567",
            "12,34,56",
            "1.23.456",
            "1 23,00",
            "1 234.567,00 ",
            "1e5",
            "12 €",
            "",
            "-",
            ".",
            "--1",
            "1.234,567.00",
            "1234567890123",
            "NaN",
        ] {
            assert_eq!(read(found, "EUR"), None, "{found}");
        }
    }

    #[test]
    fn decimals_are_those_of_the_currency() {
        assert_eq!(read("1200", "JPY").as_deref(), Some("1200"));
        assert_eq!(read("1200.00", "JPY").as_deref(), Some("1200"));
        assert_eq!(read("1200.50", "JPY"), None);
        assert_eq!(read("12.345", "TND").as_deref(), Some("12.345"));
    }

    #[test]
    fn reads_padded_amounts_of_a_fec() {
        for (found, expected) in [
            ("000000000004778,58", Some("4778.58")),
            ("000000000000000,00", Some("0.00")),
            ("3563.5", Some("3563.50")),
            ("-12,00", Some("-12.00")),
            ("", Some("0")),
            ("1 234,00", None),
            ("1,234", None),
            (",", None),
        ] {
            let read = fec_amount(found, Currency::EUR).ok().map(|amount| amount.to_string());
            assert_eq!(read.as_deref(), expected, "{found}");
        }
    }
}
