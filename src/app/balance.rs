//! The aged balance of a company's customers or suppliers.

use std::io::Write;

use super::engine::Engine;
use super::error::AppError;
use crate::balance::{Aging, Criteria, Grouping, Ledger, Report, Sink};
use crate::export::csv::{CsvOptions, CsvRows, Separator};
use crate::export::json::JsonBalance;
use crate::export::pdf::PdfRows;
use crate::export::xlsx::XlsxRows;
use crate::export::{ExportError, Layout, Optional, Tabulator, Title, Words};
use crate::rules::set::CompanyRules;
use crate::wording::UiLanguage;

/// Which balance is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceRequest {
    pub ledger: Ledger,
    pub criteria: Criteria,
    /// Only these accounts; all when empty.
    pub codes: Vec<String>,
    pub grouping: Grouping,
    /// Sums per account instead of its operations.
    pub summary: bool,
}

/// What a table on a terminal or a page has no room for, unless asked for.
const NARROW: [Optional; 5] = [
    Optional::LedgerAccount,
    Optional::Kind,
    Optional::DueDate,
    Optional::Person,
    Optional::CompanyAmount,
];

/// The formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    Csv(CsvOptions),
    Xlsx,
    Pdf,
    Json,
}

impl BalanceRequest {
    /// Headings, dates and amounts of this balance.
    pub fn words(&self, rules: &CompanyRules, language: UiLanguage) -> Words {
        let title = Title {
            company: rules.company.name.clone(),
            ledger: self.ledger,
            as_of: self.criteria.as_of,
            basis: self.criteria.basis,
        };
        Words::new(language, title, rules.aged_balance.buckets.clone(), rules.company.currency)
    }
}

impl FileFormat {
    /// A CSV for spreadsheets in this language: French ones separate lists
    /// with a semicolon.
    pub fn csv(language: UiLanguage, byte_order_mark: bool) -> Self {
        let separator = match language {
            UiLanguage::French => Separator::Semicolon,
            UiLanguage::English => Separator::Comma,
        };
        Self::Csv(CsvOptions { separator, byte_order_mark })
    }
}

/// The columns of a balance in a format of files, or on a terminal. What is
/// neither shown nor hidden by name depends on how much room there is.
pub fn layout(
    summary: bool,
    format: Option<FileFormat>,
    words: &Words,
    show: &[Optional],
    hide: &[Optional],
) -> Layout {
    let narrow = matches!(format, None | Some(FileFormat::Pdf));
    let by_default = if narrow { NARROW.as_slice() } else { &[] };
    let mut hidden: Vec<Optional> =
        by_default.iter().copied().filter(|column| !show.contains(column)).collect();
    hidden.extend(hide);
    let row_kind = matches!(format, Some(FileFormat::Csv(_)));
    Layout::new(summary, words.buckets().count(), row_kind, &hidden)
}

/// Hands a balance to `sink`, account by account.
///
/// # Errors
/// When an account is unknown, the store fails, or the sink does.
pub async fn balance<S>(
    engine: &Engine,
    rules: &CompanyRules,
    request: &BalanceRequest,
    sink: &mut S,
) -> Result<Report, AppError>
where
    S: Sink<Error = ExportError>,
{
    let (company, ledger, codes) = (&rules.company.code, request.ledger, &request.codes);
    let unknown = engine.store.unknown_accounts(company, ledger, codes).await?;
    if !unknown.is_empty() {
        return Err(AppError::UnknownAccounts { codes: unknown });
    }
    let settings = &rules.aged_balance;
    let mut aging = Aging::new(
        &request.criteria,
        &settings.buckets,
        &settings.rates,
        rules.company.currency,
        request.grouping,
        request.summary,
    );
    let take = |open| aging.add(open, sink).map_err(AppError::from);
    engine.store.open_accounts(company, ledger, codes, take).await?;
    Ok(aging.finish(sink)?)
}

/// Writes a balance in a format of files.
///
/// # Errors
/// As [`balance`], and when `out` cannot be written or the format cannot hold
/// the balance.
pub async fn write(
    engine: &Engine,
    rules: &CompanyRules,
    request: &BalanceRequest,
    format: FileFormat,
    layout: &Layout,
    words: &Words,
    mut out: impl Write + Send,
) -> Result<Report, AppError> {
    match format {
        FileFormat::Csv(options) => {
            let rows = CsvRows::new(out, options, layout, words)?;
            let mut sink = Tabulator::new(layout, words, rows);
            balance(engine, rules, request, &mut sink).await
        }
        FileFormat::Xlsx => {
            let mut sink = Tabulator::new(layout, words, XlsxRows::new(layout, words)?);
            let report = balance(engine, rules, request, &mut sink).await?;
            sink.into_rows().finish(out)?;
            Ok(report)
        }
        FileFormat::Pdf => {
            let mut sink = Tabulator::new(layout, words, PdfRows::new(layout, words));
            let report = balance(engine, rules, request, &mut sink).await?;
            out.write_all(&sink.into_rows().finish()?).map_err(ExportError::from)?;
            Ok(report)
        }
        FileFormat::Json => {
            let grouped = request.grouping != Grouping::Account;
            let company = rules.company.code.as_str();
            let mut sink = JsonBalance::new(&mut out, words, company, request.summary, grouped)?;
            balance(engine, rules, request, &mut sink).await
        }
    }
}
