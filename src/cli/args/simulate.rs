//! `simulate`: the schedule played day by day on a copy of the data.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use crate::simulation::Percent;

/// Longest window and longest time between reminder and payment, in days.
const MOST_DAYS: u32 = 3_660;

#[derive(Debug, Args)]
pub struct SimulateArgs {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: NaiveDate,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: NaiveDate,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    #[arg(
        long,
        conflicts_with_all = ["paid", "paid_within", "seed", "more_than", "window", "stuck_after"]
    )]
    pub history: bool,
    #[arg(long, requires = "history")]
    pub schedule: bool,
    #[arg(long, value_name = "LEVEL=PERCENT", num_args = 1.., value_parser = share)]
    pub paid: Vec<(String, Percent)>,
    #[arg(
        long,
        value_name = "DAYS..DAYS",
        default_value = "2..10",
        hide_default_value = true,
        value_parser = within
    )]
    pub paid_within: (u32, u32),
    #[arg(long, default_value_t = 1, hide_default_value = true)]
    pub seed: u64,
    #[arg(long, value_name = "MAILS", default_value_t = 4, hide_default_value = true)]
    pub more_than: u32,
    #[arg(
        long,
        value_name = "DAYS",
        default_value_t = 30,
        hide_default_value = true,
        value_parser = days
    )]
    pub window: u32,
    #[arg(
        long,
        value_name = "DAYS",
        default_value_t = 60,
        hide_default_value = true,
        value_parser = days
    )]
    pub stuck_after: u32,
    #[arg(long, value_name = "DIR")]
    pub csv: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub chart: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

/// `N1=40`: a level, and the share of its items that are paid, in per cent.
fn share(text: &str) -> Result<(String, Percent), String> {
    let wrong = || text.to_owned();
    let (level, percent) = text.split_once('=').ok_or_else(wrong)?;
    let percent = percent.trim().trim_end_matches('%').trim_end().replace(',', ".");
    match level.trim() {
        "" => Err(wrong()),
        level => Ok((level.to_owned(), percent.parse().map_err(|_| wrong())?)),
    }
}

/// `2..10`: from the first number of days to the last; one number stands for
/// both.
fn within(text: &str) -> Result<(u32, u32), String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let number = |text: &str| text.trim().parse().ok().filter(|days| *days <= MOST_DAYS);
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => Err(text.to_owned()),
    }
}

/// A number of days, one at least.
fn days(text: &str) -> Result<u32, String> {
    let days = text.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    days.ok_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_name_a_level_and_per_cent() {
        for (text, expected) in [
            ("N1=40", Some(("N1", "40"))),
            ("N2 = 12.5 %", Some(("N2", "12.5"))),
            ("N2=12,5", Some(("N2", "12.5"))),
            ("N1", None),
            ("=40", None),
            ("N1=", None),
            ("N1=101", None),
            ("N1=-1", None),
        ] {
            let found = share(text).ok();
            let found = found.map(|(level, percent)| (level, percent.value().to_string()));
            let expected = expected.map(|(level, percent)| (level.to_owned(), percent.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn days_are_bounded_and_in_order() {
        for (text, expected) in [
            ("2..10", Some((2, 10))),
            ("0..0", Some((0, 0))),
            ("7", Some((7, 7))),
            ("10..2", None),
            ("2..", None),
            ("-1..2", None),
            ("2..5000", None),
        ] {
            assert_eq!(within(text).ok(), expected, "{text}");
        }
        for (text, valid) in [("1", true), ("0", false), ("3661", false), ("soon", false)] {
            assert_eq!(days(text).is_ok(), valid, "{text}");
        }
    }
}
