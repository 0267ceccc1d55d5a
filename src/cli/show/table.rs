//! Tables and the figures in them.

use std::io::IsTerminal;

use chrono::NaiveDate;
use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, Table, TableComponent, presets};

use rust_decimal::Decimal;

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::render::locale::Locale;
use crate::wording::{Message, UiLanguage};

/// Rows follow each other without lines between them.
const BETWEEN_ROWS: [TableComponent; 4] = [
    TableComponent::HorizontalLines,
    TableComponent::MiddleIntersections,
    TableComponent::LeftBorderIntersections,
    TableComponent::RightBorderIntersections,
];

/// Rows under headings, as wide as the terminal or as wide as needed
/// elsewhere.
pub struct Rows {
    table: Table,
    numeric: Vec<bool>,
}

impl Rows {
    /// Headings, and whether their columns hold figures.
    pub fn new(headings: &[(Message, bool)], language: UiLanguage) -> Self {
        let named = headings.iter().map(|(text, numeric)| (text.in_language(language), *numeric));
        Self::named(named.collect())
    }

    /// As [`Rows::new`], with the headings in words.
    pub fn named(headings: Vec<(String, bool)>) -> Self {
        let mut table = Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
        for line in BETWEEN_ROWS {
            table.remove_style(line);
        }
        if std::io::stdout().is_terminal()
            && let Some((width, _)) = terminal_size::terminal_size()
        {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(width.0);
        }
        let numeric: Vec<bool> = headings.iter().map(|(_, numeric)| *numeric).collect();
        let mut rows = Self { table, numeric };
        let cells = headings.into_iter().map(|(text, _)| text).collect();
        let header = rows.aligned(cells);
        rows.table.set_header(header);
        rows
    }

    pub fn add(&mut self, cells: Vec<String>) {
        let cells = self.aligned(cells);
        self.table.add_row(cells);
    }

    /// As [`Rows::add`]; the cell at `place` holds a due date, which is red
    /// on a terminal when it has passed.
    pub fn add_due(&mut self, cells: Vec<String>, place: usize, overdue: bool) {
        self.add_marked(cells, &[(place, overdue)]);
    }

    /// As [`Rows::add`]; cells at places that are said to be late are red on a
    /// terminal.
    pub fn add_marked(&mut self, cells: Vec<String>, late: &[(usize, bool)]) {
        let mut cells = self.aligned(cells);
        for &(place, late) in late {
            if late && let Some(cell) = cells.get_mut(place) {
                *cell = cell.clone().fg(Color::Red);
            }
        }
        self.table.add_row(cells);
    }

    fn aligned(&self, cells: Vec<String>) -> Vec<Cell> {
        cells
            .into_iter()
            .zip(&self.numeric)
            .map(|(text, numeric)| {
                let side = if *numeric { CellAlignment::Right } else { CellAlignment::Left };
                Cell::new(text).set_alignment(side)
            })
            .collect()
    }
}

impl std::fmt::Display for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.table.to_string();
        for line in text.lines() {
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// Amounts and dates as the user's language writes them.
pub struct Figures(Locale);

impl Figures {
    pub fn of(language: UiLanguage) -> Self {
        let tag = match language {
            UiLanguage::English => Language::ENGLISH,
            UiLanguage::French => Language::FRENCH,
        };
        Self(Locale::of(&tag))
    }

    pub fn money(&self, money: &Money) -> String {
        self.0.money(money)
    }

    /// Amounts of several currencies one below the other, never added up.
    pub fn moneys(&self, amounts: &[Money]) -> String {
        let texts: Vec<String> = amounts.iter().map(|money| self.money(money)).collect();
        texts.join("\n")
    }

    pub fn number(&self, number: Decimal) -> String {
        self.0.number(number)
    }

    pub fn percent(&self, percent: Decimal) -> String {
        self.0.percent(percent)
    }

    pub fn date(&self, date: NaiveDate) -> String {
        self.0.short_date(date)
    }
}
