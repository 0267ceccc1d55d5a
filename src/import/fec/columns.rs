//! The columns of a FEC, found by name: the order is free and further
//! columns may follow.

use crate::diagnostic::{Position, nearest};
use crate::import::problems::{Fault, Problems, Reported};
use crate::import::source::Source;
use crate::import::values::shown;
use crate::wording::msg;

/// The legal columns that every FEC has.
const LEGAL: [&str; 16] = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
];

/// A column that was found.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub index: usize,
}

/// How the amount of a line is written.
#[derive(Debug, Clone, Copy)]
pub enum Amounts {
    DebitCredit { debit: Column, credit: Column },
    AmountSense { amount: Column, sense: Column },
}

/// Where the columns that are used stand.
#[derive(Debug)]
pub struct Columns {
    pub separator: char,
    /// Number of columns, used or not.
    pub width: usize,
    pub journal_code: Column,
    pub journal_label: Column,
    pub entry_number: Column,
    pub entry_date: Column,
    pub account: Column,
    pub account_label: Column,
    pub auxiliary: Column,
    pub auxiliary_label: Column,
    pub piece: Column,
    pub piece_date: Column,
    pub label: Column,
    pub lettering: Column,
    pub amounts: Amounts,
    /// Payment method; only in longer variants.
    pub payment_method: Option<Column>,
}

impl Columns {
    /// Reads the header; a mistake in it is reported.
    pub fn find(
        source: &Source,
        line: usize,
        header: &str,
        problems: &mut Problems,
    ) -> Result<Self, Reported> {
        if header.contains('\r') {
            let fault = Fault::new(msg!("import-fec-line-ends"))
                .expecting(msg!("import-expected-line-ends"));
            source.report(problems, None, fault);
            return Err(Reported);
        }
        let separator = if header.contains('\t') { '\t' } else { '|' };
        let mut search =
            Search { source, line, names: header.split(separator).collect(), missing: false };
        if search.names.len() < 2 {
            let fault = Fault::new(msg!("import-fec-no-separator"))
                .expecting(msg!("import-expected-fec-header"));
            source.report(problems, Some(Position { line, column: 1 }), fault);
            return Err(Reported);
        }
        for name in LEGAL {
            search.required(name, problems).ok();
        }
        let amounts = search.amounts(problems);
        if search.missing {
            return Err(Reported);
        }
        let mut column = |name| search.required(name, problems);
        Ok(Self {
            separator,
            journal_code: column("JournalCode")?,
            journal_label: column("JournalLib")?,
            entry_number: column("EcritureNum")?,
            entry_date: column("EcritureDate")?,
            account: column("CompteNum")?,
            account_label: column("CompteLib")?,
            auxiliary: column("CompAuxNum")?,
            auxiliary_label: column("CompAuxLib")?,
            piece: column("PieceRef")?,
            piece_date: column("PieceDate")?,
            label: column("EcritureLib")?,
            lettering: column("EcritureLet")?,
            amounts: amounts?,
            payment_method: search.position("ModeRglt"),
            width: search.names.len(),
        })
    }
}

struct Search<'a> {
    source: &'a Source,
    line: usize,
    names: Vec<&'a str>,
    missing: bool,
}

impl Search<'_> {
    fn position(&self, name: &'static str) -> Option<Column> {
        let index = self.names.iter().position(|found| found.trim().eq_ignore_ascii_case(name))?;
        Some(Column { name, index })
    }

    fn required(
        &mut self,
        name: &'static str,
        problems: &mut Problems,
    ) -> Result<Column, Reported> {
        self.position(name).ok_or_else(|| {
            self.missing = true;
            let unknown = self
                .names
                .iter()
                .map(|name| name.trim())
                .filter(|found| !LEGAL.iter().any(|legal| legal.eq_ignore_ascii_case(found)));
            let near = nearest(name, unknown);
            let mut fault = Fault::new(msg!("import-missing-column", column = name));
            if let Some(near) = near {
                fault = fault.expecting(msg!("import-fec-near-column", found = shown(&near)));
            }
            self.source.report(problems, Some(Position { line: self.line, column: 1 }), fault);
            Reported
        })
    }

    fn amounts(&mut self, problems: &mut Problems) -> Result<Amounts, Reported> {
        match (self.position("Montant"), self.position("Sens")) {
            (Some(amount), Some(sense)) => Ok(Amounts::AmountSense { amount, sense }),
            _ => {
                let debit = self.required("Debit", problems);
                let credit = self.required("Credit", problems);
                Ok(Amounts::DebitCredit { debit: debit?, credit: credit? })
            }
        }
    }
}
