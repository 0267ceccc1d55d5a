//! The shipped mails, as customers read them.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use mails::*;

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
