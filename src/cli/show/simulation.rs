//! A simulation as tables.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::table::{Figures, Rows};
use crate::app::simulate::{Begins, Simulation};
use crate::domain::money::Money;
use crate::simulation::{Report, Step, Tally};
use crate::wording::{Message, UiLanguage, msg};

/// Customers with too many mails that are shown.
const CUSTOMERS: usize = 20;

/// What was played, reminders per period and level, then what to look at.
pub fn simulation(simulation: &Simulation, language: UiLanguage) -> String {
    let mut shown = Shown { out: String::new(), figures: Figures::of(language), language };
    shown.heading(simulation);
    shown.levels(&simulation.report);
    shown.periods(&simulation.report);
    shown.paid(simulation);
    if simulation.executions > 0 {
        shown.busy(&simulation.report);
        shown.never_caught(&simulation.report);
        shown.stuck(&simulation.report);
    }
    let failed = simulation.report.script_failures;
    if failed > 0 {
        shown.section(&msg!("simulation-script-failures", count = failed));
    }
    shown.out
}

/// The first day of a period, or its month.
pub(super) fn first_day(figures: &Figures, step: Step, begin: NaiveDate) -> String {
    match step {
        Step::Day | Step::Week => figures.date(begin),
        Step::Month => begin.format("%m/%Y").to_string(),
    }
}

/// What is shown so far.
pub(super) struct Shown {
    out: String,
    pub(super) figures: Figures,
    pub(super) language: UiLanguage,
}

impl Shown {
    fn line(&mut self, message: &Message) {
        let _ = writeln!(self.out, "{}", message.in_language(self.language));
    }

    /// A heading stands after an empty line.
    fn section(&mut self, message: &Message) {
        self.out.push('\n');
        self.line(message);
    }

    pub(super) fn rows(&self, headings: &[(Message, bool)]) -> Rows {
        Rows::new(headings, self.language)
    }

    /// Amounts in one line, never added up across currencies.
    fn amounts(&self, amounts: &[Money]) -> String {
        let texts: Vec<String> = amounts.iter().map(|money| self.figures.money(money)).collect();
        texts.join(" + ")
    }

    fn heading(&mut self, simulation: &Simulation) {
        let measures = &simulation.report.measures;
        let heading = msg!(
            "simulation-heading",
            batch = &simulation.batch,
            company = &simulation.company,
            from = self.figures.date(measures.from),
            to = self.figures.date(measures.to)
        );
        self.line(&heading);
        let executions = simulation.executions;
        self.line(&match &simulation.schedule {
            Some((cron, zone)) => msg!(
                "simulation-executions",
                count = executions,
                schedule = cron,
                zone = zone.to_string()
            ),
            None => msg!("simulation-executions-every-day", count = executions),
        });
        self.line(&match (&simulation.behaviour, simulation.payments_known_to) {
            (None, Some(date)) => {
                msg!("simulation-as-known", date = self.figures.date(date))
            }
            (None, None) => msg!("simulation-as-known-undated"),
            (Some(behaviour), _) => {
                let paid = behaviour.paid.iter().map(|(level, percent)| {
                    format!("{level} {}", self.figures.percent(percent.value()))
                });
                msg!(
                    "simulation-behaviour",
                    paid = paid.collect::<Vec<_>>().join(", "),
                    first = behaviour.within.0,
                    last = behaviour.within.1,
                    seed = behaviour.seed.to_string()
                )
            }
        });
        match simulation.begins {
            Begins::Before => self.line(&msg!("simulation-begins-before")),
            Begins::Today => {}
            Begins::After => self.line(&msg!("simulation-begins-after")),
        }
        let open = &simulation.report.open;
        let message = msg!(
            "simulation-open",
            items = open.items,
            customers = simulation.report.customers,
            amount = self.amounts(&open.amounts())
        );
        self.line(&message);
    }

    fn levels(&mut self, report: &Report) {
        let mut rows = self.rows(&[
            (msg!("cli-column-level"), false),
            (msg!("cli-column-reminders"), true),
            (msg!("cli-column-items"), true),
            (msg!("cli-column-amount"), true),
        ]);
        let row = |name: String, tally: &Tally| {
            vec![
                name,
                tally.reminders.to_string(),
                tally.asked.items.to_string(),
                self.figures.moneys(&tally.asked.amounts()),
            ]
        };
        for (level, tally) in report.per_level() {
            rows.add(row(level.to_string(), &tally));
        }
        let total = msg!("cli-total").in_language(self.language);
        rows.add(row(total, &report.total));
        self.section(&msg!("simulation-per-level"));
        let _ = write!(self.out, "{rows}");
        let message = msg!(
            "simulation-reminded",
            customers = report.reminded_customers,
            items = report.reminded_items
        );
        self.line(&message);
    }

    fn periods(&mut self, report: &Report) {
        let step = Step::of(report.measures.from, report.measures.to);
        let (heading, column) = match step {
            Step::Day => (msg!("simulation-per-day"), msg!("simulation-column-day")),
            Step::Week => (msg!("simulation-per-week"), msg!("simulation-column-week")),
            Step::Month => (msg!("simulation-per-month"), msg!("simulation-column-month")),
        };
        let levels = report.levels.iter().map(|level| (level.to_string(), true));
        let mut headings = vec![(column.in_language(self.language), false)];
        headings.extend(levels);
        for (message, numeric) in [(msg!("cli-total"), true), (msg!("cli-column-amount"), true)] {
            headings.push((message.in_language(self.language), numeric));
        }
        let mut rows = Rows::named(headings);
        // Days on which the batch does not run are left out.
        let periods = report.periods(step).into_iter();
        for period in periods.filter(|it| step != Step::Day || it.total.reminders > 0) {
            let mut cells = vec![first_day(&self.figures, step, period.begin)];
            cells.extend(period.levels.iter().map(|tally| match tally.reminders {
                0 => String::new(),
                count => count.to_string(),
            }));
            cells.push(period.total.reminders.to_string());
            cells.push(self.figures.moneys(&period.total.asked.amounts()));
            rows.add(cells);
        }
        if report.total.reminders > 0 {
            self.section(&heading);
            let _ = write!(self.out, "{rows}");
        }
    }

    fn paid(&mut self, simulation: &Simulation) {
        let paid = &simulation.report.paid;
        if simulation.behaviour.is_some() {
            let amount = self.amounts(&paid.amounts());
            self.section(&msg!("simulation-paid", items = paid.items, amount = amount));
        }
    }

    fn busy(&mut self, report: &Report) {
        let (count, measures) = (report.busy_customers, &report.measures);
        let message = msg!(
            "simulation-busy",
            count = count,
            mails = measures.more_than,
            days = measures.window
        );
        self.section(&message);
        if count == 0 {
            return;
        }
        let mut rows = self.rows(&[
            (msg!("cli-column-customer"), false),
            (msg!("simulation-column-mails"), true),
            (msg!("simulation-column-from"), false),
            (msg!("simulation-column-to"), false),
        ]);
        let busy = report.busy();
        for busy in busy.iter().take(CUSTOMERS) {
            rows.add(vec![
                format!("{} {}", busy.customer, busy.name),
                busy.busiest.mails.to_string(),
                self.figures.date(busy.busiest.from),
                self.figures.date(busy.busiest.to),
            ]);
        }
        let _ = write!(self.out, "{rows}");
        let hidden = count.saturating_sub(busy.len().min(CUSTOMERS) as u64);
        if hidden > 0 {
            self.line(&msg!("simulation-more", count = hidden));
        }
    }

    fn never_caught(&mut self, report: &Report) {
        let count = report.never_caught.sum().items;
        self.section(&msg!("simulation-never-caught", count = count));
        let rows = self.groups(&report.never_caught, false);
        let _ = write!(self.out, "{rows}");
        if report.not_yet.items > 0 {
            let amount = self.amounts(&report.not_yet.amounts());
            let count = report.not_yet.items;
            self.line(&msg!("simulation-not-yet", count = count, amount = amount));
        }
    }

    fn stuck(&mut self, report: &Report) {
        let (count, days) = (report.stuck.sum().items, report.measures.stuck_after);
        self.section(&msg!("simulation-stuck", count = count, days = days));
        let rows = self.groups(&report.stuck, true);
        let _ = write!(self.out, "{rows}");
    }
}
