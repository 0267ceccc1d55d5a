//! On which days a company is closed.

use super::model::{Block, Text};
use super::pen::Pen;
use crate::schedule::{Calendar, PublicHolidays};
use crate::wording::msg;

/// Nothing where a company is open on every day.
pub fn blocks(calendar: &Calendar, pen: &Pen) -> Vec<Block> {
    let mut entries: Vec<Text> = Vec::new();
    if !calendar.closed_weekdays().is_empty() {
        let days = calendar.closed_weekdays().iter().map(|day| pen.day_of_week(*day));
        entries.push(pen.text(&msg!("schedule-closed-weekdays", days = pen.list(days))));
    }
    entries.extend(match calendar.public_holidays() {
        PublicHolidays::None => None,
        PublicHolidays::France => Some(pen.text(&msg!("schedule-closed-france"))),
        PublicHolidays::AlsaceMoselle => Some(pen.text(&msg!("schedule-closed-alsace-moselle"))),
    });
    entries.extend(calendar.own_days().iter().map(|closed| {
        let (from, to) = (pen.date(closed.from), pen.date(closed.to));
        let days = if from == to {
            msg!("schedule-closed-day", day = from)
        } else {
            msg!("schedule-closed-days", from = from, to = to)
        };
        let text = pen.text(&days);
        match &closed.name {
            Some(name) => text.then(format!(" ({name}).")),
            None => text.then("."),
        }
    }));
    if entries.is_empty() { Vec::new() } else { vec![Block::List(entries)] }
}
