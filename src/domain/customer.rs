//! Customers, their sites and their contacts (domain document §1).

use super::identity::{ContactId, CustomerId, SiteId};
use super::language::Language;

/// Whether a customer may be reminded by hand and by the batch: two
/// independent switches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DunningSettings {
    /// *Manuellement*: off until activated.
    pub manual: bool,
    /// *Automatiquement*: on when a customer is created.
    pub automatic: bool,
}

impl Default for DunningSettings {
    fn default() -> Self {
        Self { manual: false, automatic: true }
    }
}

/// A customer (client).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Customer {
    pub id: CustomerId,
    pub code: String,
    pub name: String,
    pub account: String,
    /// Lines of the postal address; empty when none is known.
    pub address: Vec<String>,
    pub language: Option<Language>,
    pub dunning: DunningSettings,
    /// A consumer: the legal mentions between businesses do not apply
    /// (domain document §9).
    pub consumer: bool,
}

/// A site of a customer; an invoice names its billing site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Site {
    pub id: SiteId,
    pub code: String,
    pub name: String,
    /// Lines of the postal address; empty when none is known.
    pub address: Vec<String>,
    /// E-mail of the contact details (Coordonnées), as stored: it may be invalid.
    pub email: Option<String>,
}

/// What a contact is asked to receive ("Destinataire de").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RecipientFlags {
    /// *Relance*.
    pub reminder: bool,
    /// *Relances tous sites*.
    pub reminder_all_sites: bool,
    /// *Facture Vente*.
    pub invoice: bool,
}

/// What a contact is at the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RoleFlags {
    /// *Décideur*.
    pub decision_maker: bool,
    /// *Principal*.
    pub principal: bool,
    /// *Financier*.
    pub financial: bool,
}

/// A person at a customer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contact {
    pub id: ContactId,
    pub code: String,
    pub name: String,
    pub language: Option<Language>,
    pub roles: RoleFlags,
    pub receives: RecipientFlags,
    /// E-mail of the identity (Identité), as stored.
    pub identity_email: Option<String>,
    /// E-mail at the customer (Coordonnées chez le client), as stored.
    pub customer_email: Option<String>,
    /// Sites that the contact is attached to.
    pub sites: Vec<SiteId>,
}

impl Contact {
    /// The e-mail to use: the one at the customer wins (domain document §1).
    pub fn email(&self) -> Option<&str> {
        [&self.customer_email, &self.identity_email]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .find(|text| !text.trim().is_empty())
    }
}
