//! A customer with invoices, built in a few words.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use relance::domain::company::{Company, CompanyCode, Sender};
use relance::domain::credit::{Credit, CreditKind};
use relance::domain::customer::{
    Contact, Customer, DunningSettings, RecipientFlags, RoleFlags, Site,
};
use relance::domain::hold::{Hold, HoldKind};
use relance::domain::identity::{ContactId, CustomerId, DueItemId, HoldId, InvoiceId, SiteId};
use relance::domain::invoice::{DueItem, Invoice, RecipientsTab};
use relance::domain::language::Language;
use relance::domain::level::{DayBounds, Ladder, Level, LevelCode, Standing};
use relance::domain::money::Currency;
use relance::plan::facts::{CustomerFacts, InvoiceFacts, ItemContext, Party, Suppressed};
use relance::plan::policy::{
    AccountChoices, BatchFilter, ConditionId, Eligibility, LevelChoice, Origin, Origins, Policy,
    RecipientChoice, RecipientSource, ScriptError, Scripts, Switches,
};
use rust_decimal::Decimal;

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().expect("a test amount")
}

/// What the `group_key` hook answers for an item.
pub type GroupKey = fn(&ItemContext) -> Result<Option<String>, ScriptError>;

/// Scripts that answer what a test says, and leave the rest to the policy.
pub struct TestScripts {
    pub condition: fn(ConditionId, &ItemContext) -> bool,
    pub group_key: Option<GroupKey>,
}

impl Default for TestScripts {
    fn default() -> Self {
        Self { condition: |_, _| false, group_key: None }
    }
}

impl Scripts for TestScripts {
    fn condition(&self, id: ConditionId, context: &ItemContext) -> Result<bool, ScriptError> {
        Ok((self.condition)(id, context))
    }
    fn eligible(&self, _: &ItemContext) -> Result<Option<Eligibility>, ScriptError> {
        Ok(None)
    }
    fn level(
        &self,
        _: &ItemContext,
        _: Option<&LevelCode>,
    ) -> Result<Option<LevelChoice>, ScriptError> {
        Ok(None)
    }
    fn recipients(
        &self,
        _: &ItemContext,
        _: &LevelCode,
    ) -> Result<Option<RecipientChoice>, ScriptError> {
        Ok(None)
    }
    fn cc(&self, _: &ItemContext, _: &LevelCode) -> Result<Option<Vec<String>>, ScriptError> {
        Ok(None)
    }
    fn group_key(
        &self,
        context: &ItemContext,
        _: &LevelCode,
    ) -> Result<Option<String>, ScriptError> {
        self.group_key.map_or(Ok(None), |answer| answer(context))
    }
    fn subject(
        &self,
        _: &ItemContext,
        _: &LevelCode,
        _: &Language,
    ) -> Result<Option<String>, ScriptError> {
        Ok(None)
    }
    fn hook_origin(&self, hook: &str) -> Option<Origin> {
        let written = hook == "group_key" && self.group_key.is_some();
        written.then(|| Origin { file: "rules/hooks.rhai".into(), line: 1 })
    }
}

/// Levels such as `"N1 5..15, N2 16.."`.
pub fn levels(text: &str) -> Vec<Level> {
    text.split(", ")
        .map(|level| {
            let (code, bounds) = level.split_once(' ').expect("a code and bounds");
            let (lower, upper) = bounds.split_once("..").expect("bounds");
            Level {
                code: LevelCode::new(code),
                bounds: DayBounds::new(
                    lower.parse().expect("a lower bound"),
                    (!upper.is_empty()).then(|| upper.parse().expect("an upper bound")),
                )
                .expect("bounds in order"),
                repeat_every_days: None,
            }
        })
        .collect()
}

/// The levels of the worked examples.
pub const LEVELS: &str = "N1 5..15, N2 16..30, N3 31..60, N4 61..90, N5 91..";

pub fn company() -> Company {
    Company {
        code: CompanyCode("TEST".into()),
        name: "Société Test".into(),
        address: vec!["1 rue de la Paix".into(), "75002 Paris".into()],
        legal: None,
        phone: None,
        currency: Currency::EUR,
        time_zone: chrono_tz::Europe::Paris,
        language: "fr".parse().expect("a language"),
        bank: None,
        sender: Sender {
            name: "Comptabilité clients".into(),
            address: "compta@test.example".parse().expect("an address"),
        },
    }
}

pub fn policy(level_text: &str) -> Policy {
    let origin = Origin { file: "rules/test.yaml".into(), line: 1 };
    Policy {
        company: Arc::new(company()),
        ladder: Ladder::new(levels(level_text), Vec::new()),
        level_options: BTreeMap::new(),
        switches: Switches::default(),
        never_dunned: ["PRLV"].into_iter().collect(),
        minimum_amounts: BTreeMap::new(),
        remind_creditors: false,
        recipient_order: RecipientSource::ORDERABLE.to_vec(),
        exclusions: Vec::new(),
        filter: BatchFilter::default(),
        accounts: AccountChoices::default(),
        scripts: Arc::new(TestScripts::default()),
        origins: Origins {
            switches: origin.clone(),
            payment_methods: origin.clone(),
            minimum_amounts: origin.clone(),
            options: origin.clone(),
            recipients: origin.clone(),
            levels: BTreeMap::new(),
            excluded_level: origin.clone(),
            batch: origin,
        },
    }
}

/// A customer that can be reminded both ways.
pub fn customer() -> Customer {
    Customer {
        id: CustomerId(1),
        code: "C1".into(),
        name: "Durand SA".into(),
        account: "411C1".into(),
        language: None,
        dunning: DunningSettings { manual: true, automatic: true },
        consumer: false,
        address: Vec::new(),
    }
}

/// A due item of 1,000.00, new.
pub fn item(id: i64, due: &str) -> DueItem {
    DueItem {
        id: DueItemId(id),
        instalment: 1,
        due_date: date(due),
        amount: decimal("1000.00"),
        open_amount: decimal("1000.00"),
        standing: Standing::New,
        last_reminded_on: None,
        status: None,
        promised_on: None,
        disputed: false,
    }
}

/// An invoice of site X by bank transfer, to `client@durand.example`.
pub fn invoice(id: i64, items: Vec<DueItem>) -> InvoiceFacts {
    InvoiceFacts {
        invoice: Invoice {
            id: InvoiceId(id),
            number: format!("F{id}"),
            date: date("2026-06-01"),
            currency: Currency::EUR,
            total: items.iter().map(|item| item.amount).sum(),
            payment_reference: None,
            payment_method: "VIR".into(),
            billing_site: Some(SITE_X),
            person_in_charge: None,
            recipients: RecipientsTab {
                to: vec!["client@durand.example".into()],
                copies: Vec::new(),
            },
            documents: Vec::new(),
            holds: Vec::new(),
            items,
        },
        ordering: None,
    }
}

pub const SITE_X: SiteId = SiteId(1);
pub const SITE_Y: SiteId = SiteId(2);

pub fn site(id: SiteId, email: Option<&str>) -> Site {
    Site {
        id,
        code: format!("S{}", id.0),
        name: format!("Site {}", id.0),
        address: Vec::new(),
        email: email.map(str::to_owned),
    }
}

/// A contact flagged *Relance* at site X.
pub fn contact(id: i64, email: &str) -> Contact {
    Contact {
        id: ContactId(id),
        code: format!("K{id}"),
        name: format!("Contact {id}"),
        language: None,
        roles: RoleFlags::default(),
        receives: RecipientFlags { reminder: true, reminder_all_sites: false, invoice: false },
        identity_email: Some(email.into()),
        customer_email: None,
        sites: vec![SITE_X],
    }
}

pub fn hold(kind: HoldKind) -> Hold {
    Hold {
        id: HoldId(1),
        kind,
        comment: "en cours de vérification".into(),
        author: "AB".into(),
        placed_on: date("2026-11-01"),
    }
}

pub fn credit(amount: &str) -> Credit {
    Credit {
        kind: CreditKind::CreditNote,
        number: "A1".into(),
        date: date("2026-10-01"),
        currency: Currency::EUR,
        open_amount: decimal(amount),
    }
}

pub fn facts(invoices: Vec<InvoiceFacts>) -> CustomerFacts {
    CustomerFacts {
        billed: Party { customer: customer(), contacts: Vec::new() },
        sites: vec![site(SITE_X, None), site(SITE_Y, None)],
        invoices,
        credits: Vec::new(),
        suppressed: Suppressed::default(),
    }
}
