//! Which lines of a ledger are a customer's or supplier's, and what a credit
//! on a customer's account is.

use super::entry::ThirdParty;
use crate::domain::credit::CreditKind;

/// Whose account it is (plan comptable général).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// 411, clients.
    Customer,
    /// 401, fournisseurs.
    Supplier,
}

impl Party {
    pub fn of_account(account: &str) -> Option<Self> {
        if account.starts_with("411") {
            Some(Self::Customer)
        } else if account.starts_with("401") {
            Some(Self::Supplier)
        } else {
            None
        }
    }
}

/// A FEC does not say what a credit is: one in a sales journal is a credit
/// note, one in a bank or cash journal a payment; elsewhere the label
/// decides, and a payment is the default.
pub fn credit_kind(line: &ThirdParty) -> CreditKind {
    let code = line.journal_code.to_lowercase();
    let journal = line.journal_label.to_lowercase();
    let label = line.label.to_lowercase();
    let is_sales = code.starts_with("ve") || code.starts_with("vt") || journal.contains("vente");
    let is_money = ["banque", "caisse", "trésorerie", "tresorerie", "règlement", "effets"]
        .iter()
        .any(|word| journal.contains(word));
    let says_credit_note =
        ["avoir", "note de crédit", "credit note"].iter().any(|start| label.starts_with(start));
    if is_sales || (says_credit_note && !is_money) {
        CreditKind::CreditNote
    } else {
        CreditKind::Payment
    }
}
