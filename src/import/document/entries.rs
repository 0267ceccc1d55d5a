//! The entries of a document, as they are written.
//!
//! Amounts are decimal strings such as `"1234.50"` and dates ISO dates such
//! as `"2026-12-31"`, so that nothing is rounded and each mistake is told.

use serde::Deserialize;
use utoipa::ToSchema;

/// Everything is optional; rows are recognised by their keys, added where they
/// are new and changed where they differ. Nothing is ever deleted: what is
/// paid comes with an open amount of `"0"`.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportDocument)]
pub struct Document {
    #[serde(default)]
    pub collaborators: Vec<Collaborator>,
    #[serde(default)]
    pub customers: Vec<Customer>,
    #[serde(default)]
    pub sites: Vec<Site>,
    #[serde(default)]
    pub contacts: Vec<Contact>,
    #[serde(default)]
    pub invoices: Vec<Invoice>,
    #[serde(default)]
    pub holds: Vec<Hold>,
    #[serde(default)]
    pub due_items: Vec<DueItem>,
    /// Credit notes and unallocated payments.
    #[serde(default)]
    pub credits: Vec<Credit>,
    #[serde(default)]
    pub suppliers: Vec<Supplier>,
    #[serde(default)]
    pub supplier_items: Vec<SupplierItem>,
    /// The day up to which payments are known.
    #[schema(format = Date)]
    pub payments_known_to: Option<String>,
}

/// Key: `code`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CollaboratorEntry)]
pub struct Collaborator {
    #[schema(max_length = 500)]
    pub code: String,
    #[schema(max_length = 500)]
    pub name: String,
    pub email: Option<String>,
}

/// Key: `code`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CustomerEntry)]
pub struct Customer {
    #[schema(max_length = 500)]
    pub code: String,
    #[schema(max_length = 500)]
    pub name: String,
    /// The code where absent.
    pub account: Option<String>,
    /// An ISO 639 code such as `fr`.
    pub language: Option<String>,
    /// Reminders by hand; absent keeps what is stored.
    pub manual: Option<bool>,
    /// Reminders by batches; absent keeps what is stored.
    pub automatic: Option<bool>,
    /// Code of a collaborator.
    pub person_in_charge: Option<String>,
    #[serde(default)]
    pub consumer: bool,
    /// Lines of the postal address.
    #[serde(default)]
    pub address: Vec<String>,
}

/// Key: `customer`, `code`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SiteEntry)]
pub struct Site {
    pub customer: String,
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub address: Vec<String>,
    pub email: Option<String>,
}

/// Key: `customer`, `code`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContactEntry)]
pub struct Contact {
    pub customer: String,
    pub code: String,
    pub name: String,
    pub language: Option<String>,
    #[serde(default)]
    pub decision_maker: bool,
    #[serde(default)]
    pub principal: bool,
    #[serde(default)]
    pub financial: bool,
    /// Receives reminders for its sites.
    #[serde(default)]
    pub reminder: bool,
    #[serde(default)]
    pub reminder_all_sites: bool,
    #[serde(default)]
    pub invoice: bool,
    pub identity_email: Option<String>,
    pub customer_email: Option<String>,
    /// Codes of sites of the same customer.
    #[serde(default)]
    pub sites: Vec<String>,
}

/// Key: `customer`, `number`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InvoiceEntry)]
pub struct Invoice {
    /// The customer to be invoiced.
    pub customer: String,
    pub number: String,
    pub ordering_customer: Option<String>,
    #[schema(format = Date)]
    pub date: String,
    #[serde(default)]
    pub label: String,
    /// An ISO 4217 code.
    pub currency: String,
    #[schema(example = "1200.00")]
    pub total: String,
    pub payment_reference: Option<String>,
    pub payment_method: String,
    pub billing_site: Option<String>,
    /// Code of a collaborator.
    pub person_in_charge: Option<String>,
    #[serde(default)]
    pub recipients: Vec<String>,
    #[serde(default)]
    pub copies: Vec<String>,
    /// Paths in the folder of documents.
    #[serde(default)]
    pub documents: Vec<String>,
}

/// Key: `customer`, `invoice`, `kind`, `placed_on`. A hold that was lifted is
/// not placed again.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HoldEntry)]
pub struct Hold {
    pub customer: String,
    pub invoice: String,
    /// `manual`, `automatic` or `temporary`.
    pub kind: String,
    #[serde(default)]
    pub comment: String,
    #[serde(default)]
    pub author: String,
    #[schema(format = Date)]
    pub placed_on: String,
}

/// Key: `customer`, `invoice`, `instalment`. Level, date, status, comment,
/// promise and dispute serve only when the item is new.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DueItemEntry)]
pub struct DueItem {
    pub customer: String,
    pub invoice: String,
    /// From 1, which it is where absent.
    #[serde(default = "first")]
    #[schema(minimum = 1, maximum = 9999)]
    pub instalment: u32,
    #[schema(format = Date)]
    pub due_date: String,
    #[schema(example = "600.00")]
    pub amount: String,
    #[schema(example = "600.00")]
    pub open_amount: String,
    pub level: Option<String>,
    #[schema(format = Date)]
    pub last_reminded_on: Option<String>,
    pub status: Option<String>,
    #[serde(default)]
    pub comment: String,
    #[schema(format = Date)]
    pub promised_on: Option<String>,
    #[serde(default)]
    pub disputed: bool,
}

/// Key: `customer`, `kind`, `number`, `line`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreditEntry)]
pub struct Credit {
    pub customer: String,
    /// `credit_note` or `payment`.
    pub kind: String,
    pub number: String,
    /// Tells apart credits under one number, from 1.
    #[serde(default = "first")]
    #[schema(minimum = 1, maximum = 9999)]
    pub line: u32,
    #[schema(format = Date)]
    pub date: String,
    #[serde(default)]
    pub label: String,
    pub currency: String,
    #[schema(example = "250.00")]
    pub amount: String,
    /// What is not used up.
    #[schema(example = "250.00")]
    pub open_amount: String,
}

/// Key: `code`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierEntry)]
pub struct Supplier {
    pub code: String,
    pub name: String,
    /// The code where absent.
    pub account: Option<String>,
}

/// Key: `supplier`, `number`, `line`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierItemEntry)]
pub struct SupplierItem {
    pub supplier: String,
    pub number: String,
    #[serde(default = "first")]
    #[schema(minimum = 1, maximum = 9999)]
    pub line: u32,
    #[schema(format = Date)]
    pub date: String,
    /// The date where absent.
    #[schema(format = Date)]
    pub due_date: Option<String>,
    #[serde(default)]
    pub label: String,
    pub currency: String,
    /// Debit minus credit: negative is owed to the supplier.
    #[schema(example = "-480.00")]
    pub open_amount: String,
}

fn first() -> u32 {
    1
}
