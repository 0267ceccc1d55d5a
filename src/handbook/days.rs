//! Bounds in words: “from 5 to 15 days after the due date”, and the dates that
//! they mean on one day.

use chrono::{Duration, NaiveDate};

use super::pen::Pen;
use crate::domain::level::DayBounds;
use crate::wording::{Message, msg};

/// What days are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    DueDate,
    LastReminder,
}

impl Since {
    pub fn message(self) -> Message {
        match self {
            Self::DueDate => msg!("handbook-since-due"),
            Self::LastReminder => msg!("handbook-since-reminder"),
        }
    }
}

/// The days of a level in words.
pub fn bounds(bounds: DayBounds, since: Since) -> Message {
    let since = since.message();
    let lower = bounds.lower();
    let (from, to) = (lower.unsigned_abs(), bounds.upper().map(i32::unsigned_abs));
    match (lower, bounds.upper()) {
        (0, Some(0)) => msg!("handbook-days-zero", since = since),
        (..0, Some(upper)) if upper == lower => {
            msg!("handbook-days-one-before", days = from, since = since)
        }
        (_, Some(upper)) if upper == lower => {
            msg!("handbook-days-one-after", days = from, since = since)
        }
        (..0, Some(..0)) => {
            msg!("handbook-days-before", from = from, to = to.unwrap_or(from), since = since)
        }
        (..0, Some(0)) => msg!("handbook-days-to-zero", from = from, since = since),
        (..0, Some(_)) => {
            msg!("handbook-days-around", from = from, to = to.unwrap_or(0), since = since)
        }
        (0, Some(_)) => msg!("handbook-days-from-zero", to = to.unwrap_or(0), since = since),
        (_, Some(_)) => {
            msg!("handbook-days-after", from = from, to = to.unwrap_or(from), since = since)
        }
        (..0, None) => msg!("handbook-days-open-before", from = from, since = since),
        (0, None) => msg!("handbook-days-open-zero", since = since),
        (_, None) => msg!("handbook-days-open", from = from, since = since),
    }
}

/// What the days mean on `today`: the dates that lie so many days before it;
/// none where the calendar does not reach so far.
pub fn on(bounds: DayBounds, since: Since, today: NaiveDate, pen: &Pen) -> Option<Message> {
    let before = |days: i32| today.checked_sub_signed(Duration::days(i64::from(days)));
    let latest = pen.short(before(bounds.lower())?);
    let earliest = match bounds.upper() {
        Some(upper) => Some(pen.short(before(upper)?)),
        None => None,
    };
    Some(match (since, earliest) {
        (Since::DueDate, Some(from)) if from == latest => msg!("handbook-due-on", date = latest),
        (Since::DueDate, Some(from)) => msg!("handbook-due-between", from = from, to = latest),
        (Since::DueDate, None) => msg!("handbook-due-until", date = latest),
        (Since::LastReminder, Some(from)) if from == latest => {
            msg!("handbook-reminded-on", date = latest)
        }
        (Since::LastReminder, Some(from)) => {
            msg!("handbook-reminded-between", from = from, to = latest)
        }
        (Since::LastReminder, None) => msg!("handbook-reminded-until", date = latest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::UiLanguage;

    #[test]
    fn bounds_read_as_people_say_them() {
        for (lower, upper, english, french) in [
            (
                5,
                Some(15),
                "from 5 to 15 days after the due date",
                "de 5 à 15 jours après l’échéance",
            ),
            (
                -5,
                Some(-1),
                "from 5 to 1 days before the due date",
                "de 5 à 1 jours avant l’échéance",
            ),
            (
                -5,
                Some(0),
                "from 5 days before the due date to the due date itself",
                "de 5 jours avant l’échéance au jour même",
            ),
            (
                -1,
                Some(10),
                "from 1 day before to 10 days after the due date",
                "d’un jour avant à 10 jours après l’échéance",
            ),
            (
                0,
                Some(1),
                "from the due date itself to 1 day after it",
                "du jour de l’échéance à un jour après",
            ),
            (0, Some(0), "on the day of the due date", "le jour de l’échéance"),
            (
                7,
                Some(7),
                "7 days after the due date, on that day only",
                "7 jours après l’échéance, ce jour-là seulement",
            ),
            (
                -1,
                Some(-1),
                "1 day before the due date, on that day only",
                "un jour avant l’échéance, ce jour-là seulement",
            ),
            (
                91,
                None,
                "from 91 days after the due date on",
                "à partir de 91 jours après l’échéance",
            ),
            (1, None, "from 1 day after the due date on", "à partir d’un jour après l’échéance"),
            (0, None, "from the due date itself on", "à partir du jour de l’échéance"),
            (
                -3,
                None,
                "from 3 days before the due date on",
                "à partir de 3 jours avant l’échéance",
            ),
        ] {
            let days = DayBounds::new(lower, upper).expect("bounds in order");
            let message = bounds(days, Since::DueDate);
            assert_eq!(message.in_language(UiLanguage::English), english);
            assert_eq!(message.in_language(UiLanguage::French), french);
        }
    }

    #[test]
    fn a_day_far_outside_the_calendar_means_no_date() {
        let days = DayBounds::new(i32::MIN, Some(i32::MAX)).expect("bounds in order");
        let today = "2026-11-24".parse().expect("a date");
        let pen = Pen::new(UiLanguage::English);
        assert_eq!(on(days, Since::DueDate, today, &pen), None);
    }
}
