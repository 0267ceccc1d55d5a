//! A simulation as CSV files: headings that programs know, texts in the
//! user's language. In French, `;` and decimal commas, as in the aged balance.

use std::collections::BTreeSet;
use std::path::Path;

use super::reason::reason;
use super::table::Figures;
use crate::app::error::AppError;
use crate::app::simulate::Simulation;
use crate::domain::money::{Currency, Money};
use crate::export::{PartFile, printed, spreadsheet_text};
use crate::simulation::{Group, Groups, Report, Sum};
use crate::wording::UiLanguage;

/// Writes `per_day.csv`, `per_level.csv`, `busy_customers.csv`,
/// `never_caught.csv` and `stuck.csv`, each whole or not at all.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn write(folder: &Path, simulation: &Simulation, language: UiLanguage) -> Result<(), AppError> {
    let trouble = |path: &Path, error| AppError::File { path: path.display().to_string(), error };
    std::fs::create_dir_all(folder).map_err(|error| trouble(folder, error))?;
    let report = &simulation.report;
    for (name, table) in [
        ("per_day.csv", per_day(report, language)),
        ("per_level.csv", per_level(report, language)),
        ("busy_customers.csv", busy(report, language)),
        ("never_caught.csv", cases(&report.never_caught, language)),
        ("stuck.csv", cases(&report.stuck, language)),
    ] {
        let path = folder.join(name);
        table.write(&path).map_err(|error| trouble(&path, error))?;
    }
    Ok(())
}

/// Headings and rows of texts.
struct Table {
    language: UiLanguage,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(language: UiLanguage, headings: Vec<String>) -> Self {
        Self { language, rows: vec![headings] }
    }

    fn amount(&self, money: Money) -> String {
        amount(money, self.language)
    }

    /// The amounts of these currencies, zero where there is none.
    fn amounts(&self, sum: &Sum, currencies: &BTreeSet<Currency>) -> Vec<String> {
        let of = |&currency| self.amount(Money::new(sum.amount(currency), currency));
        currencies.iter().map(of).collect()
    }

    fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut file = PartFile::create(path)?;
        let mut writer = writer(&mut file, self.language);
        for row in &self.rows {
            writer.write_record(row)?;
        }
        writer.flush()?;
        drop(writer);
        file.finish()
    }
}

/// An exact amount, with the decimal sign of the language.
pub(super) fn amount(money: Money, language: UiLanguage) -> String {
    let printed = printed(money).to_string();
    match language {
        UiLanguage::French => printed.replace('.', ","),
        UiLanguage::English => printed,
    }
}

/// Rows, separated as spreadsheets of the language expect.
pub(super) fn writer<W: std::io::Write>(out: W, language: UiLanguage) -> csv::Writer<W> {
    let delimiter = match language {
        UiLanguage::French => b';',
        UiLanguage::English => b',',
    };
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(delimiter).terminator(csv::Terminator::CRLF);
    builder.from_writer(out)
}

/// One column for each currency, so that rows can be counted and added up.
fn with_amounts(headings: &[&str], currencies: &BTreeSet<Currency>) -> Vec<String> {
    let amounts = currencies.iter().map(|currency| format!("amount_{}", currency.code()));
    headings.iter().map(ToString::to_string).chain(amounts).collect()
}

fn currencies(report: &Report) -> BTreeSet<Currency> {
    report.total.asked.currencies().collect()
}

fn per_day(report: &Report, language: UiLanguage) -> Table {
    let currencies = currencies(report);
    let headings = with_amounts(&["day", "level", "reminders", "items"], &currencies);
    let mut table = Table::new(language, headings);
    for (day, level, tally) in report.per_day() {
        let mut row = vec![
            day.to_string(),
            text(level.as_str()),
            tally.reminders.to_string(),
            tally.asked.items.to_string(),
        ];
        row.extend(table.amounts(&tally.asked, &currencies));
        table.rows.push(row);
    }
    table
}

fn per_level(report: &Report, language: UiLanguage) -> Table {
    let currencies = currencies(report);
    let headings = with_amounts(&["level", "reminders", "items"], &currencies);
    let mut table = Table::new(language, headings);
    for (level, tally) in report.per_level() {
        let mut row =
            vec![text(level.as_str()), tally.reminders.to_string(), tally.asked.items.to_string()];
        row.extend(table.amounts(&tally.asked, &currencies));
        table.rows.push(row);
    }
    table
}

fn busy(report: &Report, language: UiLanguage) -> Table {
    let headings = ["customer", "name", "mails", "from", "to"];
    let mut table = Table::new(language, headings.map(str::to_owned).to_vec());
    for busy in report.busy() {
        table.rows.push(vec![
            text(&busy.customer),
            text(&busy.name),
            busy.busiest.mails.to_string(),
            busy.busiest.from.to_string(),
            busy.busiest.to.to_string(),
        ]);
    }
    table
}

fn cases(groups: &Groups, language: UiLanguage) -> Table {
    let headings = [
        "customer",
        "name",
        "invoice",
        "instalment",
        "due_date",
        "open",
        "currency",
        "level",
        "last_reminded_on",
        "reason",
        "explanation",
        "executions",
        "rule",
    ];
    let mut table = Table::new(language, headings.map(str::to_owned).to_vec());
    for (_, group) in groups.iter() {
        let rows: Vec<_> = group.cases.iter().map(|case| row(&table, group, case)).collect();
        table.rows.extend(rows);
    }
    table
}

fn row(table: &Table, group: &Group, case: &crate::simulation::Case) -> Vec<String> {
    let explanation = reason(&case.reason, &Figures::of(table.language));
    vec![
        text(&case.customer),
        text(&case.name),
        text(&case.invoice),
        case.instalment.to_string(),
        case.due_date.to_string(),
        table.amount(case.open),
        case.open.currency.code().to_owned(),
        text(case.standing.code().unwrap_or_default()),
        case.last_reminded_on.map(|date| date.to_string()).unwrap_or_default(),
        case.reason.code().to_owned(),
        text(&explanation.in_language(table.language)),
        case.executions.to_string(),
        text(&group.rule.as_ref().map(ToString::to_string).unwrap_or_default()),
    ]
}

fn text(text: &str) -> String {
    spreadsheet_text(text).into_owned()
}
