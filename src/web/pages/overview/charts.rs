//! What is overdue, drawn.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

use super::words;
use crate::app::error::AppError;
use crate::app::overview::Amount;
use crate::chart::{Axis, Chart, Kind, Series};
use crate::web::error::WebError;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

#[derive(Deserialize)]
pub struct Asked {
    /// The company's own where it is not given.
    currency: Option<String>,
}

pub async fn picture(
    visit: CompanyVisit,
    Path((_, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let today = visit.today();
    let all = visit.web.figures.overdue(&visit.engine, &visit.rules, today).await?;
    let own = visit.rules.company.currency.code();
    let wanted = asked.currency.as_deref().unwrap_or(own);
    let figures = all.currencies.iter().find(|figures| figures.currency.code() == wanted);
    let figures = figures.ok_or(WebError::NotFound)?;
    let by_level: Vec<Amount> = figures.by_level.iter().map(|(_, amount)| *amount).collect();
    let (title, names, amounts) = match name.as_str() {
        "buckets.svg" => {
            let title = msg!("web-overview-chart-ages", currency = wanted);
            (title, words::short_ages(&all), &figures.by_age)
        }
        "levels.svg" => {
            let title = msg!("web-overview-chart-levels", currency = wanted);
            (title, words::levels(&visit, figures), &by_level)
        }
        _ => return Err(WebError::NotFound),
    };
    let heights = amounts.iter().map(|amount| amount.open.amount.to_f64().unwrap_or_default());
    let series =
        Series { name: visit.text(&msg!("web-overview-overdue")), values: heights.collect() };
    let axis = Axis::Names(names);
    let chart = Chart::new(visit.text(&title), axis, wanted, vec![series], Kind::GroupedBars);
    let svg = chart.and_then(|chart| chart.small().svg(visit.language)).map_err(AppError::from)?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}
