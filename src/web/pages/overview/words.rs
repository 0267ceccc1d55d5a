//! How ages and levels are called, in tables and charts alike.

use crate::app::overview::{CurrencyFigures, OverdueFigures};
use crate::domain::level::Standing;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// First and last day of each age; the last one has no end.
fn ranges(figures: &OverdueFigures) -> impl Iterator<Item = (u32, Option<u32>)> {
    let bounds = &figures.bounds;
    let first = std::iter::once(1).chain(bounds.iter().copied());
    let last = bounds.iter().map(|next| Some(next.saturating_sub(1))).chain([None]);
    first.zip(last)
}

/// `1–29 days`, …, `180 days and more`.
pub fn ages(visit: &CompanyVisit, figures: &OverdueFigures) -> Vec<String> {
    ranges(figures)
        .map(|(from, to)| {
            visit.text(&match to {
                Some(to) => msg!("web-overview-days-between", from = from, to = to),
                None => msg!("web-overview-days-from", from = from),
            })
        })
        .collect()
}

/// `1–29`, …, `180+`.
pub fn short_ages(figures: &OverdueFigures) -> Vec<String> {
    ranges(figures)
        .map(|(from, to)| match to {
            Some(to) => format!("{from}–{to}"),
            None => format!("{from}+"),
        })
        .collect()
}

pub fn levels(visit: &CompanyVisit, figures: &CurrencyFigures) -> Vec<String> {
    let name = |standing: &Standing| match standing {
        Standing::New => visit.text(&msg!("web-overview-never-reminded")),
        Standing::At(code) => code.to_string(),
        Standing::Excluded => visit.text(&msg!("web-overview-excluded")),
    };
    figures.by_level.iter().map(|(standing, _)| name(standing)).collect()
}
