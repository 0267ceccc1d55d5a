//! What an import brings: rows keyed by the codes of the source, not yet by
//! the identities of the store.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::credit::CreditKind;
use crate::domain::customer::{DunningSettings, RecipientFlags, RoleFlags};
use crate::domain::document::DocumentPath;
use crate::domain::hold::HoldKind;
use crate::domain::language::Language;
use crate::domain::money::Currency;

/// Key: `code`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    pub code: String,
    pub name: String,
    pub account: String,
    pub language: Option<Language>,
    /// Where the source says nothing, a stored value is kept and a new
    /// customer gets the default.
    pub manual: Option<bool>,
    pub automatic: Option<bool>,
    pub person_in_charge: Option<String>,
    /// The legal mentions between businesses do not apply.
    pub consumer: bool,
    /// Lines of the postal address.
    pub address: Vec<String>,
}

impl CustomerRow {
    /// The settings of a customer that did not exist before.
    pub fn initial_settings(&self) -> DunningSettings {
        let default = DunningSettings::default();
        DunningSettings {
            manual: self.manual.unwrap_or(default.manual),
            automatic: self.automatic.unwrap_or(default.automatic),
        }
    }
}

/// Key: `code`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierRow {
    pub code: String,
    pub name: String,
    pub account: String,
}

/// An open operation of a supplier. Key: `supplier`, `number`, `line`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierItemRow {
    pub supplier: String,
    pub number: String,
    /// Tells apart operations under one number, from 1.
    pub line: u32,
    pub date: NaiveDate,
    pub due_date: NaiveDate,
    pub label: String,
    pub currency: Currency,
    /// Debit minus credit: negative is owed to the supplier.
    pub open_amount: Decimal,
}

/// Key: `customer`, `code`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRow {
    pub customer: String,
    pub code: String,
    pub name: String,
    pub address: Vec<String>,
    pub email: Option<String>,
}

/// Key: `customer`, `code`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    pub customer: String,
    pub code: String,
    pub name: String,
    pub language: Option<Language>,
    pub roles: RoleFlags,
    pub receives: RecipientFlags,
    pub identity_email: Option<String>,
    pub customer_email: Option<String>,
    /// Codes of sites of the same customer.
    pub sites: Vec<String>,
}

/// Key: `code`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollaboratorRow {
    pub code: String,
    pub name: String,
    pub email: Option<String>,
}

/// Key: `customer`, `number`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRow {
    /// The customer to be invoiced.
    pub customer: String,
    pub number: String,
    /// Where it differs from `customer`.
    pub ordering_customer: Option<String>,
    pub date: NaiveDate,
    pub label: String,
    pub currency: Currency,
    pub total: Decimal,
    pub payment_reference: Option<String>,
    pub payment_method: String,
    /// Code of a site of `customer`, else of `ordering_customer`.
    pub billing_site: Option<String>,
    pub person_in_charge: Option<String>,
    pub recipients: Vec<String>,
    pub copies: Vec<String>,
    pub documents: Vec<DocumentPath>,
}

impl InvoiceRow {
    /// What the code of the billing site may stand for.
    pub fn billing_site(&self) -> Option<Target<&str>> {
        self.billing_site.as_deref().map(|code| Target::BillingSite {
            customer: self.customer.as_str(),
            ordering: self.ordering_customer.as_deref(),
            code,
        })
    }
}

/// Key: `customer`, `invoice`, `kind`, `placed_on`. A hold that was lifted is
/// not placed again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldRow {
    pub customer: String,
    pub invoice: String,
    pub kind: HoldKind,
    pub comment: String,
    pub author: String,
    pub placed_on: NaiveDate,
}

/// Key: `customer`, `invoice`, `instalment`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueItemRow {
    pub customer: String,
    pub invoice: String,
    /// From 1.
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub amount: Decimal,
    pub open_amount: Decimal,
    /// Level, date, status, comment, promise and dispute serve only when the
    /// item is new: afterwards the store knows better.
    pub level: Option<String>,
    pub last_reminded_on: Option<NaiveDate>,
    pub status: Option<String>,
    pub comment: String,
    pub promised_on: Option<NaiveDate>,
    pub disputed: bool,
}

/// Key: `customer`, `kind`, `number`, `line`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditRow {
    pub customer: String,
    pub kind: CreditKind,
    pub number: String,
    /// Tells apart credits under one number, from 1.
    pub line: u32,
    pub date: NaiveDate,
    pub label: String,
    pub currency: Currency,
    /// Positive.
    pub amount: Decimal,
    /// Positive; zero when used up.
    pub open_amount: Decimal,
}

/// The key of a row that another row refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target<S> {
    Collaborator {
        code: S,
    },
    Customer {
        code: S,
    },
    Supplier {
        code: S,
    },
    Site {
        customer: S,
        code: S,
    },
    Invoice {
        customer: S,
        number: S,
    },
    /// A site of the customer to be invoiced, else of the ordering customer.
    BillingSite {
        customer: S,
        ordering: Option<S>,
        code: S,
    },
}

impl<'a> Target<&'a str> {
    pub fn collaborator(code: &'a str) -> Self {
        Self::Collaborator { code }
    }

    pub fn customer(code: &'a str) -> Self {
        Self::Customer { code }
    }

    pub fn supplier(code: &'a str) -> Self {
        Self::Supplier { code }
    }

    pub fn site(customer: &'a str, code: &'a str) -> Self {
        Self::Site { customer, code }
    }

    pub fn invoice(customer: &'a str, number: &'a str) -> Self {
        Self::Invoice { customer, number }
    }

    /// The keys any of which will do, the one that counts first.
    pub fn choices(self) -> impl Iterator<Item = Self> {
        match self {
            Self::BillingSite { customer, ordering, code } => {
                let other = ordering.map(|ordering| Self::site(ordering, code));
                [Some(Self::site(customer, code)), other]
            }
            plain => [Some(plain), None],
        }
        .into_iter()
        .flatten()
    }

    /// The same key by itself, without the row that it was read from.
    pub fn to_owned(self) -> Target<String> {
        match self {
            Self::Collaborator { code } => Target::Collaborator { code: code.into() },
            Self::Customer { code } => Target::Customer { code: code.into() },
            Self::Supplier { code } => Target::Supplier { code: code.into() },
            Self::Site { customer, code } => {
                Target::Site { customer: customer.into(), code: code.into() }
            }
            Self::Invoice { customer, number } => {
                Target::Invoice { customer: customer.into(), number: number.into() }
            }
            Self::BillingSite { customer, ordering, code } => Target::BillingSite {
                customer: customer.into(),
                ordering: ordering.map(Into::into),
                code: code.into(),
            },
        }
    }
}

impl Target<String> {
    pub fn as_ref(&self) -> Target<&str> {
        match self {
            Self::Collaborator { code } => Target::Collaborator { code },
            Self::Customer { code } => Target::Customer { code },
            Self::Supplier { code } => Target::Supplier { code },
            Self::Site { customer, code } => Target::Site { customer, code },
            Self::Invoice { customer, number } => Target::Invoice { customer, number },
            Self::BillingSite { customer, ordering, code } => {
                Target::BillingSite { customer, ordering: ordering.as_deref(), code }
            }
        }
    }
}

/// How much the source knows of the rows that it brings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    #[default]
    Full,
    /// Of a customer only name and account, of an invoice only date, label
    /// and amounts: the rest of a row that is stored already stays.
    Ledger,
}

/// One import: checked, complete in itself or referring to stored rows by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportSet {
    pub collaborators: Vec<CollaboratorRow>,
    pub customers: Vec<CustomerRow>,
    pub sites: Vec<SiteRow>,
    pub contacts: Vec<ContactRow>,
    pub invoices: Vec<InvoiceRow>,
    pub holds: Vec<HoldRow>,
    pub due_items: Vec<DueItemRow>,
    pub credits: Vec<CreditRow>,
    pub suppliers: Vec<SupplierRow>,
    pub supplier_items: Vec<SupplierItemRow>,
    /// Day up to which payments are known, for the preview's warning.
    pub payments_known_to: Option<NaiveDate>,
    pub detail: Detail,
}

impl ImportSet {
    /// Rows of all kinds.
    pub fn row_count(&self) -> u64 {
        let rows = self.collaborators.len()
            + self.customers.len()
            + self.sites.len()
            + self.contacts.len()
            + self.invoices.len()
            + self.holds.len()
            + self.due_items.len()
            + self.credits.len()
            + self.suppliers.len()
            + self.supplier_items.len();
        rows as u64
    }
}
