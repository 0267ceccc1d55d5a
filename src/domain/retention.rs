//! How long what is on record is kept.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, Months, Utc};

/// A period of the calendar, at least a day: `30d`, `6m`, `3y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Days(u32),
    Months(u32),
    Years(u32),
}

/// The text is no period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPeriod;

/// About a hundred years: longer is for ever.
const LONGEST: [(char, u32); 3] = [('d', 36_500), ('m', 1_200), ('y', 100)];

impl Period {
    /// What is older than this moment is older than the period. Before all
    /// times where the calendar does not go so far.
    pub fn before(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let earlier = match self {
            Self::Days(days) => now.checked_sub_days(Days::new(u64::from(days))),
            Self::Months(months) => now.checked_sub_months(Months::new(months)),
            Self::Years(years) => now.checked_sub_months(Months::new(years.saturating_mul(12))),
        };
        earlier.unwrap_or(DateTime::<Utc>::MIN_UTC)
    }
}

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let unit = text.chars().next_back().ok_or(NoPeriod)?;
        let (_, longest) = LONGEST.into_iter().find(|(it, _)| *it == unit).ok_or(NoPeriod)?;
        let digits = &text[..text.len() - unit.len_utf8()];
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NoPeriod);
        }
        let count = digits.parse().ok().filter(|count| (1..=longest).contains(count));
        let count = count.ok_or(NoPeriod)?;
        Ok(match unit {
            'd' => Self::Days(count),
            'm' => Self::Months(count),
            _ => Self::Years(count),
        })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(count) => write!(f, "{count}d"),
            Self::Months(count) => write!(f, "{count}m"),
            Self::Years(count) => write!(f, "{count}y"),
        }
    }
}

/// What is kept for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RetentionSection {
    /// Mails and letters as they were sent, with what went with them.
    Messages,
    /// To whom reminders went, servers' words, comments, authors.
    History,
    /// Who did what to accounts and settings.
    Audit,
    /// What was delivered to webhooks.
    WebhookDeliveries,
}

impl RetentionSection {
    pub const ALL: [Self; 4] =
        [Self::Messages, Self::History, Self::Audit, Self::WebhookDeliveries];

    /// The name in the rules and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::History => "history",
            Self::Audit => "audit",
            Self::WebhookDeliveries => "webhook_deliveries",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_those_of_the_calendar() {
        let now: DateTime<Utc> = "2028-02-29T10:00:00Z".parse().expect("a moment");
        for (text, before) in [
            ("30d", "2028-01-30T10:00:00Z"),
            ("1m", "2028-01-29T10:00:00Z"),
            ("3y", "2025-02-28T10:00:00Z"),
        ] {
            let period: Period = text.parse().expect(text);
            assert_eq!(period.before(now), before.parse::<DateTime<Utc>>().expect("a moment"));
            assert_eq!(period.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in ["", "3", "y", "0d", "-1d", "+3y", "3 y", "3w", "101y", "1.5y", "3é"] {
            assert_eq!(text.parse::<Period>(), Err(NoPeriod), "{text:?}");
        }
    }
}
