//! Days that need no planning are passed over: the story is the same as with
//! every day planned.

use std::sync::Arc;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use relance::domain::hold::HoldKind;
use relance::domain::invoice::DueItem;
use relance::domain::level::{DayBounds, Ladder, LevelCode, Standing};
use relance::plan::facts::CustomerFacts;
use relance::plan::policy::Policy;
use relance::simulation::{AsKnown, Behaviour, Payments, Play, Player, play};

use crate::facts::*;

const FIRST: &str = "2026-11-24";

fn some_item() -> impl Strategy<Value = DueItem> {
    (-60i64..150, 0u32..=20, option::of(0usize..6), option::of(-20i64..60)).prop_map(
        |(late, open, level, reminded)| {
            let mut item = item(0, FIRST);
            item.due_date -= chrono::Duration::days(late);
            item.open_amount = decimal(&format!("{open}.00"));
            item.standing = match level {
                None => Standing::New,
                Some(5) => Standing::Excluded,
                Some(rank) => Standing::At(LevelCode::new(&format!("N{}", rank + 1))),
            };
            item.last_reminded_on = reminded.map(|days| date(FIRST) - chrono::Duration::days(days));
            item
        },
    )
}

fn some_facts() -> impl Strategy<Value = CustomerFacts> {
    (vec((vec(some_item(), 1..3), option::weighted(0.3, 0usize..3)), 1..4), 0u32..30).prop_map(
        |(invoices, credited)| {
            let mut next = 0;
            let invoices = invoices.into_iter().enumerate().map(|(number, (mut items, held))| {
                for item in &mut items {
                    next += 1;
                    item.id.0 = next;
                }
                let mut facts = invoice(i64::try_from(number).expect("few") + 1, items);
                facts.invoice.holds =
                    held.map(|kind| hold(HoldKind::ALL[kind])).into_iter().collect();
                facts
            });
            let mut facts = facts(invoices.collect());
            facts.credits = vec![credit(&format!("{credited}.00"))];
            facts
        },
    )
}

/// Ladders with gaps and overlaps, repeats, days given to NA, the switch.
#[derive(Debug, Clone)]
struct SomeRules {
    ladder: &'static str,
    bornerel: bool,
    every: Option<u32>,
    filtered: bool,
    excluded: Option<i32>,
}

impl SomeRules {
    fn policy(&self) -> Policy {
        let mut policy = policy(self.ladder);
        let mut levels = levels(self.ladder);
        levels[4].repeat_every_days = self.every;
        levels[1].repeat_every_days = self.every.map(|days| days / 2);
        let excluded =
            self.excluded.map(|lower| DayBounds::new(lower, Some(lower + 3)).expect("in order"));
        policy.ladder = Ladder::new(levels, excluded.into_iter().collect());
        policy.switches.bornerel = self.bornerel;
        if self.filtered {
            policy.filter.levels.extend(["N1", "N3"].map(LevelCode::new));
        }
        policy
    }
}

fn some_rules() -> impl Strategy<Value = SomeRules> {
    let ladders = prop_oneof![
        Just("N1 5..15, N2 16..30, N3 31..60, N4 61..90, N5 91.."),
        Just("N1 -5..10, N2 20..30, N3 35..40, N4 61..90, N5 91..120"),
        Just("N1 3..20, N2 3..20, N3 10.., N4 0..7, N5 7.."),
    ];
    (ladders, any::<bool>(), option::of(0u32..20), any::<bool>(), option::of(0i32..60)).prop_map(
        |(ladder, bornerel, every, filtered, excluded)| SomeRules {
            ladder,
            bornerel,
            every,
            filtered,
            excluded,
        },
    )
}

fn some_days() -> impl Strategy<Value = Vec<NaiveDate>> {
    (1i64..8, 0usize..3, 1i64..120).prop_map(|(step, twice, length)| {
        let days = (0..length).step_by(usize::try_from(step).expect("small"));
        let days = days.map(|day| date(FIRST) + chrono::Duration::days(day));
        days.flat_map(|day| std::iter::repeat_n(day, if twice == 0 { 2 } else { 1 })).collect()
    })
}

proptest! {
    #[test]
    fn passing_over_days_changes_nothing(
        facts in some_facts(),
        rules in some_rules(),
        days in some_days(),
        percent in option::of(0u32..=100),
        seed in any::<u64>(),
        after in 0i64..5,
    ) {
        let policy = rules.policy();
        let behaviour = percent.map(|percent| Behaviour {
            paid: ["N1", "N2", "N5"]
                .map(|level| (LevelCode::new(level), percent.to_string().parse().expect("a share")))
                .into_iter()
                .collect(),
            within: (0, 12),
            seed,
        });
        let payments: &dyn Payments = match &behaviour {
            Some(behaviour) => behaviour,
            None => &AsKnown,
        };
        let to = days[days.len() - 1] + chrono::Duration::days(after);
        let to_play = Play { policy: &policy, days: &days, to, postpone_days: 10, payments };
        let facts = Arc::new(facts);
        let mut player = Player::new(&to_play, Arc::clone(&facts));
        for &day in &days {
            player.day(day);
        }
        prop_assert_eq!(play(&to_play, facts), player.end());
    }
}
