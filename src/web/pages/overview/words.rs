//! How ages and levels are called, in tables and charts alike.

use crate::app::overview::{CurrencyFigures, OverdueFigures};
use crate::domain::level::Standing;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// `1 to 29 days`, …, `180 days and more`.
pub fn ages(visit: &CompanyVisit, figures: &OverdueFigures) -> Vec<String> {
    let bounds = &figures.bounds;
    (0..=bounds.len())
        .map(|place| {
            let from = place.checked_sub(1).and_then(|before| bounds.get(before)).copied();
            let from = from.unwrap_or(1);
            visit.text(&match bounds.get(place) {
                Some(next) => {
                    msg!("web-overview-days-between", from = from, to = next.saturating_sub(1))
                }
                None => msg!("web-overview-days-from", from = from),
            })
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
