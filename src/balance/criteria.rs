//! What a balance is asked for.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::operation::{Account, Operation};
use crate::domain::money::Currency;

/// From which date an operation's age is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AgeBasis {
    /// The date of the invoice (domain document §7).
    #[default]
    Invoice,
    /// The due date; an operation without one counts from its own date.
    Due,
}

/// What the operations are put under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    #[default]
    Account,
    Currency,
    Bucket,
    /// The person in charge of the invoice, else of the customer.
    Person,
}

/// Which operations a balance shows: all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criteria {
    /// The date of the balance.
    pub as_of: NaiveDate,
    /// The day on which the open operations are read.
    pub today: NaiveDate,
    pub basis: AgeBasis,
    /// Show operations dated after the balance too, in the first bucket.
    pub later: bool,
    /// Only these currencies; all when empty.
    pub currencies: Vec<Currency>,
    /// Only the buckets that hold these ages in days; all when empty.
    pub bucket_days: Vec<i64>,
    /// Only accounts whose balance in a currency, whatever its sign, is at
    /// least this.
    pub minimum: Option<Decimal>,
    /// Only what these collaborators are in charge of; all when empty.
    pub persons: Vec<String>,
    /// Only where account, document number or label contain this text; case
    /// does not matter.
    pub search: Option<String>,
}

impl Criteria {
    /// Everything open, aged on the day itself.
    pub fn on(as_of: NaiveDate) -> Self {
        Self {
            as_of,
            today: as_of,
            basis: AgeBasis::default(),
            later: false,
            currencies: Vec::new(),
            bucket_days: Vec::new(),
            minimum: None,
            persons: Vec::new(),
            search: None,
        }
    }

    /// The date from which the operation ages.
    pub(super) fn reference(&self, operation: &Operation) -> NaiveDate {
        match self.basis {
            AgeBasis::Invoice => operation.date,
            AgeBasis::Due => operation.due_date.unwrap_or(operation.date),
        }
    }

    /// Currency and person; the search comes apart, since an account that it
    /// finds is shown whole.
    pub(super) fn take(&self, operation: &Operation) -> bool {
        let currency =
            self.currencies.is_empty() || self.currencies.contains(&operation.amount.currency);
        let person = self.persons.is_empty()
            || operation.person.as_ref().is_some_and(|person| self.persons.contains(&person.code));
        currency && person
    }
}

/// A text looked for, whatever its case.
pub(super) struct Needle(String);

impl Needle {
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        (!text.is_empty()).then_some(Self(text))
    }

    fn in_text(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.0)
    }

    pub fn in_account(&self, account: &Account) -> bool {
        [&account.code, &account.name, &account.ledger_account]
            .into_iter()
            .any(|text| self.in_text(text))
    }

    pub fn in_operation(&self, operation: &Operation) -> bool {
        self.in_text(&operation.number) || self.in_text(&operation.label)
    }
}
