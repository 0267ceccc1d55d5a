//! Nodes plan a batch together, and it is the same batch.

use serde_json::Value;

use crate::cluster::{Process, RUN_DATE, customers, on_postgres, wait_until, workers};
use crate::desk::Desk;

/// Several parts.
const CUSTOMERS: usize = 6_500;

/// What the record of a run says of it, and its reminders by Message-ID.
async fn recorded(desk: &Desk, run: i64) -> (Value, Vec<(String, String, String)>) {
    let store = desk.store().await;
    let id = relance::domain::identity::RunId(run);
    let run = store.run(id).await.expect("a query").expect("a run");
    let mut reminders: Vec<(String, String, String)> = store
        .reminders(id, None)
        .await
        .expect("reminders")
        .into_iter()
        .map(|it| (it.message_id, it.customer_code, it.subject))
        .collect();
    reminders.sort();
    let counts = run.counts;
    let said = serde_json::json!({
        "digest": run.facts_digest,
        "counts": [counts.reminders, counts.items, counts.skipped],
        "rules": run.rule_set,
    });
    (said, reminders)
}

/// The sums that a run prints before it asks.
fn sums(told: &str) -> Vec<String> {
    let unlike = ["INFO", "WARN", "Planning customers"];
    let lines = told.lines().filter(|line| !unlike.iter().any(|word| line.contains(word)));
    lines.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_batch_planned_together_is_the_one_planned_alone() {
    let Some((desk, _server)) = on_postgres().await else { return };
    let mut books = customers(CUSTOMERS, "c");
    // Some with a reason to be left out, some at other levels.
    for (number, item) in books.due_items.iter_mut().enumerate() {
        match number % 7 {
            0 => item.disputed = true,
            1 => item.due_date = "2026-10-20".parse().expect("a date"),
            2 => item.due_date = "2026-12-20".parse().expect("a date"),
            _ => {}
        }
    }
    desk.fill(&books).await;
    // It is recorded, and a flood is not sent without a yes.
    let alone = || {
        let mut run = Process::start(&desk, &["run", "--as-of", RUN_DATE]);
        assert_eq!(run.ended(), 5, "{}", run.told());
        sums(&run.told())
    };
    let told_alone = alone();
    let nodes = workers(&desk, 2);
    let told_together = alone();
    assert_eq!(told_together, told_alone);
    let one = recorded(&desk, 1).await;
    let two = recorded(&desk, 2).await;
    assert_eq!(one.1.len(), two.1.len());
    assert!(one == two, "{} {}", one.0, two.0);
    assert!(one.1.len() > 4_000, "{}", one.1.len());
    wait_until("a node took part", || {
        nodes.iter().any(|node| node.told().contains("planned parts of a run"))
    });
}
