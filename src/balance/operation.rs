//! Accounts and their open operations.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::collaborator::Collaborator;
use crate::domain::credit::CreditKind;
use crate::domain::money::Money;

/// Whose balance it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ledger {
    #[default]
    Customers,
    Suppliers,
}

impl Ledger {
    /// The name used in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Suppliers => "suppliers",
        }
    }
}

/// A customer or supplier as the balance shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub code: String,
    pub name: String,
    /// The account of the general ledger, such as 411….
    pub ledger_account: String,
}

/// What an operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationKind {
    /// An open instalment of a customer's invoice.
    Invoice,
    /// A customer's open credit note or unallocated payment.
    Credit(CreditKind),
    /// An operation on a supplier's account: its sign says which way.
    Supplier,
}

impl OperationKind {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Credit(kind) => kind.as_str(),
            Self::Supplier => "supplier",
        }
    }
}

/// An operation that is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    pub kind: OperationKind,
    pub date: NaiveDate,
    /// `None` for what is not due, such as a payment.
    pub due_date: Option<NaiveDate>,
    /// The document number.
    pub number: String,
    /// Which instalment, where the invoice has several.
    pub instalment: Option<u32>,
    pub label: String,
    /// What is open, debit minus credit.
    pub amount: Money,
    /// In charge of the invoice, else of the customer.
    pub person: Option<Arc<Collaborator>>,
}

impl Operation {
    /// `FA26012`, or `FA26012/2` for one of several instalments.
    pub fn document(&self) -> String {
        match self.instalment {
            Some(instalment) => format!("{}/{instalment}", self.number),
            None => self.number.clone(),
        }
    }

    /// Whether its due date has passed.
    pub fn is_overdue(&self, on: NaiveDate) -> bool {
        self.due_date.is_some_and(|due| due < on)
    }
}

/// An account with every operation that is open on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAccount {
    pub account: Account,
    pub operations: Vec<Operation>,
}
