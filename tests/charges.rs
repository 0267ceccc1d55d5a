//! Recovery fee and late interest (domain document §9).

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[path = "support/rules.rs"]
mod folders;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/letters.rs"]
mod letters;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use std::sync::LazyLock;

use facts::{customer, date, decimal, invoice, item};
use mails::{mail, plan, reminder, rich_plan, shipped};
use proptest::prelude::*;
use relance::domain::letter::LetterFormat;
use relance::domain::level::LevelCode;
use relance::domain::money::{Currency, Money};
use relance::plan::charges::{self, ChargeRules, Interest, NotCharged};
use relance::plan::outcome::PlannedReminder;
use relance::rules::set::CompanyRules;
use relance::wording::UiLanguage;
use rust_decimal::Decimal;

/// Both charges at N2, a rate that changes on 1 July 2026, other terms
/// for three customers.
const CHARGES: &str = "
charges:
  recovery_fee:
    enabled: true
    levels: [N2]
  late_interest:
    enabled: true
    levels: [N2]
    rates:
      - {from: 2026-01-01, percent: 12.15}
      - {from: 2026-07-01, percent: 10}
    customers:
      C8: {percent: 8}
      C6: {rates: [{from: 2026-11-01, percent: 6}]}
      C0: off
";

fn charges(yaml: &str) -> ChargeRules {
    match folders::load(yaml, "") {
        Ok(rules) => rules.companies[0].charges.clone(),
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// Rules with one rate for all days and levels.
fn rate(percent: &str) -> ChargeRules {
    charges(&format!(
        "charges: {{late_interest: {{enabled: true, rates: [{{from: 0001-01-01, percent: {percent}}}]}}}}"
    ))
}

fn interest_of(
    rules: &ChargeRules,
    code: &str,
    open: &str,
    due: &str,
    as_of: &str,
    level: &str,
) -> Result<Interest, NotCharged> {
    let mut debtor = customer();
    debtor.code = code.into();
    let open = Money::new(decimal(open), Currency::EUR);
    rules.interest(&debtor, open, date(due), date(as_of), &LevelCode::new(level))
}

/// Segments on one line each, then the total.
fn told(interest: Result<Interest, NotCharged>) -> String {
    match interest {
        Ok(interest) => {
            let before = interest.before_first_rate.map(|before| format!("{} free", before.days()));
            let segments = interest.segments.iter().map(|segment| {
                format!(
                    "{}..{} {}d {}% {}",
                    segment.period.from,
                    segment.period.to,
                    segment.period.days(),
                    segment.rate.percent,
                    segment.amount.amount
                )
            });
            let mut parts: Vec<String> = before.into_iter().chain(segments).collect();
            parts.push(format!("= {}", interest.total.amount));
            parts.join(", ")
        }
        Err(reason) => reason.code().to_owned(),
    }
}

#[test]
fn interest_runs_from_the_day_after_the_due_date_to_the_day_of_the_reminder() {
    let rules = charges(CHARGES);
    for (due, as_of, expected) in [
        // 1,000.00 × 12.15 % / 365 = 0.3328… a day.
        ("2026-03-01", "2026-03-02", "2026-03-02..2026-03-02 1d 12.15% 0.33, = 0.33"),
        ("2026-03-01", "2026-03-31", "2026-03-02..2026-03-31 30d 12.15% 9.99, = 9.99"),
        ("2026-03-01", "2026-03-01", "not_overdue"),
        ("2026-03-01", "2026-02-20", "not_overdue"),
        // The rate that begins on 1 July holds for that day.
        ("2026-06-30", "2026-07-01", "2026-07-01..2026-07-01 1d 10% 0.27, = 0.27"),
        (
            "2026-06-20",
            "2026-07-10",
            "2026-06-21..2026-06-30 10d 12.15% 3.33, 2026-07-01..2026-07-10 10d 10% 2.74, = 6.07",
        ),
        // Before the first rate: no interest, and told.
        ("2025-12-29", "2026-01-01", "2 free, 2026-01-01..2026-01-01 1d 12.15% 0.33, = 0.33"),
        ("2025-11-30", "2025-12-31", "before_first_rate"),
    ] {
        let interest = interest_of(&rules, "C1", "1000.00", due, as_of, "N2");
        assert_eq!(told(interest), expected, "due {due}, on {as_of}");
    }
}

#[test]
fn a_leap_year_has_a_day_more_and_still_divides_by_365() {
    let rules = rate("36.5");
    for (due, as_of, expected) in
        [("2026-12-31", "2027-12-31", "365.00"), ("2027-12-31", "2028-12-31", "366.00")]
    {
        let interest = interest_of(&rules, "C1", "1000.00", due, as_of, "N1").expect("interest");
        assert_eq!(interest.total.amount.to_string(), expected, "{as_of}");
    }
}

#[test]
fn a_customer_may_have_other_terms_and_a_level_none() {
    let rules = charges(CHARGES);
    for (code, level, expected) in [
        ("C1", "N2", "2026-10-26..2026-11-24 30d 10% 8.22, = 8.22"),
        ("C8", "N2", "2026-10-26..2026-11-24 30d 8% 6.58, = 6.58"),
        ("C6", "N2", "6 free, 2026-11-01..2026-11-24 24d 6% 3.95, = 3.95"),
        ("C0", "N2", "exempt"),
        ("C1", "N1", "other_level"),
        ("C8", "N1", "other_level"),
    ] {
        let interest = interest_of(&rules, code, "1000.00", "2026-10-25", "2026-11-24", level);
        assert_eq!(told(interest), expected, "{code} {level}");
    }
}

#[test]
fn the_total_is_rounded_once_half_away_from_zero_and_its_parts_add_up_to_it() {
    // 182.50 × 1 % × 1 / 365 = 0.005 exactly.
    let interest = interest_of(&rate("1"), "C1", "182.50", "2026-11-23", "2026-11-24", "N1");
    assert_eq!(told(interest), "2026-11-24..2026-11-24 1d 1% 0.01, = 0.01");
    // 0.004 and 0.004: each alone would be nothing, together 0.01.
    let rules = charges(
        "charges: {late_interest: {enabled: true, rates: \
         [{from: 2026-01-01, percent: 1}, {from: 2026-11-24, percent: 1.0001}]}}",
    );
    let interest = interest_of(&rules, "C1", "146.00", "2026-11-22", "2026-11-24", "N1");
    assert_eq!(
        told(interest),
        "2026-11-23..2026-11-23 1d 1% 0.00, 2026-11-24..2026-11-24 1d 1.0001% 0.01, = 0.01"
    );
}

#[test]
fn yen_have_no_decimals() {
    let rules = rate("10");
    let open = Money::new(decimal("100000"), "JPY".parse().expect("a currency"));
    let interest = rules
        .interest(&customer(), open, date("2026-10-25"), date("2026-11-24"), &LevelCode::new("N1"))
        .expect("interest");
    assert_eq!(interest.total.to_string(), "822 JPY");
}

#[test]
fn a_rule_is_named_for_every_figure() {
    let rules = charges(CHARGES);
    let interest = interest_of(&rules, "C1", "1000.00", "2026-06-20", "2026-07-10", "N2");
    let lines: Vec<usize> = interest
        .expect("interest")
        .segments
        .iter()
        .map(|segment| segment.rate.origin.line)
        .collect();
    assert_eq!(lines, [10, 11]);
    let fee = rules.fee(&customer(), 5, &LevelCode::new("N2")).expect("a fee");
    assert_eq!((fee.amount.to_string(), fee.origin.line), ("40.00 EUR".to_owned(), 3));
}

/// Rules whose charges hold at every level, at 10 %.
fn charging() -> CompanyRules {
    let charges = charges(
        "charges: {recovery_fee: {enabled: true}, late_interest: \
         {enabled: true, rates: [{from: 2020-01-01, percent: 10}]}}",
    );
    CompanyRules { charges, ..mails::rules() }
}

/// Fee and interest of each line.
fn of_lines(
    plan: &relance::plan::outcome::CustomerPlan,
    reminder: &PlannedReminder,
) -> Vec<(Option<String>, Option<String>)> {
    charges::of(&charging().charges, plan, reminder)
        .lines
        .iter()
        .map(|line| {
            let interest = line.interest.as_ref().map(|interest| interest.total.to_string());
            (line.fee.map(|fee| fee.to_string()), interest)
        })
        .collect()
}

#[test]
fn an_invoice_bears_the_fee_once_whatever_its_instalments_and_reminders() {
    let mut second = item(2, "2026-11-19");
    second.instalment = 2;
    let mut third = item(3, "2026-12-19");
    third.instalment = 3;
    let mut plan = plan(vec![invoice(1, vec![item(1, "2026-10-25"), second, third])], Vec::new());
    let fee = || Some("40.00 EUR".to_owned());
    let whole = reminder(&plan, "N1", "fr");
    let bearing: Vec<_> = of_lines(&plan, &whole).into_iter().map(|(fee, _)| fee).collect();
    assert_eq!(bearing, [fee(), None, None], "one reminder of all instalments");

    let part = |at: usize, level: &str| PlannedReminder {
        level: LevelCode::new(level),
        lines: vec![whole.lines[at].clone()],
        ..whole.clone()
    };
    plan.reminders = vec![part(1, "N1"), part(0, "N2")];
    let bearing: Vec<_> =
        plan.reminders.iter().map(|reminder| of_lines(&plan, reminder)[0].0.clone()).collect();
    assert_eq!(bearing, [None, fee()], "two reminders: the oldest instalment's");

    plan.reminders = vec![part(1, "N1")];
    assert_eq!(of_lines(&plan, &plan.reminders[0])[0].0, fee(), "the oldest was left out");
    plan.reminders = vec![part(2, "N1")];
    assert_eq!(of_lines(&plan, &plan.reminders[0]), [(None, None)], "not yet due");
}

#[test]
fn consumers_owe_neither() {
    let plan = mails::consumer(rich_plan());
    let reminder = reminder(&plan, "N5", "fr");
    assert!(charges::of(&charging().charges, &plan, &reminder).is_empty());
}

#[test]
fn currencies_are_never_added_up() {
    let plan = rich_plan();
    let reminder = reminder(&plan, "N4", "fr");
    let charged = charges::of(&charging().charges, &plan, &reminder);
    let interest: Vec<String> = charged.interest_totals().iter().map(ToString::to_string).collect();
    assert_eq!(interest, ["20.30 EUR", "0.27 USD"]);
    assert_eq!(charged.fee_count(), 3);
    assert_eq!(charged.fee_total().map(|fee| fee.to_string()).as_deref(), Some("120.00 EUR"));
}

#[test]
fn mails_say_the_charges_only_when_there_are_any() {
    let renderer = shipped();
    let plan = rich_plan();
    for language in ["fr", "en"] {
        let reminder = reminder(&plan, "N4", language);
        let with = mail(&renderer, &charging(), &plan, &reminder).expect("a mail");
        insta::assert_snapshot!(format!("charges_{language}"), with.text);
        let without = mail(&renderer, &mails::rules(), &plan, &reminder).expect("a mail");
        for amount in ["8,77", "2 940,30", "8.77", "2,940.30"] {
            let amount = amount.replace(' ', "\u{202f}");
            assert_eq!(with.html.contains(&amount), with.text.contains(&amount), "{amount}");
            assert!(!without.html.contains(&amount) && !without.text.contains(&amount));
        }
    }
}

/// What the payment code asks for is the total of the letter.
#[test]
fn letters_end_in_the_total_with_charges() {
    let (renderer, plan) = (shipped(), rich_plan());
    let reminder = letters::by_post(&plan, "N4", "en");
    let made = |format| {
        letters::letter(&renderer, &charging(), &plan, &reminder, format).expect("a letter").file
    };
    let html = String::from_utf8(made(LetterFormat::Html)).expect("text");
    for text in [html, letters::text_of(&made(LetterFormat::Pdf))] {
        assert!(text.contains("Total with charges"), "{text}");
        assert!(text.contains("€2,940.30"), "{text}");
    }
}

#[test]
fn a_company_may_have_its_own_charges() {
    let companies = folders::LEAST[0].1;
    let own = format!(
        "{companies}    overrides:\n      charges:\n        recovery_fee: {{enabled: false}}\n{CHARGES}"
    );
    let rules = charges(&own);
    let fee = rules.fee(&customer(), 5, &LevelCode::new("N2"));
    assert_eq!(fee.expect_err("off").code(), "switched_off");
    let interest = interest_of(&rules, "C1", "1000.00", "2026-06-20", "2026-07-10", "N2");
    assert_eq!(told(interest), "switched_off", "the whole section is replaced");
}

#[test]
fn mistakes_are_told_with_their_place() {
    let told: Vec<String> = [
        "{late_interest: {enabled: true}}",
        "{late_interest: {enabled: true, rates: []}}",
        "{late_interest: {enabled: true, rates: [{from: 2026-01-01, percent: -3}]}}",
        "{late_interest: {enabled: true, rates: [{from: 2026-01-01, percent: 101}]}}",
        "{late_interest: {enabled: true, rates: [{from: 2026-01-01, percent: 1e1}]}}",
        "{late_interest: {enabled: true, rates: [{from: 2026-01-01, percent: 1.23456}]}}",
        "{late_interest: {enabled: true, rates: [{from: 2026-13-01, percent: 3}]}}",
        "{late_interest: {enabled: true, rates: [{from: 1/1/2026, percent: 3}]}}",
        "{late_interest: {enabled: false, rates: [{from: 2026-02-01, percent: 3}, {from: 2026-02-01, percent: 4}]}}",
        "{recovery_fee: {enabled: true, levels: [N1, N7]}}",
        "{recovery_fee: {enabled: true, levels: []}}",
        "{late_interest: {enabled: false, customers: {C1: {percent: 1, rates: []}}}}",
        "{late_interest: {enabled: false, customers: {C1: {}}}}",
        "{late_interest: {enabled: false, customers: {C1: 8}}}",
        "{recovery_fee: {enabled: true, amount: 40}}",
    ]
    .iter()
    .map(|yaml| {
        let problems = match folders::load(&format!("charges: {yaml}"), "") {
            Ok(_) => panic!("accepted: {yaml}"),
            Err(problems) => problems,
        };
        let problems = problems.iter().map(|problem| {
            let at = problem.position.expect("a place");
            let message = problem.message.in_language(UiLanguage::English);
            let expected = problem.expected.as_ref().map(ToString::to_string);
            let expected = expected.map(|text| format!(" (expected {text})")).unwrap_or_default();
            format!("\n  {}:{}: {message}{expected}", at.line, at.column)
        });
        format!("{yaml}{}\n", problems.collect::<String>())
    })
    .collect();
    insta::assert_snapshot!(told.concat());
}

/// Read once for all cases of a property.
static DATED: LazyLock<ChargeRules> = LazyLock::new(|| charges(CHARGES));

fn product(interest: &Result<Interest, NotCharged>) -> Decimal {
    interest.iter().flat_map(|interest| &interest.segments).map(|segment| segment.product).sum()
}

proptest! {
    /// The exact sum over a period is that over its two parts, wherever it is
    /// split and whatever rates lie in it.
    #[test]
    fn splitting_a_period_changes_nothing(
        cents in 0_i64..100_000_000,
        first in 0_i64..900,
        second in 0_i64..900,
    ) {
        let rules = &*DATED;
        let open = Decimal::new(cents, 2).to_string();
        let due = date("2025-06-01");
        let split = due + chrono::Duration::days(first);
        let end = split + chrono::Duration::days(second);
        let of = |due: chrono::NaiveDate, as_of: chrono::NaiveDate| {
            interest_of(rules, "C1", &open, &due.to_string(), &as_of.to_string(), "N2")
        };
        let parts = product(&of(due, split)) + product(&of(split, end));
        prop_assert_eq!(product(&of(due, end)), parts);
    }

    /// More days or more money never give less; no days give nothing; the
    /// parts add up to the total, which is less than a cent's half away from
    /// the exact sum.
    #[test]
    fn interest_never_falls_and_its_parts_add_up(
        cents in 0_i64..100_000_000,
        more in 0_i64..10_000,
        days in 1_i64..900,
    ) {
        let rules = &*DATED;
        let due = date("2025-12-31");
        let of = |cents: i64, days: i64| {
            let (open, as_of) = (Decimal::new(cents, 2), due + chrono::Duration::days(days));
            interest_of(rules, "C1", &open.to_string(), "2025-12-31", &as_of.to_string(), "N2")
        };
        let interest = of(cents, days).expect("interest");
        prop_assert!(of(cents, 0).is_err());
        let later = of(cents, days + 1).expect("interest");
        let larger = of(cents + more, days).expect("interest");
        prop_assert!(interest.total.amount >= Decimal::ZERO);
        prop_assert!(later.total.amount >= interest.total.amount);
        prop_assert!(larger.total.amount >= interest.total.amount);
        let parts: Decimal = interest.segments.iter().map(|segment| segment.amount.amount).sum();
        prop_assert_eq!(parts, interest.total.amount);
        let exact: Decimal = interest.segments.iter().map(|segment| segment.unrounded()).sum();
        prop_assert!((exact - interest.total.amount).abs() <= Decimal::new(5_001, 6));
        let covered: i64 = interest.segments.iter().map(|segment| segment.period.days()).sum();
        prop_assert_eq!(covered, days);
    }
}
