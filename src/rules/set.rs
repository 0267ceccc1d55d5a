//! The rules in force: what the files under `rules/` mean once checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::source::SourceFile;
use crate::balance::{AgeBasis, Buckets, Rates};
use crate::domain::address::EmailAddress;
use crate::domain::company::{Company, CompanyCode};
use crate::domain::language::Language;
use crate::domain::level::Ladder;
use crate::domain::level::LevelCode;
use crate::domain::money::Currency;
use crate::domain::payment_method::PaymentMethods;
use crate::domain::retention::{Period, RetentionSection};
use crate::plan::charges::ChargeRules;
use crate::plan::policy::{
    AccountChoices, BatchFilter, Exclusion, LevelOptions, Origin, Origins, Policy, RecipientSource,
    Scripts, Switches,
};
use crate::schedule::{Calendar, Schedule};

/// A checked set of rules.
#[derive(Clone)]
pub struct RuleSet {
    pub companies: Vec<CompanyRules>,
    pub batches: Vec<Batch>,
    pub statuses: Vec<Status>,
    pub warnings: Warnings,
    pub dispatch: DispatchRules,
    pub sending: SendingRules,
    pub retention: RetentionRules,
    /// Hex digest of every file that the rules were read from.
    pub digest: String,
    /// These files, as they were read.
    pub files: Arc<[Arc<SourceFile>]>,
}

/// One company and what decides for it.
#[derive(Clone)]
pub struct CompanyRules {
    pub company: Arc<Company>,
    pub ladder: Ladder,
    pub level_options: BTreeMap<LevelCode, LevelOptions>,
    pub mails: BTreeMap<LevelCode, LevelMail>,
    /// Folder under `templates/` of the letter of a level, such as
    /// `letter/N1`; a level without one has no letter.
    pub letters: BTreeMap<LevelCode, String>,
    pub switches: Switches,
    pub never_dunned: PaymentMethods,
    pub minimum_amounts: BTreeMap<Currency, Decimal>,
    pub recipient_order: Vec<RecipientSource>,
    pub exclusions: Vec<Exclusion>,
    pub options: DunningOptions,
    pub legal: LegalMentions,
    pub aged_balance: AgedBalance,
    pub charges: ChargeRules,
    pub accounts: AccountChoices,
    pub calendar: Calendar,
    pub scripts: Arc<dyn Scripts>,
    /// `batch` is a placeholder here; [`CompanyRules::policy`] fills it in.
    pub origins: Origins,
}

impl CompanyRules {
    /// What decides for this company in one batch.
    pub fn policy(&self, batch: &Batch) -> Policy {
        Policy {
            company: Arc::clone(&self.company),
            ladder: self.ladder.clone(),
            level_options: self.level_options.clone(),
            switches: self.switches,
            never_dunned: self.never_dunned.clone(),
            minimum_amounts: self.minimum_amounts.clone(),
            remind_creditors: self.options.remind_creditors,
            recipient_order: self.recipient_order.clone(),
            exclusions: self.exclusions.clone(),
            filter: batch.filter.clone(),
            accounts: self.accounts.clone(),
            scripts: Arc::clone(&self.scripts),
            origins: Origins { batch: batch.origin.clone(), ..self.origins.clone() },
        }
    }
}

/// The subject of a level's mails: fixed or from a template, never both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Fixed(String),
    /// `subject.txt` in the template folder of the level and language.
    Template,
}

/// The mail of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelMail {
    pub subject: Subject,
    /// Folder under `templates/`, such as `mail/N1`; it holds a folder per
    /// language.
    pub template: String,
}

/// What of the invoice goes with a reminder (domain document §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Attachments {
    #[default]
    None,
    Originals,
    OriginalsOrDuplicates,
}

impl Attachments {
    /// As the rules write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Originals => "originals",
            Self::OriginalsOrDuplicates => "originals_or_duplicates",
        }
    }
}

/// How large attached files may be, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttachmentLimits {
    pub each: u64,
    /// Of one reminder, together.
    pub all: u64,
}

impl AttachmentLimits {
    /// Limits in MiB.
    pub fn new(each: u32, all: u32) -> Self {
        Self { each: u64::from(each) << 20, all: u64::from(all) << 20 }
    }

    /// A limit as the rules write it.
    pub fn mib(bytes: u64) -> u64 {
        bytes >> 20
    }
}

impl Default for AttachmentLimits {
    fn default() -> Self {
        Self::new(5, 15)
    }
}

/// How letters are grouped (domain document §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LetterGrouping {
    #[default]
    Customer,
    BillingSite,
}

/// Dunning options (options de relance) of a company.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DunningOptions {
    pub postpone_expected_payment_days: u32,
    pub attachments: Attachments,
    pub attachment_limits: AttachmentLimits,
    pub remind_creditors: bool,
    pub letter_grouping: LetterGrouping,
}

/// Settings of the aged balance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgedBalance {
    pub buckets: Buckets,
    /// Where the command does not say.
    pub basis: AgeBasis,
    /// To the company's currency.
    pub rates: Rates,
}

/// What the legal mentions of the texts say (domain document §9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalMentions {
    /// Flat recovery fee per unpaid invoice, in the company's currency.
    pub recovery_fee: Decimal,
    /// The late interest rate in words, per language code.
    pub late_interest: BTreeMap<Language, String>,
    /// Days that a formal notice leaves to pay.
    pub formal_notice_days: u32,
}

/// A batch such as `RelancesAutomatiques`.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    pub name: String,
    pub schedule: Option<Schedule>,
    /// Companies that it runs for; all when empty.
    pub companies: Vec<CompanyCode>,
    pub filter: BatchFilter,
    /// Template languages to try when the recipient's has none.
    pub language_fallback: Vec<Language>,
    pub origin: Origin,
}

impl Batch {
    pub fn runs_for(&self, company: &CompanyCode) -> bool {
        self.companies.is_empty() || self.companies.contains(company)
    }
}

/// An entry of the status list of due items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub code: String,
    /// Per language code.
    pub label: BTreeMap<Language, String>,
}

/// When a preview warns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warnings {
    /// A run of more than this many times the usual number of reminders…
    pub flood_factor: Decimal,
    /// …and of at least this many is a flood.
    pub flood_minimum: u32,
    /// Payment data older than this is worth a warning.
    pub payments_older_than_days: u32,
}

/// How mails are handed to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchRules {
    /// Connections held at once.
    pub connections: u32,
    /// Tries per mail, the first included.
    pub attempts: u32,
    /// Wait before the second try, doubled after each.
    pub first_delay_ms: u64,
    /// Longest wait for an answer of the server.
    pub timeout_seconds: u64,
}

/// How long what holds personal data is kept; for ever where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RetentionRules(pub BTreeMap<RetentionSection, Period>);

/// By which accounts mails leave, and how fast. Which one a reminder leaves by
/// is in [`CompanyRules::accounts`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SendingRules {
    /// Without any, the one mail server of the environment serves.
    pub accounts: Vec<SendingAccount>,
    pub limits: SendingLimits,
    /// The wait after each try of a mail but the last; empty where
    /// [`DispatchRules`] decide.
    pub retry: Vec<std::time::Duration>,
}

/// A mail server with what it is used for. Secrets are named, never held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendingAccount {
    pub name: Arc<str>,
    /// The environment variable of the server's URL.
    pub url_env: String,
    /// Those of [`DispatchRules`] where it says none.
    pub connections: Option<u32>,
    pub rates: Vec<MailRate>,
    /// Where bounces go, in place of the sender.
    pub return_path: Option<EmailAddress>,
    pub dkim: Option<Dkim>,
    pub oauth2: Option<OAuth2Login>,
    pub origin: Origin,
}

/// At most so many mails within a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailRate {
    /// At least one.
    pub count: u32,
    pub per: std::time::Duration,
}

/// How fast mails leave, over all accounts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SendingLimits {
    pub all: Vec<MailRate>,
    /// By domain of the recipients, in lower case and ASCII.
    pub domains: BTreeMap<String, DomainRates>,
    /// For each other domain by itself.
    pub other_domains: Option<DomainRates>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DomainRates {
    pub rates: Vec<MailRate>,
    /// Mails under way at once.
    pub connections: Option<u32>,
}

/// Who signs mails by DKIM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dkim {
    pub domain: String,
    pub selector: String,
    /// The environment variable of the private key.
    pub key_env: String,
}

/// Signing in by a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OAuth2Login {
    pub user: String,
    pub token: TokenFrom,
}

/// Where a token comes from; secrets by the names of environment variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenFrom {
    Variable(String),
    Issuer {
        url: url::Url,
        client_id_env: String,
        client_secret_env: Option<String>,
        refresh_token_env: Option<String>,
        scope: Option<String>,
    },
}
