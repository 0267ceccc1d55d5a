//! The record against the rules in force, as tables.

use std::fmt::Write as _;

use super::reason::reason;
use super::simulation::first_day;
use super::table::{Figures, Rows};
use crate::app::replay::Replay;
use crate::domain::level::LevelCode;
use crate::simulation::{Difference, Sides, Step, What};
use crate::wording::{Message, UiLanguage, msg};

/// Differences that are shown.
const SHOWN: usize = 40;

/// What was played, both sides per period and level, the items that differ,
/// and what is not known.
pub fn replay(replay: &Replay, language: UiLanguage) -> String {
    let mut shown = Shown { out: String::new(), figures: Figures::of(language), language };
    shown.heading(replay);
    if replay.recorded_on.is_empty() && replay.played_on.is_empty() {
        return shown.out;
    }
    shown.sums(replay);
    shown.verdict(replay);
    shown.differences(replay);
    shown.unknown(replay);
    let failed = replay.compared.script_failures;
    if failed > 0 {
        shown.section(&msg!("simulation-script-failures", count = failed));
    }
    shown.out
}

/// Why the rules in force do what they do.
pub(super) fn why(difference: &Difference, figures: &Figures) -> Message {
    match &difference.what {
        What::OtherLevel { simulated, .. } | What::OnlySimulated { simulated } => {
            msg!("simulation-history-level", level = simulated.as_str())
        }
        What::OnlyRecorded { reason: Some(why), .. } => reason(why, figures),
        What::OnlyRecorded { reason: None, .. } => msg!("simulation-history-no-execution"),
    }
}

struct Shown {
    out: String,
    figures: Figures,
    language: UiLanguage,
}

impl Shown {
    fn line(&mut self, message: &Message) {
        let _ = writeln!(self.out, "{}", message.in_language(self.language));
    }

    fn section(&mut self, message: &Message) {
        self.out.push('\n');
        self.line(message);
    }

    fn heading(&mut self, replay: &Replay) {
        let heading = msg!(
            "simulation-history-heading",
            batch = &replay.batch,
            company = &replay.company,
            from = self.figures.date(replay.request.from),
            to = self.figures.date(replay.request.to)
        );
        self.line(&heading);
        let (recorded, played) = (replay.recorded_on.len(), replay.played_on.len());
        self.line(&msg!("simulation-history-runs", count = recorded));
        if replay.request.by_schedule {
            self.line(&msg!("simulation-history-scheduled", count = played));
        }
    }

    fn sums(&mut self, replay: &Replay) {
        let step = Step::of(replay.request.from, replay.request.to);
        let column = match step {
            Step::Day => msg!("simulation-column-day"),
            Step::Week => msg!("simulation-column-week"),
            Step::Month => msg!("simulation-column-month"),
        };
        let mut rows = Rows::new(
            &[
                (column, false),
                (msg!("cli-column-level"), false),
                (msg!("simulation-history-recorded"), true),
                (msg!("simulation-history-simulated"), true),
                (msg!("simulation-history-items-recorded"), true),
                (msg!("simulation-history-items-simulated"), true),
                (msg!("simulation-history-amount-recorded"), true),
                (msg!("simulation-history-amount-simulated"), true),
            ],
            self.language,
        );
        let row = |period: String, level: String, sides: &Sides| {
            let (recorded, simulated) = (&sides.recorded, &sides.simulated);
            vec![
                period,
                level,
                recorded.reminders.to_string(),
                simulated.reminders.to_string(),
                recorded.asked.items.to_string(),
                simulated.asked.items.to_string(),
                self.figures.moneys(&recorded.asked.amounts()),
                self.figures.moneys(&simulated.asked.amounts()),
            ]
        };
        for (begin, levels) in replay.compared.periods(step) {
            let mut period = first_day(&self.figures, step, begin);
            for level in &replay.levels {
                if let Some(sides) = levels.get(level) {
                    rows.add(row(std::mem::take(&mut period), level.to_string(), sides));
                }
            }
        }
        let total = msg!("cli-total").in_language(self.language);
        rows.add(row(total, String::new(), &replay.compared.total()));
        self.section(&msg!("simulation-history-sums"));
        let _ = write!(self.out, "{rows}");
    }

    fn verdict(&mut self, replay: &Replay) {
        let counts = &replay.compared.counts;
        let differences = counts.differences();
        self.section(&msg!(
            "simulation-history-verdict",
            differences = differences,
            same = counts.same
        ));
        for message in [
            (counts.other_level, msg!("simulation-history-other", count = counts.other_level)),
            (
                counts.only_recorded,
                msg!("simulation-history-only-recorded", count = counts.only_recorded),
            ),
            (
                counts.only_simulated,
                msg!("simulation-history-only-simulated", count = counts.only_simulated),
            ),
            (counts.follow, msg!("simulation-history-follow", count = counts.follow)),
        ] {
            if message.0 > 0 {
                self.line(&message.1);
            }
        }
    }

    fn differences(&mut self, replay: &Replay) {
        if replay.kept.is_empty() {
            return;
        }
        let mut rows = Rows::new(
            &[
                (msg!("simulation-column-day"), false),
                (msg!("cli-column-customer"), false),
                (msg!("cli-column-item"), false),
                (msg!("cli-column-days"), true),
                (msg!("cli-column-open"), true),
                (msg!("simulation-history-recorded"), false),
                (msg!("simulation-history-simulated"), false),
                (msg!("simulation-history-why"), false),
                (msg!("simulation-column-rule"), false),
            ],
            self.language,
        );
        let level = |level: Option<&LevelCode>| level.map_or("–".to_owned(), ToString::to_string);
        for difference in replay.kept.iter().take(SHOWN) {
            let mut why = why(difference, &self.figures);
            if difference.follows {
                why = msg!("simulation-history-follows", why = why);
            }
            rows.add(vec![
                self.figures.date(difference.day),
                format!("{} {}", difference.customer, difference.name),
                format!("{}/{}", difference.invoice, difference.instalment),
                difference.days_late.to_string(),
                self.figures.money(&difference.open),
                level(difference.what.recorded()),
                level(difference.what.simulated()),
                why.in_language(self.language),
                difference.rule.as_ref().map(ToString::to_string).unwrap_or_default(),
            ]);
        }
        let _ = write!(self.out, "\n{rows}");
        let more = replay.compared.counts.differences().saturating_sub(SHOWN as u64);
        if more > 0 {
            self.line(&msg!("simulation-history-more", count = more));
        }
    }

    /// So that nobody takes the comparison for more than it is.
    fn unknown(&mut self, replay: &Replay) {
        for (place, note) in notes(replay, &self.figures).iter().enumerate() {
            if place == 0 { self.section(note) } else { self.line(note) }
        }
    }
}

/// What is not known of the days that have passed.
pub(super) fn notes(replay: &Replay, figures: &Figures) -> Vec<Message> {
    let compared = &replay.compared;
    let mut notes = vec![match replay.payments_known_to {
        Some(date) => msg!("simulation-history-payments", date = figures.date(date)),
        None => msg!("simulation-history-payments-undated"),
    }];
    for (count, note) in [
        (compared.settled, msg!("simulation-history-settled", count = compared.settled)),
        (
            compared.dates_unknown,
            msg!("simulation-history-dates-unknown", count = compared.dates_unknown),
        ),
        (
            compared.counts.not_sent,
            msg!("simulation-history-not-sent", count = compared.counts.not_sent),
        ),
    ] {
        if count > 0 {
            notes.push(note);
        }
    }
    notes.push(msg!("simulation-history-as-today"));
    notes
}
