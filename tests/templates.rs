//! The shipped mails, as customers read them.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use mails::*;
use relance::domain::channel::Channel;
use relance::domain::credit::{Credit, CreditKind};
use relance::plan::outcome::CustomerPlan;

const LEVELS: [&str; 5] = ["N1", "N2", "N3", "N4", "N5"];

#[test]
fn shipped_mails_read_well() {
    let (renderer, rules, plan) = (shipped(), rules(), rich_plan());
    for level in LEVELS {
        for language in ["fr", "en"] {
            let mail = mail(&renderer, &rules, &plan, &reminder(&plan, level, language))
                .unwrap_or_else(|error| panic!("{error}"));
            insta::assert_snapshot!(
                format!("{level}_{language}_text"),
                format!("{}\n\n{}", mail.subject, mail.text)
            );
            insta::assert_snapshot!(format!("{level}_{language}_html"), mail.html);
        }
    }
}

#[test]
fn shipped_templates_pass_the_check() {
    let problems = shipped().check(&rule_set(rules()));
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn a_reminder_before_the_due_date_speaks_of_the_future() {
    let mut plan = plain_plan();
    let facts = std::sync::Arc::make_mut(&mut plan.facts);
    facts.invoices[0].invoice.items[0].due_date = facts::date("2026-11-29");
    let mut rules = rules();
    std::sync::Arc::make_mut(&mut rules.company).bank = None;
    let mail = mail(&shipped(), &rules, &plan, &reminder(&plan, "N1", "fr")).expect("a mail");
    insta::assert_snapshot!(mail.text);
}

#[test]
fn a_formal_notice_to_a_consumer() {
    let plan = consumer(plain_plan());
    let mail = mail(&shipped(), &rules(), &plan, &reminder(&plan, "N5", "fr")).expect("a mail");
    insta::assert_snapshot!(mail.text);
}

#[test]
fn a_credit_in_another_currency_is_listed_apart() {
    let mut plan = rich_plan();
    for credit in &mut std::sync::Arc::make_mut(&mut plan.facts).credits {
        credit.currency = "CHF".parse().expect("a currency");
    }
    let mail = mail(&shipped(), &rules(), &plan, &reminder(&plan, "N2", "en")).expect("a mail");
    insta::assert_snapshot!(mail.text);
}

/// A credit is the customer's: it must not be counted once per mail.
#[test]
fn credits_are_listed_in_every_mail_and_counted_once() {
    const NOTE: &str = "These amounts will be set against your account.";
    let deducted = ["Total of invoices €1,000.00", "Credit note A1 of 02/11/2026 − €300.00"];
    // A reminder of 1,000 euros; the currency of another reminder of 1,000 of
    // the same customer; a credit note; what the first reminder says.
    for (other, amount, currency, expected) in [
        (None, "300", "EUR", vec![deducted[0], deducted[1], "Balance due €700.00"]),
        (Some("USD"), "300", "EUR", vec![deducted[0], deducted[1], "Balance due €700.00"]),
        (
            Some("EUR"),
            "300",
            "EUR",
            vec!["Total due €1,000.00", "Credit note A1 of 02/11/2026 €300.00", NOTE],
        ),
        (
            Some("EUR"),
            "1500",
            "EUR",
            vec!["Total due €1,000.00", "Credit note A1 of 02/11/2026 €1,500.00", NOTE],
        ),
        (
            None,
            "1000",
            "EUR",
            vec!["Total due €1,000.00", "Credit note A1 of 02/11/2026 €1,000.00", NOTE],
        ),
        (
            None,
            "1500",
            "EUR",
            vec!["Total due €1,000.00", "Credit note A1 of 02/11/2026 €1,500.00", NOTE],
        ),
        (
            Some("USD"),
            "300",
            "USD",
            vec!["Total due €1,000.00", "Credit note A1 of 02/11/2026 US$300.00", NOTE],
        ),
    ] {
        let mut plan = plain_plan();
        let facts = std::sync::Arc::make_mut(&mut plan.facts);
        facts.credits = vec![Credit {
            kind: CreditKind::CreditNote,
            number: "A1".into(),
            date: facts::date("2026-11-02"),
            currency: currency.parse().expect("a currency"),
            open_amount: facts::decimal(amount),
        }];
        let first = reminder(&plan, "N1", "en");
        plan.reminders = vec![first.clone()];
        if let Some(other) = other {
            let mut second = reminder(&plan, "N2", "en");
            second.lines[0].open.currency = other.parse().expect("a currency");
            plan.reminders.push(second);
        }
        let mail = mail(&shipped(), &rules(), &plan, &first).expect("a mail");
        let squeezed =
            |line: &str| line.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        let said: Vec<String> = mail
            .text
            .lines()
            .map(squeezed)
            .filter(|line| {
                ["Total", "Balance", "Credit", "These"].iter().any(|it| line.starts_with(it))
            })
            .collect();
        assert_eq!(said, expected, "{other:?} {amount} {currency}");
    }
}

/// What is left out of a selection may be asked for tomorrow, with the same
/// credit.
#[test]
fn by_hand_credits_are_deducted_when_everything_open_is_asked_for() {
    for (channel, others_open, expected) in [
        (Channel::Batch, true, "Balance due €700.00"),
        (Channel::Mail, false, "Balance due €700.00"),
        (Channel::Mail, true, "Total due €1,000.00"),
    ] {
        let mut plan = CustomerPlan { channel, ..plain_plan() };
        let facts = std::sync::Arc::make_mut(&mut plan.facts);
        facts.credits = vec![Credit {
            kind: CreditKind::CreditNote,
            number: "A1".into(),
            date: facts::date("2026-11-02"),
            currency: "EUR".parse().expect("a currency"),
            open_amount: facts::decimal("300"),
        }];
        let asked = reminder(&plan, "N1", "en");
        if others_open {
            let facts = std::sync::Arc::make_mut(&mut plan.facts);
            facts.invoices.push(facts.invoices[0].clone());
        }
        plan.reminders = vec![asked.clone()];
        let mail = mail(&shipped(), &rules(), &plan, &asked).expect("a mail");
        let words: Vec<&str> = mail.text.split_whitespace().collect();
        assert!(words.join(" ").contains(expected), "{channel:?} {others_open}: {}", mail.text);
    }
}

/// A customer with a very long list is reminded like any other.
#[test]
fn ten_thousand_due_items_fit_into_a_mail() {
    let mut plan = plain_plan();
    let facts = std::sync::Arc::make_mut(&mut plan.facts);
    facts.invoices = vec![facts.invoices[0].clone(); 10_000];
    let mail = mail(&shipped(), &rules(), &plan, &reminder(&plan, "N1", "fr")).expect("a mail");
    assert_eq!(mail.text.matches("FA26-00118 ").count(), 10_000);
    assert_eq!(mail.html.matches("<b>FA26-00118</b>").count(), 10_000);
}
