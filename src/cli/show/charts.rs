//! Simulations as charts.

use chrono::NaiveDate;

use super::table::Figures;
use crate::app::replay::Replay;
use crate::app::simulate::{self, Simulation};
use crate::chart::{Axis, Chart, ChartError, Kind, MOST_SERIES, Series};
use crate::simulation::{Sides, Step};
use crate::wording::{Message, UiLanguage, msg};

/// Reminders per day, week or month, level upon level.
///
/// # Errors
/// When there is more than a chart can show.
pub fn simulation(simulation: &Simulation, language: UiLanguage) -> Result<Chart, ChartError> {
    let measures = &simulation.report.measures;
    let figures = Figures::of(language);
    let drawn = simulate::series(&simulation.report);
    let title = msg!(
        "simulation-chart",
        company = &simulation.company,
        from = figures.date(measures.from),
        to = figures.date(measures.to)
    );
    let series = drawn.series.into_iter();
    let series = series.map(|it| Series { name: it.name, values: heights(&it.values) });
    let series = bounded(series.collect(), language);
    let axis = axis(drawn.step, drawn.begins);
    let label = label(drawn.step).in_language(language);
    Chart::new(title.in_language(language), axis, label, series, Kind::StackedBars)
}

/// Reminders on record beside those of the rules in force.
///
/// # Errors
/// When there is more than a chart can show.
pub fn replay(replay: &Replay, language: UiLanguage) -> Result<Chart, ChartError> {
    let figures = Figures::of(language);
    let (from, to) = (replay.request.from, replay.request.to);
    let step = Step::of(from, to);
    let title = msg!(
        "simulation-history-chart",
        company = &replay.company,
        from = figures.date(from),
        to = figures.date(to)
    );
    let periods = replay.compared.periods(step);
    let side = |name: Message, count: fn(&Sides) -> u64| {
        let counts: Vec<u64> =
            periods.values().map(|levels| levels.values().map(count).sum()).collect();
        Series { name: name.in_language(language), values: heights(&counts) }
    };
    let series = vec![
        side(msg!("simulation-history-recorded"), |sides| sides.recorded.reminders),
        side(msg!("simulation-history-simulated"), |sides| sides.simulated.reminders),
    ];
    let axis = axis(step, periods.keys().copied().collect());
    let label = label(step).in_language(language);
    Chart::new(title.in_language(language), axis, label, series, Kind::GroupedBars)
}

fn axis(step: Step, begins: Vec<NaiveDate>) -> Axis {
    match step {
        Step::Day | Step::Week => Axis::Dates(begins),
        Step::Month => Axis::Months(begins),
    }
}

fn label(step: Step) -> Message {
    match step {
        Step::Day => msg!("simulation-per-day"),
        Step::Week => msg!("simulation-per-week"),
        Step::Month => msg!("simulation-per-month"),
    }
}

/// More levels than have a colour: the last ones are one series.
fn bounded(mut series: Vec<Series>, language: UiLanguage) -> Vec<Series> {
    if series.len() <= MOST_SERIES {
        return series;
    }
    let mut further = series.split_off(MOST_SERIES - 1).into_iter();
    if let Some(mut sum) = further.next() {
        for other in further {
            for (value, more) in sum.values.iter_mut().zip(other.values) {
                *value += more;
            }
        }
        sum.name = msg!("simulation-chart-further").in_language(language);
        series.push(sum);
    }
    series
}

/// Counts as heights: exact far beyond what can be drawn.
fn heights(counts: &[u64]) -> Vec<f64> {
    counts.iter().map(|&count| f64::from(u32::try_from(count).unwrap_or(u32::MAX))).collect()
}
