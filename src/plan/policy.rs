//! The policy that decides: what the files under `rules/` are compiled into.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::facts::ItemContext;
use crate::domain::address::EmailAddress;
use crate::domain::company::{Company, Sender};
use crate::domain::language::Language;
use crate::domain::level::{Ladder, LevelCode};
use crate::domain::money::Currency;
use crate::domain::payment_method::PaymentMethods;

/// Where a rule stands: file (relative to the rules folder) and line from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub file: Arc<str>,
    pub line: usize,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// The two switches of the domain document (§3, §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Switches {
    /// `RELCLI_BORNEREL`: days are counted from the last reminder.
    pub bornerel: bool,
    /// `FC_CONTACT_CLI_FACT`: rule 1 looks at the customer to be invoiced.
    pub fc_contact_cli_fact: bool,
}

/// The sources of recipients of domain document §4, named as in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecipientSource {
    /// Contacts flagged *Relance*.
    ReminderContacts,
    /// The invoice's recipients tab.
    RecipientsTab,
    /// Contacts flagged *Facture Vente*.
    InvoiceContacts,
    /// E-mail of the billing site.
    BillingSite,
    /// A `recipients` hook.
    Hook,
    /// Copies that the rules or somebody by hand add.
    Copies,
}

impl RecipientSource {
    /// The sources that `recipients.order` may name.
    pub const ORDERABLE: [Self; 4] =
        [Self::ReminderContacts, Self::RecipientsTab, Self::InvoiceContacts, Self::BillingSite];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReminderContacts => "reminder_contacts",
            Self::RecipientsTab => "recipients_tab",
            Self::InvoiceContacts => "invoice_contacts",
            Self::BillingSite => "billing_site",
            Self::Hook => "hook",
            Self::Copies => "copies",
        }
    }
}

/// What a level adds to a reminder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LevelOptions {
    pub sender: Option<Sender>,
    pub cc: Vec<EmailAddress>,
    /// Copy the person in charge of the invoice.
    pub cc_person_in_charge: bool,
}

/// A compiled condition, known to the [`Scripts`] that compiled it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConditionId(pub usize);

/// An exclusion of items by condition, such as disputes or running promises
/// (domain document §2.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    pub name: Arc<str>,
    pub when: ConditionId,
    pub origin: Origin,
}

/// Which items a batch takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchFilter {
    /// Only these currencies; all when empty.
    pub currencies: BTreeSet<Currency>,
    /// Only these customer codes; all when empty.
    pub customers: BTreeSet<String>,
    /// Only items that would get one of these levels; all when empty.
    pub levels: BTreeSet<LevelCode>,
    pub when: Option<ConditionId>,
}

/// By which sending account a reminder leaves: the first choice that fits, else
/// the first account; none where the rules name no account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountChoices {
    pub first: Option<Arc<str>>,
    pub choices: Vec<AccountChoice>,
}

/// An account for some reminders: all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountChoice {
    pub account: Arc<str>,
    /// Only reminders at these levels; all when empty.
    pub levels: BTreeSet<LevelCode>,
    /// Of the reminder's first item.
    pub when: Option<ConditionId>,
    pub origin: Origin,
}

/// Where each part of the policy is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    pub switches: Origin,
    pub payment_methods: Origin,
    pub minimum_amounts: Origin,
    pub options: Origin,
    pub recipients: Origin,
    pub levels: BTreeMap<LevelCode, Origin>,
    pub excluded_level: Origin,
    pub batch: Origin,
}

/// Everything that decides for one company and one batch.
#[derive(Clone)]
pub struct Policy {
    pub company: Arc<Company>,
    pub ladder: Ladder,
    pub level_options: BTreeMap<LevelCode, LevelOptions>,
    pub switches: Switches,
    pub never_dunned: PaymentMethods,
    /// An invoice of that open amount or less is not reminded.
    pub minimum_amounts: BTreeMap<Currency, Decimal>,
    pub remind_creditors: bool,
    pub recipient_order: Vec<RecipientSource>,
    pub exclusions: Vec<Exclusion>,
    pub filter: BatchFilter,
    pub accounts: AccountChoices,
    pub scripts: Arc<dyn Scripts>,
    pub origins: Origins,
}

/// A script failed while it looked at an item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct ScriptError {
    pub file: Arc<str>,
    pub line: usize,
    pub column: usize,
    pub message: String,
}

/// What the `eligible` hook answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Eligibility {
    Eligible,
    /// Left out, with the reason that the hook gives.
    Refused(String),
}

/// What the `level` hook answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelChoice {
    Level(LevelCode),
    /// No reminder.
    None,
}

/// What the `recipients` hook answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecipientChoice {
    pub to: Vec<String>,
    pub cc: Vec<String>,
}

/// The names of all hooks.
pub const HOOKS: [&str; 6] = ["eligible", "level", "recipients", "group_key", "cc", "subject"];

/// The points at which scripts may override the built-in policy. Every hook
/// answers `Ok(None)` when it is not written or leaves the decision to the
/// policy.
pub trait Scripts: Send + Sync {
    /// Evaluates a `when:` expression of the rules.
    fn condition(&self, id: ConditionId, item: &ItemContext) -> Result<bool, ScriptError>;
    fn eligible(&self, item: &ItemContext) -> Result<Option<Eligibility>, ScriptError>;
    /// `proposed` is the level that the policy chose, if any.
    fn level(
        &self,
        item: &ItemContext,
        proposed: Option<&LevelCode>,
    ) -> Result<Option<LevelChoice>, ScriptError>;
    fn recipients(
        &self,
        item: &ItemContext,
        level: &LevelCode,
    ) -> Result<Option<RecipientChoice>, ScriptError>;
    /// Further copies, added to those of the policy.
    fn cc(&self, item: &ItemContext, level: &LevelCode)
    -> Result<Option<Vec<String>>, ScriptError>;
    /// Further text that items must share to be grouped in one reminder.
    fn group_key(
        &self,
        item: &ItemContext,
        level: &LevelCode,
    ) -> Result<Option<String>, ScriptError>;
    /// The subject, in place of the level's; `item` is the first of the reminder.
    fn subject(
        &self,
        item: &ItemContext,
        level: &LevelCode,
        language: &Language,
    ) -> Result<Option<String>, ScriptError>;
    /// Where a hook is written, for explanations; `None` only where it is not
    /// written, which simulations rely on.
    fn hook_origin(&self, hook: &str) -> Option<Origin>;
    /// A condition as the rules write it, with its place; none where it is not
    /// known.
    fn written(&self, _: ConditionId) -> Option<(&str, Origin)> {
        None
    }
}
