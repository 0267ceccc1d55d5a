//! What is simulated is what is run.

use std::path::Path;
use std::sync::Arc;

use relance::app::engine;
use relance::plan::facts::CustomerFacts;
use relance::simulation::{AsKnown, Play, play};

use crate::desk::{Desk, day};

async fn all_facts(desk: &Desk) -> Vec<Arc<CustomerFacts>> {
    let store = desk.store().await;
    store.facts_page(&Desk::company(), None, 10_000).await.expect("a store")
}

/// The demonstration company run for real on three days, the mails into the
/// folder: after each run the store says of every customer what the
/// simulation said.
#[tokio::test]
async fn days_simulated_leave_what_days_run_leave() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", "2026-11-24"]).expect(0);
    let (rules, _) = engine::load_files(Path::new("rules"), Path::new("templates")).expect("rules");
    let company = &rules.companies[0];
    let policy = company.policy(&rules.batches[0]);
    let before = all_facts(&desk).await;
    let run_dates = ["2026-11-24", "2026-11-25", "2026-12-04"];
    for runs in 1..=run_dates.len() {
        let today = run_dates[runs - 1];
        let done = desk.relance(&["run", "--yes", "--as-of", today]).expect(0);
        let days: Vec<_> = run_dates[..runs].iter().map(|date| day(date)).collect();
        let to_play = Play {
            policy: &policy,
            days: &days,
            to: day(today),
            postpone_days: company.options.postpone_expected_payment_days,
            payments: &AsKnown,
        };
        let stories: Vec<_> =
            before.iter().map(|facts| play(&to_play, Arc::clone(facts))).collect();
        let simulated: Vec<_> = stories.iter().map(|story| Arc::clone(&story.facts)).collect();
        assert!(simulated != before, "something was reminded on {today}");
        let real = all_facts(&desk).await;
        for (simulated, real) in simulated.iter().zip(&real) {
            assert_eq!(simulated, real, "{} on {today}", real.billed.customer.code);
        }
        assert_eq!(simulated.len(), real.len());
        let entries = stories.iter().flat_map(|story| &story.entries);
        let sent = entries.filter(|entry| entry.day == day(today)).count();
        let told = done.out.split_whitespace().any(|word| word == sent.to_string());
        assert!(told && sent > 0, "{sent} reminders: {}", done.out);
    }
}
