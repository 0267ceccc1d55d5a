//! What a balance says in the reader's language.

use chrono::NaiveDate;

use super::columns::{Column, heading};
use crate::balance::{AgeBasis, Buckets, GroupKey, Ledger, Note, OperationKind};
use crate::domain::credit::CreditKind;
use crate::domain::language::Language;
use crate::domain::money::{Currency, Money};
use crate::render::locale::Locale;
use crate::wording::{Message, UiLanguage, msg};

/// What a balance is of.
#[derive(Debug, Clone)]
pub struct Title {
    /// The company's name.
    pub company: String,
    pub ledger: Ledger,
    pub as_of: NaiveDate,
    pub basis: AgeBasis,
}

/// Headings, dates and amounts in one language.
#[derive(Clone)]
pub struct Words {
    language: UiLanguage,
    locale: Locale,
    title: Title,
    buckets: Buckets,
    company_currency: Currency,
    kinds: [String; 4],
}

impl Words {
    pub fn new(
        language: UiLanguage,
        title: Title,
        buckets: Buckets,
        company_currency: Currency,
    ) -> Self {
        let tag = match language {
            UiLanguage::English => Language::ENGLISH,
            UiLanguage::French => Language::FRENCH,
        };
        let kinds = [
            msg!("balance-kind-invoice"),
            msg!("balance-kind-credit-note"),
            msg!("balance-kind-payment"),
            msg!("balance-kind-supplier"),
        ];
        Self {
            language,
            locale: Locale::of(&tag),
            title,
            buckets,
            company_currency,
            kinds: kinds.map(|kind| kind.in_language(language)),
        }
    }

    /// ISO 639.
    pub fn language(&self) -> &'static str {
        match self.language {
            UiLanguage::English => "en",
            UiLanguage::French => "fr",
        }
    }

    pub fn text(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    pub fn subject(&self) -> &Title {
        &self.title
    }

    pub fn buckets(&self) -> &Buckets {
        &self.buckets
    }

    pub fn company_currency(&self) -> Currency {
        self.company_currency
    }

    /// `Aged balance of customers on 24/11/2026, ages from the invoice date`.
    pub fn title(&self) -> String {
        let date = self.date(self.title.as_of);
        self.text(&match (self.title.ledger, self.title.basis) {
            (Ledger::Customers, AgeBasis::Invoice) => {
                msg!("balance-title-customers-invoice", date = date)
            }
            (Ledger::Customers, AgeBasis::Due) => msg!("balance-title-customers-due", date = date),
            (Ledger::Suppliers, AgeBasis::Invoice) => {
                msg!("balance-title-suppliers-invoice", date = date)
            }
            (Ledger::Suppliers, AgeBasis::Due) => msg!("balance-title-suppliers-due", date = date),
        })
    }

    pub fn heading(&self, column: Column) -> String {
        match (column, heading(column)) {
            (_, Some(message)) => self.text(&message),
            (Column::Bucket(bucket), None) => self.bucket(bucket),
            (_, None) => {
                let currency = self.company_currency.code();
                self.text(&msg!("balance-column-company-amount", currency = currency))
            }
        }
    }

    pub fn bucket(&self, bucket: usize) -> String {
        self.text(&self.buckets.label(bucket, self.title.basis))
    }

    pub fn kind(&self, kind: OperationKind) -> &str {
        let [invoice, credit_note, payment, supplier] = &self.kinds;
        match kind {
            OperationKind::Invoice => invoice,
            OperationKind::Credit(CreditKind::CreditNote) => credit_note,
            OperationKind::Credit(CreditKind::Payment) => payment,
            OperationKind::Supplier => supplier,
        }
    }

    pub fn group(&self, key: &GroupKey) -> String {
        match key {
            GroupKey::Currency(currency) => currency.code().to_owned(),
            GroupKey::Bucket(bucket) => self.bucket(*bucket),
            GroupKey::Person(person) => format!("{} {}", person.code, person.name),
            GroupKey::Nobody => self.text(&msg!("balance-nobody-in-charge")),
        }
    }

    pub fn total_of(&self, what: &str) -> String {
        self.text(&msg!("balance-total-of", what = what))
    }

    pub fn total(&self) -> String {
        self.text(&msg!("balance-total"))
    }

    pub fn note(&self, note: &Note) -> String {
        let message = note.message(|money| self.locale.money(money), |date| self.date(date));
        self.text(&message)
    }

    pub fn date(&self, date: NaiveDate) -> String {
        self.locale.short_date(date)
    }

    /// Without the currency's symbol.
    pub fn amount(&self, money: &Money) -> String {
        self.locale.amount(money)
    }
}
