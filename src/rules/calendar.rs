//! The section of the calendar into the days on which a company is closed.

use super::source::Place;
use super::yaml::calendar::{CalendarSection, ClosedDaysSection};
use crate::diagnostic::Diagnostic;
use crate::schedule::{Calendar, ClosedDays};
use crate::wording::msg;

/// `None` when it makes no sense, which is noted.
pub fn build(
    section: &CalendarSection,
    place: &Place,
    problems: &mut Vec<Diagnostic>,
) -> Option<Calendar> {
    let own: Option<Vec<ClosedDays>> = section
        .closed_days
        .iter()
        .flatten()
        .map(|closed| closed_days(&closed.value, problems))
        .collect();
    let weekdays = section.closed_weekdays.iter().flat_map(|days| &days.value);
    let weekdays = weekdays.map(|day| day.0).collect();
    let holidays = section.public_holidays.unwrap_or_default();
    let complete = own.is_some();
    let calendar = Calendar::new(weekdays, holidays, own.unwrap_or_default());
    if calendar.is_none() {
        let place = section.closed_weekdays.as_ref().map_or(place, |days| &days.place);
        problems.push(place.error(msg!("schedule-never-open")));
    }
    calendar.filter(|_| complete)
}

fn closed_days(section: &ClosedDaysSection, problems: &mut Vec<Diagnostic>) -> Option<ClosedDays> {
    let from = section.from.0;
    let to = match &section.to {
        Some(to) if to.value.0 < from => {
            let message = msg!("schedule-closed-backwards", from = from.to_string());
            problems.push(to.place.error(message));
            return None;
        }
        Some(to) => to.value.0,
        None => from,
    };
    Some(ClosedDays { from, to, name: section.name.as_ref().map(|name| name.0.clone()) })
}
