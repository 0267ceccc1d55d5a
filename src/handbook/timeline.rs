//! The levels of a company over days.

use super::days::Since;
use super::model::{Bar, Timeline, TimelineRow};
use super::pen::Pen;
use crate::domain::level::{DayBounds, EXCLUDED_CODE, Ladder};
use crate::wording::msg;

/// Days shown beyond the last bound, at least.
const BEYOND: i64 = 5;

/// One row per level and one for the days given to NA.
pub fn of(ladder: &Ladder, since: Since, pen: &Pen) -> Timeline {
    let mut rows: Vec<TimelineRow> = ladder
        .levels()
        .iter()
        .map(|level| TimelineRow {
            label: level.code.to_string(),
            excluded: false,
            bars: vec![bar(level.bounds)],
        })
        .collect();
    if !ladder.excluded().is_empty() {
        rows.push(TimelineRow {
            label: EXCLUDED_CODE.to_owned(),
            excluded: true,
            bars: ladder.excluded().iter().copied().map(bar).collect(),
        });
    }
    let bars = || rows.iter().flat_map(|row| &row.bars);
    let first = bars().map(|bar| bar.from).min().unwrap_or(0).min(0);
    let last = bars().map(|bar| bar.to.unwrap_or(bar.from)).max().unwrap_or(0).max(0);
    let beyond = ((last - first) / 8).max(BEYOND);
    Timeline {
        caption: pen.words(&match since {
            Since::DueDate => msg!("handbook-timeline-due"),
            Since::LastReminder => msg!("handbook-timeline-reminder"),
        }),
        zero: pen.words(&match since {
            Since::DueDate => msg!("handbook-zero-due"),
            Since::LastReminder => msg!("handbook-zero-reminder"),
        }),
        axis: pen.words(&msg!("handbook-axis")),
        from: first,
        to: last + beyond,
        rows,
    }
}

fn bar(bounds: DayBounds) -> Bar {
    Bar { from: bounds.lower().into(), to: bounds.upper().map(i64::from) }
}
