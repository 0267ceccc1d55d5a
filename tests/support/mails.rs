//! Rules, plans and reminders to render mails of.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use relance::domain::channel::Channel;
use relance::domain::collaborator::Collaborator;
use relance::domain::company::{BankAccount, Company, CompanyCode, Sender};
use relance::domain::credit::{Credit, CreditKind};
use relance::domain::identity::CollaboratorId;
use relance::domain::language::Language;
use relance::domain::level::{Ladder, LevelCode};
use relance::domain::money::{Currency, Money};
use relance::plan::charges::ChargeRules;
use relance::plan::facts::{CustomerFacts, InvoiceFacts};
use relance::plan::outcome::{CustomerPlan, ItemRef, Line, PlannedReminder, Recipient};
use relance::plan::policy::RecipientSource;
use relance::render::Renderer;
use relance::render::mail::{MailRequest, RenderError, RenderedMail};
use relance::rules::set::{
    CompanyRules, DispatchRules, DunningOptions, LegalMentions, LevelMail, RuleSet, Subject,
    Warnings,
};

use super::facts::{LEVELS, TestScripts, customer, date, decimal, invoice, item, levels, policy};

pub fn language(code: &str) -> Language {
    code.parse().expect("a language")
}

pub fn shipped() -> Renderer {
    Renderer::load(Path::new("templates")).expect("the shipped templates are right")
}

/// Atelier Lumière, as a customer sees it, with mails in `mail/N1` to `mail/N5`.
pub fn rules() -> CompanyRules {
    let policy = policy(LEVELS);
    let company = Company {
        code: CompanyCode("AL".into()),
        name: "Atelier Lumière".into(),
        address: vec!["14 rue des Tanneurs".into(), "69009 Lyon".into()],
        legal: Some("SAS au capital de 120 000 € · RCS Lyon 812 345 678".into()),
        phone: Some("04 72 00 00 00".into()),
        currency: Currency::EUR,
        time_zone: chrono_tz::Europe::Paris,
        language: language("fr"),
        bank: Some(BankAccount {
            iban: "FR7630006000011234567890189".into(),
            bic: Some("AGRIFRPP".into()),
        }),
        sender: Sender {
            name: "Comptabilité clients".into(),
            address: "compta@atelier-lumiere.example".parse().expect("an address"),
        },
    };
    CompanyRules {
        company: Arc::new(company),
        ladder: Ladder::new(levels(LEVELS), Vec::new()),
        level_options: BTreeMap::new(),
        mails: ["N1", "N2", "N3", "N4", "N5"].map(level_mail).into(),
        letters: ["N1", "N2", "N3", "N4", "N5"]
            .map(|code| (LevelCode::new(code), format!("letter/{code}")))
            .into(),
        switches: policy.switches,
        never_dunned: policy.never_dunned,
        minimum_amounts: BTreeMap::new(),
        recipient_order: policy.recipient_order,
        exclusions: Vec::new(),
        options: DunningOptions::default(),
        legal: LegalMentions {
            recovery_fee: decimal("40"),
            late_interest: [
                (language("fr"), "taux de refinancement de la BCE majoré de 10 points".into()),
                (language("en"), "ECB refinancing rate plus 10 percentage points".into()),
            ]
            .into(),
            formal_notice_days: 8,
        },
        aged_balance: relance::rules::set::AgedBalance::default(),
        charges: ChargeRules::default(),
        calendar: relance::schedule::Calendar::default(),
        scripts: Arc::new(TestScripts::default()),
        origins: policy.origins,
    }
}

fn level_mail(code: &str) -> (LevelCode, LevelMail) {
    let mail = LevelMail { subject: Subject::Template, template: format!("mail/{code}") };
    (LevelCode::new(code), mail)
}

/// A set of rules of one company.
pub fn rule_set(company: CompanyRules) -> RuleSet {
    RuleSet {
        companies: vec![company],
        batches: Vec::new(),
        statuses: Vec::new(),
        warnings: Warnings {
            flood_factor: decimal("3"),
            flood_minimum: 50,
            payments_older_than_days: 3,
        },
        dispatch: DispatchRules {
            connections: 1,
            attempts: 1,
            first_delay_ms: 0,
            timeout_seconds: 1,
        },
        digest: String::new(),
    }
}

/// A plan on 24 November 2026 for invoices and credits.
pub fn plan(invoices: Vec<InvoiceFacts>, credits: Vec<Credit>) -> CustomerPlan {
    let mut facts: CustomerFacts = super::facts::facts(invoices);
    facts.billed.customer.code = "C0042".into();
    facts.billed.customer.name = "Durand & Fils".into();
    facts.credits = credits;
    CustomerPlan {
        channel: Channel::Batch,
        facts: Arc::new(facts),
        run_date: date("2026-11-24"),
        reminders: Vec::new(),
        skipped: Vec::new(),
        bad_addresses: Vec::new(),
        temporary_holds: Vec::new(),
    }
}

/// Two invoices in euros, one of two instalments and partly paid, one in
/// dollars, a credit note and a payment not allocated.
pub fn rich_plan() -> CustomerPlan {
    let mut first = item(1, "2026-10-15");
    first.amount = decimal("1200.00");
    first.open_amount = decimal("800.00");
    let mut second = item(2, "2026-11-15");
    second.instalment = 2;
    second.open_amount = decimal("1234.56");
    second.amount = decimal("1234.56");
    let mut euros = invoice(1, vec![first, second]);
    euros.invoice.number = "FA26-00118".into();
    euros.invoice.person_in_charge = Some(Collaborator {
        id: CollaboratorId(1),
        code: "SM".into(),
        name: "Sophie Morel".into(),
        email: Some("s.morel@atelier-lumiere.example".parse().expect("an address")),
    });
    let mut more_euros = invoice(2, vec![item(3, "2026-10-24")]);
    more_euros.invoice.number = "FA26-00131".into();
    more_euros.invoice.payment_reference = Some("RF18 5390 0754 7034".into());
    let mut dollars = invoice(3, vec![item(4, "2026-11-23")]);
    dollars.invoice.number = "FA26-00140".into();
    dollars.invoice.currency = "USD".parse().expect("a currency");
    let credit = |kind, number: &str, amount: &str| Credit {
        kind,
        number: number.into(),
        date: date("2026-11-02"),
        currency: Currency::EUR,
        open_amount: decimal(amount),
    };
    plan(
        vec![euros, more_euros, dollars],
        vec![
            credit(CreditKind::CreditNote, "AV26-0007", "150.00"),
            credit(CreditKind::Payment, "BQ-1203", "84.56"),
        ],
    )
}

/// One invoice of 1,000.00, 12 days late.
pub fn plain_plan() -> CustomerPlan {
    let mut invoice = invoice(1, vec![item(1, "2026-11-12")]);
    invoice.invoice.number = "FA26-00118".into();
    plan(vec![invoice], Vec::new())
}

/// The reminder of everything in a plan, to Jeanne Martin.
pub fn reminder(plan: &CustomerPlan, level: &str, code: &str) -> PlannedReminder {
    let facts = &plan.facts;
    let lines = facts.invoices.iter().enumerate().flat_map(|(position, facts)| {
        let currency = facts.invoice.currency;
        facts.invoice.items.iter().enumerate().map(move |(item, due)| Line {
            item: ItemRef { invoice: position, item },
            days_late: (date("2026-11-24") - due.due_date).num_days(),
            open: Money::new(due.open_amount, currency),
        })
    });
    PlannedReminder {
        postal: None,
        level: LevelCode::new(level),
        language: language(code),
        sender: rules().company.sender.clone(),
        to: vec![recipient("j.martin@durand.example", Some("Jeanne Martin"))],
        cc: Vec::new(),
        lines: lines.collect(),
        subject: None,
    }
}

pub fn recipient(address: &str, name: Option<&str>) -> Recipient {
    Recipient {
        address: address.parse().expect("an address"),
        name: name.map(str::to_owned),
        source: RecipientSource::ReminderContacts,
        language: None,
    }
}

/// The mail on the morning of 24 November 2026.
pub fn mail(
    renderer: &Renderer,
    rules: &CompanyRules,
    plan: &CustomerPlan,
    reminder: &PlannedReminder,
) -> Result<RenderedMail, RenderError> {
    mail_or(renderer, rules, plan, reminder, &[])
}

/// With languages to fall back on.
pub fn mail_or(
    renderer: &Renderer,
    rules: &CompanyRules,
    plan: &CustomerPlan,
    reminder: &PlannedReminder,
    language_fallback: &[Language],
) -> Result<RenderedMail, RenderError> {
    renderer.mail(&MailRequest {
        rules,
        plan,
        reminder,
        language_fallback,
        message_id: "0123456789abcdef.relance@atelier-lumiere.example",
        date: "2026-11-24T08:30:00+01:00".parse().expect("a date"),
    })
}

/// A customer who is a consumer.
pub fn consumer(mut plan: CustomerPlan) -> CustomerPlan {
    let mut customer = customer();
    customer.consumer = true;
    customer.name = "Jeanne Martin".into();
    Arc::make_mut(&mut plan.facts).billed.customer = customer;
    plan
}
