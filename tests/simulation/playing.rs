//! One customer, day by day.

use std::sync::Arc;

use chrono::NaiveDate;
use relance::domain::hold::HoldKind;
use relance::domain::identity::DueItemId;
use relance::domain::invoice::DueItem;
use relance::domain::level::{Ladder, LevelCode, Standing};
use relance::plan::facts::{CustomerFacts, InvoiceFacts};
use relance::plan::policy::{ConditionId, Exclusion, Origin, Policy, ScriptError};
use relance::simulation::{AsKnown, Behaviour, CustomerStory, Payments, Percent, Play, play};

use crate::facts::*;

const DUE: &str = "2026-11-09";

/// Every day from so many days late to so many.
pub fn late(from: i64, to: i64) -> Vec<NaiveDate> {
    (from..=to).map(|late| date(DUE) + chrono::Duration::days(late)).collect()
}

pub fn played(policy: &Policy, days: &[NaiveDate], facts: CustomerFacts) -> CustomerStory {
    paying(policy, days, facts, &AsKnown)
}

fn paying(
    policy: &Policy,
    days: &[NaiveDate],
    facts: CustomerFacts,
    payments: &dyn Payments,
) -> CustomerStory {
    let to = *days.last().expect("a day");
    play(&Play { policy, days, to, postpone_days: 10, payments }, Arc::new(facts))
}

/// `5:N1 16:N2`: the days late on which the first item was reminded, and at
/// which level; then the reason that stood last.
fn told(story: &CustomerStory) -> String {
    let item = &story.items[0];
    let due = story.facts.invoices[0].invoice.items[0].due_date;
    let reminded =
        item.reminded.iter().map(|(day, level)| format!("{}:{level}", (*day - due).num_days()));
    let last = item.last_reason().map(|reason| reason.code().to_owned());
    reminded.chain(last).collect::<Vec<_>>().join(" ")
}

fn one(change: impl FnOnce(&mut DueItem)) -> CustomerFacts {
    let mut item = item(1, DUE);
    change(&mut item);
    facts(vec![invoice(1, vec![item])])
}

fn held(kind: HoldKind) -> CustomerFacts {
    let mut facts = one(|_| {});
    facts.invoices[0].invoice.holds = vec![hold(kind)];
    facts
}

fn at(level: &str, reminded: Option<&str>) -> CustomerFacts {
    one(|item| {
        item.standing = Standing::At(LevelCode::new(level));
        item.last_reminded_on = reminded.map(date);
    })
}

fn repeating(every: u32) -> Policy {
    let mut policy = policy(LEVELS);
    let mut levels = levels(LEVELS);
    levels[4].repeat_every_days = Some(every);
    policy.ladder = Ladder::new(levels, Vec::new());
    policy
}

fn bornerel() -> Policy {
    let mut policy = policy(LEVELS);
    policy.switches.bornerel = true;
    policy
}

#[test]
fn levels_pass_as_days_pass() {
    let (plain, bornerel, repeating) = (policy(LEVELS), bornerel(), repeating(30));
    let weekly: Vec<NaiveDate> = late(0, 120).into_iter().step_by(7).collect();
    for (what, policy, days, facts, expected) in [
        (
            "a new item",
            &plain,
            late(0, 120),
            one(|_| {}),
            "5:N1 16:N2 31:N3 61:N4 91:N5 already_at_level",
        ),
        ("before the due date", &plain, late(-30, 4), one(|_| {}), "no_level"),
        ("weekly", &plain, weekly, one(|_| {}), "7:N1 21:N2 35:N3 63:N4 91:N5 already_at_level"),
        ("an old item", &plain, late(40, 70), one(|_| {}), "40:N3 61:N4 already_at_level"),
        ("at N3 by hand", &plain, late(5, 70), at("N3", None), "61:N4 already_at_level"),
        (
            "the last level once more",
            &repeating,
            late(80, 160),
            one(|_| {}),
            "80:N4 91:N5 121:N5 151:N5 repeat_not_due",
        ),
        (
            "repeated since before",
            &repeating,
            late(95, 130),
            at("N5", Some("2027-01-30")),
            "112:N5 repeat_not_due",
        ),
        (
            "RELCLI_BORNEREL",
            &bornerel,
            late(0, 300),
            one(|_| {}),
            "5:N1 21:N2 52:N3 113:N4 204:N5 295:N5 outside_bounds",
        ),
        ("RELCLI_BORNEREL, too old", &bornerel, late(16, 300), one(|_| {}), "outside_bounds"),
        ("NA", &plain, late(0, 120), one(|item| item.standing = Standing::Excluded), "set_to_na"),
        ("automatic hold", &plain, late(0, 120), held(HoldKind::Automatic), "automatic_hold"),
        ("manual hold", &plain, late(0, 20), held(HoldKind::Manual), "5:N1 16:N2 already_at_level"),
        ("example 22", &plain, late(15, 20), held(HoldKind::Temporary), "16:N2 already_at_level"),
        (
            "a hold lifted before it matters",
            &plain,
            late(0, 20),
            held(HoldKind::Temporary),
            "5:N1 16:N2 already_at_level",
        ),
        ("settled", &plain, late(0, 120), one(|item| item.open_amount = decimal("0")), "settled"),
        ("reminded on the last day", &plain, late(0, 5), one(|_| {}), "5:N1"),
    ] {
        assert_eq!(told(&played(policy, &days, facts)), expected, "{what}");
    }
}

#[test]
fn a_batch_that_runs_twice_a_day_takes_up_at_noon_what_was_held_in_the_morning() {
    let twice = [date("2026-11-24"), date("2026-11-24"), date("2026-11-25")];
    let story = played(&policy(LEVELS), &twice, held(HoldKind::Temporary));
    assert_eq!(told(&story), "15:N1 16:N2");
}

/// The first exclusion is of disputes, the second of running promises.
pub fn with_exclusions() -> Policy {
    let mut policy = policy(LEVELS);
    policy.scripts = Arc::new(TestScripts {
        condition: |id, context| match id.0 {
            0 => context.item().disputed,
            _ => context.item().promised_on.is_some_and(|on| on >= context.run_date),
        },
        ..TestScripts::default()
    });
    policy.exclusions = ["Disputed", "Running promise"]
        .into_iter()
        .enumerate()
        .map(|(number, name)| Exclusion {
            name: name.into(),
            when: ConditionId(number),
            origin: Origin { file: "relance.yaml".into(), line: 70 + number },
        })
        .collect();
    policy
}

#[test]
fn a_promise_holds_until_its_day_and_a_dispute_for_ever() {
    let policy = with_exclusions();
    let promised = one(|item| item.promised_on = Some(date("2026-12-05")));
    let story = played(&policy, &late(0, 40), promised);
    assert_eq!(told(&story), "27:N2 31:N3 already_at_level");
    let usual = story.items[0].usual_reason().expect("a reason");
    assert_eq!((usual.reason.code(), usual.executions), ("exclusion", 27), "0 to 26 days late");

    let disputed = one(|item| item.disputed = true);
    let story = played(&policy, &late(0, 40), disputed);
    assert_eq!(told(&story), "exclusion");
    assert_eq!(story.items[0].stood[0].executions, 41);
}

#[test]
fn a_hook_may_look_at_the_day_whatever_it_answers() {
    let mut policy = policy(LEVELS);
    policy.scripts = Arc::new(TestScripts {
        group_key: Some(|context| match context.run_date < date("2026-12-01") {
            true => Err(ScriptError {
                file: "rules/hooks.rhai".into(),
                line: 1,
                column: 1,
                message: "not before December".into(),
            }),
            false => Ok(None),
        }),
        ..TestScripts::default()
    });
    let story = played(&policy, &late(16, 30), one(|_| {}));
    assert_eq!(told(&story), "22:N2 already_at_level");
    assert_eq!(story.items[0].stood[0].executions, 6, "16 to 21 days late");
}

#[test]
fn every_hook_that_rules_can_write_is_known() {
    assert_eq!(relance::plan::policy::HOOKS, relance::rules::reference::HOOKS.map(|hook| hook.0));
}

#[test]
fn reasons_are_counted_by_executions() {
    let story = played(&policy(LEVELS), &late(0, 120), one(|_| {}));
    let stood: Vec<(&str, u32)> =
        story.items[0].stood.iter().map(|stood| (stood.reason.code(), stood.executions)).collect();
    // Each level has its own entry: 5, then 10, 14, 29, 29 and 29 days.
    let at_levels = [10, 14, 29, 29, 29].map(|days| ("already_at_level", days));
    assert_eq!(stood, [&[("no_level", 5)][..], &at_levels].concat());
}

/// Everybody pays so many days after any reminder.
struct PaidAfter(u64);

impl Payments for PaidAfter {
    fn settles(&self, reminding: relance::simulation::Reminding<'_>) -> Option<NaiveDate> {
        Some(reminding.on + chrono::Days::new(self.0))
    }
}

#[test]
fn a_payment_ends_the_reminders() {
    for (days, expected, open) in [
        (0, "5:N1 settled", "0"),
        (10, "5:N1 settled", "0"),
        (11, "5:N1 settled", "0"),
        (12, "5:N1 16:N2 settled", "0"),
        (200, "5:N1 16:N2 31:N3 61:N4 91:N5 already_at_level", "1000.00"),
    ] {
        let story = paying(&policy(LEVELS), &late(0, 120), one(|_| {}), &PaidAfter(days));
        assert_eq!(told(&story), expected, "paid after {days} days");
        let item = &story.facts.invoices[0].invoice.items[0];
        assert_eq!(item.open_amount, decimal(open));
        let paid = story.items[0].paid.map(|paid| (paid.on - date(DUE)).num_days());
        assert_eq!(paid, (days < 200).then_some(5 + i64::try_from(days).expect("days")));
    }
}

#[test]
fn a_payment_makes_the_customer_a_creditor_of_the_rest() {
    let mut facts =
        facts(vec![invoice(1, vec![item(1, DUE)]), invoice(2, vec![item(2, "2026-11-20")])]);
    facts.credits = vec![credit("1500.00")];
    let story = paying(&policy(LEVELS), &late(0, 40), facts, &PaidAfter(2));
    assert_eq!(story.items[1].usual_reason().map(|it| it.reason.code()), Some("creditor_customer"));
    assert_eq!(story.items[1].reminded, []);
}

fn behaviour(percent: &str, seed: u64) -> Behaviour {
    let percent: Percent = percent.parse().expect("a share");
    let paid = [(LevelCode::new("N1"), percent)].into_iter().collect();
    Behaviour { paid, within: (2, 10), seed }
}

#[test]
fn a_stated_share_of_the_items_is_paid_within_the_stated_days() {
    let paid_of = |percent: &str, seed: u64| -> Vec<(DueItemId, i64)> {
        let behaviour = behaviour(percent, seed);
        let policy = policy(LEVELS);
        (1..=2000)
            .filter_map(|id| {
                let one = facts(vec![invoice(id, vec![item(id, DUE)])]);
                let story = paying(&policy, &late(5, 15), one, &behaviour);
                let paid = story.items[0].paid?;
                Some((story.items[0].id, (paid.on - date(DUE)).num_days() - 5))
            })
            .collect()
    };
    assert_eq!(paid_of("0", 1).len(), 0);
    assert_eq!(paid_of("100", 1).len(), 2000);
    let forty = paid_of("40", 1);
    assert!((740..=860).contains(&forty.len()), "about 800: {}", forty.len());
    let days: std::collections::BTreeSet<i64> = forty.iter().map(|(_, days)| *days).collect();
    assert_eq!(days, (2..=10).collect());
    assert_eq!(paid_of("40", 1), forty, "the same seed");
    assert_ne!(paid_of("40", 2), forty, "another seed");
    let more = paid_of("55.5", 1);
    assert!(forty.iter().all(|paid| more.contains(paid)), "who pays at 40 % pays at 55.5 %");
}

#[test]
fn shares_are_exact_and_bounded() {
    for (text, valid) in [
        ("0", true),
        ("100", true),
        ("100.0000", true),
        ("33.3333", true),
        ("33.33333", false),
        ("100.0001", false),
        ("-1", false),
        ("many", false),
        ("", false),
    ] {
        assert_eq!(text.parse::<Percent>().is_ok(), valid, "{text}");
    }
}

#[test]
fn entries_tell_who_got_what() {
    let mut second: InvoiceFacts = invoice(2, vec![item(2, "2026-11-12")]);
    second.invoice.recipients.copies = vec!["copie@durand.example".into()];
    let both = facts(vec![invoice(1, vec![item(1, DUE), item(3, DUE)]), second]);
    let story = played(&policy(LEVELS), &late(8, 8), both);
    let told: Vec<String> = story
        .entries
        .iter()
        .map(|entry| {
            let items: Vec<String> =
                entry.lines.iter().map(|line| line.item.0.to_string()).collect();
            let totals: Vec<String> = entry.totals().iter().map(ToString::to_string).collect();
            format!(
                "{} {} {:?} {:?} {}",
                entry.level,
                items.join("+"),
                entry.to,
                entry.cc.len(),
                totals.join(" ")
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}
