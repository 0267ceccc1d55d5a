//! Batches: what they take, and when they run next.

use super::model::{Block, Section, Table, Text};
use super::outline::Request;
use super::pen::Pen;
use crate::rules::set::{Batch, CompanyRules, RuleSet};
use crate::schedule::{Calendar, MissedRuns, OnClosedDays, Schedule};
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
    entries.extend(batch.schedule.iter().flat_map(|schedule| starts(schedule, pen)));
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
        let own = companies.iter().copied().filter(|rules| batch.runs_for(&rules.company.code));
        blocks.extend(runs(schedule, &calendars(schedule, own), request, pen));
    }
    blocks
}

/// What is done about days on which a company is closed, and about starts that
/// were missed.
fn starts(schedule: &Schedule, pen: &Pen) -> Vec<Text> {
    let closed = match schedule.on_closed_days {
        OnClosedDays::Run => None,
        OnClosedDays::Skip => Some(msg!("schedule-closed-skip")),
        OnClosedDays::NextOpenDay => Some(msg!("schedule-closed-next")),
    };
    let minutes = schedule.late.missed_after.num_minutes();
    let missed = match schedule.late.missed_runs {
        MissedRuns::RunOnce => msg!("schedule-missed-run-once", minutes = minutes),
        MissedRuns::Skip => msg!("schedule-missed-skip", minutes = minutes),
        MissedRuns::Ask => msg!("schedule-missed-ask", minutes = minutes),
    };
    closed.iter().chain([&missed]).map(|message| pen.text(message)).collect()
}

/// The calendars that make a difference, with the companies that go by each.
fn calendars<'a>(
    schedule: &Schedule,
    companies: impl Iterator<Item = &'a CompanyRules>,
) -> Vec<(Calendar, Vec<&'a str>)> {
    let mut calendars: Vec<(Calendar, Vec<&str>)> = Vec::new();
    for rules in companies {
        let calendar = match schedule.on_closed_days {
            OnClosedDays::Run => Calendar::default(),
            OnClosedDays::Skip | OnClosedDays::NextOpenDay => rules.calendar.clone(),
        };
        let code = rules.company.code.as_str();
        match calendars.iter_mut().find(|(known, _)| *known == calendar) {
            Some((_, codes)) => codes.push(code),
            None => calendars.push((calendar, vec![code])),
        }
    }
    calendars
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

fn runs(
    schedule: &Schedule,
    calendars: &[(Calendar, Vec<&str>)],
    request: &Request<'_>,
    pen: &Pen,
) -> Vec<Block> {
    let blocks = calendars.iter().map(|(calendar, codes)| {
        let runs: Vec<_> =
            schedule.ahead(calendar, request.now, request.as_of).take(RUNS).collect();
        if runs.is_empty() {
            return Block::Paragraph(pen.text(&msg!("handbook-no-run-ahead")));
        }
        let caption = match calendars {
            [_] => msg!("handbook-runs-caption", count = runs.len()),
            _ => msg!("schedule-runs-caption-of", count = runs.len(), codes = pen.list(codes)),
        };
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
            caption: pen.words(&caption),
            headings: vec![
                pen.words(&msg!("handbook-col-number")),
                pen.words(&msg!("handbook-col-weekday")),
                pen.words(&msg!("handbook-col-date")),
                pen.words(&msg!("handbook-col-hour", zone = schedule.time_zone.name())),
            ],
            rows: rows.collect(),
        })
    });
    blocks.collect()
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
