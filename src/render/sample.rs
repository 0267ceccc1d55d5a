//! Made-up reminders that go through the situations that a template meets.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use rust_decimal::Decimal;

use super::follow_up::FollowUpRequest;
use super::mail::MailRequest;
use crate::domain::channel::Channel;
use crate::domain::collaborator::Collaborator;
use crate::domain::company::{BankAccount, Company};
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::customer::{Customer, DunningSettings};
use crate::domain::follow_up::FollowUp;
use crate::domain::identity::{CollaboratorId, CustomerId, DueItemId, InvoiceId};
use crate::domain::invoice::{DueItem, Invoice, RecipientsTab};
use crate::domain::language::Language;
use crate::domain::letter::PostalAddress;
use crate::domain::level::{LevelCode, Standing};
use crate::domain::money::{Currency, Money};
use crate::plan::charges::{
    AtLevels, ChargeRules, FeeRule, InterestRule, Rate, RateTable, Switched,
};
use crate::plan::facts::{CustomerFacts, InvoiceFacts, Party, Suppressed};
use crate::plan::outcome::{CustomerPlan, ItemRef, Line, PlannedReminder, Recipient};
use crate::plan::policy::{Origin, RecipientSource};
use crate::rules::set::{CompanyRules, Status};

/// A word of the sender of a mail of the follow-up.
const NOTE: &str = "Note";

/// A reminder and the rules that it is rendered under.
pub(super) struct Sample {
    pub rules: CompanyRules,
    pub plan: CustomerPlan,
    recipient_name: Option<&'static str>,
}

impl Sample {
    /// The reminder of this sample at a level, in a language.
    pub fn reminder(&self, level: &LevelCode, language: &Language) -> PlannedReminder {
        let sender = self.rules.company.sender.clone();
        let facts = &self.plan.facts;
        let lines = facts.invoices.iter().enumerate().flat_map(|(invoice, facts)| {
            let currency = facts.invoice.currency;
            facts.invoice.items.iter().enumerate().map(move |(item, due)| Line {
                item: ItemRef { invoice, item },
                days_late: (self.plan.run_date - due.due_date).num_days(),
                open: Money::new(due.open_amount, currency),
            })
        });
        PlannedReminder {
            level: level.clone(),
            language: language.clone(),
            // Any well-formed address does: nothing is sent.
            to: vec![Recipient {
                address: sender.address.clone(),
                name: self.recipient_name.map(str::to_owned),
                source: RecipientSource::ReminderContacts,
                language: None,
            }],
            sender,
            cc: Vec::new(),
            postal: None,
            lines: lines.collect(),
            subject: None,
            account: None,
        }
    }
}

impl Sample {
    /// A mail of a reminder of this sample.
    pub fn mail<'a>(&'a self, reminder: &'a PlannedReminder) -> MailRequest<'a> {
        MailRequest {
            rules: &self.rules,
            plan: &self.plan,
            reminder,
            language_fallback: &[],
            message_id: "sample@relance.example",
            date: DateTime::<FixedOffset>::default(),
        }
    }

    /// A mail of the follow-up; with a note where there is information.
    pub fn follow_up<'a>(
        &'a self,
        reminder: &'a PlannedReminder,
        information: &'a BTreeMap<DueItemId, FollowUp>,
        statuses: &'a [Status],
    ) -> FollowUpRequest<'a> {
        let note = (!information.is_empty()).then_some(NOTE);
        FollowUpRequest { mail: self.mail(reminder), note, information, statuses }
    }

    /// Follow-up information by turns, so that templates meet everything and
    /// nothing: with everything in it, for every other item of every other
    /// sample.
    pub fn information(&self, position: usize) -> BTreeMap<DueItemId, FollowUp> {
        if position % 2 == 1 {
            return BTreeMap::new();
        }
        let items = self.plan.facts.invoices.iter().flat_map(|facts| &facts.invoice.items);
        let full = FollowUp {
            status: Some("PROMISE".to_owned()),
            comment: "Premier\nSecond".to_owned(),
            promised_on: Some(self.plan.run_date - Days::new(1)),
            disputed: true,
            next_action_on: Some(self.plan.run_date),
            next_action_by: Some("AB".to_owned()),
        };
        items.step_by(2).map(|item| (item.id, full.clone())).collect()
    }
}

/// One bare invoice without charges; a business with everything, in two
/// currencies, with fee and interest; a consumer
/// before the due date, with more credits than debts.
pub(super) fn all(rules: &CompanyRules) -> Vec<Sample> {
    let (own, other) = (rules.company.currency, other_currency(rules.company.currency));
    vec![
        sample(bare(rules), false, Some("Camille Durand"), vec![invoice(1, own, &[12])], vec![]),
        sample(
            complete(rules),
            false,
            None,
            vec![
                in_charge(invoice(1, own, &[100, 40]), true),
                invoice(2, other, &[1]),
                in_charge(invoice(3, own, &[0]), false),
            ],
            vec![
                credit(1, CreditKind::CreditNote, own, 100),
                credit(2, CreditKind::Payment, own, 100),
                credit(3, CreditKind::Payment, other, 100),
            ],
        ),
        sample(
            complete(rules),
            true,
            Some("Dominique Petit"),
            vec![invoice(1, own, &[-5])],
            vec![
                credit(1, CreditKind::CreditNote, own, 1_000),
                credit(2, CreditKind::Payment, own, 1_000),
                credit(3, CreditKind::CreditNote, other, 100),
            ],
        ),
    ]
}

/// As [`all`], what is complete first, and what else may be absent: no address
/// of the person in charge, no BIC, no fee, no rate in words, a date of the
/// last reminder.
pub(super) fn varied(rules: &CompanyRules) -> Vec<Sample> {
    let own = rules.company.currency;
    let mut samples = all(rules);
    if samples.len() > 1 {
        samples.swap(0, 1);
    }
    if let Some(bare) = samples.get_mut(1) {
        bare.rules.legal.late_interest.clear();
    }
    if let Some(complete) = samples.get_mut(0) {
        let facts = Arc::make_mut(&mut complete.plan.facts);
        for item in facts.invoices.iter_mut().flat_map(|facts| &mut facts.invoice.items).step_by(2)
        {
            item.standing = Standing::At(LevelCode::new("N1"));
            item.last_reminded_on = Some(run_date() - Days::new(20));
        }
    }
    let mut without_fee = with_company(&complete(rules), |company| {
        company.bank.iter_mut().for_each(|bank| bank.bic = None);
    });
    without_fee.charges.recovery_fee = Switched::default();
    samples.push(sample(
        without_fee,
        false,
        Some("Camille Durand"),
        vec![in_charge(invoice(1, own, &[40]), false)],
        Vec::new(),
    ));
    samples
}

fn sample(
    rules: CompanyRules,
    consumer: bool,
    recipient_name: Option<&'static str>,
    invoices: Vec<InvoiceFacts>,
    credits: Vec<Credit>,
) -> Sample {
    let customer = Customer {
        id: CustomerId(1),
        code: "C0001".into(),
        name: "Durand & Fils".into(),
        account: "411C0001".into(),
        address: Vec::new(),
        language: None,
        dunning: DunningSettings::default(),
        consumer,
    };
    let billed = Party { customer, contacts: Vec::new() };
    let facts = CustomerFacts {
        billed,
        sites: Vec::new(),
        invoices,
        credits,
        suppressed: Suppressed::default(),
    };
    let plan = CustomerPlan::new(Arc::new(facts), Channel::Batch, run_date());
    Sample { rules, plan, recipient_name }
}

pub(super) fn address() -> PostalAddress {
    let lines = ["Durand & Fils", "12 quai de la Loire", "44000 Nantes"];
    PostalAddress { lines: lines.map(str::to_owned).into() }
}

/// The company without anything that it need not have.
fn bare(rules: &CompanyRules) -> CompanyRules {
    let rules = with_company(rules, |company| {
        company.address.clear();
        company.legal = None;
        company.phone = None;
        company.bank = None;
    });
    CompanyRules { charges: ChargeRules::default(), ..rules }
}

fn complete(rules: &CompanyRules) -> CompanyRules {
    let charges = charges(rules.company.currency);
    let rules = with_company(rules, |company| {
        company.legal.get_or_insert_with(|| "SAS".into());
        company.phone.get_or_insert_with(|| "01 23 45 67 89".into());
        let bic = "AGRIFRPP".to_owned();
        company.bank.get_or_insert_with(|| BankAccount {
            iban: "FR7630006000011234567890189".into(),
            bic: Some(bic),
        });
    });
    CompanyRules { charges, ..rules }
}

/// Fee and interest, with a rate that changes while the oldest item is late.
fn charges(currency: Currency) -> ChargeRules {
    let origin = Origin { file: "sample".into(), line: 1 };
    let rate = |days_ago, percent| Rate {
        from: Some(run_date() - chrono::Duration::days(days_ago)),
        percent: Decimal::new(percent, 2),
        origin: origin.clone(),
    };
    let levels = AtLevels::All;
    ChargeRules {
        recovery_fee: Switched::On(FeeRule {
            amount: Money::new(Decimal::from(40), currency),
            levels: levels.clone(),
            origin: origin.clone(),
        }),
        late_interest: match RateTable::new(vec![rate(60, 1_215), rate(20, 1_200)]) {
            Some(rates) => {
                let customers = BTreeMap::new();
                Switched::On(InterestRule { rates, levels, customers, origin })
            }
            None => Switched::default(),
        },
    }
}

fn with_company(rules: &CompanyRules, change: impl FnOnce(&mut Company)) -> CompanyRules {
    let mut rules = rules.clone();
    change(Arc::make_mut(&mut rules.company));
    rules
}

/// Any day does, as long as it is the same in every check.
fn run_date() -> NaiveDate {
    NaiveDate::default().checked_add_days(Days::new(20_000)).unwrap_or_default()
}

fn other_currency(own: Currency) -> Currency {
    let candidates = ["USD", "EUR"];
    candidates.iter().filter_map(|code| code.parse().ok()).find(|it| *it != own).unwrap_or(own)
}

/// An invoice with an instalment per number of days late, half of each paid.
fn invoice(number: i64, currency: Currency, days_late: &[i64]) -> InvoiceFacts {
    let amount = Decimal::new(123_456, 2);
    let due = |days: i64| run_date() - chrono::Duration::days(days);
    let items = (1..).zip(days_late).map(|(instalment, &days)| DueItem {
        id: DueItemId(number * 10 + i64::from(instalment)),
        instalment,
        due_date: due(days),
        amount,
        open_amount: amount / Decimal::TWO,
        standing: Standing::New,
        last_reminded_on: None,
        status: None,
        promised_on: None,
        disputed: false,
    });
    InvoiceFacts {
        invoice: Invoice {
            id: InvoiceId(number),
            number: format!("F{number:05}"),
            date: due(130),
            currency,
            total: amount,
            payment_reference: None,
            payment_method: "VIR".into(),
            billing_site: None,
            person_in_charge: None,
            recipients: RecipientsTab::default(),
            documents: Vec::new(),
            holds: Vec::new(),
            items: items.collect(),
        },
        ordering: None,
    }
}

fn in_charge(mut facts: InvoiceFacts, with_email: bool) -> InvoiceFacts {
    facts.invoice.person_in_charge = Some(Collaborator {
        id: CollaboratorId(1),
        code: "AB".into(),
        name: "Alix Bernard".into(),
        email: with_email.then(|| "alix.bernard@relance.example".parse().ok()).flatten(),
    });
    facts
}

fn credit(number: i64, kind: CreditKind, currency: Currency, amount: i64) -> Credit {
    Credit {
        kind,
        number: format!("A{number:05}"),
        date: run_date(),
        currency,
        open_amount: Decimal::from(amount),
    }
}
