//! The columns of a balance.

use crate::wording::{Message, msg};

/// A column as it stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// What the row is, for files that programs read.
    RowKind,
    Account,
    Name,
    LedgerAccount,
    Kind,
    Date,
    DueDate,
    Document,
    Label,
    Person,
    Days,
    Currency,
    Bucket(usize),
    Amount,
    /// The amount in the company's currency.
    CompanyAmount,
}

impl Column {
    /// Whether the column holds figures, which stand to the right.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Days | Self::Bucket(_) | Self::Amount | Self::CompanyAmount)
    }

    pub fn is_amount(self) -> bool {
        matches!(self, Self::Bucket(_) | Self::Amount | Self::CompanyAmount)
    }
}

/// Columns that can be hidden. Account, currency and amount always stand:
/// without them no figure could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Optional {
    Name,
    LedgerAccount,
    Kind,
    Date,
    DueDate,
    Document,
    Label,
    Person,
    Days,
    Buckets,
    CompanyAmount,
}

impl Optional {
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::LedgerAccount,
        Self::Kind,
        Self::Date,
        Self::DueDate,
        Self::Document,
        Self::Label,
        Self::Person,
        Self::Days,
        Self::Buckets,
        Self::CompanyAmount,
    ];

    /// The name used on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::LedgerAccount => "ledger-account",
            Self::Kind => "kind",
            Self::Date => "date",
            Self::DueDate => "due-date",
            Self::Document => "document",
            Self::Label => "label",
            Self::Person => "person",
            Self::Days => "days",
            Self::Buckets => "buckets",
            Self::CompanyAmount => "company-amount",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == text)
    }
}

/// Which columns a table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub columns: Vec<Column>,
    /// One row per account and currency instead of the operations.
    pub summary: bool,
}

impl Layout {
    /// The columns of operations or of a summary, in print order, without
    /// those hidden.
    pub fn new(summary: bool, buckets: usize, row_kind: bool, hidden: &[Optional]) -> Self {
        let mut columns = Vec::new();
        let mut add = |column: Column, optional: Optional, detail_only: bool| {
            if !(hidden.contains(&optional) || (summary && detail_only)) {
                columns.push(column);
            }
        };
        add(Column::Name, Optional::Name, false);
        add(Column::LedgerAccount, Optional::LedgerAccount, false);
        add(Column::Kind, Optional::Kind, true);
        add(Column::Date, Optional::Date, true);
        add(Column::DueDate, Optional::DueDate, true);
        add(Column::Document, Optional::Document, true);
        add(Column::Label, Optional::Label, true);
        add(Column::Person, Optional::Person, true);
        add(Column::Days, Optional::Days, true);
        let mut all = Vec::with_capacity(columns.len() + buckets + 5);
        if row_kind {
            all.push(Column::RowKind);
        }
        all.push(Column::Account);
        all.append(&mut columns);
        all.push(Column::Currency);
        if !hidden.contains(&Optional::Buckets) {
            all.extend((0..buckets).map(Column::Bucket));
        }
        all.push(Column::Amount);
        if !hidden.contains(&Optional::CompanyAmount) {
            all.push(Column::CompanyAmount);
        }
        Self { columns: all, summary }
    }

    /// Where a column stands, from 0.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|&found| found == column)
    }
}

/// The heading of a column but for those of buckets and of the company's
/// currency.
pub(super) fn heading(column: Column) -> Option<Message> {
    Some(match column {
        Column::RowKind => msg!("balance-column-row"),
        Column::Account => msg!("balance-column-account"),
        Column::Name => msg!("balance-column-name"),
        Column::LedgerAccount => msg!("balance-column-ledger-account"),
        Column::Kind => msg!("balance-column-kind"),
        Column::Date => msg!("balance-column-date"),
        Column::DueDate => msg!("balance-column-due-date"),
        Column::Document => msg!("balance-column-document"),
        Column::Label => msg!("balance-column-label"),
        Column::Person => msg!("balance-column-person"),
        Column::Days => msg!("balance-column-days"),
        Column::Currency => msg!("balance-column-currency"),
        Column::Amount => msg!("balance-column-amount"),
        Column::Bucket(_) | Column::CompanyAmount => return None,
    })
}
