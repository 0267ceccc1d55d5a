//! When a batch starts by itself: cron in a time zone, the business calendar,
//! and what is done about starts that nobody was there for.

mod batch_schedule;
mod calendar;
mod holidays;
mod passed;
mod slots;

pub use batch_schedule::{LateRule, MissedRuns, OnClosedDays, Schedule};
pub use calendar::{Calendar, ClosedDays};
pub use holidays::PublicHolidays;
pub use passed::{Passed, Verdict, passed, verdict};
pub use slots::Slots;
