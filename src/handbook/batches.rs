//! Batches: what they take, and when they run next.

use chrono::DateTime;
use chrono_tz::Tz;

use super::model::{Block, Section, Table, Text};
use super::outline::Request;
use super::pen::Pen;
use crate::rules::set::{Batch, CompanyRules, RuleSet, Schedule};
use crate::wording::msg;

/// Runs that are listed.
const RUNS: usize = 10;

/// One section per batch that runs for one of the companies, and one for what
/// holds for all.
pub fn sections(
    rules: &RuleSet,
    companies: &[&CompanyRules],
    request: &Request<'_>,
    pen: &Pen,
) -> Vec<Section> {
    let covers = |batch: &Batch| {
        batch.companies.is_empty()
            || companies.iter().any(|rules| batch.companies.contains(&rules.company.code))
    };
    let mut sections: Vec<Section> = rules
        .batches
        .iter()
        .filter(|batch| covers(batch))
        .map(|batch| Section {
            title: pen.words(&msg!("handbook-batch", name = &batch.name)),
            blocks: blocks(batch, companies, request, pen),
        })
        .collect();
    sections.push(sending(rules, companies, pen));
    sections
}

fn blocks(
    batch: &Batch,
    companies: &[&CompanyRules],
    request: &Request<'_>,
    pen: &Pen,
) -> Vec<Block> {
    let mut entries = vec![
        match &batch.schedule {
            Some(schedule) => pen
                .text(&msg!("handbook-schedule", zone = schedule.time_zone.name()))
                .then_code(&schedule.expression),
            None => pen.text(&msg!("handbook-no-schedule")),
        }
        .at(&batch.origin),
    ];
    entries.push(match batch.companies.as_slice() {
        [] => pen.text(&msg!("handbook-all-companies")),
        codes => {
            let codes = pen.list(codes.iter().map(|code| code.as_str()));
            pen.text(&msg!("handbook-some-companies", codes = codes))
        }
    });
    entries.extend(filter(batch, companies, pen));
    if !batch.language_fallback.is_empty() {
        let languages = pen.list(batch.language_fallback.iter().map(|it| it.as_str()));
        entries.push(pen.text(&msg!("handbook-fallback", languages = languages)));
    }
    let mut blocks = vec![Block::List(entries)];
    if let Some(schedule) = &batch.schedule {
        blocks.push(runs(schedule, request, pen));
    }
    blocks
}

fn filter(batch: &Batch, companies: &[&CompanyRules], pen: &Pen) -> Vec<Text> {
    let filter = &batch.filter;
    let mut entries = Vec::new();
    if !filter.currencies.is_empty() {
        let codes = pen.list(filter.currencies.iter().map(|currency| currency.code()));
        entries.push(pen.text(&msg!("handbook-filter-currencies", codes = codes)));
    }
    if !filter.customers.is_empty() {
        let codes = pen.list(&filter.customers);
        entries.push(pen.text(&msg!("handbook-filter-customers", codes = codes)));
    }
    if !filter.levels.is_empty() {
        let levels = pen.list(filter.levels.iter().map(|level| level.as_str()));
        entries.push(pen.text(&msg!("handbook-filter-levels", levels = levels)));
    }
    if let Some(when) = filter.when {
        // All companies share the scripts of the folder.
        let written = companies.first().and_then(|rules| rules.scripts.written(when));
        entries.extend(written.map(|(condition, origin)| {
            pen.text(&msg!("handbook-filter-when")).then_code(condition).at(&origin)
        }));
    }
    if entries.is_empty() {
        entries.push(pen.text(&msg!("handbook-no-filter")));
    }
    entries
}

fn runs(schedule: &Schedule, request: &Request<'_>, pen: &Pen) -> Block {
    let runs = next_runs(schedule, &start(schedule, request), RUNS);
    if runs.is_empty() {
        return Block::Paragraph(pen.text(&msg!("handbook-no-run-ahead")));
    }
    let rows = runs.iter().enumerate().map(|(position, run)| {
        let day = run.date_naive();
        vec![
            Text::plain((position + 1).to_string()),
            Text::plain(pen.weekday(day)),
            Text::plain(pen.date(day)),
            Text::plain(pen.hour(run)),
        ]
    });
    Block::Table(Table {
        caption: pen.words(&msg!("handbook-runs-caption", count = runs.len())),
        headings: vec![
            pen.words(&msg!("handbook-col-number")),
            pen.words(&msg!("handbook-col-weekday")),
            pen.words(&msg!("handbook-col-date")),
            pen.words(&msg!("handbook-col-hour", zone = schedule.time_zone.name())),
        ],
        rows: rows.collect(),
    })
}

/// Now, or the beginning of the day that was asked for.
fn start(schedule: &Schedule, request: &Request<'_>) -> DateTime<Tz> {
    let zone = schedule.time_zone;
    let now = request.now.with_timezone(&zone);
    match request.as_of {
        Some(day) if day != now.date_naive() => schedule.beginning(day, zone).unwrap_or(now),
        _ => now,
    }
}

/// The next times of a schedule from a moment on, that moment included.
pub fn next_runs(schedule: &Schedule, from: &DateTime<Tz>, count: usize) -> Vec<DateTime<Tz>> {
    let first = schedule.cron.find_next_occurrence(from, true).ok();
    std::iter::successors(first, |run| schedule.cron.find_next_occurrence(run, false).ok())
        .take(count)
        .collect()
}

fn sending(rules: &RuleSet, companies: &[&CompanyRules], pen: &Pen) -> Section {
    let (warnings, dispatch) = (&rules.warnings, &rules.dispatch);
    let entries = [
        msg!(
            "handbook-flood",
            factor = pen.number(warnings.flood_factor),
            minimum = warnings.flood_minimum
        ),
        msg!("handbook-old-payments", days = warnings.payments_older_than_days),
        msg!("handbook-attempts", connections = dispatch.connections, attempts = dispatch.attempts),
    ];
    let mut list: Vec<Text> = entries.iter().map(|entry| pen.text(entry)).collect();
    list.extend(super::sending::entries(rules, companies, pen));
    Section { title: pen.words(&msg!("handbook-sending")), blocks: vec![Block::List(list)] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(expression: &str, zone: Tz, from: &str, count: usize) -> Vec<String> {
        let cron = expression.parse().expect("a schedule");
        let schedule = Schedule { cron, expression: expression.to_owned(), time_zone: zone };
        let from = schedule.beginning(from.parse().expect("a date"), zone).expect("a moment");
        let runs = next_runs(&schedule, &from, count);
        runs.iter().map(|run| run.format("%a %F %R %Z").to_string()).collect()
    }

    #[test]
    fn the_hour_stays_the_same_when_the_clock_is_changed() {
        assert_eq!(
            runs("0 7 * * 1-5", chrono_tz::Europe::Paris, "2026-10-23", 2),
            ["Fri 2026-10-23 07:00 CEST", "Mon 2026-10-26 07:00 CET"]
        );
    }

    #[test]
    fn an_hour_that_the_clock_skips_is_made_up_for_and_one_that_it_repeats_comes_once() {
        let paris = chrono_tz::Europe::Paris;
        assert_eq!(
            runs("30 2 * * *", paris, "2026-03-28", 3),
            ["Sat 2026-03-28 02:30 CET", "Sun 2026-03-29 03:00 CEST", "Mon 2026-03-30 02:30 CEST"]
        );
        assert_eq!(
            runs("30 2 * * *", paris, "2026-10-24", 3),
            ["Sat 2026-10-24 02:30 CEST", "Sun 2026-10-25 02:30 CEST", "Mon 2026-10-26 02:30 CET"]
        );
    }

    #[test]
    fn a_day_begins_after_midnight_where_the_clock_skips_it() {
        let beirut = chrono_tz::Asia::Beirut;
        assert_eq!(runs("0 * * * *", beirut, "2024-03-31", 1), ["Sun 2024-03-31 01:00 EEST"]);
    }

    #[test]
    fn a_schedule_that_names_no_real_day_has_no_runs() {
        assert_eq!(runs("0 7 31 2 *", chrono_tz::UTC, "2026-01-01", 10), Vec::<String>::new());
    }
}
