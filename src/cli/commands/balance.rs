//! `balance`.

use std::io::{IsTerminal, Write};
use std::path::Path;

use super::super::args::balance::{AgeArg, BalanceArgs, FormatArg, GroupArg, LedgerArg};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::problems;
use super::super::show::balance::TableRows;
use crate::app::balance::{self, BalanceRequest, FileFormat};
use crate::app::engine;
use crate::app::error::AppError;
use crate::balance::{AgeBasis, Criteria, Grouping, Ledger, Report};
use crate::export::csv::{CsvOptions, Separator};
use crate::export::{PartFile, Tabulator, Words};
use crate::rules::set::CompanyRules;
use crate::wording::{UiLanguage, msg};

pub async fn balance(context: &Context, args: &BalanceArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let rules = engine::company(&engine.rules, context.company.as_deref())?;
    let request = request(context, args, rules)?;
    let words = request.words(rules, context.language);
    let format = format(args);
    let file_format = match format {
        FormatArg::Table => None,
        FormatArg::Csv => Some(csv_format(args, context.language)),
        FormatArg::Xlsx => Some(FileFormat::Xlsx),
        FormatArg::Pdf => Some(FileFormat::Pdf),
        FormatArg::Json => Some(FileFormat::Json),
    };
    let layout = balance::layout(args.summary, file_format, &words, &args.show, &args.hide);
    let Some(file_format) = file_format else {
        let rows = TableRows::new(&layout, &words);
        let mut sink = Tabulator::new(&layout, &words, rows);
        balance::balance(&engine, rules, &request, &mut sink).await?;
        let shown = sink.into_rows().to_string();
        match &args.out {
            Some(path) => write_file(path, |file| file.write_all(shown.as_bytes()))?,
            None => context.print(&shown)?,
        }
        return Ok(Exit::Done);
    };
    let write = async |out: &mut (dyn Write + Send)| {
        balance::write(&engine, rules, &request, file_format, &layout, &words, out).await
    };
    match &args.out {
        Some(path) => {
            let mut file = PartFile::create(path).map_err(|error| trouble(path, error))?;
            let report = write(&mut file).await?;
            file.finish().map_err(|error| trouble(path, error))?;
            let (path, count) = (path.display().to_string(), report.totals.operations());
            context.say(&msg!(
                "balance-written",
                file = path,
                accounts = report.accounts,
                operations = count
            ))?;
            tell_notes(&report, &words);
        }
        None => {
            let mut out = std::io::stdout();
            if out.is_terminal() && matches!(format, FormatArg::Xlsx | FormatArg::Pdf) {
                return Err(AppError::NeedsFile);
            }
            let report = write(&mut out).await?;
            tell_notes(&report, &words);
        }
    }
    Ok(Exit::Done)
}

fn request(
    context: &Context,
    args: &BalanceArgs,
    rules: &CompanyRules,
) -> Result<BalanceRequest, AppError> {
    // A supplier's code alone says whose balance it is.
    let suppliers = args.ledger == LedgerArg::Suppliers || !args.supplier.is_empty();
    if suppliers && !args.customer.is_empty() {
        return Err(AppError::CustomerOfSuppliers);
    }
    let zone = rules.company.time_zone;
    let criteria = Criteria {
        as_of: context.clock(args.as_of.as_of).run_date(zone),
        today: context.clock(None).run_date(zone),
        basis: match args.age {
            Some(AgeArg::Invoice) => AgeBasis::Invoice,
            Some(AgeArg::Due) => AgeBasis::Due,
            None => rules.aged_balance.basis,
        },
        later: args.later,
        currencies: args.currency.clone(),
        bucket_days: args.bucket.clone(),
        minimum: args.min_amount,
        persons: args.person.clone(),
        search: args.search.clone(),
    };
    let mut codes = if suppliers { args.supplier.clone() } else { args.customer.clone() };
    codes.sort();
    codes.dedup();
    Ok(BalanceRequest {
        ledger: if suppliers { Ledger::Suppliers } else { Ledger::Customers },
        criteria,
        codes,
        grouping: match args.group {
            GroupArg::Account => Grouping::Account,
            GroupArg::Currency => Grouping::Currency,
            GroupArg::Bucket => Grouping::Bucket,
            GroupArg::Person => Grouping::Person,
        },
        summary: args.summary,
    })
}

/// The format asked for, else the one that the file's name tells, else a
/// table.
fn format(args: &BalanceArgs) -> FormatArg {
    let extension = args.out.as_ref().and_then(|path| path.extension());
    let extension = extension.map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    args.format.unwrap_or(match extension.as_deref() {
        Some("csv") => FormatArg::Csv,
        Some("xlsx") => FormatArg::Xlsx,
        Some("pdf") => FormatArg::Pdf,
        Some("json") => FormatArg::Json,
        _ => FormatArg::Table,
    })
}

fn csv_format(args: &BalanceArgs, language: UiLanguage) -> FileFormat {
    let separator = match args.separator.as_deref() {
        Some(";") => Separator::Semicolon,
        Some(_) => Separator::Comma,
        None => return FileFormat::csv(language, args.bom),
    };
    FileFormat::Csv(CsvOptions { separator, byte_order_mark: args.bom })
}

fn write_file(
    path: &Path,
    write: impl FnOnce(&mut PartFile) -> std::io::Result<()>,
) -> Result<(), AppError> {
    let written = PartFile::create(path).and_then(|mut file| {
        write(&mut file)?;
        file.finish()
    });
    written.map_err(|error| trouble(path, error))
}

fn trouble(path: &Path, error: std::io::Error) -> AppError {
    AppError::File { path: path.display().to_string(), error }
}

/// To standard error, so that they do not get into the data.
fn tell_notes(report: &Report, words: &Words) {
    for note in &report.notes {
        problems::complain(&words.note(note));
    }
}
