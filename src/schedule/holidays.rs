//! Public holidays, computed.

use chrono::{Datelike as _, Days, NaiveDate};

/// Whose public holidays the business is closed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PublicHolidays {
    #[default]
    None,
    /// The eleven of article L3133-1 of the Code du travail.
    France,
    /// Those, and Good Friday and 26 December (article L3134-13).
    AlsaceMoselle,
}

/// Month and day of those that do not move.
const FIXED: [(u32, u32); 8] =
    [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
/// Easter Monday, Ascension Day, Whit Monday: days after Easter.
const MOVABLE: [i64; 3] = [1, 39, 50];

impl PublicHolidays {
    /// As the rules write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::France => "france",
            Self::AlsaceMoselle => "alsace_moselle",
        }
    }

    pub fn contain(self, day: NaiveDate) -> bool {
        let date = (day.month(), day.day());
        let since_easter = || easter(day.year()).map(|easter| (day - easter).num_days());
        match self {
            Self::None => false,
            Self::France => {
                FIXED.contains(&date) || since_easter().is_some_and(|days| MOVABLE.contains(&days))
            }
            Self::AlsaceMoselle => {
                Self::France.contain(day) || date == (12, 26) || since_easter() == Some(-2)
            }
        }
    }

    /// All of a year, in order.
    pub fn of_year(self, year: i32) -> Vec<NaiveDate> {
        let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else { return Vec::new() };
        let days = (0..366).filter_map(|days| first.checked_add_days(Days::new(days)));
        days.take_while(|day| day.year() == year).filter(|day| self.contain(*day)).collect()
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let leaps = century / 4;
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leaps - moon + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * correction + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(day / 31).ok()?, u32::try_from(day % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The days that move, as French calendars print them: Easter Monday,
    /// Ascension Day, Whit Monday.
    const PRINTED: [(i32, [&str; 3]); 7] = [
        (2024, ["04-01", "05-09", "05-20"]),
        (2025, ["04-21", "05-29", "06-09"]),
        (2026, ["04-06", "05-14", "05-25"]),
        (2027, ["03-29", "05-06", "05-17"]),
        (2028, ["04-17", "05-25", "06-05"]),
        (2029, ["04-02", "05-10", "05-21"]),
        (2030, ["04-22", "05-30", "06-10"]),
    ];

    fn shown(days: &[NaiveDate]) -> Vec<String> {
        days.iter().map(|day| day.format("%m-%d").to_string()).collect()
    }

    #[test]
    fn the_holidays_of_france_are_those_of_printed_calendars() {
        for (year, movable) in PRINTED {
            let fixed = FIXED.map(|(month, day)| format!("{month:02}-{day:02}"));
            let mut expected: Vec<String> = fixed.to_vec();
            expected.extend(movable.map(str::to_owned));
            expected.sort();
            expected.dedup();
            assert_eq!(shown(&PublicHolidays::France.of_year(year)), expected, "{year}");
        }
    }

    #[test]
    fn alsace_and_moselle_have_two_more() {
        for (year, good_friday) in [(2024, "03-29"), (2026, "04-03"), (2027, "03-26")] {
            let all = shown(&PublicHolidays::AlsaceMoselle.of_year(year));
            let common = shown(&PublicHolidays::France.of_year(year));
            let more: Vec<&String> = all.iter().filter(|day| !common.contains(day)).collect();
            assert_eq!(more, [good_friday, "12-26"], "{year}");
        }
    }

    #[test]
    fn easter_lies_between_22_march_and_25_april_on_a_sunday() {
        for year in 1900..2300 {
            let day = easter(year).expect("a day");
            assert_eq!(day.weekday(), chrono::Weekday::Sun, "{year}");
            let date = (day.month(), day.day());
            assert!(((3, 22)..=(4, 25)).contains(&date), "{year}: {date:?}");
        }
    }
}
