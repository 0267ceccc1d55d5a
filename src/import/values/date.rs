//! Civil dates.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::shown;
use crate::import::problems::Fault;
use crate::wording::msg;

/// Years outside are slips of the keyboard.
const YEARS: RangeInclusive<i32> = 1970..=2200;

/// `2026-12-31` or, day first, `31/12/2026`.
pub fn date(found: &str) -> Result<NaiveDate, Fault> {
    let parts = |separator: char| {
        let mut parts = found.split(separator);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(one), Some(two), Some(three), None) => Some((one, two, three)),
            _ => None,
        }
    };
    let day = match (parts('-'), parts('/')) {
        (Some((year, month, day)), _) | (_, Some((day, month, year))) => civil(year, month, day),
        _ => None,
    };
    in_range(found, day).map_err(|fault| fault.expecting(msg!("import-expected-date")))
}

/// `2026-12-31`, in full.
pub fn iso_date(found: &str) -> Result<NaiveDate, Fault> {
    let day = match (found.len(), found.get(..4), found.get(5..7), found.get(8..)) {
        (10, Some(year), Some(month), Some(day)) if found.matches('-').count() == 2 => {
            civil(year, month, day)
        }
        _ => None,
    };
    in_range(found, day).map_err(|fault| fault.expecting(msg!("import-expected-iso-date")))
}

/// `20261231`.
pub fn fec_date(found: &str) -> Result<NaiveDate, Fault> {
    let day = match (found.get(..4), found.get(4..6), found.get(6..)) {
        (Some(year), Some(month), Some(day)) => civil(year, month, day),
        _ => None,
    };
    in_range(found, day).map_err(|fault| fault.expecting(msg!("import-expected-fec-date")))
}

fn civil(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let digits = |text: &str, count: RangeInclusive<usize>| {
        let well_formed =
            count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        well_formed.then(|| text.parse::<u32>().ok()).flatten()
    };
    let year = i32::try_from(digits(year, 4..=4)?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(month, 1..=2)?, digits(day, 1..=2)?)
}

fn in_range(found: &str, day: Option<NaiveDate>) -> Result<NaiveDate, Fault> {
    let day = day.ok_or_else(|| Fault::new(msg!("import-not-a-date", found = shown(found))))?;
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(Fault::new(msg!(
            "import-absurd-year",
            found = shown(found),
            first = YEARS.start().to_string(),
            last = YEARS.end().to_string()
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_iso_and_french_dates_only() {
        for (found, expected) in [
            ("2026-12-31", Some("2026-12-31")),
            ("31/12/2026", Some("2026-12-31")),
            ("1/2/2026", Some("2026-02-01")),
            ("12/31/2026", None),
            ("31/12/26", None),
            ("29/02/2026", None),
            ("31-12-2026", None),
            ("20261231", None),
            ("0202-01-01", None),
            ("2026-12-31T00:00:00", None),
        ] {
            let read = date(found).ok().map(|day| day.to_string());
            assert_eq!(read.as_deref(), expected, "{found}");
        }
    }

    #[test]
    fn reads_the_dates_of_a_fec() {
        for (found, expected) in
            [("20251231", true), ("20251331", false), ("2025-12-31", false), ("é0251231", false)]
        {
            assert_eq!(fec_date(found).is_ok(), expected, "{found}");
        }
    }
}
